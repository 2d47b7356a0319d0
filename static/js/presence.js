/* Reports that an editor is still busy in a form, or left it. Without it their presence ends after half an hour. */
"use strict";

(() => {
  const form = document.querySelector("[data-presence]");
  if (!form) return;

  const EVERY = 4 * 60 * 1000;
  let isBusy = false;

  const report = (left) => {
    const data = new FormData();
    data.append(form.name, form.value);
    data.append("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]").value);
    if (left) data.append("left", "1");
    navigator.sendBeacon(form.dataset.presence, data);
  };

  // Only activity counts as presence: a form that was forgotten must not extend the session.
  ["keydown", "pointerdown", "input"].forEach((event) => addEventListener(event, () => { isBusy = true; }, { passive: true }));
  setInterval(() => {
    if (isBusy) report(false);
    isBusy = false;
  }, EVERY);
  addEventListener("pagehide", () => report(true));
  addEventListener("pageshow", (event) => {
    if (event.persisted) report(false);
  });
})();
