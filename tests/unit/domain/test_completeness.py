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
    check_dates,
    completeness,
)
from agreements.domain.content import Content, Flow, Party, StatedWords
from agreements.domain.term_errors import DateOutOfRange, NotTransitional, TermTooLong, TransitionalTooLong
from agreements.domain.vocabulary import DpiaOutcome, GdprRole, OnwardSharing, Sensitivity
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
    data_category,
    party,
)

ONE_DAY = timedelta(days=1)
HEALTH = data_category("Gezondheid", sensitivity=Sensitivity.SPECIAL)
ONE_FLOW = (Flow(provider=CORPORATION, recipient=MUNICIPALITY, data=(ARREARS.name, ADDRESS.name)),)
HEALTH_FLOWS = (Flow(provider=CORPORATION, recipient=MUNICIPALITY, data=(HEALTH.name,)),)
WITH_HEALTH = {"data": (HEALTH,), "flows": HEALTH_FLOWS, "special_exception": "AVG artikel 9, lid 2, onder h"}
THREE_PARTIES = complete_content().parties
TRANSITIONAL = {
    "is_transitional": True,
    "starts_on": date(2019, 6, 1),
    "ends_on": date(2026, 10, 31),
    "review_dates": (date(2026, 6, 1),),
    "stated": StatedWords(term="voor onbepaalde tijd"),
}

WITHOUT: list[tuple[str, str, dict[str, Any]]] = [
    ("title", "Give the agreement a title.", {"title": " "}),
    ("summary", "Say in two or three plain sentences what is shared and why.", {"summary": ""}),
    ("summary", "Shorten the summary to 500 characters at most.", {"summary": "a" * 501}),
    ("kind", "Choose what kind of agreement this is.", {"kind": None}),
    ("department", "Name the department that owns the agreement.", {"department": ""}),
    ("contact_point", "Name the desk where residents can ask.", {"contact_point": ""}),
    ("parties", "Give every party a name of its own.", {"parties": (*THREE_PARTIES, party(" "))}),
    ("purpose", "Describe the purpose of the sharing.", {"purpose": ""}),
    ("data", "Give every kind of data a name of its own.", {"data": (ARREARS, ADDRESS, ARREARS)}),
    ("data_subjects", "Name the groups of people whom the data are about.", {"data_subjects": ()}),
    ("flows", "Say who gives which data to whom.", {"flows": ()}),
    (
        "flows",
        "A flow of data names a party or a kind of data that the agreement does not have.",
        {"flows": (*ONE_FLOW, Flow(provider=CORPORATION, recipient="Politie", data=(ARREARS.name,)))},
    ),
    (
        "flows",
        "Say of each flow which kinds of data it carries.",
        {"flows": (*ONE_FLOW, Flow(provider=MUNICIPALITY, recipient=CORPORATION))},
    ),
    (
        "flows",
        "Say of every kind of data who gives it to whom, or take it out.",
        {"flows": (replace(ONE_FLOW[0], data=(ARREARS.name,)),)},
    ),
    (
        "parties",
        "Say which party decides about the data: name at least one controller.",
        {"parties": tuple(replace(p, gdpr_role=GdprRole.THIRD_PARTY) for p in THREE_PARTIES)},
    ),
    ("necessity", "Explain why the sharing is necessary.", {"necessity": ""}),
    ("less_intrusive", "Say which less intrusive way was considered.", {"less_intrusive": ""}),
    (
        "data",
        "Explain for each kind of data why it is needed.",
        {"data": (ARREARS, replace(ADDRESS, necessity=""))},
    ),
    ("data", "Give a retention period for each kind of data.", {"data": (ARREARS, replace(ADDRESS, retention=None))}),
    ("destruction", "Say how and by whom the data are destroyed.", {"destruction": ""}),
    ("onward_sharing", "Say whether the data may go further than the parties.", {"onward_sharing": None}),
    (
        "onward_recipients",
        "Name who else may receive the data, or do not allow it.",
        {"onward_sharing": OnwardSharing.NAMED_ONLY},
    ),
    (
        "special_exception",
        "Name the exception of art. 9 or 10 that allows sharing these special or criminal data.",
        {**WITH_HEALTH, "special_exception": ""},
    ),
    ("dpia", "Say whether an impact assessment (DPIA) was made.", {"dpia": None}),
    ("dpia_reference", "Say where the impact assessment (DPIA) is, or why none is needed.", {"dpia_reference": ""}),
    (
        "dpia",
        "Special or criminal data are shared: an impact assessment (DPIA) must be made.",
        {**WITH_HEALTH, "dpia": DpiaOutcome.NOT_NEEDED},
    ),
    ("security_measures", "Describe how the data are kept safe.", {"security_measures": ""}),
    ("incident_duty", "Say who tells whom about a data breach.", {"incident_duty": ""}),
    ("rights_handling", "Say how people can use their rights.", {"rights_handling": ""}),
    ("starts_on", "Give the start date, to the day.", {"starts_on": None}),
    ("ends_on", "Give the end date, to the day.", {"ends_on": None}),
    (
        "stated",
        "Keep the term of a transitional agreement in its own words.",
        {**TRANSITIONAL, "stated": StatedWords()},
    ),
    ("notice_months", "The notice period must be shorter than the term.", {"notice_months": 25}),
    ("review_dates", "Plan at least one review before the end.", {"review_dates": ()}),
    ("review_dates", "A review must fall within the term.", {"review_dates": (ENDS_ON + ONE_DAY,)}),
    ("not_public_reason", "Give the reason why this agreement is not public.", {"is_public": False}),
]
TWO_PARTIES = "Name at least two parties."
NO_DATA = "Name the kinds of data that are shared."
"""Without a second party, or without data, no flow is right either: these do not fail alone and are tested apart."""

PARTY_WITHOUT: list[tuple[str, dict[str, Any]]] = [
    ("Say which role “%(party)s” has under the GDPR.", {"gdpr_role": None}),
    ("Describe the purpose of “%(party)s”.", {"purpose": "  "}),
    ("Choose the lawful basis of “%(party)s”.", {"lawful_basis": None}),
    ("Name the law and article that “%(party)s” relies on.", {"legal_ground": ""}),
    ("Name the function that answers for “%(party)s”.", {"responsible_function": ""}),
    ("Give the date on which “%(party)s” signed.", {"signed_on": None}),
]


def lacks(content: Content) -> list[tuple[str, str]]:
    return [(lack.field, lack.sentence) for lack in completeness(content, REGISTERED_ON, POLICY, APPROVED_ON)]


def only_party(name: str, **changes: Any) -> Content:
    """The complete agreement with something changed about one party."""
    content = complete_content()
    return replace(content, parties=tuple(replace(p, **changes) if p.name == name else p for p in content.parties))


@pytest.mark.parametrize(
    "changes", [{}, WITH_HEALTH, TRANSITIONAL, {"is_public": False, "not_public_reason": "Opsporing"}]
)
def test_a_complete_agreement_lacks_nothing(changes: dict[str, Any]) -> None:
    assert lacks(complete_content(**changes)) == []


@pytest.mark.parametrize(("field", "sentence", "changes"), WITHOUT)
def test_taking_one_thing_away_leaves_exactly_that_lack(field: str, sentence: str, changes: dict[str, Any]) -> None:
    assert lacks(complete_content(**changes)) == [(field, sentence)]


@pytest.mark.parametrize(("sentence", "changes"), PARTY_WITHOUT)
@pytest.mark.parametrize("name", [MUNICIPALITY, CORPORATION, ENERGY_COMPANY])
def test_every_party_must_meet_each_demand_for_its_own_side(name: str, sentence: str, changes: dict[str, Any]) -> None:
    found = completeness(only_party(name, **changes), REGISTERED_ON, POLICY, APPROVED_ON)

    assert [(lack.field, lack.sentence, lack.subject) for lack in found] == [("parties", sentence, name)]


def test_one_party_shares_nothing() -> None:
    alone = complete_content(parties=(party(MUNICIPALITY),))

    assert ("parties", TWO_PARTIES) in lacks(alone)
    assert ("data", NO_DATA) in lacks(complete_content(data=()))


@pytest.mark.parametrize("role", [GdprRole.CONTROLLER, GdprRole.JOINT_CONTROLLER, None])
def test_one_controller_is_enough_and_who_did_not_choose_yet_is_asked_that_first(role: GdprRole | None) -> None:
    others = tuple(replace(p, gdpr_role=GdprRole.PROCESSOR) for p in THREE_PARTIES[1:])
    content = complete_content(parties=(replace(THREE_PARTIES[0], gdpr_role=role), *others))

    assert [sentence for _, sentence in lacks(content)] == ([] if role else [PARTY_WITHOUT[0][0]])


@pytest.mark.parametrize(("signed_on", "fits"), [(APPROVED_ON, True), (APPROVED_ON + ONE_DAY, False)])
def test_nobody_signs_in_the_future(signed_on: date, fits: bool) -> None:
    found = completeness(only_party(CORPORATION, signed_on=signed_on), REGISTERED_ON, POLICY, APPROVED_ON)

    assert [(lack.field, lack.sentence, lack.subject) for lack in found] == (
        [] if fits else [("parties", SIGNED_LATER, CORPORATION)]
    )


def test_every_demand_there_is_has_its_line_here() -> None:
    assert {d.sentence for d in DEMANDS} == {sentence for _, sentence, _ in WITHOUT} | {TWO_PARTIES, NO_DATA}
    assert {d.sentence for d in PARTY_DEMANDS} == {sentence for sentence, _ in PARTY_WITHOUT}


def test_a_party_is_complete_on_its_own() -> None:
    assert all(demand.is_met(party("Politie")) for demand in PARTY_DEMANDS)
    assert not any(demand.is_met(Party(name="Politie")) for demand in PARTY_DEMANDS)


def test_every_demand_is_about_a_field_of_the_record_and_names_its_source() -> None:
    names = {field.name for field in fields(Content)}

    assert {demand.field for demand in DEMANDS} | set(PUBLIC_TEXTS) <= names
    for source in {demand.source for demand in DEMANDS} | {demand.source for demand in PARTY_DEMANDS}:
        assert source.startswith(("GDPR art. ", "Woo art. ")) or source == "the municipality's own rule"


SAID_IN_WORDS = [
    field for field, _, changes in WITHOUT if list(changes) == [field] and changes[field] == "" and field != "summary"
]


@pytest.mark.parametrize("field", [*SAID_IN_WORDS, "summary", "title"])
def test_spaces_are_not_an_answer(field: str) -> None:
    assert [found for found, _ in lacks(complete_content(**{field: " \t\n"}))] == [field]


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
