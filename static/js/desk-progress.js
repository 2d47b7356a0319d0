/* The page of work in the background: how far it is, without loading the page anew; at the end the page of the result. */
"use strict";

(() => {
  const EVERY = 1500; // milliseconds
  const SPOKEN_EVERY = 10000; // a screen reader is told less often
  const box = document.getElementById("progress");
  const status = document.getElementById("progress-status");
  let lastSpoken = Date.now();

  const show = (next, page) => {
    box.innerHTML = next.innerHTML;
    document.title = page.title;
    if (Date.now() - lastSpoken < SPOKEN_EVERY) return;
    lastSpoken = Date.now();
    status.textContent = box.querySelector("label").textContent.trim();
  };

  const look = async () => {
    try {
      const response = await fetch(box.dataset.address, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const next = page.getElementById("progress");
      if (response.ok && next && document.querySelector("[name=stop]") && !page.querySelector("[name=stop]")) {
        document.querySelector("[name=stop]").form.remove();
      }
      if (response.ok && next) show(next, page);
      else if (response.ok) return location.assign(box.dataset.address);
    } catch {
      // Away for a moment: the next look comes.
    }
    setTimeout(look, EVERY);
  };

  setTimeout(look, EVERY);
})();
