/* What Django's admin lacks: names for its search fields (select2), and lists that fit a phone. */
"use strict";

// On a phone each record of a list is a card, on which each value needs the name of its column.
for (const list of document.querySelectorAll("#result_list")) {
  const labels = [...list.tHead.rows[0].cells].map((head) => head.querySelector(".text")?.textContent.trim());
  for (const row of list.tBodies[0].rows) {
    [...row.cells].forEach((cell, column) => {
      if (cell.tagName !== "TD" || cell.classList.contains("action-checkbox") || !labels[column]) return;
      cell.dataset.label = labels[column];
      cell.classList.toggle("is-empty", cell.textContent.trim() === "-");
    });
  }
  const all = list.querySelector("#action-toggle");
  if (all) {
    const name = Object.assign(document.createElement("label"), { htmlFor: all.id, textContent: all.ariaLabel });
    all.after(name);
  }
  list.classList.add("is-labelled");
}

// A link to a part of the form that is folded, or to a field in it, opens that part.
const unfold = () => {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (!target) return;
  const part = target.closest("details") || target.querySelector("fieldset > details");
  if (part) part.open = true;
};
addEventListener("hashchange", unfold);
unfold();

(() => {
  const jQuery = window.django && window.django.jQuery;
  if (!jQuery) return;

  const labelOf = (select) => document.querySelector(`label[for="${select.id}"]`);

  const describe = (select, element) => {
    const help = select.getAttribute("aria-describedby");
    if (help) element.setAttribute("aria-describedby", help);
  };

  const nameField = (select) => {
    const label = labelOf(select);
    const box = select.parentElement.querySelector(".select2-selection");
    if (!label || !box) return;
    label.id = label.id || `${select.id}_label`;
    const chosen = box.querySelector(".select2-selection__rendered");
    const search = box.querySelector(".select2-search__field");
    if (search) {
      // "Clear all" stands loose in the list; each choice has a cross of its own.
      box.querySelectorAll(".select2-selection__clear").forEach((cross) => cross.remove());
      search.setAttribute("aria-labelledby", label.id);
      describe(select, search);
      box.setAttribute("aria-labelledby", label.id);
    } else {
      chosen.removeAttribute("role");
      chosen.removeAttribute("aria-readonly");
      box.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
      describe(select, box);
    }
  };

  const nameFields = () => document.querySelectorAll("select.select2-hidden-accessible").forEach(nameField);

  // Django numbers the fields of a part that is added or moves up, but not the help that they refer to.
  const describeParts = () => {
    for (const field of document.querySelectorAll(".inline-related [aria-describedby]")) {
      if (field.id && document.getElementById(`${field.id}_helptext`)) field.setAttribute("aria-describedby", `${field.id}_helptext`);
    }
  };

  // A link in the error summary leads to the search field that replaces a hidden list.
  const followError = (event) => {
    const field = document.querySelector(event.currentTarget.getAttribute("href"));
    const box = field && field.matches("select.select2-hidden-accessible") && field.parentElement.querySelector(".select2-selection");
    if (!box) return;
    event.preventDefault();
    (box.querySelector(".select2-search__field") || box).focus();
  };
  document.querySelectorAll(".error-summary a").forEach((link) => link.addEventListener("click", followError));

  jQuery(nameFields);
  jQuery(document).on("change", "select.admin-autocomplete", nameFields);
  for (const change of ["formset:added", "formset:removed"]) {
    document.addEventListener(change, () => {
      describeParts();
      nameFields();
    });
  }
  jQuery(document).on("select2:open", (event) => {
    const label = labelOf(event.target);
    const search = document.querySelector(".select2-dropdown .select2-search__field");
    const list = document.querySelector(".select2-dropdown .select2-results__options");
    if (label && search) search.setAttribute("aria-labelledby", label.id);
    if (label && list) list.setAttribute("aria-labelledby", label.id);
  });
})();
