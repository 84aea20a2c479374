"""The forms in which there is a document of an agreement and of each of its versions: a row for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from agreements.domain.wording import N_
from agreements.publication.documents.odt import MEDIA_TYPE, odt
from agreements.publication.documents.paper import Paper
from agreements.publication.documents.pdf import pdf


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentForm:
    """A row. Texts are message ids."""

    name: str
    """What stands behind the address of a page in that of its document."""
    media_type: str
    file_type: str
    """Its name in the list of the EU (authority/file-type), which the Woo-index uses."""
    label: str
    link: str
    write: Callable[[Paper], bytes]
    """It may take time: it runs beside the event loop."""


DOCUMENT_FORMS: Final = (
    DocumentForm(
        name="pdf",
        media_type="application/pdf",
        file_type="PDF",
        label=N_("PDF"),
        link=N_("Download as a document (PDF)"),
        write=pdf,
    ),
    DocumentForm(
        name="odt",
        media_type=MEDIA_TYPE,
        file_type="ODT",
        label=N_("ODT"),
        link=N_("Download as a text for LibreOffice or Word (ODT)"),
        write=odt,
    ),
)


def in_form(name: str) -> tuple[str, DocumentForm] | None:
    """What stands before the ending of such an address, and its form; None for any other address."""
    before, _, ending = name.rpartition(".")
    found = next((form for form in DOCUMENT_FORMS if form.name == ending), None)
    return (before, found) if found else None
