"""Rule 11: what is not on the allow-list leaves the register in no shape at all."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Decision, DecisionKind, Stewardship, Suspension
from agreements.domain.content import Content, Document, StatedWords
from agreements.domain.selection import StatusFilter
from agreements.importing.formats.own_export import read_own
from agreements.publication.allow_list import public_content, web_address
from tests import people
from tests.people import DAY_AFTER, ENDS_ON, REVIEW_ON, TODAY, WOO
from tests.published import CHANGED_AT, as_json, in_every_shape, published

_numbers = count(1)


def secret() -> str:
    """A token that occurs nowhere else."""
    return f"GEHEIM{next(_numbers):04d}"


def content_with_secrets() -> Content:
    """Every field of the content that is not public holds a token."""
    return people.complete_content(
        internal_notes=secret(),
        not_public_reason=secret(),
        predecessor="AFS-2020-0001",
        documents=(
            Document(title="Tekst van het convenant", url="https://voorbeeldstad.example/tekst", is_public=True),
            Document(title=secret(), url=f"https://intern.example/{secret()}", is_public=False),
        ),
        stated=StatedWords(
            starts_on=secret(),
            ends_on=secret(),
            term=secret(),
            retention=secret(),
            parties=secret(),
            signed_on=secret(),
        ),
    )


def agreement_with_secrets() -> Agreement:
    """Everything inside that residents should not see holds a token: users, reasons, review texts, a proposal."""
    agreement = people.approved()
    assert agreement.in_force is not None
    version = replace(agreement.in_force, content=content_with_secrets(), submitted_by=secret(), approved_by=secret())
    agreement = replace(agreement, in_force=version, successor=f"AFS-{secret()}")
    agreement = people.reviewed(
        agreement, purpose_reached=secret(), still_proportionate=secret(), incidents=secret(), by=secret()
    )
    rest = Suspension(from_on=TODAY, until_on=TODAY + timedelta(days=5), reason=secret())
    agreement = replace(
        agreement,
        stewardship=Stewardship(owner_id=secret(), deputy_id=secret()),
        suspensions=(rest,),
        decisions=(Decision(kind=DecisionKind.LAPSE, decided_on=TODAY, ends_on=TODAY, by=secret()),),
        destructions=(
            people.destruction(
                people.CORPORATION, confirmed_by_function=secret(), document_url=secret(), done_on=TODAY
            ),
        ),
    )
    agreement = transitions.terminate(agreement, TODAY, secret(), secret(), TODAY)
    amended = replace(content_with_secrets(), title=secret(), purpose=secret())
    return replace(agreement, proposal=people.draft().proposal and replace(people.draft().proposal, content=amended))  # type: ignore[type-var]


def test_nothing_that_is_not_public_leaves_in_any_shape() -> None:
    record = published(agreement_with_secrets())
    bodies = in_every_shape(record) | {"repr": repr(record).encode()}

    assert people.complete_content().title.encode() in bodies["repr"]
    assert len(bodies) > 4
    assert {name for name, body in bodies.items() if b"GEHEIM" in body} == set()


def test_other_secrets_change_no_byte_of_any_shape() -> None:
    one, other = agreement_with_secrets(), agreement_with_secrets()

    assert one != other
    assert in_every_shape(published(one)) == in_every_shape(published(other))


def test_every_field_of_the_content_is_either_public_or_named_here_as_not() -> None:
    not_public = {
        "is_public",
        "not_public_ground",
        "not_public_reason",
        "internal_notes",
        "own_number",
        "predecessor",
        "stated",
        "documents",
    }
    filled: dict[str, Any] = {field.name: f"tekst {field.name}" for field in fields(Content) if field.type == "str"}
    content = replace(people.complete_content(**filled), notice_months=4, is_transitional=True)
    content = replace(
        content,
        processing_register_url="https://a",
        algorithm_register_url="https://b",
        sensor_register_url="https://c",
    )

    shown = public_content(content)

    for field in fields(Content):
        if field.name not in not_public:
            assert getattr(shown, field.name) == getattr(content, field.name), field.name


def test_a_draft_cannot_be_published() -> None:
    with pytest.raises(ValueError, match="approved and public"):
        published(people.draft())


def test_an_agreement_that_is_not_public_cannot_be_published() -> None:
    with pytest.raises(ValueError, match="approved and public"):
        published(people.approved(is_public=False, not_public_ground=WOO, not_public_reason="opsporing"))


def test_the_words_of_a_transitional_term_are_public() -> None:
    content = people.complete_content(
        is_transitional=True, stated=StatedWords(term="onbepaalde tijd", parties="J. Jansen")
    )

    assert public_content(content).stated == StatedWords(term="onbepaalde tijd")


def test_links_to_agreements_that_nobody_can_open_are_left_out() -> None:
    assert public_content(people.complete_content(predecessor="AFS-2020-0001")).predecessor is None
    assert public_content(people.complete_content(predecessor="AFS-2020-0001"), {"AFS-2020-0001"}).predecessor


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example", ""]
)
def test_only_web_addresses_become_links(address: str) -> None:
    assert web_address(address) == ""


def test_an_agreement_within_ninety_days_of_its_end_is_told_apart() -> None:
    assert published(people.approved(), ENDS_ON - timedelta(days=90)).status is StatusFilter.ENDS_SOON
    assert published(people.approved(), ENDS_ON - timedelta(days=91)).status is StatusFilter.ACTIVE


def test_a_past_day_does_not_know_what_was_done_later() -> None:
    agreement = people.reviewed(people.approved(), planned_on=REVIEW_ON, done_on=REVIEW_ON + timedelta(days=9))

    assert published(agreement, REVIEW_ON + timedelta(days=3)).missed_reviews == (REVIEW_ON,)
    assert published(agreement, REVIEW_ON + timedelta(days=9)).missed_reviews == ()


def test_who_has_not_destroyed_is_named_once_the_agreement_has_ended() -> None:
    agreement = people.destroyed(people.approved(), people.CORPORATION)

    assert published(agreement, ENDS_ON).undestroyed == ()
    assert published(agreement, DAY_AFTER).undestroyed == (people.MUNICIPALITY,)


def test_an_import_reads_the_json_export_back_as_the_same_content() -> None:
    agreement = people.approved(processing_register_url="https://voorbeeldstad.example/verwerkingen/3")
    body = as_json(published(agreement), TODAY, "abc")

    (row,) = read_own(body)

    assert (row.reference, row.content, row.problem) == (agreement.reference, agreement.content, "")


def test_the_json_has_dutch_names_and_words() -> None:
    body = as_json(published(people.approved()), TODAY, "abc")
    document = json.loads(body)
    (item,) = document["afspraken"]

    assert (document["formaat"], document["register_kop"], document["gemaakt_op"]) == (
        "afsprakenregister/1",
        "abc",
        TODAY.isoformat(),
    )
    assert (item["status"], item["soort"], item["einddatum"]) == ("geldig", "convenant", ENDS_ON.isoformat())
    assert item["partijen"][0]["grondslag"] == "taak-van-algemeen-belang"
    assert item["bijgewerkt_op"] == CHANGED_AT.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_a_past_day_does_not_know_what_was_confirmed_later_about_it() -> None:
    recorded_on = DAY_AFTER + timedelta(days=20)
    done = people.destruction(people.CORPORATION, done_on=DAY_AFTER)
    agreement = transitions.confirm_destruction(people.approved(), done, recorded_on)

    assert published(agreement, DAY_AFTER).destructions == ()
    assert people.CORPORATION in published(agreement, recorded_on - timedelta(days=1)).undestroyed
    assert published(agreement, recorded_on).undestroyed == (people.MUNICIPALITY,)


def test_of_a_corrected_confirmation_both_are_public_but_not_the_reason() -> None:
    later = DAY_AFTER + timedelta(days=9)
    done = people.destroyed(people.approved(), people.CORPORATION)
    correction = people.destruction(people.CORPORATION, done_on=later, correction="GEHEIM: er was een kopie")
    corrected = transitions.confirm_destruction(done, correction, later)

    (item,) = json.loads(as_json(published(corrected, later), later))["afspraken"]

    assert [(d["gedaan_op"], d["vastgelegd_op"], d["verbetering_van"]) for d in item["vernietigingen"]] == [
        ("2028-01-01", "2028-01-01", None),
        ("2028-01-10", "2028-01-10", "2028-01-01"),
    ]
    assert "GEHEIM" not in json.dumps(item)
    assert item["nog_niet_vernietigd_bij"] == [people.MUNICIPALITY]
    assert published(corrected, DAY_AFTER).destructions[-1].done_on == DAY_AFTER


def test_nothing_is_to_be_decided_after_the_end_or_once_that_was_settled() -> None:
    running = people.approved()

    assert published(running, ENDS_ON).decide_by == date(2027, 9, 30)
    assert published(running, DAY_AFTER).decide_by is None
    assert published(people.terminated(ends_on=ENDS_ON)).decide_by is None
    assert published(people.closed(), DAY_AFTER).decide_by is None
