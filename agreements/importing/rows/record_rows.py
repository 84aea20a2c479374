"""From a described document (one JSON object per agreement) to a draft.

The fields are those of a survey of published agreements: dates as precise as their source, a basis for each end
date, and for each clause whether it was read. What a draft has no field for goes to the internal notes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from agreements.dates import shortened
from agreements.domain.catalogue import FIELDS, FieldKind
from agreements.domain.content import Content, Document, Party, StatedWords
from agreements.domain.vocabulary import PartyKind
from agreements.importing.codes import Code
from agreements.importing.import_row import ImportRow, Outcome
from agreements.importing.messages import Message, note
from agreements.importing.rows.contradictions import contradictions
from agreements.importing.rows.optional_cells import WEB_ADDRESS
from agreements.importing.tables.cells import digest
from agreements.importing.values import choices
from agreements.importing.values.date_words import read_date
from agreements.importing.values.duration import parse_duration, whole_months
from agreements.importing.values.parties import is_group
from agreements.importing.values.party_split import OPEN_END
from agreements.importing.values.party_words import guess_kind
from agreements.importing.values.periods import TermWords
from agreements.importing.values.remarks import read_remarks
from agreements.importing.values.retention import about_purpose, about_retention
from agreements.importing.values.term_words import Rules, TermReading, read_term
from agreements.importing.values.words import clean, one_line, unique

NOT_AGREED = {"title_years": Code.END_FROM_TITLE, "official_validity_metadata": Code.END_FROM_REPEAL}
"""Reasons why an end date in the source is no end that the parties agreed on."""
CLASSES = {"model": Code.IS_MODEL, "unilateral": Code.IS_UNILATERAL}
OF_MUNICIPALITY = re.compile(r"(?:loco-)?burgemeester\b|wethouder\b|gemeentesecretaris\b|college van b", re.IGNORECASE)
LABELS = {
    "record_class": "Soort bron", "scope": "Bereik", "municipality_or_lead": "Gemeente of trekker",
    "legal_basis": "Grondslag volgens de bron", "special_categories": "Bijzondere gegevens",
    "special_categories_detail": "Welke bijzondere gegevens", "retention_iso8601": "Bewaartermijn (ISO 8601)",
    "onward_sharing": "Doorverstrekking", "end_date": "Einddatum in de bron", "end_date_basis": "Waar die vandaan komt",
    "title_years": "Jaren in de titel", "renewal": "Verlenging", "review_clause": "Evaluatie",
    "review_interval_iso8601": "Evaluatie elke", "notice_clause": "Opzegging",
    "signatory_functions": "Ondertekend door", "date_adopted": "Vastgesteld op", "adopted_text": "Vastgesteld",
    "date_published": "Gepubliceerd op", "publication_ref": "Publicatie", "status": "Status volgens de bron",
    "predecessor": "Voorganger", "source_kind": "Soort vindplaats", "evidence": "Bewijs", "notes": "Aantekening",
    "clause_status": "Bepalingen", "kind": "Soort volgens de bron", "other_urls": "Andere vindplaatsen",
    "table_of_contents_read": "Inhoudsopgave gelezen",
}  # fmt: skip
HAS_A_FIELD = frozenset({
    "id", "title", "theme", "parties", "purpose", "data_subjects", "data_categories", "retention", "destruction",
    "start_date", "start_date_text", "duration", "duration_iso8601", "tacit_renewal", "notice_period_iso8601",
    "date_signed", "source_url", "other_urls", "publication_ref", "predecessor", "review_clause", "onward_sharing",
    "notice_clause", "renewal", "municipality_or_lead",
})  # fmt: skip


class DescribedParty(BaseModel):
    """One party, or a group of parties."""

    model_config = ConfigDict(strict=True, frozen=True)

    name: str
    kind: str = ""


class Described(BaseModel):
    """One described document. Fields that are not named here are kept and end in the notes."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow")

    id: str
    title: str
    kind: str | None = None
    record_class: str | None = None
    theme: str | None = None
    parties: list[DescribedParty] | None = None
    purpose: str | None = None
    data_subjects: list[str] | None = None
    data_categories: list[str] | None = None
    special_categories: str | None = None
    retention: str | None = None
    destruction: str | None = None
    start_date: str | None = None
    start_date_text: str | None = None
    end_date: str | None = None
    end_date_basis: str | None = None
    duration: str | None = None
    duration_iso8601: str | None = None
    renewal: str | None = None
    tacit_renewal: bool | None = None
    notice_period_iso8601: str | None = None
    date_signed: str | None = None
    publication_ref: str | None = None
    source_url: str | None = None
    other_urls: list[str] | None = None
    municipality_or_lead: str | None = None
    predecessor: str | None = None
    review_clause: str | None = None
    onward_sharing: str | None = None
    notice_clause: str | None = None
    signatory_functions: list[str] | None = None
    date_adopted: str | None = None


def read_record(number: int, record: Mapping[str, Any] | None, rules: Rules) -> ImportRow:
    """What becomes of one described document; one whose fields do not fit is refused with the field's name."""
    if record is None:
        return ImportRow(row=number, outcome=Outcome.REFUSED, messages=(note(Code.ROW_UNREADABLE),))
    try:
        described = Described.model_validate(_cleaned(record))
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        return _refused(number, record, note(Code.FIELD_UNREADABLE, field=place))
    if not one_line(described.title):
        return _refused(number, record, note(Code.TITLE_MISSING, text=described.id))
    return _draft(number, described, record, rules)


def _refused(number: int, record: Mapping[str, Any], message: Message) -> ImportRow:
    title = record.get("title")
    return ImportRow(
        row=number,
        outcome=Outcome.REFUSED,
        title=one_line(clean(title)) if isinstance(title, str) else "",
        messages=(message,),
    )


def _cleaned(value: Any) -> Any:
    """The same value with every text in it cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(item) for key, item in value.items()}
    return [_cleaned(item) for item in value] if isinstance(value, list) else value


def _draft(number: int, described: Described, record: Mapping[str, Any], rules: Rules) -> ImportRow:
    end = "" if described.end_date_basis in NOT_AGREED else described.end_date or ""
    length = described.duration_iso8601 or ("" if described.end_date_basis in NOT_AGREED else described.duration or "")
    term = read_term(TermWords(described.start_date or described.start_date_text or "", end, length), rules)
    signed_on, of_signing = read_date(described.date_signed or "")
    notice = parse_duration(described.notice_period_iso8601 or "")
    content = _content(described, term, whole_months(notice) if notice else None)
    told = [*term.messages, *of_signing, *_told(described, content), *contradictions(content, term, signed_on)]
    return ImportRow(
        row=number,
        outcome=Outcome.DRAFT,
        title=content.title,
        content=replace(content, own_number=one_line(described.id)),
        source_reference=described.id,
        fingerprint=digest(json.dumps(record, sort_keys=True)),
        start=term.start,
        end=term.end,
        signed_on=signed_on,
        duration_iso=term.duration_iso,
        notice_iso=notice,
        tacit_renewal=described.tacit_renewal,
        messages=tuple(message for index, message in enumerate(told) if message not in told[:index]),
    )


def _content(described: Described, term: TermReading, months: int | None) -> Content:
    names = unique([one_line(party.name) for party in described.parties or []])
    kinds = {one_line(party.name): choices.party_kind(party.kind) for party in described.parties or []}
    addresses = unique([described.source_url or "", *(described.other_urls or [])])
    parties = tuple(Party(name=name, kind=kinds.get(name) or guess_kind(name)) for name in names)
    return Content(
        **_same(described),
        **_under_another_name(described),
        kind=choices.agreement_kind(described.kind or ""),
        parties=_signed_by(parties, described.signatory_functions or []),
        data=tuple(choices.data_category(name) for name in unique(described.data_categories or [])),
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        stated=_stated(described, term),
        notice_months=months,
        documents=tuple(
            Document(title=described.publication_ref or "Bron", url=address, is_public=True)
            for address in addresses
            if WEB_ADDRESS.fullmatch(address)
        ),
        internal_notes=_notes(described),
    )


def _under_another_name(described: Described) -> dict[str, Any]:
    """Facts that the document calls otherwise than the register does."""
    adopted, _ = read_date(described.date_adopted or "")
    return {
        "area": one_line(described.municipality_or_lead or ""),
        "adopted_on": adopted.as_date() if adopted else None,
        "publication_reference": one_line(described.publication_ref or ""),
        "earlier_agreement": one_line(described.predecessor or ""),
        "evaluation_criteria": described.review_clause or "",
        "onward_conditions": described.onward_sharing or "",
    }


def _signed_by(parties: tuple[Party, ...], functions: Sequence[str]) -> tuple[Party, ...]:
    """With the function that signed, only where there is no doubt whose it is: that of the one municipality."""
    own = [party for party in parties if party.kind is PartyKind.MUNICIPALITY]
    signed = [function for function in functions if OF_MUNICIPALITY.match(function)]
    if len(own) != 1 or not signed:
        return parties
    return tuple(replace(one, signing_function="; ".join(signed)) if one is own[0] else one for one in parties)


def _term_in_words(described: Described) -> str:
    """What it says about how long it lasts, goes on and is ended."""
    length = described.duration or described.duration_iso8601 or ""
    said = (("Verlenging", described.renewal), ("Opzegging", described.notice_clause))
    return "\n".join(filter(None, (length, *(f"{name}: {words}" for name, words in said if words))))


def _same(described: Described) -> dict[str, Any]:
    """Texts and names of which the document says the same in the same words as the register."""
    found: dict[str, Any] = {}
    for row in FIELDS:
        said = getattr(described, row.name, None)
        if said and row.kind is FieldKind.LINE:
            found[row.name] = one_line(said)
        elif said and row.kind is FieldKind.TEXT:
            found[row.name] = said
        elif said and row.kind is FieldKind.NAMES:
            found[row.name] = unique(said)
    return found


def _stated(described: Described, term: TermReading) -> StatedWords:
    start, end = described.start_date or described.start_date_text or "", described.end_date or ""
    return StatedWords(
        starts_on="" if start == str(term.starts_on) else start,
        ends_on="" if end == str(term.ends_on) else end,
        term=_term_in_words(described),
        retention=described.retention or "",
        parties="; ".join(party.name for party in described.parties or []),
        signed_on=described.date_signed or "",
    )


def _told(described: Described, content: Content) -> list[Message]:
    """What needs a person, apart from the dates."""
    notes = content.internal_notes
    told = [*about_purpose(content.purpose), *about_retention(content.stated.retention)]
    if code := NOT_AGREED.get(described.end_date_basis or ""):
        told.append(note(code, words=described.end_date))
    if code := CLASSES.get(described.record_class or ""):
        told.append(note(code))
    if described.tacit_renewal:
        told.append(note(Code.TACIT_RENEWAL_STATED))
    if described.kind and content.kind is None:
        told.append(note(Code.KIND_UNKNOWN, words=shortened(described.kind)))
    if any(is_group(party.name) for party in content.parties):
        told.append(note(Code.PARTIES_GROUPED))
    if OPEN_END.search(content.stated.parties):
        told.append(note(Code.PARTIES_OPEN))
    if described.special_categories:
        told.append(note(Code.SENSITIVE_DATA))
    status = str((described.model_extra or {}).get("status") or "")
    renewal = described.renewal if not described.tacit_renewal else ""
    read = read_remarks("\n".join(filter(None, (status, renewal))), f"{content.purpose}\n{notes}")
    return [*told, *(message for message in read.messages if message.code is not Code.TACIT_RENEWAL)]


def _notes(described: Described) -> str:
    """Everything that has no field, one line each; of the clauses only those about which something was read."""
    values = described.model_dump(exclude=set(HAS_A_FIELD))
    values |= {"other_urls": [one for one in described.other_urls or [] if not WEB_ADDRESS.fullmatch(one)]}
    return "\n".join(f"{LABELS.get(key, key)}: {_words(value)}" for key, value in values.items() if _words(value))


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {item}" for key, item in value.items() if item not in (None, "", "not_seen"))
    if isinstance(value, list):
        return "; ".join(_words(item) for item in value)
    return {True: "ja", False: "nee"}[value] if isinstance(value, bool) else str(value if value is not None else "")
