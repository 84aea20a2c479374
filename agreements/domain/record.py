"""An agreement as the register keeps it, and what of its history anyone may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agreements.domain.agreement import Agreement
from agreements.domain.vocabulary import WooGround


@dataclass(frozen=True, slots=True)
class Record:
    """An agreement as it is stored: with its row id and the instant of its last change."""

    id: int
    agreement: Agreement
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Visible:
    """How often an agreement visibly changed, and when last."""

    changes: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class PublishedHead:
    """The head of the audit chain that was published last (rule 10)."""

    day: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class NotPublic:
    """How many approved agreements are not public on a ground; None: of before the register kept the ground."""

    ground: WooGround | None
    number: int
