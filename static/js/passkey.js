/* Lets the browser make or use a passkey, with the scripts of allauth, and says in plain words when that fails. */
"use strict";

(() => {
  const form = document.getElementById("passkey-form");
  const button = document.getElementById("passkey-button");
  const ids = { data: "passkey-data", credential: "passkey-credential", add: button.id, authenticate: button.id };
  const sentences = form.querySelectorAll("[data-passkey-error]");
  const sentenceOf = (name) => form.querySelector(`[data-passkey-error="${name}"]`);
  const hideAll = () => sentences.forEach((sentence) => { sentence.hidden = true; });

  button.hidden = false;
  button.addEventListener("click", hideAll);
  // The Enter key does what the button does: a form without a passkey is no use.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.click();
  });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    (sentenceOf(event.detail.exception.name) || sentenceOf("Error")).hidden = false;
    form.querySelector(".passkey-errors").focus();
  });
  window.allauth.webauthn.forms[form.dataset.passkey]({ ids });
})();
