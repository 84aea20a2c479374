"""Public records for tests of what is published: the agreement of `tests.people`, seen on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from agreements.domain.agreement import Agreement
from agreements.domain.projection import Place
from agreements.domain.record import Visible
from agreements.publication.as_known import as_known_on
from agreements.publication.public_ical import Edition
from agreements.publication.public_record import PublicRecord, public_record
from agreements.publication.published import published as facts_of
from agreements.publication.shape import Making
from agreements.publication.shapes import shape_named, shapes
from agreements.texts import Texts
from tests.people import TODAY

BASE_URL = "https://afspraken.voorbeeldstad.example"
HOST = "afspraken.voorbeeldstad.example"
CHANGED_AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)

ZONE = ZoneInfo("Europe/Amsterdam")
PLACE = Place(BASE_URL, ZONE.key)


def edition(day: date, language: str = "nl") -> Edition:
    """The public calendar of a day."""
    return Edition(day, HOST, ZONE, Texts(language))


def published(agreement: Agreement, day: date = TODAY, changes: int = 1) -> PublicRecord:
    """The agreement as anyone sees it on a day, after so many visible changes."""
    return public_record(facts_of(as_known_on(agreement, day)), day, BASE_URL, Visible(changes, CHANGED_AT))


def as_json(record: PublicRecord, day: date, head: str | None = None) -> bytes:
    """The JSON file of this one agreement."""
    making, shape = replace(making_on(day), head=head), shape_named("json")
    return shape.whole(making, [shape.item(record, making)])


def making_on(day: date, variant: str = "") -> Making:
    """A file in the making."""
    return Making(
        day=day,
        made_on=day,
        base_url=BASE_URL,
        host=HOST,
        organisation="Voorbeeldstad",
        zone=ZONE,
        texts=Texts(),
        variant=variant,
    )


def in_every_shape(record: PublicRecord, day: date = TODAY) -> dict[str, bytes]:
    """The file of this one agreement in each shape, and in each of its variants."""
    found = {}
    for shape in shapes():
        for variant in ("", *(one.value for one in shape.variants)):
            making = making_on(day, variant)
            found[f"{shape.name} {variant}".strip()] = shape.whole(making, [shape.item(record, making)])
    return found
