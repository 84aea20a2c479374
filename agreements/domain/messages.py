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
    QUESTION_CONFIRM = "question_confirm"
    """To who asked: is this your address?"""
    QUESTION_ANSWERED = "question_answered"
    QUESTION_OPEN = "question_open"
    """To colleagues: somebody waits for an answer."""
    CORRECTION_ASKED = "correction_asked"
    """To a party: correct this, and say so."""
    CORRECTION_LATE = "correction_late"
    CORRECTION_ANSWERED = "correction_answered"


OF_THE_DESK = frozenset(
    {
        MessageKind.QUESTION_CONFIRM,
        MessageKind.QUESTION_ANSWERED,
        MessageKind.QUESTION_OPEN,
        MessageKind.CORRECTION_ASKED,
        MessageKind.CORRECTION_LATE,
        MessageKind.CORRECTION_ANSWERED,
    }
)
"""About a question, or a task that it led to: the `subject` of the message is its number."""


class MessageState(StrEnum):
    """Where a message stands. Only waiting ones are sent."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
