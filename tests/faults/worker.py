"""What a process does until it is killed (`restless`, `publishing`, `telling`), dies at a point or is done (`node`)."""

from __future__ import annotations

import asyncio
import os
import random
import uuid
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from agreements.clock import Moment
from agreements.domain.agreement import Stewardship
from agreements.domain.errors import Conflict
from agreements.domain.lifecycle import Status, status_on
from agreements.mail.transport import make_transport
from agreements.services.assign import assign
from agreements.services.office import office_at
from agreements.services.rebuild import rebuild
from agreements.services.suspend import resume, suspend
from agreements.storage import agreements
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.errors import Busy
from agreements.storage.database.transaction import fetch, unit_of_work
from agreements.storage.messages.ledger_view import count_waiting
from agreements.storage.trail import audit
from scheduler import delivery, lanes
from scheduler.sweep import sweep
from scheduler.webhooks import tell_webhooks
from tests.alerts import SETTINGS
from tests.faults.kill_points import Point, lay_trap
from tests.people import HENK, PETRA, POLICY, SANNE

REBUILDS = 0.15
"""How often what lists read is made anew, rather than something changed."""


@dataclass(frozen=True)
class Orders:
    """Where the register and the mail server are, and the file that says what time it is in the office."""

    database_url: str
    smtp_url: str
    clock: Path

    def read_moment(self) -> Moment:
        """The moment in the file, given by whoever kills the processes."""
        now = datetime.fromisoformat(self.clock.read_text(encoding="utf-8"))
        return Moment(now=now, today=now.date())


def worker_name(pid: int) -> str:
    """How the leases of a process begin, so that those of a dead one can be told apart."""
    return f"{pid:016x}"


def names_of_this_process(seed: int) -> Iterator[uuid.UUID]:
    """Names that begin with the process number."""
    chosen = random.Random(seed)
    while True:
        yield uuid.UUID(int=(os.getpid() << 64) | chosen.getrandbits(64))


async def work(orders: Orders, manner: str, seed: int) -> None:
    """Open the register and work in a manner."""
    names = names_of_this_process(seed)
    delivery.uuid.uuid4 = lambda: next(names)  # type: ignore[attr-defined]
    engine = engine_from_url(orders.database_url)
    bind(engine)
    async with opened(engine):
        await MANNERS[manner](orders, random.Random(seed))


async def restless(orders: Orders, chosen: random.Random) -> None:
    """Change agreements, plan, send and publish, without end."""
    while True:
        await change_one(orders, chosen)
        await round_of_work(orders)
        async with unit_of_work():
            moment = orders.read_moment()
            await audit.publish_head(moment.today, moment.now)


async def publishing(orders: Orders, chosen: random.Random) -> None:
    """Change what residents see of some agreement, without end; now and then make all that lists read anew."""
    rows = await fetch("SELECT reference FROM agreement ORDER BY id", {})
    while True:
        agreement = (await agreements.load(chosen.choice(rows)["reference"])).agreement
        office = office_at(orders.read_moment(), POLICY)
        place = (office, HENK, agreement.reference, agreement.revision)
        try:
            if chosen.random() < REBUILDS:
                await rebuild()
            elif status_on(agreement, office.today) is Status.SUSPENDED:
                await resume(*place)
            else:
                await suspend(*place, office.today, None, "Audit")
        except (Conflict, Busy):
            await asyncio.sleep(0)


async def telling(orders: Orders, chosen: random.Random) -> None:
    """Tell webhooks what there is to tell, without end; they may be on this machine."""
    rows = await fetch("SELECT address FROM webhook", {})
    hosts = ",".join(urlsplit(row["address"]).netloc for row in rows)
    settings = SETTINGS.model_copy(update={"webhook_hosts": hosts, "secret_key": SecretStr("k" * 40)})
    while True:
        await tell_webhooks(settings, orders.read_moment)
        await asyncio.sleep(0.01)


async def node(orders: Orders, chosen: random.Random) -> None:
    """Plan and send until nothing is due and nothing waits; two nodes may do the same at the same time."""
    for _ in range(1000):
        await round_of_work(orders)
        if not await count_waiting():
            return
    raise RuntimeError("the queue does not get empty")


async def doomed(point: Point, orders: Orders, chosen: random.Random) -> None:
    """Plan and send, one mail at a time so that it is known which one is in hand at the point of death."""
    lanes.LANES = 1
    lay_trap(point)
    await round_of_work(orders)


async def round_of_work(orders: Orders) -> None:
    settings = SETTINGS.model_copy(update={"smtp_url": SecretStr(orders.smtp_url)})
    await sweep(office_at(orders.read_moment(), POLICY))
    await delivery.deliver(settings, orders.read_moment, make_transport(settings))


async def change_one(orders: Orders, chosen: random.Random) -> None:
    """Another deputy for some agreement: an event in the audit trail, and deadlines brought in step beside a sweep."""
    rows = await fetch("SELECT reference FROM agreement ORDER BY id", {})
    record = await agreements.load(chosen.choice(rows)["reference"])
    deputy = chosen.choice([SANNE.id, None])
    stewardship = Stewardship(owner_id=HENK.id, deputy_id=deputy)
    office = office_at(orders.read_moment(), POLICY)
    try:
        await assign(office, PETRA, record.agreement.reference, record.agreement.revision, stewardship)
    except (Conflict, Busy):
        # The other process was first. That is how it must be; the next round chooses again.
        await asyncio.sleep(0)


MANNERS: dict[str, Callable[[Orders, random.Random], Awaitable[None]]] = {
    "restless": restless,
    "publishing": publishing,
    "telling": telling,
    "node": node,
    **{point: partial(doomed, point) for point in Point},
}
"""To die at a point is a manner with the name of the point."""
