"""Sessions and one-time links are kept no longer than they serve (AVG art. 5(1)(e))."""

from __future__ import annotations

from datetime import datetime, timedelta

from agreements.storage.people import refusals, sign_in

LONGEST_IDLE = timedelta(minutes=30)
"""A session that is not used for longer lets nobody in any more."""

LONGEST_SESSION = timedelta(hours=12)
"""Nor does one that was opened longer ago, however busy it is (ASVS 5.0 chapter 7; BIO2 5.17.01)."""

KEEP_LINKS = timedelta(days=30)
"""So long after a one-time link ended can still be found whether and when it was used."""


KEEP_COUNTS = timedelta(days=2)
"""Refusals are counted by the day; what they came to stands in the trail."""


async def tidy_sign_in(now: datetime) -> int:
    """Remove sessions that let nobody in and links that ended a month ago; returns how many. Old counts go too.

    Safe at any moment and from several nodes at once: what is removed had no effect any more.
    """
    await refusals.forget((now - KEEP_COUNTS).date())
    sessions = await sign_in.remove_sessions(idle_since=now - LONGEST_IDLE, opened_before=now - LONGEST_SESSION)
    return sessions + await sign_in.remove_tokens(now - KEEP_LINKS)
