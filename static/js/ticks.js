// The ticks at the results: what stands around the results follows the list, and none is lost in a hurry.
function withList(path, list) {
  const address = new URL(path, location);
  address.searchParams.delete("lijst");
  if (list) address.searchParams.set("lijst", list);
  return address.pathname + address.search + address.hash;
}

function carryList() {
  const list = new URL(location).searchParams.get("lijst");
  isEmptied = !list;
  for (const link of document.querySelectorAll(":is(.page-header, .breadcrumb-navigation, .page-footer) a[href^='/']")) {
    link.href = withList(link.href, list);
  }
  for (const input of document.querySelectorAll("[data-suggest]")) {
    input.dataset.suggest = withList(input.dataset.suggest, list);
  }
  for (const form of document.querySelectorAll(".page-header form")) {
    form.elements.lijst?.remove();
    if (!list) continue;
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "lijst", value: list });
    form.append(field);
  }
}

// A tick that is pressed while an answer is on its way takes its place, and asks for all that was asked.
let asked = { erbij: [], eraf: [] };
let isSearching = false;
let isEmptied = false;

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
  if (isEmptied) document.getElementById("finder-status").append(document.getElementById("uw-lijst").dataset.empty);
  isEmptied = false;
}

document.addEventListener("htmx:abort", (event) => (isSearching ||= event.target.matches(".htmx-request")), true);
document.addEventListener("htmx:configRequest", askForAll);
document.addEventListener("htmx:afterSwap", forgetAsked);
document.addEventListener("htmx:replacedInHistory", carryList);
