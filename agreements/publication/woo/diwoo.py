"""What the Woo-index is told of an agreement: where its document is, and the metadata of DiWoo 0.9.8 about that.

Mandatory are publisher, official title, category of information and one thing that was done with the document. Of a day
alone the index wants an instant: the beginning of it in the office, for a last day its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from agreements.domain.vocabulary import SignsAs, WooGround
from agreements.domain.wording import N_
from agreements.publication.cells import instant_text
from agreements.publication.documents.forms import DOCUMENT_FORMS
from agreements.publication.open_document import REPLACED, UNSAID
from agreements.publication.public_record import PublicRecord
from agreements.publication.published import Published
from agreements.publication.withheld_record import WithheldRecord
from agreements.texts import Texts

_THESAURUS: Final = "https://identifier.overheid.nl/tooi/def/thes/kern/"
_EUROPEAN: Final = "http://publications.europa.eu/resource/authority/"
CATEGORIES: Final = {
    "3.1": (f"{_THESAURUS}c_816e508d", "inspanningsverplichting art 3.1 Woo"),
    "3.3": (f"{_THESAURUS}c_8fc2335c", "convenanten"),
}
"""By the article of the Woo under which an office publishes: of its own accord, or because covenants have to be."""
_SIGNED: Final = (f"{_THESAURUS}c_e1ec050e", "ondertekening")
_ADOPTED: Final = (f"{_THESAURUS}c_641ecd76", "vaststelling")
_FOR_PRIVACY: Final = (f"{_THESAURUS}c_098c1346", "correctie privacygevoelige gegevens")
_GROUNDS_OF_PRIVACY: Final = frozenset({WooGround.PRIVACY, WooGround.SPECIAL_DATA, WooGround.NATIONAL_NUMBERS})
_FORM: Final = DOCUMENT_FORMS[0]
"""The one that is listed: the same document twice would be found twice."""
_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DIWOO: Final = "https://standaarden.overheid.nl/diwoo/metadata/"
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LAST_SECOND: Final = time(23, 59, 59)
_DUTCH: Final = Texts("nl")
_NOT_PUBLIC: Final = N_("No longer public: %(reference)s")

Named = tuple[str, str]
"""The address of a term in a list, and its word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Whose Woo-index it is: TOOI address and name, the article under which it publishes, and its zone."""

    organisation: Named
    basis: str
    zone: ZoneInfo


def urlset(urls: Iterable[str]) -> bytes:
    """A sitemap of these."""
    body = "\n".join(urls)
    return f'{_XML}<urlset xmlns="{_SITEMAP}" xmlns:diwoo="{_DIWOO}">\n{body}\n</urlset>\n'.encode()


def sitemap_index(sitemaps: Iterable[tuple[str, datetime]]) -> bytes:
    """The list of sitemaps: the address of each, and when something in it changed last."""
    body = "\n".join(
        f"<sitemap><loc>{_text(address)}</loc><lastmod>{instant_text(changed)}</lastmod></sitemap>"
        for address, changed in sitemaps
    )
    return f'{_XML}<sitemapindex xmlns="{_SITEMAP}">\n{body}\n</sitemapindex>\n'.encode()


def listed(record: PublicRecord, publisher: Publisher) -> str:
    """A public agreement."""
    about = (
        _element("identifiers", _element("identifier", _text(record.reference))),
        *_mandatory(record.title, publisher),
        *_described(record),
        _element("creatiedatum", record.approved_on.isoformat()),
        *_validity(record, publisher.zone),
        *_form_and_language(),
        _element("aggregatiekenmerk", _text(record.reference)),
        _element("documenthandelingen", "".join(_handled(record, publisher.zone))),
    )
    return _url(record.url, record.updated_at, about)


def listed_as_gone(line: WithheldRecord, publisher: Publisher) -> str:
    """An agreement that is not public any more. Its document says so at the same address, so that whoever harvested the
    earlier one takes this in its place; of its content nothing is said."""
    reason = [_term("redenVerwijderingVervanging", _FOR_PRIVACY)] if line.ground in _GROUNDS_OF_PRIVACY else []
    about = (
        _element("identifiers", _element("identifier", _text(line.reference))),
        *_mandatory(_DUTCH(_NOT_PUBLIC, reference=line.reference), publisher),
        *_form_and_language(),
        _element("aggregatiekenmerk", _text(line.reference)),
        _element("documenthandelingen", _done(_ADOPTED, line.since, publisher.zone)),
        *reason,
    )
    return _url(line.url, line.updated_at, about)


def _url(page: str, changed: datetime, about: Iterable[str]) -> str:
    """`about` in any order: the schema leaves it free."""
    document = _element("Document", _element("DiWoo", "".join(about)))
    return f"<url><loc>{_text(page)}.{_FORM.name}</loc><lastmod>{instant_text(changed)}</lastmod>{document}</url>"


def _mandatory(title: str, publisher: Publisher) -> Iterator[str]:
    yield _term("publisher", publisher.organisation)
    yield _element("titelcollectie", _element("officieleTitel", _text(title)))
    category = _term("informatiecategorie", CATEGORIES[publisher.basis])
    yield _element("classificatiecollectie", _element("informatiecategorieen", category))


def _described(record: PublicRecord) -> Iterator[str]:
    if record.content.summary:
        yield _element("omschrijvingen", _element("omschrijving", _text(record.content.summary)))


def _validity(record: PublicRecord, zone: ZoneInfo) -> Iterator[str]:
    """From when until when it really applies; nothing of what never began."""
    starts_on = record.content.starts_on
    if record.is_called_off:
        return
    begin = _element("begindatum", _instant(starts_on, time(), zone)) if starts_on else ""
    yield _element("geldigheid", begin + _element("einddatum", _instant(record.last_day, _LAST_SECOND, zone)))


def _form_and_language() -> Iterator[str]:
    yield _term("language", (f"{_EUROPEAN}language/NLD", "Nederlands"))
    yield _term("format", (f"{_EUROPEAN}file-type/{_FORM.file_type}", _FORM.file_type))


def _handled(kept: Published, zone: ZoneInfo) -> Iterator[str]:
    """When it was adopted, or else approved here; and signed, once all who take part have signed."""
    yield _done(_ADOPTED, kept.content.adopted_on or kept.approved_on, zone)
    signed = [party.signed_on for party in kept.content.parties if party.signs_as is SignsAs.PARTY]
    if signed and all(signed):
        yield _done(_SIGNED, max(day for day in signed if day), zone)


def _done(what: Named, on: date, zone: ZoneInfo) -> str:
    when = _element("atTime", _instant(on, time(), zone))
    return _element("documenthandeling", _term("soortHandeling", what) + when)


def _instant(day: date, at: time, zone: ZoneInfo) -> str:
    """As XML Schema writes it: it knows no seconds in the difference to UTC, which zones had a century ago."""
    local = datetime.combine(day, at, tzinfo=zone)
    offset = local.utcoffset()
    return (local.astimezone(UTC) if offset and offset.seconds % 60 else local).isoformat()


def _term(name: str, term: Named) -> str:
    address, word = term
    return f'<diwoo:{name} resource="{_text(address)}">{_text(word)}</diwoo:{name}>'


def _element(name: str, inside: str) -> str:
    return f"<diwoo:{name}>{inside}</diwoo:{name}>"


def _text(text: str) -> str:
    return escape(UNSAID.sub(REPLACED, text))
