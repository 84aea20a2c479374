"""News as a CloudEvent by the NL GOV profile 1.1, as structured JSON.

It says that something happened and where it can be read (`dataref`), never what: whoever is told asks the register, and
so gets what holds then.
"""

from __future__ import annotations

from datetime import UTC
from typing import Any
from urllib.parse import quote

from pydantic_core import to_json

from agreements.domain.announcements import KINDS, Announcement
from agreements.publication.shape import host_of

MEDIA_TYPE = "application/cloudevents+json; charset=utf-8"
_TYPES = "nl.afsprakenregister.afspraak"
"""By the name of the data source and not of an organisation, for those change (profile, `type`)."""
_WORDS = {row.kind: row.dutch for row in KINDS}
_DIGITS = 12


def cloud_event(news: Announcement, base_url: str) -> bytes:
    """The body. `time` is when the register noted it; `sequence` counts everything that this register announces, also
    what a receiver did not ask for."""
    attributes: dict[str, Any] = {
        "specversion": "1.0",
        "id": news.id,
        "source": f"urn:nld:{host_of(base_url)}:systeem:afsprakenregister",
        "type": f"{_TYPES}.{_WORDS[news.kind]}",
        "subject": news.reference,
        "time": news.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "sequence": f"{news.number:0{_DIGITS}d}",
        "dataref": f"{base_url}/api/v1/afspraken/{quote(news.reference)}",
    }
    return to_json(attributes)
