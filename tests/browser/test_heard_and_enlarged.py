"""What no rule of axe sees: large letters, room between them, where the focus is, and what a screen reader is told."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from agreements.web.pages import PAGES
from tests.browser.list_walk import come_in, served

SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
"""WCAG 1.4.12, with two lines between paragraphs."""
LARGE = "html { font-size: 32px !important }"
"""Twice the usual letters, on the narrowest screen (WCAG 1.4.4 and 1.4.10 at once)."""
SMALLEST_LETTERS = 15
"""CSS pixels that a line of letters of 14 takes at least."""
STOPS = 60
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    """A narrow window of somebody who brings their own style sheet."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True, locale="nl-NL")
    yield context.new_page()
    context.close()


@pytest.fixture
def chosen(address: str) -> list[str]:
    """Every page of the menus, and the agreements with the most parties and with most to tell."""
    with urllib.request.urlopen(f"{address}/afspraken.json") as answer:
        agreements = json.load(answer)["afspraken"]
    most = max(agreements, key=lambda item: len(item["partijen"]))
    told = next(item for item in agreements if item["nog_niet_vernietigd_bij"])
    return [*(page.path for page in PAGES), *(f"/afspraken/{item['kenmerk']}" for item in (most, told))]


@pytest.mark.parametrize("style", [SPACED, LARGE], ids=["spaced", "large"])
def test_nothing_falls_outside_a_narrow_window(narrow: Page, address: str, chosen: list[str], style: str) -> None:
    wide = []
    for path in chosen:
        narrow.goto(address + path)
        narrow.add_style_tag(content=style)
        if narrow.evaluate(TOO_WIDE):
            wide.append(path)

    assert wide == []


def test_the_picture_has_large_letters_and_can_be_seen_without_a_style_sheet(
    narrow: Page, address: str, chosen: list[str]
) -> None:
    narrow.goto(address + chosen[-2])
    name = narrow.locator(".picture__narrow text tspan").first.bounding_box()
    assert name is not None

    assert name["height"] >= SMALLEST_LETTERS

    narrow.route("**/*.css", lambda sheet: sheet.abort())
    narrow.reload()
    without_style = narrow.locator(".picture__narrow").first.bounding_box()
    assert without_style is None or without_style["height"] == 0, "the same picture is there once"
    assert narrow.locator(".picture__wide rect").first.evaluate("box => getComputedStyle(box).fill") == "none"


def test_every_page_has_a_title_of_its_own(narrow: Page, address: str, chosen: list[str]) -> None:
    titles = {}
    for path in [*chosen, "/beheer/inloggen", "/bestaat-niet"]:
        narrow.goto(address + path)
        titles[path] = narrow.title()

    assert len(set(titles.values())) == len(titles), titles
    assert "Beheer" in titles["/beheer/inloggen"], "what staff see is told apart"


def test_a_screen_reader_hears_a_table_as_cards_once(narrow: Page, address: str, chosen: list[str]) -> None:
    narrow.goto(address + chosen[-2])
    table = narrow.get_by_role("table", name="Wie geeft welke gegevens aan wie?")
    row = table.get_by_role("row").nth(1)

    expect(table.get_by_role("columnheader")).to_have_count(4)
    expect(row.get_by_role("cell")).to_have_count(3)
    heard = row.get_by_role("cell").first.aria_snapshot()
    assert "Welke gegevens" not in heard, "the label is drawn for the eye; the header of the column says it"
    assert heard.count("listitem") >= 1, "kinds of data are told apart by more than commas"


COVERED = """() => {
  const focused = document.activeElement, box = focused.getBoundingClientRect();
  if (focused === document.body) return null;
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const hit = document.elementFromPoint(x, box.top + Math.min(box.height / 2, 12));
  const isSeen = hit && (focused.contains(hit) || hit.contains(focused) || hit.closest("label")?.contains(focused));
  return isSeen ? "" : focused.id || focused.name || focused.textContent.trim();
}"""
"""The name of what has the focus where something else lies over it, else empty; null where nothing has it."""


def test_no_bar_lies_over_what_has_the_focus(browser: Browser, tmp_path: Path) -> None:
    window = browser.new_context(viewport={"width": 1280, "height": 700}, locale="nl-NL").new_page()
    with served(tmp_path) as (address, token):
        come_in(window, address, token)
        window.goto(f"{address}/beheer/afspraken/nieuw")
        window.locator("form.record button[type=submit]").last.focus()
        names = []
        for _ in range(STOPS):
            window.keyboard.press("Shift+Tab")
            names.append(window.evaluate(COVERED))
    window.context.close()

    assert names == [""] * STOPS, "WCAG 2.4.11"
