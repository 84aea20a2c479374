"""`afspraken check`: is this deployment fit for real use, and does a history need a person?"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import click

from agreements.cli_support import Refusal, with_register
from agreements.clock import read_clock
from agreements.domain.errors import AgreementError
from agreements.opening import Opening, why_not_confined
from agreements.services.histories import doubtful_histories
from agreements.services.office import Office
from agreements.settings import PREFIX, Settings, load_settings
from agreements.storage.database.engine import bound_engine, opened
from agreements.storage.trail import audit

OLDEST_BACKUP = timedelta(hours=26)
"""One each night, and two hours for a night that takes long."""


@click.command()
def check() -> None:
    """Look whether this deployment is fit for real use; exit 1 when something needs a person.

    Looked at are the settings, database, mail server, HTTPS, proxy, backups, house style, accessibility statement, open
    data, clock, and the histories of agreements.
    """
    settings = load_settings()
    found = {
        "settings": [doubt for doubt in settings.doubts if doubt not in settings.proxy_doubts],
        "database": _database(settings),
        "mail server": asyncio.run(_mail_server(settings)),
        "HTTPS": list(_https(settings)),
        "proxy": list(settings.proxy_doubts),
        "backups": list(_backups(settings)),
        "house style": list(_house_style(settings)),
        "accessibility": list(settings.accessibility_doubts),
        "open data": list(settings.open_data_doubts),
    }
    if not found["database"]:
        clock, histories = with_register(settings, lambda office: _register(settings, office), Opening.READS)
        found |= {"clock": clock, "histories": histories}
    for name, problems in found.items():
        click.echo(f"{name}: {_told(problems)}")
    if count := sum(map(len, found.values())):
        raise Refusal(f"{count} {'point needs' if count == 1 else 'points need'} a person.")


def _told(problems: Iterable[str]) -> str:
    lines = [f"\n  - {problem}" for problem in problems]
    return "".join(lines) or "ok"


def _database(settings: Settings) -> list[str]:
    """Whether it opens as it is, has room, and lets public pages read what is public alone."""
    try:
        return with_register(settings, lambda _: _room(), Opening.READS)
    except AgreementError as error:
        return [str(error)]


async def _room() -> list[str]:
    found = [] if bound_engine().has_room() else ["The disk is nearly full: make room, or nothing can be saved."]
    async with opened(bound_engine().public_reader()) as public:
        doubt = await why_not_confined(public)
    return [*found, doubt] if doubt else found


async def _register(settings: Settings, office: Office) -> tuple[list[str], list[str]]:
    return await _clock(settings), await doubtful_histories(office.today)


async def _clock(settings: Settings) -> list[str]:
    """Whether what was recorded last lies in the past."""
    last = await audit.last_at()
    now = read_clock(settings.zone).now
    return [] if last is None or last <= now else [_ahead(last, now)]


def _ahead(last: datetime, now: datetime) -> str:
    return (
        f"The clock says {now:%Y-%m-%d %H:%M} UTC, but something was recorded at {last:%Y-%m-%d %H:%M}: set it right."
    )


async def _mail_server(settings: Settings) -> list[str]:
    from agreements.mail.transport import make_transport

    if settings.mail_server is None:
        return [f"None is set: mails are written to {settings.mail_directory}, and nobody gets them."]
    server = settings.mail_server
    if await make_transport(settings).answers():
        return []
    return [f"{server.host}:{server.port} does not answer, or does not let us in."]


def _https(settings: Settings) -> Iterator[str]:
    if not settings.is_https:
        yield f"Visitors reach {settings.base_url} without it: put a proxy with a certificate in front."


def _backups(settings: Settings) -> Iterator[str]:
    """Whether the newest file where backups lie is from the last day. Who made it, and whether it is whole, `restore`
    tells: a copy that was never put back is a hope.
    """
    folder = settings.backup_directory
    if folder is None:
        yield f"Nobody looks whether backups are made: give {PREFIX}BACKUP_DIRECTORY, the folder where they lie."
        return
    try:
        made = [path.stat().st_mtime for path in folder.iterdir() if path.is_file()]
    except OSError as error:
        yield f"{folder} cannot be read ({error.strerror})."
        return
    newest = datetime.fromtimestamp(max(made, default=0), UTC)
    if read_clock(settings.zone).now - newest > OLDEST_BACKUP:
        yield (
            f"The newest backup in {folder} is of {newest:%Y-%m-%d %H:%M} UTC." if made else f"{folder} has no backup."
        )


def _house_style(settings: Settings) -> Iterable[str]:
    """What cannot be read well in the municipality's own colours (WCAG 2.2, 1.4.3 and 1.4.11)."""
    from agreements.http.static_files import DIRECTORY
    from agreements.http.theme.contrast import weak_pairs

    sheet = (DIRECTORY / "register.css").read_text()
    if settings.theme_css is None:
        return weak_pairs(sheet)
    return weak_pairs(sheet, settings.theme_css.read_text(errors="replace"), settings.theme_class)
