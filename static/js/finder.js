// When htmx replaces the filters, open facets and the focus stay; long lists can be searched.
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

function save() {
  const focused = document.activeElement;
  const kept = document.querySelectorAll("#facets details[open], [data-sift]");
  before = {
    kept: [...kept].map(({ id, value }) => [id, value]),
    top: focused.getBoundingClientRect().top,
    focused: focused.closest("#facets") && focused.id,
    value: focused.value,
    facet: focused.closest(".facet")?.id,
  };
}

function restore() {
  for (const [id, value] of before.kept ?? []) {
    const element = document.getElementById(id);
    if (value === undefined) element?.setAttribute("open", "");
    else if (element) sift(Object.assign(element, { value }));
  }
  if (before.focused || before.facet) focusAgain();
  before = {};
}

function focusAgain() {
  const facet = document.getElementById(before.facet);
  const same = document.getElementById(before.focused) ?? facet?.querySelector(`[value="${before.value}"]`);
  const target = same || facet?.querySelector("[data-sift]") || facet?.querySelector("summary");
  const show = () => target?.scrollIntoView({ block: "nearest", behavior: "instant" });
  target?.focus({ preventScroll: true });
  show();
  if (same) scrollBy({ top: same.getBoundingClientRect().top - before.top, behavior: "instant" });
  show();
}

document.addEventListener("htmx:beforeSwap", save);
document.addEventListener("htmx:afterSwap", restore);

function onSift(type, act) {
  document.addEventListener(type, (event) => event.target.matches("[data-sift]") && act(event), true);
}

onSift("input", (event) => sift(event.target));
onSift("change", (event) => event.stopPropagation());
onSift("keydown", (event) => event.key === "Enter" && !event.target.name && event.preventDefault());
