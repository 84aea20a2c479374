"""A house style can be read, or `afspraken check` says what cannot: by day and in the dark, with many tokens or few."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.http.static_files import DIRECTORY
from agreements.http.theme.colours import Colour, UnreadableColour, contrast, read_colour
from agreements.http.theme.contrast import PAIRS, weak_pairs
from agreements.http.theme.declared import Scheme, declared

SHEET = (DIRECTORY / "register.css").read_text()
THEMES = sorted((Path(__file__).parents[1] / "data" / "themes").glob("*.css"))
NEVER_READ = {"line", "focus-ring"}
"""Lines between rows, and the outer of the two rings around what has the focus: decoration (WCAG 1.4.11)."""
parts = st.floats(0, 1)
colours = st.builds(Colour, parts, parts, parts)


def test_the_registers_own_colours_can_be_read_by_day_and_in_the_dark() -> None:
    assert weak_pairs(SHEET) == ()


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
def test_a_theme_of_few_tokens_or_of_many_can_be_read(theme: Path) -> None:
    assert weak_pairs(SHEET, theme.read_text(), theme.stem) == ()


def test_every_colour_of_the_sheet_is_looked_at() -> None:
    named = {name for pair in PAIRS for name in (pair.colour, pair.ground)}

    assert set(re.findall(r"var\(--c-([a-z-]+)\)", SHEET)) - NEVER_READ == named


def test_what_is_too_weak_is_told_with_its_contrast_and_when() -> None:
    theme = """
    .stad { --utrecht-link-color: #777; --utrecht-page-header-background-color: #17447c; }
    .ander { --utrecht-document-color: #fff; }
    @media (prefers-color-scheme: dark) { .stad { --utrecht-document-color: #222 } }
    @media (prefers-color-scheme: dark) { .stad { --utrecht-document-background-color: #111 } }
    @media print { .stad { --utrecht-link-color: #fff } }
    """
    by_day = [sentence for sentence in weak_pairs(SHEET, theme, "stad x") if "dark" not in sentence]
    in_the_dark = [sentence for sentence in weak_pairs(SHEET, theme, "stad x") if "dark" in sentence]

    assert "The contrast of links is 4.47, at least 4.5 is needed." in by_day
    assert len(by_day) < len(in_the_dark)
    assert "The contrast of text is 1.18, at least 4.5 is needed for visitors who prefer the dark." in in_the_dark


@pytest.mark.parametrize(
    "value", ["oklch(50% 0.1 20)", "var(--round)", "var(--utrecht-link-color)", "", "#12", "rgb(a b c)"]
)
def test_what_is_no_colour_that_we_know_is_left_to_a_person(value: str) -> None:
    theme = f".stad {{ --utrecht-link-color: {value}; --round: var(--round) }}"

    assert any("look at it yourself" in sentence for sentence in weak_pairs(SHEET, theme, "stad"))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("#FFF", "white"),
        ("rgb(255, 255, 255)", "#ffffff"),
        ("rgb(100% 0% 0% / 100%)", "#f00"),
        ("hsl(120 100% 50%)", "#00ff00"),
        ("hsla(240deg, 100%, 50%, 1)", "#00f"),
    ],
)
def test_a_colour_is_the_same_however_it_is_written(text: str, same: str) -> None:
    assert contrast(read_colour(text), read_colour(same)) == pytest.approx(1)


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast(read_colour("black"), read_colour("white")) == pytest.approx(21)


@given(colours, colours)
def test_contrast_has_no_direction_and_lies_between_none_and_all(one: Colour, other: Colour) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@given(st.text(max_size=40))
def test_no_text_makes_the_reading_of_colours_fail(text: str) -> None:
    try:
        read_colour(text)
    except UnreadableColour:
        return


@given(st.text(alphabet="{};:/*.-@a#, ", max_size=80))
def test_no_stylesheet_makes_the_reading_of_properties_fail(css: str) -> None:
    assert isinstance(declared(css, frozenset({".a"}), Scheme.LIGHT), dict)
