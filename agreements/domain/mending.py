"""What is mended in a record that an earlier release made, where it is certain what is right.

Earlier releases let a predecessor go on naming a successor that was called off, or that follows another one or none:
nobody was told of its end any more. What is not certain is left to people: `agreements.domain.doubts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agreements.domain.agreement import Agreement, Version


@dataclass(frozen=True, slots=True)
class Around:
    """What else must be known: the successor that it names, if there is one, and its own approved versions."""

    successor: Agreement | None
    versions: Sequence[Version]


def mended(agreement: Agreement, around: Around) -> Agreement:
    """The agreement as the rules of this release have it; equal to what it was when nothing is wrong."""
    if agreement.successor and not _follows(around.successor, agreement):
        agreement = replace(agreement, successor=None, succession=None)
    return agreement


def _follows(successor: Agreement | None, agreement: Agreement) -> bool:
    """Whether it is there, names this one, and was not called off."""
    if successor is None:
        return False
    return successor.content.predecessor == agreement.reference and not successor.is_called_off
