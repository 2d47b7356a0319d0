// The tile map: one tab stop, arrow keys, and a line at the tile that names it; a finger sees that line before it leaves.
const EDGE = 4;

class TileMap {
  constructor(svg) {
    this.tiles = [...svg.querySelectorAll("a")].map((link) => {
      const { e: x, f: y } = link.transform.baseVal.consolidate().matrix;
      return { link, x, y, name: link.querySelector("title").textContent };
    });
    this.figure = svg.closest("figure");
    this.readout = this.figure.querySelector("[data-readout]");
    const around = svg.parentElement; // an SVG that listens is a tab stop
    svg.dataset.started = "";
    around.removeAttribute("tabindex");
    this.enter(this.tiles.find(({ link }) => link.matches(".tile--here")) ?? this.tiles[0]);
    around.addEventListener("keydown", (event) => this.press(event));
    around.addEventListener("click", (event) => this.ask(event));
    around.addEventListener("scroll", () => this.say(null));
    for (const type of ["focusin", "pointerover"]) around.addEventListener(type, (event) => this.say(this.of(event)));
    for (const type of ["focusout", "pointerout"]) around.addEventListener(type, (event) => this.leave(event));
  }

  of(event) {
    const link = event.target.closest("a");
    return this.tiles.find((tile) => tile.link === link);
  }

  say(tile) {
    this.readout.querySelector("a")?.remove();
    this.readout.firstElementChild.textContent = tile?.name ?? "";
    this.readout.hidden = !tile;
    if (tile) this.place(tile.link.getBoundingClientRect());
  }

  place(tile) {
    const [around, box] = [this.figure, this.readout].map((element) => element.getBoundingClientRect());
    const left = tile.x + tile.width / 2 - around.x - box.width / 2;
    const above = tile.y - around.y - box.height - EDGE;
    this.readout.style.left = `${Math.max(0, Math.min(left, around.width - box.width))}px`;
    this.readout.style.top = `${above < 0 ? tile.bottom - around.y + EDGE : above}px`;
  }

  leave(event) {
    if (!this.readout.contains(event.relatedTarget) && !(this.isAsking && event.pointerType)) this.say(null);
  }

  ask(event) {
    const tile = this.of(event);
    if (!tile || !isTouch(event)) return;
    event.preventDefault();
    this.say(tile);
    const link = document.createElement("a");
    link.href = tile.link.getAttribute("href");
    link.textContent = `${this.readout.dataset.open} ${tile.name.split(",")[0]}`;
    this.readout.append(" ", link);
    this.place(tile.link.getBoundingClientRect());
  }

  get isAsking() {
    return this.readout.querySelector("a");
  }

  enter(tile) {
    this.stop?.link.setAttribute("tabindex", "-1");
    this.stop = tile;
    tile?.link.setAttribute("tabindex", "0");
  }

  press(event) {
    const at = this.of(event);
    const next = at && this.next(at, event.key);
    if (!next) return;
    event.preventDefault();
    this.enter(next);
    next.link.focus();
  }

  next(at, key) {
    const nearest = (tiles, distance) => tiles.reduce((best, tile) => (distance(tile) < distance(best) ? tile : best), tiles[0]);
    const beside = (way) => this.tiles.filter(({ x, y }) => y === at.y && (x - at.x) * way > 0);
    const across = ({ x }) => Math.abs(x - at.x);
    const beyond = (way) => this.tiles.filter(({ y }) => (y - at.y) * way > 0);
    const steps = (tile) => Math.abs(tile.y - at.y) * 100 + across(tile);
    const moves = {
      ArrowLeft: () => nearest(beside(-1), across),
      ArrowRight: () => nearest(beside(1), across),
      ArrowUp: () => nearest(beyond(-1), steps),
      ArrowDown: () => nearest(beyond(1), steps),
      Home: () => this.tiles[0],
      End: () => this.tiles.at(-1),
    };
    return moves[key]?.();
  }
}

function isTouch(event) {
  const hasNoHover = !event.pointerType && event.detail > 0 && matchMedia("(hover: none)").matches;
  return event.pointerType === "touch" || hasNoHover; // not the Enter key, nor a screen reader, which said the name
}

function start() {
  for (const svg of document.querySelectorAll("[data-tiles]:not([data-started])")) new TileMap(svg);
}

start();
document.addEventListener("htmx:afterSwap", start);
