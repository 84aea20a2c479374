"""What the catalogue offers: a row for each dataset and service, and the lists of values that DCAT-AP-NL prescribes.

Texts are message ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from agreements.domain.wording import N_
from agreements.publication.linked.graph import Facts, To

AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
"""The lists of values of the Publications Office of the EU, which the profile prescribes."""
LICENCE: Final = "http://creativecommons.org/publicdomain/zero/1.0/deed.nl"
"""CC0, by the list of licences of the profile."""
MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
FILE_TYPES: Final = {
    "text/csv": "CSV",
    "application/json": "JSON",
    "application/atom+xml": "ATOM",
    "application/ld+json": "JSON_LD",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
}
"""By media type the code of the list of file types. What is not in that list has its media type alone."""
AUTHORITY_LANGUAGE: Final = {"nl": "NLD", "en": "ENG"}
KEYWORDS: Final = (N_("data sharing"), N_("agreements"), N_("privacy"), N_("GDPR"), N_("retention periods"))


@dataclass(frozen=True, slots=True)
class Dataset:
    name: str
    title: str
    description: str


AGREEMENTS = Dataset(
    "afspraken",
    N_("Agreements about sharing data"),
    N_("With whom, why, which data and until when: every public agreement, with those that have ended."),
)
DATES = Dataset(
    "termijnen", N_("Key dates of agreements"), N_("Every end date, decision date and review, for calendar programs.")
)
CHANGES = Dataset("wijzigingen", N_("What changed"), N_("Every visible change of the register, from the first one on."))
TITLE = N_("Agreements register of %(organisation)s")
DESCRIPTION = N_(
    "Every agreement by which %(organisation)s shares data about residents is temporary, findable and answerable."
)
OPEN_TO_ALL: Final[Facts] = (
    ("dct:accessRights", To(AUTHORITY + "access-right/PUBLIC")),
    ("dcat:theme", To(AUTHORITY + "data-theme/GOVE")),
    ("dct:language", To(AUTHORITY + "language/NLD")),
)
FEED_PATH: Final = "/dcat/feed"
PROFILE: Final = "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"
"""DCAT-AP-NL 3.0."""
STREAMS: Final = "https://semiceu.github.io/LDES-DCAT-AP-feeds/"
"""DCAT-AP Feeds."""
_RULES: Final = "https://gitdocumentatie.logius.nl/publicatie/api/adr/2.1.0/"
"""The NL API Design Rules."""
_ICALENDAR: Final = "https://www.rfc-editor.org/rfc/rfc5545"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Something that answers. Paths are below the site's own address; `serves` are the datasets."""

    name: str
    title: str
    description: str
    path: str
    described_at: str
    conforms_to: str
    serves: tuple[Dataset, ...]


SERVICES: Final = (
    Service(
        name="api",
        title=N_("API of the agreements register"),
        description=N_("Agreements, organisations, deadlines and changes as JSON, after the NL API Design Rules."),
        path="/api/v1",
        described_at="/api/v1/openapi.json",
        conforms_to=_RULES,
        serves=(AGREEMENTS, DATES, CHANGES),
    ),
    Service(
        name="agenda",
        title=N_("Calendar of the agreements register"),
        description=N_("The key dates of any selection of agreements, for calendar programs to subscribe to."),
        path="/agenda.ics",
        described_at="/open-data",
        conforms_to=_ICALENDAR,
        serves=(DATES,),
    ),
)
