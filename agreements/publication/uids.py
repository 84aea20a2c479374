"""Names of calendar events. The feeds and the mails share them, so that a calendar holds each deadline once.

A name is stable for ever: a date that moves keeps its UID (RFC 5545 section 3.8.4.7).
"""

from __future__ import annotations

import hashlib
import re

from agreements.domain.deadlines import KINDS, DeadlineKind
from agreements.domain.letters import decomposed

_LONGEST_NAME = 40
_FINGERPRINT_LENGTH = 8


def event_key(kind: DeadlineKind, subject: str) -> str:
    """Which deadline of its agreement, such as `einde`, `evaluatie-2` or `vernietiging-de-linde-1f0c9a2b`.

    `subject` is that of the deadline. Letters, digits and hyphens only, so it can stand in a file name too.
    """
    row = KINDS[kind]
    if not subject:
        return row.word
    return f"{row.word}-{_party_name(subject) if row.is_per_party else subject}"


def event_uid(reference: str, kind: DeadlineKind, subject: str, host: str) -> str:
    """The UID of a deadline's event. `host` is the host name of the register's public address."""
    return f"{reference}-{event_key(kind, subject)}@{host}"


def plan_uid(reference: str, host: str) -> str:
    """The UID of the last day to react to a plan: one for all plans of an agreement, of which one is open at most."""
    return f"{reference}-voornemen@{host}"


def _party_name(name: str) -> str:
    """Readable, with a fingerprint of the exact name: “Linde” and “Línde!” are two parties."""
    plain = decomposed(name).encode("ascii", "ignore").decode().lower()
    readable = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_NAME].strip("-")
    fingerprint = hashlib.sha256(name.encode()).hexdigest()[:_FINGERPRINT_LENGTH]
    return f"{readable}-{fingerprint}" if readable else fingerprint
