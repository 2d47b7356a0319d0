// The tile map: one tab stop, arrow keys, names; a finger asks first.
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TILES = "[data-tiles] a";

function start() {
  const tiles = document.querySelector("[data-tiles]");
  tiles?.closest("[tabindex]")?.removeAttribute("tabindex");
  const first = tiles?.querySelector(".tile--here") ?? tiles?.querySelector("a");
  if (first) first.tabIndex = 0;
}

function say(event) {
  const tile = event.target.closest(TILES);
  const over = document.querySelector(".tile-map__over");
  if (!over || over.contains(event.target)) return;
  const [name, link] = over.firstElementChild.children;
  over.hidden = !tile;
  link.hidden = true;
  if (!tile) return;
  const [around, box] = [over.parentElement, tile].map((node) => node.getBoundingClientRect());
  over.style = `--x: ${box.x - around.x}px; --y: ${box.y - around.y}px`;
  name.textContent = tile.querySelector("title").textContent;
}

function ask(event) {
  const tile = event.target.closest(TILES);
  if (!tile || !matchMedia("(hover: none)").matches) return;
  event.preventDefault();
  say(event);
  Object.assign(document.querySelector(".tile-map__over a"), { href: tile.href.baseVal, hidden: false });
}

function press(event) {
  const tile = event.target.closest(TILES);
  const next = tile && nextTo(tile, event.key);
  if (!next) return;
  event.preventDefault();
  document.querySelector(`${TILES}[tabindex="0"]`).tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function nextTo(tile, key) {
  const tiles = [...document.querySelectorAll(TILES)];
  const [right, down] = WAYS[key] ?? [];
  const place = (other) => other.getAttribute("transform").match(/\d+/g);
  const off = (other, axis) => place(other)[axis] - place(tile)[axis];
  const far = (other) => Math.abs(off(other, 1)) * 100 + Math.abs(off(other, 0));
  const isAhead = (other) => off(other, 0) * right + off(other, 1) * down > 0 && (down || !off(other, 1));
  const [nearest] = tiles.filter(isAhead).sort((one, other) => far(one) - far(other));
  return { Home: tiles[0], End: tiles.at(-1) }[key] ?? nearest;
}

start();
document.addEventListener("htmx:afterSwap", start);
document.addEventListener("keydown", press);
document.addEventListener("click", ask);
document.addEventListener("focusin", say);
document.addEventListener("pointerover", say);
