"""Old agreements that are reported: what is filled in, what is shown as missing, and since when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.domain import reporting, transitions
from agreements.domain.completeness import completeness, unmet
from agreements.domain.content import Content, Party
from agreements.domain.errors import Lack
from agreements.domain.reporting import lacking_since, points_lacking, reported_content, shown_lacks
from agreements.domain.term_errors import BothExceptions
from tests.people import POLICY, TODAY, complete_content

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


def test_a_transitional_agreement_shows_that_its_term_is_what_it_lacks() -> None:
    (lack,) = shown_lacks(complete_content(is_transitional=True))

    assert (lack.field, lack.subject) == ("ends_on", "")
    assert shown_lacks(complete_content()) == ()


def lacked(lack: Lack, *versions: tuple[date, Content]) -> date | None:
    return lacking_since([lack], versions).get(lack)


def test_it_lacks_something_since_the_first_version_of_the_last_run_that_did() -> None:
    reported = replace(OLD, is_reported=True)
    said = replace(reported, purpose="Huurders met schulden helpen")
    lack = next(lack for lack in shown_lacks(reported) if lack.field == "purpose")
    first, second, third, fourth = (date(2026, month, 1) for month in (1, 2, 3, 4))

    assert lacked(lack, (second, reported), (first, reported)) == first
    assert lacked(lack, (fourth, reported), (third, reported), (second, said), (first, reported)) == third
    assert lacked(lack, (second, reported), (first, replace(reported, is_public=False))) == second
    assert lacked(lack, (second, said), (first, reported)) is None


def test_the_demands_are_asked_once_of_each_version_however_much_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    reported = replace(OLD, is_reported=True)
    lacks, asked = shown_lacks(reported), list[Content]()

    def counted(content: Content) -> tuple[Lack, ...]:
        asked.append(content)
        return unmet(content)

    monkeypatch.setattr(reporting, "unmet", counted)
    for versions in (1, 10, 40):
        asked.clear()
        since = lacking_since(lacks, [(TODAY - timedelta(days=n), reported) for n in range(versions)])
        assert set(since) == set(lacks)
        assert len(asked) <= versions


def test_it_is_not_both_transitional_and_reported() -> None:
    both = replace(OLD, is_reported=True, is_transitional=True)
    draft = transitions.register("AFS-2026-0001", OLD, TODAY, POLICY)

    with pytest.raises(BothExceptions, match="Choose one of both") as refused:
        transitions.register("AFS-2026-0001", both, TODAY, POLICY)
    with pytest.raises(BothExceptions):
        transitions.amend(draft, both, TODAY, POLICY)
    assert refused.value.field == "is_reported"


def test_what_it_lacks_is_one_number_for_the_list_the_form_and_approval() -> None:
    content = replace(OLD, summary="Bel 06-12345678", is_reported=True)
    draft = transitions.register("AFS-2026-0001", content, TODAY, POLICY)

    assert points_lacking(draft, POLICY, TODAY) == len(completeness(content, TODAY, POLICY, TODAY))
    assert points_lacking(draft, POLICY, TODAY) > len(unmet(content))
