"""Old agreements that are reported: what is filled in, what is shown as missing, and since when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain import transitions
from agreements.domain.content import Content, Party
from agreements.domain.reporting import lacking_since, reported_content, shown_lacks
from tests.people import POLICY, TODAY

OLD = Content(title="Uit de la", parties=(Party(name="gemeente"),))


def test_reporting_fills_in_the_year_it_may_last_and_nothing_else() -> None:
    draft = transitions.register("AFS-2026-0001", OLD, TODAY, POLICY)

    assert reported_content(draft, "Wonen") == replace(
        OLD, is_reported=True, ends_on=date(TODAY.year + 1, TODAY.month, TODAY.day), department="Wonen"
    )


def test_a_later_end_stays_in_its_words_and_an_earlier_one_stays() -> None:
    later = transitions.register("AFS-2026-0001", replace(OLD, ends_on=date(2031, 5, 1)), TODAY, POLICY)
    sooner = transitions.register("AFS-2026-0002", replace(OLD, ends_on=date(2027, 2, 1)), TODAY, POLICY)

    assert reported_content(later).stated.ends_on == "2031-05-01"
    assert reported_content(sooner).ends_on == date(2027, 2, 1)


def test_a_department_that_owns_it_stays() -> None:
    draft = transitions.register("AFS-2026-0001", replace(OLD, department="Zorg"), TODAY, POLICY)

    assert reported_content(draft, "Wonen").department == "Zorg"


def test_only_a_reported_agreement_shows_what_it_lacks() -> None:
    assert shown_lacks(OLD) == ()
    assert {lack.field for lack in shown_lacks(replace(OLD, is_reported=True))} >= {"purpose", "parties"}


def test_it_lacks_something_since_the_first_version_of_the_last_run_that_did() -> None:
    reported = replace(OLD, is_reported=True)
    said = replace(reported, purpose="Huurders met schulden helpen")
    lack = next(lack for lack in shown_lacks(reported) if lack.field == "purpose")
    first, second, third, fourth = (date(2026, month, 1) for month in (1, 2, 3, 4))

    assert lacking_since(lack, [(second, reported), (first, reported)]) == first
    assert lacking_since(lack, [(fourth, reported), (third, reported), (second, said), (first, reported)]) == third
    assert lacking_since(lack, [(second, reported), (first, replace(reported, is_public=False))]) == second
    assert lacking_since(lack, [(second, said), (first, reported)]) is None
