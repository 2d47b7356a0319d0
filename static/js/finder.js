// Keeps the filters that a visitor opened open when htmx replaces them.
let open = [];

document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("#facets details[open]")].map((details) => details.id);
});
document.addEventListener("htmx:afterSettle", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
});
