"""What `afspraken alerts` does. The caller has the register open."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from agreements.clock import read_clock
from agreements.services.desk import Desk
from agreements.settings import Settings
from agreements.storage.outbox_ledger import LedgerFilter, ledger
from scheduler.delivery import deliver
from scheduler.sweep import sweep
from scheduler.transport import make_transport


async def sweep_command(settings: Settings, on: date | None) -> dict[str, object]:
    """Decide for the day `on`, or for today. Raises `SweepIncomplete`."""
    moment = read_clock(settings.zone)
    result = await sweep(Desk(settings.policy, moment.now, on or moment.today))
    return result.as_dict()


async def deliver_command(settings: Settings) -> dict[str, object]:
    """Send what waits. Raises `SettingsError`."""
    result = await deliver(settings, lambda: read_clock(settings.zone), make_transport(settings))
    return result.as_dict()


async def list_command() -> list[dict[str, object]]:
    """The whole ledger, the newest message first; read page by page."""
    rows: list[dict[str, object]] = []
    before: int | None = None
    while page := await ledger(LedgerFilter(), before_id=before):
        rows += [asdict(entry) for entry in page]
        before = page[-1].id
    return rows
