"""Facts about an agreement that no field of it holds: what follows from its record on the day asked about.

A row each, beside those of the catalogue: the names in JSON and CSV, what it means, and how it is found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from agreements.domain.content import DataCategory, Party
from agreements.domain.dutch import slug
from agreements.domain.held_term import is_exempt
from agreements.domain.wording import N_
from agreements.publication.cells import period_text
from agreements.publication.public_lacks import in_json
from agreements.publication.public_record import PublicRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedFact:
    """One fact. `name` is an attribute of `PublicRecord`, unless `value` says how it is found."""

    name: str
    dutch: str
    meaning: str
    column: int = 0
    """Its place in the CSV, from 1; 0: only in the JSON. Places never change once published."""
    column_name: str = ""
    datatype: str = "string"
    """The type of its cell by XML Schema, or of each value in it."""
    is_list: bool = False
    """Whether its cell holds any number of values."""
    value: Callable[[PublicRecord], Any] | None = None
    """What the CSV says, where that is not what the record says. A fact that only the CSV has needs one."""
    in_json: Callable[[PublicRecord], Any] | None = None
    """What the JSON says, where that is not what the record says."""

    @property
    def is_only_in_csv(self) -> bool:
        """Whether the JSON tells it in another way."""
        return self in ONLY_IN_CSV

    def of(self, record: PublicRecord) -> Any:
        """What the CSV says of an agreement."""
        return self.value(record) if self.value else getattr(record, self.name)


def _bases(record: PublicRecord) -> tuple[str, ...]:
    return tuple(_basis(party) for party in record.content.parties)


def _basis(party: Party) -> str:
    return f"{party.name}: {slug(party.lawful_basis)} ({party.legal_ground})"


def _kept(record: PublicRecord) -> tuple[str, ...]:
    return tuple(_retention(category) for category in record.content.data)


def _retention(category: DataCategory) -> str:
    """Such as `Naam en adres: P6M vanaf zaak-afgesloten` (ISO 8601 period)."""
    if category.retention is None:
        return category.name
    return f"{category.name}: {period_text(category.retention)} vanaf {slug(category.retention.starts_at)}"


def _next_review(record: PublicRecord) -> date | None:
    """The first planned review that is not done yet; the last planned one when all are."""
    planned = [review for review in record.reviews if review.planned_on]
    waiting = [review for review in planned if review.done_on is None]
    chosen = waiting[0] if waiting else planned[-1] if planned else None
    return chosen.planned_on if chosen else None


def _planned(record: PublicRecord) -> tuple[date, ...]:
    return tuple(review.planned_on for review in record.reviews if review.planned_on)


def _shares(record: PublicRecord) -> tuple[str, ...]:
    return tuple(f"{one.party}: {', '.join(one.data)}" for one in record.passed_on)


def _kept_by_law(record: PublicRecord) -> tuple[str, ...]:
    return tuple(f"{one.party}: tot {one.kept_until} ({one.kept_law})" for one in record.kept_by_law)


def _number_of_lacks(record: PublicRecord) -> int | None:
    """Empty for an agreement that is no exception to the rule: nothing of it is shown as lacking."""
    return len(record.lacks) if is_exempt(record.content) else None


IN_JSON: tuple[DerivedFact, ...] = (
    DerivedFact(
        name="reference", dutch="kenmerk", meaning=N_("The lasting name of the agreement in this register."), column=1
    ),
    DerivedFact(
        name="version",
        dutch="versie",
        meaning=N_("Which approved version this is, counted from 1."),
        column=2,
        datatype="integer",
    ),
    DerivedFact(name="status", dutch="status", meaning=N_("Whether it applies on the day asked about."), column=5),
    DerivedFact(name="url", dutch="url", meaning=N_("The address of its page."), column=22, datatype="anyURI"),
    DerivedFact(
        name="lacks",
        dutch="ontbreekt",
        meaning=N_("What an agreement from before the rule lacks: in the JSON each point, here how many there are."),
        column=36,
        datatype="integer",
        value=_number_of_lacks,
        in_json=lambda record: in_json(record.lacks),
    ),
    DerivedFact(name="approved_on", dutch="goedgekeurd_op", meaning=N_("When this version was approved.")),
    DerivedFact(
        name="last_day",
        dutch="laatste_dag",
        meaning=N_("The last day on which it really applies, also when it was terminated."),
        column=27,
        datatype="date",
    ),
    DerivedFact(
        name="decide_by",
        dutch="opzeggen_voor",
        meaning=N_("The last day to decide about the end. Empty when nothing is to be decided any more."),
        column=18,
        datatype="date",
    ),
    DerivedFact(
        name="updated_at",
        dutch="bijgewerkt_op",
        meaning=N_("When something last changed that everyone can see, in UTC."),
        column=23,
        datatype="dateTime",
    ),
    DerivedFact(
        name="changes", dutch="aantal_wijzigingen", meaning=N_("How often something changed that everyone can see.")
    ),
    DerivedFact(name="terminated_on", dutch="opgezegd_per", meaning=N_("The last day, when it was terminated.")),
    DerivedFact(name="termination_decided_on", dutch="opgezegd_op", meaning=N_("When it was decided to terminate it.")),
    DerivedFact(
        name="is_called_off", dutch="nooit_begonnen", meaning=N_("Whether it was called off before its start.")
    ),
    DerivedFact(name="suspensions", dutch="opschortingen", meaning=N_("The days on which the sharing is suspended.")),
    DerivedFact(
        name="reactions",
        dutch="reacties",
        meaning=N_("How many people reacted to the plan for a version, and what was done with it."),
    ),
    DerivedFact(name="reviews", dutch="evaluaties", meaning=N_("Every review, planned and done.")),
    DerivedFact(
        name="missed_reviews",
        dutch="evaluaties_te_laat",
        meaning=N_("Planned reviews that were not done in time."),
    ),
    DerivedFact(
        name="dropped_reviews", dutch="vervallen_evaluaties", meaning=N_("Reviews that are not planned any more.")
    ),
    DerivedFact(
        name="asked_reviews",
        dutch="gevraagde_evaluaties",
        meaning=N_("Early reviews: who asked for each, when and why, and by when."),
    ),
    DerivedFact(
        name="destructions",
        dutch="vernietigingen",
        meaning=N_("Which parties have confirmed what they did with the data."),
    ),
    DerivedFact(
        name="undestroyed",
        dutch="nog_niet_vernietigd_bij",
        meaning=N_("Parties that have not yet confirmed that the data are gone, after the end."),
        column=29,
        is_list=True,
    ),
    DerivedFact(
        name="undestroyed_data",
        dutch="nog_te_vernietigen",
        meaning=N_("Which data these still have to destroy, when they may keep others."),
    ),
    DerivedFact(
        name="passed_on",
        dutch="loopt_door",
        column_name="loopt_door_onder_opvolger",
        meaning=N_("Data that a party goes on with under the agreement that follows."),
        column=30,
        is_list=True,
        value=_shares,
    ),
    DerivedFact(name="closed_on", dutch="afgesloten_op", meaning=N_("When everything about it was done.")),
    DerivedFact(
        name="successor", dutch="opvolger", meaning=N_("The reference of the agreement that follows."), column=21
    ),
    DerivedFact(
        name="succeeded_on",
        dutch="opvolger_vastgesteld_op",
        meaning=N_("When the agreement that follows was approved."),
    ),
    DerivedFact(
        name="successor_starts_on",
        dutch="opvolger_begint_op",
        meaning=N_("When the agreement that follows begins."),
    ),
    DerivedFact(
        name="answers",
        dutch="vragen",
        meaning=N_("Questions of residents with their answers, as the office retold them."),
    ),
)
"""What the JSON tells of an agreement beside its fields; some of it stands in the CSV too."""

ONLY_IN_CSV: tuple[DerivedFact, ...] = (
    DerivedFact(
        name="lawful_bases",
        dutch="grondslag",
        meaning=N_("The legal basis of each party, with law and article."),
        column=9,
        is_list=True,
        value=_bases,
    ),
    DerivedFact(
        name="retention",
        dutch="bewaartermijn",
        meaning=N_("How long each kind of data is kept, as an ISO 8601 period with its start."),
        column=12,
        is_list=True,
        value=_kept,
    ),
    DerivedFact(
        name="next_review_on",
        dutch="evaluatiedatum",
        meaning=N_("The first planned review that was not done yet."),
        column=17,
        datatype="date",
        value=_next_review,
    ),
    DerivedFact(
        name="all_reviews",
        dutch="alle_evaluaties",
        meaning=N_("Every planned review."),
        column=28,
        datatype="date",
        is_list=True,
        value=_planned,
    ),
    DerivedFact(
        name="kept_by_law",
        dutch="wettelijk_bewaard",
        meaning=N_("At which parties a law keeps data after the end, until when, and which law."),
        column=35,
        is_list=True,
        value=_kept_by_law,
    ),
)
"""Columns that put together what the JSON tells in parts."""

DERIVED = (*IN_JSON, *ONLY_IN_CSV)
