/* Tells the desk that somebody is still busy in a form, and that they left it. Without it the desk waits half an hour. */
"use strict";

(() => {
  const form = document.querySelector("[data-presence]");
  if (!form) return;

  const EVERY = 4 * 60 * 1000;
  let isBusy = false;

  const tell = (left) => {
    const data = new FormData();
    data.append(form.name, form.value);
    data.append("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]").value);
    if (left) data.append("left", "1");
    navigator.sendBeacon(form.dataset.presence, data);
  };

  // Only who does something is there: a form that was forgotten is no sign of life, and keeps no session open.
  ["keydown", "pointerdown", "input"].forEach((event) => addEventListener(event, () => { isBusy = true; }, { passive: true }));
  setInterval(() => {
    if (isBusy) tell(false);
    isBusy = false;
  }, EVERY);
  addEventListener("pagehide", () => tell(true));
  addEventListener("pageshow", (event) => {
    if (event.persisted) tell(false);
  });
})();
