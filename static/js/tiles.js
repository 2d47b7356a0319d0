// The tile map: one tab stop, arrow keys, and a line that names the tile.
class TileMap {
  constructor(svg) {
    this.tiles = [...svg.querySelectorAll("a")].map((link) => {
      const { e: x, f: y } = link.transform.baseVal.consolidate().matrix;
      return { link, x, y, name: link.querySelector("title").textContent };
    });
    this.readout = svg.closest("figure").querySelector("[data-readout]");
    const around = svg.parentElement; // an SVG that listens is a tab stop
    svg.dataset.started = "";
    around.removeAttribute("tabindex");
    this.enter(this.tiles.find(({ link }) => link.matches(".tile--here")) ?? this.tiles[0]);
    around.addEventListener("keydown", (event) => this.press(event));
    for (const type of ["focusin", "pointerover"]) around.addEventListener(type, (event) => this.say(this.of(event)));
    for (const type of ["focusout", "pointerout"]) around.addEventListener(type, () => this.say(null));
  }

  of(event) {
    const link = event.target.closest("a");
    return this.tiles.find((tile) => tile.link === link);
  }

  say(tile) {
    this.readout.textContent = tile?.name ?? "";
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

function start() {
  for (const svg of document.querySelectorAll("[data-tiles]:not([data-started])")) new TileMap(svg);
}

start();
document.addEventListener("htmx:afterSwap", start);
