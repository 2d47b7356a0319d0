// The search of the static copy: shows of the list what has every word, and of initiatives what has every choice.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const input = document.querySelector("[data-copy-search]");
const fields = [...document.querySelectorAll("[data-copy-choice]")];
const line = document.querySelector("[data-copy-status]");
const rows = [...document.querySelectorAll("[data-copy-words]")].map((row) => ({
  row,
  text: plain(`${row.textContent} ${row.dataset.copyWords}`),
  choices: new Set((row.dataset.copyChoices ?? "").split(" ")),
}));

function search() {
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  const chosen = fields.filter((field) => field.value);
  const wanted = chosen.map((field) => field.value.split(" ").map((value) => `${field.name}=${value}`));
  let total = 0;
  for (const { row, text, choices } of rows) {
    const isFound = words.every((word) => text.includes(word)) && wanted.every((any) => any.some((one) => choices.has(one)));
    row.hidden = !isFound;
    total += isFound;
  }
  for (const group of document.querySelectorAll("[data-copy-group]")) {
    group.hidden = !group.querySelector("li:not([hidden])");
  }
  const isNarrowed = words.length || chosen.length;
  line.textContent = isNarrowed ? (total ? `${line.dataset.some} ${total}` : line.dataset.none) : "";
}

// Several values of one choice are one option: an initiative may have any of them.
function choose(field, values) {
  const options = [...field.options].filter((option) => values.includes(option.value));
  if (options.length > 1) {
    field.add(new Option(options.map((option) => option.text).join(", "), options.map((option) => option.value).join(" ")));
    field.selectedIndex = field.options.length - 1;
  } else {
    field.value = options.length ? options[0].value : "";
  }
}

function start() {
  const address = new URLSearchParams(location.search);
  input.value = address.get("q") ?? "";
  for (const field of fields) {
    choose(field, address.getAll(field.name).flatMap((value) => value.split(" ")).filter(Boolean));
    field.addEventListener("change", search);
  }
  const further = document.querySelector("[data-copy-further]");
  further.open = [...further.querySelectorAll("[data-copy-choice]")].some((field) => field.value);
  document.querySelector("div[data-copy-choices]").hidden = false;
  input.addEventListener("input", search);
  search();
}

start();
