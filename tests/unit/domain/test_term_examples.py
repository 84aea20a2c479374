"""The tables of `term_examples.md`, which a lawyer can read, hold line by line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from agreements.domain.errors import RuleBroken
from agreements.domain.term import Term, TermPolicy, add_months, check_term, check_transitional

POLICY = TermPolicy(in_force_since=date(2025, 1, 1))
SECTIONS = Path(__file__).with_name("term_examples.md").read_text(encoding="utf-8").split("\n## ")


def rows(section: str) -> list[list[str]]:
    """The cells of the table under a heading, without its own two heading lines."""
    text = next(part for part in SECTIONS if part.startswith(section))
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def day(text: str) -> date:
    """A date as Dutch readers write it."""
    dd, mm, yyyy = text.split("-")
    return date(int(yyyy), int(mm), int(dd))


@pytest.mark.parametrize(("first", "last", "allowed", "why"), rows("The term"))
def test_a_term_is_allowed_or_refused_as_the_table_says(first: str, last: str, allowed: str, why: str) -> None:
    term = Term(day(first), day(last))

    if allowed == "yes":
        check_term(term, POLICY)
    else:
        with pytest.raises(RuleBroken):
            check_term(term, POLICY)


@pytest.mark.parametrize(("first", "registered", "last", "allowed", "why"), rows("A transitional agreement"))
def test_a_transitional_term_is_allowed_or_refused_as_the_table_says(
    first: str, registered: str, last: str, allowed: str, why: str
) -> None:
    term = Term(day(first), day(last))

    if allowed == "yes":
        check_transitional(term, day(registered), POLICY)
    else:
        with pytest.raises(RuleBroken):
            check_transitional(term, day(registered), POLICY)


@pytest.mark.parametrize(("start", "months", "result"), rows("Months ahead"))
def test_months_are_counted_as_the_table_says(start: str, months: str, result: str) -> None:
    assert add_months(day(start), int(months)) == day(result)


def test_the_tables_hold_more_than_sixty_examples_and_say_yes_or_no() -> None:
    terms, transitional, months = rows("The term"), rows("A transitional agreement"), rows("Months ahead")

    assert len(terms) + len(transitional) + len(months) >= 60
    assert {row[2] for row in terms} | {row[3] for row in transitional} == {"yes", "no"}
