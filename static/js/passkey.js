/* Lets the browser create or use a passkey, with the scripts of allauth, and shows a message when that fails. */
"use strict";

(() => {
  const form = document.getElementById("passkey-form");
  const button = document.getElementById("passkey-button");
  const ids = { data: "passkey-data", credential: "passkey-credential", add: button.id, authenticate: button.id };
  const messages = form.querySelectorAll("[data-passkey-error]");
  const messageFor = (name) => form.querySelector(`[data-passkey-error="${name}"]`);
  const hideAll = () => messages.forEach((message) => { message.hidden = true; });

  button.hidden = false;
  button.addEventListener("click", hideAll);
  // The Enter key does what the button does: a form without a passkey is useless.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.click();
  });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    (messageFor(event.detail.exception.name) || messageFor("Error")).hidden = false;
    form.querySelector(".passkey-errors").focus();
  });
  window.allauth.webauthn.forms[form.dataset.passkey]({ ids });
})();
