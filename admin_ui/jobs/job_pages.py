"""The jobs of the register: what each does, how often, when it last did and when it comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from litestar import Response

from admin_ui.shell.guards import NEEDS
from admin_ui.shell.menu import MENU, InMenu
from admin_ui.shell.pages import page
from agreements.domain.jobs import JOBS, Job
from agreements.domain.liveness import is_silent
from agreements.domain.roles import Action
from agreements.domain.wording import N_
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.storage import heartbeat
from agreements.storage.heartbeat import Beat
from agreements.storage.subscriptions import subscriptions

GRACE = timedelta(minutes=1)
"""So much later than noted a job may come; after that nobody knows whether it will."""


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job and how it goes."""

    job: Job
    beat: Beat
    is_silent: bool
    next_at: datetime | None
    """None when nobody knows, or when that moment passed without it."""


@page_route("/taken", opt={NEEDS: Action.READ_JOBS, MENU: InMenu(N_("Jobs"), 6)})
async def jobs_page(request: SiteRequest) -> Response[bytes]:
    """Every job, whichever node does it: what they note stands in the database."""
    now, beats = site_of(request).read_moment().now, await heartbeat.beats()
    lines = [_line(job, beats.get(job.id, Beat()), now) for job in JOBS]
    context = {
        "lines": lines,
        "is_any_silent": any(one.is_silent for one in lines),
        "subscribers": await subscriptions.counts(),
    }
    return page(request, "beheer/jobs.html", context)


def _line(job: Job, beat: Beat, now: datetime) -> JobLine:
    is_ahead = beat.next_at is not None and beat.next_at > now - GRACE
    return JobLine(job, beat, is_silent(beat.well_at, now), beat.next_at if is_ahead else None)
