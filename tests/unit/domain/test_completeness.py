"""Rule 3: taking away exactly one thing leaves exactly that lack, for each demand there is."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from agreements.domain.completeness import (
    DEMANDS,
    PARTY_DEMANDS,
    PUBLIC_TEXTS,
    SIGNED_LATER,
    completeness,
)
from agreements.domain.content import Content, Flow, Party
from agreements.domain.held_term import check_dates
from agreements.domain.term_errors import DateOutOfRange, NotTransitional, TermTooLong, TransitionalTooLong
from agreements.domain.vocabulary import AgreementKind, GdprRole, PartyKind, SignsAs
from tests.lacking_the_rest import PARTY_WITHOUT, RISKS_HOW_LONG_AND_ANSWERS
from tests.lacking_who_what_why import ONE_FLOW, WHO_WHAT_WHY
from tests.people import (
    ADDRESS,
    APPROVED_ON,
    ARREARS,
    CORPORATION,
    ENDS_ON,
    ENERGY_COMPANY,
    MUNICIPALITY,
    POLICY,
    REGISTERED_ON,
    STARTS_ON,
    complete_content,
    party,
)
from tests.whole_agreements import (
    PROSECUTOR,
    TRANSITIONAL,
    WHOLE,
)

ONE_DAY = timedelta(days=1)
THREE_PARTIES = complete_content().parties

WITHOUT = [*WHO_WHAT_WHY, *RISKS_HOW_LONG_AND_ANSWERS]
NOT_ALONE = {
    "Name at least two parties.",
    "Name the kinds of data that are shared.",
    "Say who gives which data to whom.",
    "Name the contact point of the partnership.",
}
"""Without these something else is never right either: they are tested apart."""


def lacks(content: Content) -> list[tuple[str, str]]:
    return [(lack.field, lack.sentence) for lack in completeness(content, REGISTERED_ON, POLICY, APPROVED_ON)]


def only_party(name: str, example: str = "a covenant", **changes: Any) -> Content:
    """A whole agreement with something changed about one party."""
    content = WHOLE[example]
    return replace(content, parties=tuple(replace(p, **changes) if p.name == name else p for p in content.parties))


@pytest.mark.parametrize("example", WHOLE)
def test_a_whole_agreement_of_every_kind_lacks_nothing(example: str) -> None:
    assert lacks(WHOLE[example]) == []


@pytest.mark.parametrize(("field", "sentence", "example", "changes"), WITHOUT)
def test_taking_one_thing_away_leaves_exactly_that_lack(
    field: str, sentence: str, example: str, changes: dict[str, Any]
) -> None:
    assert lacks(replace(WHOLE[example], **changes)) == [(field, sentence)]


@pytest.mark.parametrize(("sentence", "example", "name", "changes"), PARTY_WITHOUT)
def test_a_party_that_does_not_answer_for_its_own_side_lacks_just_that(
    sentence: str, example: str, name: str, changes: dict[str, Any]
) -> None:
    found = completeness(only_party(name, example, **changes), REGISTERED_ON, POLICY, APPROVED_ON)

    assert [(lack.field, lack.sentence, lack.subject) for lack in found] == [("parties", sentence, name)]


@pytest.mark.parametrize("name", [MUNICIPALITY, CORPORATION, ENERGY_COMPANY])
def test_what_the_municipality_asks_of_itself_it_asks_of_each_partner(name: str) -> None:
    asked = {"security": "", "breach_contact": "", "protection_officer": "", "desk": ""}
    found = completeness(only_party(name, **asked), REGISTERED_ON, POLICY, APPROVED_ON)

    assert [lack.subject for lack in found] == [name] * len(asked)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"parties": (party(MUNICIPALITY, kind=PartyKind.MUNICIPALITY),)}, "Name at least two parties."),
        ({"data": ()}, "Name the kinds of data that are shared."),
        ({"flows": ()}, "Say who gives which data to whom."),
        (
            {"kind": AgreementKind.WGS_PARTNERSHIP, "legal_form": "RIEC", "contact_point": ""},
            "Name the contact point of the partnership.",
        ),
    ],
)
def test_what_does_not_lack_alone_is_asked_too(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in [said for _, said in lacks(complete_content(**changes))]


@pytest.mark.parametrize("role", [GdprRole.CONTROLLER, GdprRole.JOINT_CONTROLLER, None])
def test_one_controller_is_enough_and_who_did_not_choose_yet_is_asked_that_first(role: GdprRole | None) -> None:
    others = tuple(replace(p, gdpr_role=GdprRole.PROCESSOR) for p in THREE_PARTIES[1:])
    content = complete_content(parties=(replace(THREE_PARTIES[0], gdpr_role=role), *others))
    told = [sentence for _, sentence in lacks(content)]

    assert "Say which party decides about the data: name at least one controller." not in told
    assert (told == ["Say which role “%(party)s” has under the GDPR."]) is (role is None)


@pytest.mark.parametrize(("signed_on", "fits"), [(APPROVED_ON, True), (APPROVED_ON + ONE_DAY, False)])
def test_nobody_signs_in_the_future(signed_on: date, fits: bool) -> None:
    found = completeness(only_party(CORPORATION, signed_on=signed_on), REGISTERED_ON, POLICY, APPROVED_ON)

    assert [(lack.field, lack.sentence, lack.subject) for lack in found] == (
        [] if fits else [("parties", SIGNED_LATER, CORPORATION)]
    )


def test_who_signs_for_having_seen_it_is_asked_when_and_by_whom_and_nothing_else() -> None:
    seen = Party(name=PROSECUTOR, kind=PartyKind.PUBLIC_PROSECUTOR, signs_as=SignsAs.SEEN)
    found = completeness(complete_content(parties=(*THREE_PARTIES, seen)), REGISTERED_ON, POLICY, APPROVED_ON)

    assert {lack.subject for lack in found} == {PROSECUTOR}
    assert {lack.sentence for lack in found} == {
        "Give the date on which “%(party)s” signed.",
        "Name the function that signed for “%(party)s”.",
    }


def test_every_demand_there_is_has_its_line_here() -> None:
    assert {d.sentence for d in DEMANDS} == {sentence for _, sentence, _, _ in WITHOUT} | NOT_ALONE
    assert {d.sentence for d in PARTY_DEMANDS} == {sentence for sentence, _, _, _ in PARTY_WITHOUT}


def test_every_demand_is_about_a_field_of_the_record_and_names_its_source() -> None:
    names = {field.name for field in fields(Content)}
    laws = ("GDPR ", "UAVG art. ", "Woo art. ", "Wpg", "WGS ", "Besluit GS art. ", "Archiefwet")

    assert {demand.field for demand in DEMANDS} | set(PUBLIC_TEXTS) <= names
    for source in {demand.source for demand in (*DEMANDS, *PARTY_DEMANDS)}:
        assert source.startswith(laws) or source == "the municipality's own rule"


SAID_IN_WORDS = {
    field: example for field, _, example, changes in WITHOUT if list(changes) == [field] and changes[field] == ""
}


@pytest.mark.parametrize("field", SAID_IN_WORDS)
@pytest.mark.parametrize("answer", [" \t\n", "x", "-"])
def test_spaces_and_single_letters_are_not_an_answer(field: str, answer: str) -> None:
    given: dict[str, Any] = {field: answer}

    assert [found for found, _ in lacks(replace(WHOLE[SAID_IN_WORDS[field]], **given))] == [field]


def test_a_draft_with_only_a_title_hears_everything_at_once_in_the_order_of_the_form() -> None:
    found = [lack.sentence for lack in completeness(Content(title="Nieuw"), REGISTERED_ON, POLICY, APPROVED_ON)]

    assert len(found) > 20
    assert found == [d.sentence for d in DEMANDS if d.sentence in found]


@pytest.mark.parametrize(("day", "fits"), [(STARTS_ON - ONE_DAY, False), (STARTS_ON, True), (ENDS_ON, True)])
def test_a_review_lies_within_the_term_its_first_and_last_day_included(day: date, fits: bool) -> None:
    assert (lacks(complete_content(review_dates=(day,))) == []) is fits


@pytest.mark.parametrize(
    ("months", "fits"), [(None, True), (0, True), (3, True), (23, True), (24, False), (-1, False), (999999, False)]
)
def test_a_notice_period_is_shorter_than_the_term_of_two_years(months: int | None, fits: bool) -> None:
    assert (lacks(complete_content(notice_months=months)) == []) is fits


@pytest.mark.parametrize(
    ("flow", "fits"),
    [
        (Flow(provider=CORPORATION, recipient=MUNICIPALITY, data=(ARREARS.name, ADDRESS.name)), True),
        (Flow(provider=CORPORATION, recipient=MUNICIPALITY), False),
        (Flow(provider=CORPORATION, recipient=CORPORATION, data=(ARREARS.name, ADDRESS.name)), False),
        (Flow(provider="Politie", recipient=MUNICIPALITY, data=(ARREARS.name, ADDRESS.name)), False),
        (Flow(provider=CORPORATION, recipient=MUNICIPALITY, data=("Strafblad",)), False),
        (Flow(provider=CORPORATION, recipient=MUNICIPALITY, data=(ARREARS.name,)), False),
    ],
)
def test_a_flow_goes_between_two_parties_and_carries_data_of_the_agreement(flow: Flow, fits: bool) -> None:
    assert (lacks(complete_content(flows=(flow,))) == []) is fits


def test_two_parties_cannot_share_a_name() -> None:
    twice = (party(MUNICIPALITY), party(CORPORATION), party(f" {CORPORATION.upper()}"))

    assert ("parties", "Give every party a name of its own.") in lacks(complete_content(parties=twice, flows=ONE_FLOW))


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"ends_on": date(2029, 1, 1)}, TermTooLong, "ends_on"),
        ({**TRANSITIONAL, "starts_on": POLICY.in_force_since}, NotTransitional, "is_transitional"),
        ({**TRANSITIONAL, "ends_on": date(2026, 11, 4)}, TransitionalTooLong, "ends_on"),
    ],
)
def test_a_broken_rule_about_the_term_is_a_lack_that_carries_its_refusal(
    changes: dict[str, Any], refusal: type[Exception], field: str
) -> None:
    changed = complete_content(**changes)
    (lack,) = completeness(changed, REGISTERED_ON, POLICY, APPROVED_ON)

    assert isinstance(lack.error, refusal)
    assert lack.field == field
    with pytest.raises(refusal):
        check_dates(changed, REGISTERED_ON, POLICY)


def test_a_date_that_is_a_typing_error_is_found_before_the_other_date_is_there() -> None:
    with pytest.raises(DateOutOfRange):
        check_dates(complete_content(starts_on=date(20, 1, 1), ends_on=None), REGISTERED_ON, POLICY)
