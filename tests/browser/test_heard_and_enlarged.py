"""What no rule of axe sees: large letters, room between them, where the focus is, and what a screen reader is told."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from agreements.web.pages import PAGES

SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
"""WCAG 1.4.12, with two lines between paragraphs."""
LARGE = "html { font-size: 32px !important }"
"""Twice the usual letters, on the narrowest screen (WCAG 1.4.4 and 1.4.10 at once)."""
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
