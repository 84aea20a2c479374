"""The document of an agreement and of each of its versions, in each form: made of the public memory when somebody asks
for it, and kept for the next."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from litestar import Response
from litestar.exceptions import NotFoundException

from agreements.domain.errors import NotFound
from agreements.domain.memory import ChainedEntry
from agreements.domain.selection import Selection
from agreements.http.conditional import conditional, program_fingerprint
from agreements.http.one_at_a_time import OneAtATime
from agreements.http.site import Site, SiteRequest, site_of
from agreements.publication.document import from_json
from agreements.publication.documents.agreement_paper import Office, Source, agreement_paper, withheld_paper
from agreements.publication.documents.forms import DOCUMENT_FORMS, DocumentForm
from agreements.publication.documents.paper import Paper
from agreements.storage.public_memory import entries
from agreements.texts import Texts
from agreements.web.downloads import FOR_ANY_SITE, FileLink, spoken
from agreements.web.public_records import Told, asked_by, gone_of, told_of

MOST_WAITING: Final = 40
"""Each takes some hundredths of a second, so the last of them waits some seconds."""
_drawing: Final = OneAtATime(MOST_WAITING)


async def document(
    request: SiteRequest, reference: str, form: DocumentForm, number: int | None = None
) -> Response[bytes]:
    """The document of an agreement as it stands, or of one version as it was told when it was approved. Its tag follows
    from what is on it, so it stays the same while that does. Raises `NotFound`.
    """
    asked, site = asked_by(request), site_of(request)
    told = await told_of(reference, asked.selection)
    paper = await _paper(told, asked.selection, site, spoken(asked), number)

    async def make() -> bytes:
        return await drawn(paper, form)

    name = reference if number is None else f"{reference}-{number}"
    headers = {"Content-Disposition": f'inline; filename="{quote(name)}.{form.name}"', **FOR_ANY_SITE}
    return await conditional(request, _tag(paper, form), form.media_type, make, headers)


async def drawn(paper: Paper, form: DocumentForm) -> bytes:
    """A paper in a form; one at a time, for each takes all of a processor."""
    return await _drawing.does(functools.partial(form.write, paper))


def links_to_documents(place: str, texts: Texts) -> list[FileLink]:
    """The document of the page at this address in each form."""
    return [
        FileLink(
            address=f"{place}.{form.name}",
            media_type=form.media_type,
            label=texts(form.label),
            explanation="",
            link=texts(form.link),
            is_calendar=False,
            is_variant=False,
        )
        for form in DOCUMENT_FORMS
    ]


async def _paper(told: Told, selection: Selection, site: Site, texts: Texts, number: int | None) -> Paper:
    settings = site.settings
    office = Office(organisation=settings.organisation_name, base_url=settings.base_url, zone=settings.zone)
    if told.document.published is None:
        return await _paper_of_what_is_gone(told, site, office, texts, number)
    sources = _sources(await _history(told, selection))
    first = {source.kept.version: source for source in reversed(sources)}
    shown = sources[-1] if number is None else first.get(number)
    if shown is None:
        raise NotFoundException()
    versions = [first[one].kept for one in sorted(first) if one <= shown.kept.version]
    return agreement_paper(shown, versions, office, texts)


async def _paper_of_what_is_gone(told: Told, site: Site, office: Office, texts: Texts, number: int | None) -> Paper:
    """The line that stays; none of a version, nor of what was never public."""
    gone = await gone_of(told, site) if number is None else None
    if gone is None:
        raise NotFound(reference=told.reference)
    (entry,) = await entries.by_number([told.seq])
    return withheld_paper(gone.line, entry, office, texts)


async def _history(told: Told, selection: Selection) -> Sequence[ChainedEntry]:
    return await entries.history_of(told.reference, told.upto, selection.on_day if selection.is_past else None)


def _sources(history: Sequence[ChainedEntry]) -> Sequence[Source]:
    """All that was ever published of it, the first first."""
    found = ((from_json(entry.record).published, entry) for entry in history)
    return [Source(kept, entry) for kept, entry in found if kept]


def _tag(paper: Paper, form: DocumentForm) -> str:
    sources = (program_fingerprint(), form.name, paper)
    return f'"{hashlib.sha256(repr(sources).encode()).hexdigest()[:32]}"'
