"""Bringing in a list in a real browser: every page on the way accessible, by keyboard alone, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.list_walk import LIST, PICTURES, SHOWN, come_in, served, walk
from tests.browser.test_public_pages import SMALLEST_TARGET, problems


@pytest.fixture
def petra(page: Page, tmp_path: Path) -> Iterator[Page]:
    """A window in which Petra is signed in."""
    with served(tmp_path) as (address, token):
        come_in(page, address, token)
        yield page


def test_every_page_on_the_road_of_a_list_is_accessible(petra: Page) -> None:
    stops = []
    for name in walk(petra):
        stops.append(name)
        assert (name, problems(petra)) == (name, [])
        assert petra.locator("script").count() == 0

    assert len(stops) == 15
    assert set(SHOWN) <= set(stops)


def test_a_list_is_brought_in_by_the_keyboard_alone(petra: Page) -> None:
    petra.get_by_role("link", name="Lijst inlezen").focus()
    petra.keyboard.press("Enter")
    petra.get_by_label("Bestand met uw lijst").set_input_files(LIST)  # a window of the system, with keys of its own
    petra.get_by_label("Bestand met uw lijst").focus()
    petra.keyboard.press("Tab")
    petra.keyboard.press("Enter")
    expect(petra.get_by_role("heading", name="De kolommen van uw lijst")).to_be_visible()

    petra.get_by_label("Wat is “Terugkijken in”?").focus()
    petra.keyboard.type("Geplande")
    expect(petra.get_by_label("Wat is “Terugkijken in”?")).to_have_value("review_dates")
    petra.get_by_role("button", name="Bekijk de rijen").focus()
    petra.keyboard.press("Enter")
    petra.get_by_role("button", name="Zet in het register").focus()
    petra.keyboard.press("Enter")

    expect(petra.get_by_role("status")).to_contain_text("De rijen staan als concept in het register.")


def test_buttons_and_choices_are_large_enough(petra: Page) -> None:
    small = []
    for name in walk(petra):
        controls = petra.locator("main button, main select, main .chip, main summary, main input[type=file]").all()
        boxes = [(control, control.bounding_box()) for control in controls if control.is_visible()]
        small += [name for _, box in boxes if box is None or box["height"] < SMALLEST_TARGET]

    assert small == []


def test_the_handbook_has_a_picture_of_each_stop_that_it_shows() -> None:
    assert sorted(path.stem for path in PICTURES.glob("*.png")) == sorted(SHOWN)
