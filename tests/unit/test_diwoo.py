"""What the Woo-index is told of an agreement: mandatory metadata, instants in the office, and no markup of people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.domain.agreement import Agreement
from agreements.domain.record import Visible
from agreements.domain.vocabulary import WooGround
from agreements.publication.public_record import PublicRecord, public_record
from agreements.publication.published import published
from agreements.publication.withheld_record import WithheldRecord
from agreements.publication.woo.diwoo import CATEGORIES, Publisher, listed, listed_as_gone, urlset
from tests.diwoo import UTRECHT, check_by_schema, read, texts
from tests.people import REGISTERED_ON, TODAY, approved, terminated

NAME = "gemeente Utrecht"
OFFICE = Publisher(organisation=(UTRECHT, NAME), basis="3.3", zone=ZoneInfo("Europe/Amsterdam"))
CHANGED = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
MANDATORY = (
    "//d:publisher/@resource",
    "//d:titelcollectie/d:officieleTitel/text()",
    "//d:classificatiecollectie/d:informatiecategorieen/d:informatiecategorie/@resource",
    "//d:documenthandelingen/d:documenthandeling/d:soortHandeling/@resource",
    "//d:documenthandelingen/d:documenthandeling/d:atTime/text()",
)


def record_of(agreement: Agreement) -> PublicRecord:
    """As anyone sees it today."""
    return public_record(published(agreement), TODAY, "https://a.example", Visible(2, CHANGED))


def withheld(ground: WooGround) -> WithheldRecord:
    """The line that stays of one."""
    return WithheldRecord(
        reference="AFS-2025-0001",
        url="https://a.example/afspraken/AFS-2025-0001",
        since=TODAY,
        reason="Toezicht",
        ground=ground,
        is_undestroyed=False,
        updated_at=CHANGED,
    )


def sitemap(*made: str) -> bytes:
    """A sitemap of these."""
    return urlset(made)


def test_it_says_who_publishes_what_under_which_category_and_when_it_was_adopted_and_signed() -> None:
    record = record_of(approved())
    body = sitemap(listed(record, OFFICE))
    one = read(body)
    signed = max(party.signed_on for party in record.content.parties if party.signed_on)

    assert texts(one, "//s:loc/text()") == [f"{record.url}.pdf"]
    assert texts(one, "//s:lastmod/text()") == ["2026-07-01T09:30:00Z"]
    assert texts(one, "//d:publisher/@resource") == [UTRECHT]
    assert texts(one, "//d:publisher/text()") == [NAME]
    assert texts(one, "//d:officieleTitel/text()") == [record.title]
    assert texts(one, "//d:informatiecategorie/text()") == ["convenanten"]
    assert texts(one, "//d:soortHandeling/text()") == ["vaststelling", "ondertekening"]
    adopted = record.content.adopted_on or record.approved_on
    assert [text[:10] for text in texts(one, "//d:atTime/text()")] == [str(adopted), str(signed)]
    assert texts(one, "//d:begindatum/text()") == [f"{record.content.starts_on}T00:00:00+01:00"]
    assert texts(one, "//d:einddatum/text()") == [f"{record.last_day}T23:59:59+01:00"]
    assert texts(one, "//d:format/text()") == ["PDF"]
    check_by_schema(body)


def test_an_agreement_that_ends_early_is_valid_until_then_and_one_that_never_began_is_not() -> None:
    early = read(sitemap(listed(record_of(terminated()), OFFICE)))
    never = read(sitemap(listed(record_of(terminated(REGISTERED_ON, REGISTERED_ON)), OFFICE)))

    assert texts(early, "//d:einddatum/text()")[0][:10] == str(TODAY)
    assert texts(never, "//d:geldigheid") == []


def test_the_setting_chooses_the_article_of_the_woo() -> None:
    asked = sitemap(listed(record_of(approved()), replace(OFFICE, basis="3.1")))

    assert texts(read(asked), "//d:informatiecategorie/@resource") == [CATEGORIES["3.1"][0]]
    check_by_schema(asked)


def test_as_long_as_somebody_has_not_signed_it_is_not_called_signed() -> None:
    content = approved().content
    parties = (replace(content.parties[0], signed_on=None), *content.parties[1:])
    record = replace(record_of(approved()), content=replace(content, parties=parties))

    assert texts(read(sitemap(listed(record, OFFICE))), "//d:soortHandeling/text()") == ["vaststelling"]


@pytest.mark.parametrize(
    ("ground", "reason"),
    [(WooGround.PRIVACY, ["correctie privacygevoelige gegevens"]), (WooGround.INSPECTION, [])],
)
def test_of_what_is_not_public_any_more_stays_a_line_without_a_title(ground: WooGround, reason: list[str]) -> None:
    body = sitemap(listed_as_gone(withheld(ground), OFFICE))

    assert texts(read(body), "//d:officieleTitel/text()") == ["Niet meer openbaar: AFS-2025-0001"]
    assert texts(read(body), "//d:redenVerwijderingVervanging/text()") == reason
    assert all(texts(read(body), path) for path in MANDATORY)
    check_by_schema(body)


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1), st.text(), st.dates(min_value=date(1900, 1, 1)))
def test_whatever_was_written_it_is_well_formed_and_has_all_that_is_mandatory(
    title: str, summary: str, day: date
) -> None:
    record = record_of(approved())
    content = replace(record.content, title=f"T{title}", summary=summary, adopted_on=day)
    body = sitemap(listed(replace(record, content=content), OFFICE))

    assert all(texts(read(body), path) for path in MANDATORY)
    for instant in texts(read(body), "//d:atTime/text()"):
        assert len(instant) == len("2026-01-01T00:00:00+01:00")
