"""Which messages the register sends, and where each can stand."""

from __future__ import annotations

from enum import StrEnum


class MessageKind(StrEnum):
    """What a message is about; each has its own mail templates."""

    DEADLINE = "deadline"
    DIGEST = "digest"
    APPROVAL_ASKED = "approval_asked"
    RETURNED = "returned"
    APPROVED = "approved"
    MOVED = "moved"
    WEBHOOK_STOPPED = "webhook_stopped"
    """To who answers for a webhook that does not take what it is told. About no agreement."""


class MessageState(StrEnum):
    """Where a message stands. Only waiting ones are sent."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
