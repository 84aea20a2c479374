"""Every public page in a real browser: accessible (WCAG 2.2 AA by axe), within the window, without errors."""

from __future__ import annotations

import json
import re
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from agreements.web.pages import PAGES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
"""Every rule on every element; what is in order is not described element by element, which took half the time."""
FIXED = [
    *(page.path for page in PAGES),
    "/?taal=en",
    "/?q=woning&status=geldig&eindigtTot=31-12-2028",
    "/?q=bestaatniet",
    "/?pagina=2",
    "/?eindigtVan=morgen",
    "/partners/Woningstichting%20Damwaarde",
    "/gaat-dit-over-mij?situatie=huren",
    "/?status=onzin",
    "/wijzigingen/81",
    "/afspraken/AFS-2024-0005/wijzigingen",
    "/bestaat-niet",
]
SMALLEST_TARGET = 44
"""CSS pixels: WCAG 2.1 success criterion 2.5.5 (AAA), for everything that is no link within a sentence."""


def problems(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than the window (WCAG 1.4.10)."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    sentences = [f"{violation['id']}: {violation['nodes'][0]['html'][:120]}" for violation in found]
    return [*sentences, *(["wider than the window"] if wide else [])]


@pytest.mark.parametrize("path", FIXED)
def test_a_page_is_accessible(page: Page, address: str, path: str) -> None:
    page.goto(address + path)

    assert problems(page) == []


def test_one_agreement_of_every_status_is_accessible(page: Page, address: str) -> None:
    with urllib.request.urlopen(f"{address}/afspraken.json") as answer:
        agreements = json.load(answer)["afspraken"]
    chosen = {item["status"]: item for item in agreements}
    chosen["overgang"] = next(item for item in agreements if item["overgangsafspraak"])
    chosen["niet vernietigd"] = next(item for item in agreements if item["nog_niet_vernietigd_bij"])
    chosen["meeste partijen"] = max(agreements, key=lambda item: len(item["partijen"]))

    assert len(chosen) >= 8
    for name, item in chosen.items():
        page.goto(f"{address}/afspraken/{item['kenmerk']}")
        assert (name, problems(page)) == (name, [])


def test_a_version_is_accessible(page: Page, address: str) -> None:
    with urllib.request.urlopen(f"{address}/afspraken.json") as answer:
        changed = next(item for item in json.load(answer)["afspraken"] if item["versie"] > 1)
    for number in (1, changed["versie"]):
        page.goto(f"{address}/afspraken/{changed['kenmerk']}/versies/{number}")
        assert problems(page) == []


def test_buttons_and_choices_are_large_enough(page: Page, address: str) -> None:
    page.goto(f"{address}/?status=geldig")
    controls = page.locator("button, .choice, .chip, summary, .pagination a, .site-nav a, .site-footer__links a").all()
    boxes = [control.bounding_box() for control in controls if control.is_visible()]

    assert len(boxes) > 15
    assert [box for box in boxes if box is None or box["height"] < SMALLEST_TARGET] == []


def test_searching_and_filtering_works_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.get_by_label("Zoek in de afspraken").focus()
    page.keyboard.type("woonoverlast")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("q=woonoverlast"))
    expect(page.get_by_role("link", name="Convenant aanpak ernstige woonoverlast")).to_be_visible()


def test_a_page_needs_no_script_and_nothing_from_elsewhere(page: Page, address: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)

    assert [url for url in asked if not url.startswith(address)] == []
    assert complaints == []
    assert page.locator("script").count() == 0
