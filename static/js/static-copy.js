// The search of the static copy: shows of the list what has every word.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const input = document.querySelector("[data-copy-search]");
const line = document.querySelector("[data-copy-status]");
const listed = [...document.querySelectorAll("[data-copy-words]")];
const rows = listed.map((row) => [row, plain(`${row.textContent} ${row.dataset.copyWords}`)]);

function search() {
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  let total = 0;
  for (const [row, text] of rows) {
    row.hidden = !words.every((word) => text.includes(word));
    total += !row.hidden;
  }
  for (const group of document.querySelectorAll("[data-copy-group]")) {
    group.hidden = !group.querySelector("li:not([hidden])");
  }
  line.textContent = words.length ? (total ? `${line.dataset.some} ${total}` : line.dataset.none) : "";
}

input.value = new URLSearchParams(location.search).get("q") ?? "";
input.addEventListener("input", search);
search();
