"""The sixty real agreements as they would be public, and a public memory that tells of them alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from agreements.domain.memory import Entry, EntryKind
from agreements.importing.import_row import ImportRow
from agreements.publication.allow_list import public_content
from agreements.publication.document import Document, to_json
from agreements.publication.published import Published
from agreements.services.publish import append
from agreements.storage.database.transaction import unit_of_work
from agreements.storage.public_memory import entries
from tests.import_lists import DATA, content_of, read
from tests.office import TODAY_OFFICE
from tests.people import TODAY


@cache
def sixty() -> Mapping[str, Document]:
    """By the name each has in the list, such as C012."""
    rows = read((DATA / "convenanten.json").read_bytes(), "convenanten.json")
    return {row.source_reference: shown(row) for row in rows}


def shown(row: ImportRow) -> Document:
    """A row of the list when it is reported and approved."""
    known, reference = content_of(row), row.source_reference
    content = replace(known, is_reported=True, ends_on=known.ends_on or TODAY)
    return Document(
        published=Published(reference=reference, version=1, content=public_content(content), approved_on=TODAY)
    )


async def tell(documents: Mapping[str, Document]) -> None:
    """Put these in the public memory, each as the first that is known of an agreement."""
    async with unit_of_work():
        for reference, document in documents.items():
            head = await entries.head()
            entry = Entry(
                seq=head.seq + 1,
                reference=reference,
                change=1,
                kind=EntryKind.PUBLISHED,
                known_at=TODAY_OFFICE.now,
                known_on=TODAY,
                record=to_json(document),
            )
            await append(head, entry)
