// What is open stays open, and the focus stays, when htmx replaces the filters; long lists can be searched.
let before = {};

function normal(text) {
  const letters = text.normalize("NFKD").replace(/\p{M}|['’‘`´]/gu, "");
  return letters.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function sift(input) {
  const field = input.closest("fieldset");
  const letters = normal(input.value);
  let total = 0;
  for (const label of field.querySelectorAll(".facet__list label")) {
    const fits = normal(`${label.childNodes[1].data} ${label.dataset.also ?? ""}`).includes(letters);
    label.hidden = !fits && !label.control.checked;
    total += fits;
  }
  const status = field.querySelector("[data-said]");
  status.textContent = status.dataset.said.replace("#", total);
}

function pairs(selector, property) {
  return [...document.querySelectorAll(selector)].map((element) => [element.id, element[property]]);
}

function save() {
  const focused = document.activeElement;
  before = {
    open: pairs("#facets details[open]", "open"),
    value: pairs("[data-sift]", "value"),
    scrollTop: pairs("#facets fieldset, .facet__list", "scrollTop"),
    top: focused.getBoundingClientRect().top,
    focused: focused.closest("#facets") && focused.id,
    facet: focused.closest(".facet")?.id,
  };
}

function restore() {
  for (const property of ["open", "value", "scrollTop"]) {
    for (const [id, value] of before[property] ?? []) {
      const element = document.getElementById(id);
      if (element) element[property] = value;
    }
    if (property === "value") document.querySelectorAll("#facets [data-sift]").forEach(sift);
  }
  if (before.focused || before.facet) focusAgain();
  before = {};
}

function focusAgain() {
  const facet = document.getElementById(before.facet);
  const same = before.focused && document.getElementById(before.focused);
  const target = same || facet?.querySelector("[data-sift]") || facet?.querySelector("summary");
  const show = () => target?.scrollIntoView({ block: "nearest", behavior: "instant" });
  target?.focus({ preventScroll: true });
  show();
  if (same) scrollBy({ top: same.getBoundingClientRect().top - before.top, behavior: "instant" });
  show();
}

// What stands around the results repeats the list that is in the address now.
function carryList() {
  const list = new URL(location).searchParams.get("lijst");
  for (const link of document.querySelectorAll(":is(.page-header, .breadcrumb-navigation, .page-footer) a[href^='/']")) {
    const address = new URL(link.href);
    address.searchParams.delete("lijst");
    if (list) address.searchParams.set("lijst", list);
    link.href = address.pathname + address.search + address.hash;
  }
  for (const form of document.querySelectorAll(".page-header form")) {
    const field = form.elements.lijst ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "lijst" }));
    field.value = list ?? "";
    field.disabled = !list;
  }
}

// A tick that is pressed while an answer is on its way takes its place, and asks for all that was asked.
let asked = { erbij: [], eraf: [] };
let isSearching = false;

function askForAll({ detail: { elt, parameters } }) {
  if (!elt.matches(".ticks")) return;
  for (const [name, codes] of Object.entries(asked)) {
    if (parameters[name]) codes.push(parameters[name]);
    if (codes.length) parameters[name] = codes.join(".");
  }
  const form = document.getElementById("finder-form");
  if (isSearching) parameters.terug = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
}

function forgetAsked() {
  asked = { erbij: [], eraf: [] };
  isSearching = false;
}

document.addEventListener("htmx:abort", (event) => (isSearching ||= event.target.matches(".htmx-request")), true);
document.addEventListener("htmx:configRequest", askForAll);
document.addEventListener("htmx:afterSwap", forgetAsked);
document.addEventListener("htmx:replacedInHistory", carryList);
document.addEventListener("htmx:beforeSwap", save);
document.addEventListener("htmx:afterSwap", restore);

function onSift(type, act) {
  document.addEventListener(type, (event) => event.target.matches("[data-sift]") && act(event), true);
}

onSift("input", (event) => sift(event.target));
onSift("change", (event) => event.stopPropagation());
onSift("keydown", (event) => event.key === "Enter" && !event.target.name && event.preventDefault());
