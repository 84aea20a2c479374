"""The red banner of beheer: the alerts are held, stand still or are late, and that must not stay unseen."""

from __future__ import annotations

from datetime import datetime

from admin_ui.sign_in.sessions import Visitor
from agreements.domain.liveness import Liveness
from agreements.domain.roles import Action, may
from agreements.http.site import SiteRequest, site_of
from agreements.storage.liveness import read_liveness
from agreements.texts import Texts

STATE = "late_liveness"
"""Where a request keeps the liveness, when it is late or held, for the page that answers it."""


async def late_liveness(visitor: Visitor | None, now: datetime) -> Liveness | None:
    """The liveness when it is late or held, and this person may read the ledger of messages; else None."""
    if visitor is None or not may(visitor.actor, Action.READ_LEDGER):
        return None
    found = await read_liveness()
    return found if found.held_since or found.is_late(now) else None


def sentence(request: SiteRequest, texts: Texts) -> str:
    """What is wrong, and since when as far as that is known; empty when the alerts go out in time."""
    late: Liveness | None = request.scope["state"].get(STATE)
    if late is None:
        return ""
    now, zone = site_of(request).read_moment().now, site_of(request).settings.zone
    if late.held_since:
        held = texts.instant(late.held_since, zone)
        return texts("No reminder is sent: they have been held since %(moment)s, until they are released.", moment=held)
    since = late.late_since(now)
    if since is None:
        return texts("No reminders are sent.")
    moment = texts.instant(since, zone)
    if late.is_stalled(now):
        return texts("No reminders have been sent since %(moment)s.", moment=moment)
    return texts("The reminders are late. The first one has waited since %(moment)s.", moment=moment)
