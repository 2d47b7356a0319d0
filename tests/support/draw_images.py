"""Draws the images that can't be SVG, from our own colours and tiles: `.venv/bin/python -m tests.support.draw_images`.

social.png is what others show beside a link to us; apple-touch-icon.png is the favicon on a phone. Remake both
when the name, the colours of tokens.css or the favicon change.
"""

import csv
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
IMAGES = ROOT / "static" / "img"
TOKENS = ROOT / "static" / "css" / "tokens.css"
MUNICIPALITIES = ROOT / "fixtures" / "municipalities.csv"
THEMES = ["opvang", "huisvesting", "integratie", "arbeidsmigratie", "oekraine", "ongedocumenteerden"]
SOCIAL = 1200, 630
TOUCH = 180, 180
STRIPE = 40
# Whole pixels, so that every tile is drawn alike and the picture stays small.
HALF_TILE, ROW, CORNER, SIDE = 9, 16, 8, 5
MAP = 752, 96

STYLE = """
  body { margin: 0; width: 1200px; height: 630px; background: var(--paper); color: var(--ink);
         font-family: "Noto Sans", "Liberation Sans", sans-serif; overflow: hidden }
  svg { position: absolute; inset: 0 }
  div { position: absolute; left: 80px; top: 225px; width: 620px }
  h1 { margin: 0; font-size: 76px; letter-spacing: -2px; line-height: 1.1 }
  p { margin: 22px 0 0; color: var(--ink-soft); font-size: 34px; line-height: 1.35 }
"""


def stripe(number: int) -> str:
    """A strip of the awning, with its scallop: the theme colours in turn, with sand between them."""
    colour = "sand" if number % 2 else THEMES[number // 2 % len(THEMES)]
    left, half = number * STRIPE, STRIPE / 2
    return f'<path fill="var(--{colour})" d="M{left} 0h{STRIPE}v56a{half} {half} 0 0 1-{STRIPE} 0z"/>'


def tile(column: int, row: int) -> str:
    """A municipality as a hexagon, striped like the awning: the colour says nothing about the place."""
    x = MAP[0] + (2 * column + row % 2) * HALF_TILE
    y = MAP[1] + row * ROW
    colour = "line" if (column + row // 2) % 2 else THEMES[(column + row // 2) // 2 % len(THEMES)]
    outline = f"M{x} {y}l{CORNER} {SIDE}v{2 * SIDE}l-{CORNER} {SIDE}l-{CORNER}-{SIDE}v-{2 * SIDE}z"
    return f'<path shape-rendering="crispEdges" fill="var(--{colour})" d="{outline}"/>'


def social() -> str:
    """The page of which social.png is a picture."""
    with MUNICIPALITIES.open(encoding="utf-8") as file:
        tiles = [tile(int(row["tile_column"]), int(row["tile_row"])) for row in csv.DictReader(file)]
    awning = [stripe(number) for number in range(SOCIAL[0] // STRIPE)]
    drawing = f'<svg width="{SOCIAL[0]}" height="{SOCIAL[1]}">{"".join(awning + tiles)}</svg>'
    words = "<div><h1>Inspiratiemarkt</h1><p>Wat gemeenten doen met migratie, en wat u daarvan kunt leren</p></div>"
    return f"<!doctype html><style>{TOKENS.read_text()}{STYLE}</style>{drawing}{words}"


def touch() -> str:
    """The favicon from edge to edge: a phone cuts off the corners itself."""
    icon = (IMAGES / "favicon.svg").read_text().replace(' rx="6"', "")
    return f"<!doctype html><style>body {{ margin: 0 }} svg {{ display: block }}</style>{icon}"


def draw(browser: Browser, html: str, size: tuple[int, int], name: str) -> None:
    """Take a picture of a page."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme="light")
    page.set_content(html)
    page.screenshot(path=IMAGES / name)
    page.close()


def main() -> None:
    """Draw them all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--disable-gpu"])
        draw(browser, social(), SOCIAL, "social.png")
        draw(browser, touch(), TOUCH, "apple-touch-icon.png")
        browser.close()


if __name__ == "__main__":
    main()
