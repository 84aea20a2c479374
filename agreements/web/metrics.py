"""`/metrics` for Prometheus (text format 0.0.4): counts and ages, no references and no names.

Not public: it answers only a program on this very machine that asks for it by a local name. Whatever a proxy
passes on, or asks for under the name of the site, gets 404 like any address that does not exist.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from datetime import datetime

from litestar import Response
from litestar.exceptions import NotFoundException

from agreements.storage import outbox_ledger, search, snoozes
from agreements.storage.selection import Selection, StatusFilter
from agreements.storage.vital_signs import vital_signs
from agreements.web.routing import page_route
from agreements.web.site import SiteRequest, site_of

PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
"""Headers that a proxy adds."""
MEDIA_TYPE = "text/plain; version=0.0.4"


@page_route("/metrics")
async def metrics(request: SiteRequest) -> Response[bytes]:
    """What to watch: whether alerts are late, messages by state, when each job last ran, agreements."""
    if not _is_local(request):
        raise NotFoundException()
    moment = site_of(request).read_moment()
    signs = await vital_signs()
    states = {state.value: count for state, count in (await outbox_ledger.count_by_state()).items()}
    statuses = {
        status.value: await search.count(Selection(on_day=moment.today, statuses=(status,))) for status in StatusFilter
    }
    ages = {name: _age(at, moment.now) for name, at in signs.beats.items()}
    late, oldest = signs.pulse.is_late(moment.now), signs.pulse.oldest_due_at
    waiting = max(0, _age(oldest, moment.now)) if oldest else 0
    tried = _age(signs.pulse.trying_since, moment.now) if signs.pulse.trying_since else 0
    lines = [
        *_gauge("afspraken_alerts_late", "1 when alerts stand still or wait too long.", "", {"": late}),
        *_gauge("afspraken_alerts_held", "1 while nothing may leave.", "", {"": signs.pulse.held_since is not None}),
        *_gauge("afspraken_messages", "Messages in the outbox by state.", "state", states),
        *_gauge("afspraken_messages_retrying", "Waiting messages that went wrong before.", "", {"": signs.retrying}),
        *_gauge("afspraken_oldest_waiting_seconds", "How long the oldest message has been due.", "", {"": waiting}),
        *_gauge("afspraken_oldest_retrying_seconds", "Age of the oldest message tried in vain.", "", {"": tried}),
        *_gauge(
            "afspraken_job_age_seconds", "Seconds since a job last ended well; below 0: by a wrong clock.", "job", ages
        ),
        *_gauge("afspraken_snoozes", "Deadlines that are postponed now.", "", {"": len(await snoozes.pending())}),
        *_gauge("afspraken_agreements", "Public agreements by status today.", "status", statuses),
    ]
    return Response("".join(lines).encode(), headers={"Cache-Control": "no-store"}, media_type=MEDIA_TYPE)


def _gauge(name: str, help: str, label: str, values: Mapping[str, int]) -> Iterator[str]:
    yield f"# HELP {name} {help}\n# TYPE {name} gauge\n"
    for value, number in values.items():
        yield f'{name}{{{label}="{value}"}} {number:d}\n' if label else f"{name} {number:d}\n"


def _age(at: datetime, now: datetime) -> int:
    return int((now - at).total_seconds())


def _is_local(request: SiteRequest) -> bool:
    """From this machine, under a name of this machine, and not passed on by a proxy."""
    client = request.client.host if request.client else ""
    is_passed_on = any(name in request.headers for name in PASSED_ON)
    return not is_passed_on and _is_loopback(client) and _is_loopback(request.url.hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
