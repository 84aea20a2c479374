"""What a verified history does not vouch for, with the reason; everything else that is changed by hand is found.

`docs/operations.md` shows these lists, and a test compares; another changes, adds and removes at random.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from agreements.storage.trail.ledger_seal import SENT

WHOLE_TABLES: Final[Mapping[str, str]] = {
    "heartbeat": "when a periodic job last ran; the next run writes it again",
    "sign_in_failure": "slows down guessing, and is forgotten within the day",
    "mended": "that a new release looked at all agreements once; the next start looks again",
    "public_shape": "how public lists were made, and who makes pieces of files; the next start looks",
    "import_run": "which list somebody brings in, and how far it is; each draft that is made of it has its event",
    "import_origin": "by what a row of a list is known again; what a wrong one does has its event",
    "import_row": "what an import showed of a row; what it did to an agreement stands in the history",
    "import_mapping": "what the columns of lists mean; every list shows it again before anything of it is stored",
    "announcement": "what webhooks are told; it follows from the public memory, and says where to read it there",
    "announced_day": "up to which day it was announced what days brought about",
    "subscription": "who gets mails about what anyone can read; nothing of it is to be kept",
    "webhook": "who is told what anyone can read, and up to where; that one was made or ended has its event",
    "outside_link": "the secret addresses of who has no account; a wrong one opens nothing",
    "refusal_count": "keeps refused attempts from flooding the history, and is forgotten after the day",
}
"""Tables of which nothing is covered."""

COLUMNS: Final[Mapping[tuple[str, str], str]] = {
    ("schema_migration", "applied_at"): "when a step of the schema was taken",
    ("public_situations", "known_at"): "when a list of situations was made: its event says it too",
    ("session", "last_seen_at"): "moves with every page; a session ends after twelve hours whatever it says",
    ("session", "device"): "what the page of somebody's own sessions calls it",
    ("sign_in_token", "used_at"): "the moment only: that a used link opens nothing is covered",
    ("calendar_feed", "revoked_at"): "the moment only: that a revoked feed opens nothing is covered",
    ("api_key", "ended_at"): "the moment, and that it was ended: that an ended key opens nothing is covered",
    ("api_key", "last_used_on"): "when a program came in last",
    ("deadline", "is_handed_over"): "makes the next sweep tell owner and deputy once more, or not",
    ("outbox", "next_attempt_at"): "moves with every attempt",
    ("outbox", "lease_until"): "moves with every attempt",
    ("outbox", "leased_by"): "moves with every attempt",
    ("outbox", "last_error"): "what the mail server said last",
    ("outbox", "waits_for_server"): "moves with every attempt",
    ("question", "email"): "whom the answer goes to; it is erased half a year after the question was closed",
    ("question", "told"): "which reminder colleagues had last",
    ("question", "next_alert_on"): "makes the next sweep tell colleagues earlier, later or once more",
    ("correction", "told"): "which reminder the party had last",
    ("correction", "next_alert_on"): "makes the next sweep tell the party earlier, later or once more",
    ("public_question", "change"): "makes readers ask for the counts anew",
}
"""Columns that are not covered."""

UNTIL_SENT: Final[frozenset[str]] = frozenset(SENT.split(", ")) - {"id"}
"""Columns of the ledger that are covered once the message was sent and the day was sealed; before that, delivery
still changes them. What the message is (for whom, about which deadline) is covered from the first seal on."""

MAY_BE_REMOVED: Final[Mapping[str, str]] = {
    "session": "signs somebody out",
    "sign_in_token": "the link opens nothing any more",
    "last_sign_in": "the list of users no longer says when somebody signed in; the history does",
}
"""Tables whose rows can be removed unseen, and what that does."""
