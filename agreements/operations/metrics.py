"""`/metrics` for Prometheus (text format 0.0.4): counts and ages, no references and no names.

Not public: it answers who bears the key `AFSPRAKEN_METRICS_KEY`. Anybody else, wherever they ask from and however they
spell it, gets 404 like any address that does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from litestar import Response
from litestar.exceptions import NotFoundException

from agreements.clock import Moment
from agreements.domain.filters import FILTERS
from agreements.domain.selection import StatusFilter
from agreements.http.of_this_register import PUBLIC, InTheOffice
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.http.visitor import is_monitor
from agreements.storage import snoozes
from agreements.storage.database.engine import bound
from agreements.storage.database.errors import StorageError
from agreements.storage.liveness import signs_of_life
from agreements.storage.messages import ledger_view
from agreements.storage.people import sign_in
from agreements.storage.public_memory import lists
from agreements.storage.public_memory.index import Found

REFUSED_WINDOW = timedelta(minutes=5)
MEDIA_TYPE = "text/plain; version=0.0.4"


@page_route("/metrics", middleware=[InTheOffice()])
async def metrics(request: SiteRequest) -> Response[bytes]:
    """What to watch: whether alerts are late, messages by state, when each job last ran, agreements."""
    if not is_monitor(request):
        raise NotFoundException()
    try:
        moment = site_of(request).read_moment()
        with bound(request.app.state[PUBLIC]):  # which knows by heart what public pages list
            statuses = await _by_status(moment.today)
        lines = [*_up(is_up=True), *await _gauges(moment, statuses)]
    except StorageError:
        lines = [*_up(is_up=False)]
    return Response("".join(lines).encode(), headers={"Cache-Control": "no-store"}, media_type=MEDIA_TYPE)


def _up(*, is_up: bool) -> Iterator[str]:
    """A monitor must be able to tell a database that is away from a service that is."""
    return _gauge("afspraken_database_up", "1 while the database can be used.", "", {"": is_up})


async def _by_status(today: date) -> dict[str, int]:
    view = await lists.view_on(today, is_past=False)
    having = {status: view.having(FILTERS["statuses"], (status,)) for status in StatusFilter}
    return {status.value: Found(view, {"statuses": those}).count for status, those in having.items()}


async def _gauges(moment: Moment, statuses: Mapping[str, int]) -> list[str]:
    signs = await signs_of_life()
    states = {state.value: count for state, count in (await ledger_view.count_by_state()).items()}
    ages = {name: _age(at, moment.now) for name, at in signs.beats.items()}
    late, oldest = signs.liveness.is_late(moment.now), signs.liveness.oldest_due_at
    waiting = max(0, _age(oldest, moment.now)) if oldest else 0
    tried = _age(signs.liveness.trying_since, moment.now) if signs.liveness.trying_since else 0
    return [
        *_gauge("afspraken_alerts_late", "1 when alerts stand still or wait too long.", "", {"": late}),
        *_gauge("afspraken_alerts_held", "1 while nothing may leave.", "", {"": signs.liveness.held_since is not None}),
        *_gauge("afspraken_messages", "Messages in the outbox by state.", "state", states),
        *_gauge("afspraken_messages_retrying", "Waiting messages that went wrong before.", "", {"": signs.retrying}),
        *_gauge("afspraken_oldest_waiting_seconds", "How long the oldest message has been due.", "", {"": waiting}),
        *_gauge("afspraken_oldest_retrying_seconds", "Age of the oldest message tried in vain.", "", {"": tried}),
        *_gauge(
            "afspraken_job_age_seconds", "Seconds since a job last ended well; below 0: by a wrong clock.", "job", ages
        ),
        *_gauge("afspraken_snoozes", "Deadlines that are postponed now.", "", {"": len(await snoozes.pending())}),
        *_gauge("afspraken_sign_in_failures", "Noted in the last five minutes.", "", {"": await _refused(moment.now)}),
        *_gauge("afspraken_agreements", "Public agreements by status today.", "status", statuses),
    ]


def _gauge(name: str, help: str, label: str, values: Mapping[str, int]) -> Iterator[str]:
    yield f"# HELP {name} {help}\n# TYPE {name} gauge\n"
    for value, number in values.items():
        yield f'{name}{{{label}="{value}"}} {number:d}\n' if label else f"{name} {number:d}\n"


async def _refused(now: datetime) -> int:
    return await sign_in.all_failures_since(now - REFUSED_WINDOW)


def _age(at: datetime, now: datetime) -> int:
    return int((now - at).total_seconds())
