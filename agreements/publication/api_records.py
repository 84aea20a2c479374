"""What the API tells beside agreements: versions, organisations and changes. Their JSON has the names of that of the
whole register; what stands nowhere there has a name here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from agreements.domain.content import Content
from agreements.domain.memory import Entry, EntryKind
from agreements.domain.vocabulary import PartyKind
from agreements.publication.published import Published

NAMES: Mapping[str, str] = {
    "name": "naam",
    "what_kind": "soort",
    "identifier": "identificatie",
    "agreements": "aantal_afspraken",
    "what": "wat",
    "known_at": "bekend_op",
    "known_on": "bekend_sinds",
    "on": "datum",
    "deadline": "termijn",
    "subject": "onderwerp",
    "is_done": "gedaan",
}
"""The Dutch names of these attributes. They never change once published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """An approved version in a list. `url` is the address of its page."""

    reference: str
    version: int
    title: str
    approved_on: date
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRecord(VersionLine):
    """An approved version with what was agreed in it."""

    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRecord:
    """A party as the newest of its agreements has it, and of how many agreements it is one."""

    name: str
    what_kind: PartyKind
    identifier: str
    """A TOOI address, OIN or KVK number; empty where none was given."""
    agreements: int
    url: str
    """Where these agreements are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRecord:
    """An entry of the public memory: that something changed, of what and when. What it tells stands with the agreement,
    as long as that is public."""

    number: int
    reference: str
    """Empty where it is about no agreement."""
    what: EntryKind
    changes: int
    """How often that agreement changed, this time included."""
    known_at: datetime
    known_on: date


def version_line(published: Published, base_url: str) -> VersionLine:
    """A version as it was told when it was approved."""
    return VersionLine(
        reference=published.reference,
        version=published.version,
        title=published.content.title,
        approved_on=published.approved_on,
        url=f"{base_url}/afspraken/{published.reference}/versies/{published.version}",
    )


def version_record(published: Published, base_url: str) -> VersionRecord:
    """The same with all of it."""
    line = version_line(published, base_url)
    return VersionRecord(
        reference=line.reference,
        version=line.version,
        title=line.title,
        approved_on=line.approved_on,
        url=line.url,
        content=published.content,
    )


def organisation_record(published: Published, name: str, number: int, url: str) -> OrganisationRecord:
    """A party of this agreement. Raises StopIteration for one that is none."""
    party = next(one for one in published.content.parties if one.name == name)
    return OrganisationRecord(name=name, what_kind=party.kind, identifier=party.identifier, agreements=number, url=url)


def change_record(entry: Entry) -> ChangeRecord:
    """What is told of an entry, whatever became of its agreement."""
    return ChangeRecord(
        number=entry.seq,
        reference=entry.reference,
        what=entry.kind,
        changes=entry.change,
        known_at=entry.known_at,
        known_on=entry.known_on,
    )
