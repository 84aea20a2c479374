"""The pages in the dark and in house styles of few tokens or many: what axe measures of their colours on the screen."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from agreements.web.pages import PAGES

THEMES = sorted((Path(__file__).parents[1] / "data" / "themes").glob("*.css"))
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "valid-lang"]}, "resultTypes": ["violations"]}
WEAR = """([name, css]) => {
  const style = document.createElement("style");
  style.textContent = css;
  document.head.prepend(style);
  document.documentElement.dataset.thema = "";
  document.documentElement.className = name;
}"""
"""Puts a theme where the base template has it: before the register's own sheet, with its class on the root."""


@pytest.fixture
def pages(address: str) -> list[str]:
    """Those with the most colours: the tiles, an agreement with warnings, and a change."""
    with urllib.request.urlopen(f"{address}/afspraken.json") as answer:
        agreements = json.load(answer)["afspraken"]
    told = next(item for item in agreements if item["nog_niet_vernietigd_bij"])
    changed = next(item for item in agreements if item["versie"] > 1)
    return [
        f"{address}/?status=geldig",
        f"{address}/afspraken/{told['kenmerk']}",
        f"{address}/afspraken/{changed['kenmerk']}/versies/{changed['versie']}",
    ]


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A window in which a test may put a sheet of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    yield context.new_page()
    context.close()


def weak(page: Page) -> list[str]:
    found = Axe().run(page, options=COLOURS).response["violations"]
    return [f"{node['html'][:90]} {node['any'][0]['message']}" for violation in found for node in violation["nodes"]]


def test_every_house_style_can_be_read(window: Page, pages: list[str]) -> None:
    for address in pages[:2]:
        for theme in THEMES:
            window.goto(address)
            window.evaluate(WEAR, [theme.stem, theme.read_text()])
            assert (theme.stem, address, weak(window)) == (theme.stem, address, [])


def test_every_page_can_be_read_in_the_dark_and_in_english(window: Page, pages: list[str]) -> None:
    window.emulate_media(color_scheme="dark")
    for address in [*pages, *(f"{pages[0].partition('/?')[0]}{page.path}?taal=en" for page in PAGES)]:
        window.goto(address)
        assert (address, weak(window)) == (address, [])
