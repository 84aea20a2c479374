"""The public record of one agreement as the public memory keeps it: canonical JSON (RFC 8785), there and back.

What a record does not say has its default. So a field of a later release changes no record that was written before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import rfc8785
from pydantic import TypeAdapter

from agreements.domain.vocabulary import WooGround
from agreements.publication.published import Published
from agreements.publication.published_plan import PublishedPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldLine:
    """What stays of an agreement that is not public any more. Nothing of its content, not even the title."""

    since: date
    reason: str = ""
    ground: WooGround | None = None
    is_undestroyed: bool = False
    """It ended, and not every receiving party has confirmed that the data are gone: that is nobody's secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`published` while it is public, `withheld` once it is not any more; neither while there is only a plan."""

    published: Published | None = None
    withheld: WithheldLine | None = None
    plans: tuple[PublishedPlan, ...] = ()
    """Every plan beforehand, the last one last."""


_DOCUMENT = TypeAdapter(Document)


def to_json(document: Document) -> str:
    """The record."""
    return rfc8785.dumps(_DOCUMENT.dump_python(document, mode="json", exclude_defaults=True)).decode()


def from_json(text: str) -> Document:
    """Read a record back. Raises pydantic's ValidationError when it was damaged."""
    return _DOCUMENT.validate_json(text)
