"""The points at which a process dies that plans and sends; and the traps, laid in that process, that kill it there."""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from enum import StrEnum
from typing import NoReturn

from aiosmtplib.protocol import SMTPProtocol

from agreements.services import plan_alerts
from agreements.storage.database.transaction import unit_of_work
from agreements.storage.messages import delivery
from agreements.storage.messages.delivery import Claimed

FATAL = 2
"""A process dies over its second mail: one is done by then, and one was not touched yet."""

END_OF_MAIL = b"\r\n.\r\n"


class Point(StrEnum):
    """In the order in which a process passes them."""

    BEFORE_SWEEP_COMMITS = "before-sweep-commits"
    AFTER_SWEEP_COMMITTED = "after-sweep-committed"
    AFTER_CONNECT = "after-connect"
    """It said EHLO and waits for the answer."""
    AFTER_MAIL_FROM = "after-mail-from"
    """It said MAIL FROM and waits for the answer."""
    AMID_DATA = "amid-data"
    """It was told to go ahead, and half of the mail is on its way."""
    AFTER_DOT_TAKEN = "after-dot-taken"
    """The server has the whole mail, and takes it although nobody is there to hear the 250."""
    AFTER_DOT_DROPPED = "after-dot-dropped"
    """The server has the whole mail, and drops it because nobody is there to be answered."""
    AFTER_250 = "after-250"
    """The 250 is on its way, and the process never reads it."""
    BEFORE_MARK_COMMITS = "before-mark-commits"
    AFTER_MARK_COMMITTED = "after-mark-committed"


def lay_trap(point: Point) -> None:
    """Change this process so that it dies at the point; where the server is who kills it, change nothing."""
    if point is Point.BEFORE_SWEEP_COMMITS:
        plan_alerts.unit_of_work = _dies_before_commit  # type: ignore[attr-defined,assignment]
    elif point is Point.AFTER_SWEEP_COMMITTED:
        plan_alerts.unit_of_work = _dies_after_commit  # type: ignore[attr-defined,assignment]
    elif point is Point.AMID_DATA:
        _trap_in_data()
    elif point in (Point.BEFORE_MARK_COMMITS, Point.AFTER_MARK_COMMITTED):
        _trap_in_mark(point)


def die() -> NoReturn:
    """The kernel ends the process within this call: nothing is flushed, closed or rolled back."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("a process survived its own SIGKILL")


@asynccontextmanager
async def _dies_before_commit() -> AsyncIterator[None]:
    async with unit_of_work():
        yield
        die()


@asynccontextmanager
async def _dies_after_commit() -> AsyncIterator[None]:
    async with unit_of_work():
        yield
    die()


def _trap_in_data() -> None:
    """A mail goes to the kernel in one write. Here half of it does, and the kernel sends that for a dead process."""
    write, mails = SMTPProtocol.write, itertools.count(1)

    def write_half(protocol: SMTPProtocol, data: bytes) -> None:
        if data.endswith(END_OF_MAIL) and next(mails) == FATAL:
            write(protocol, data[: len(data) // 2])
            die()
        write(protocol, data)

    SMTPProtocol.write = write_half  # type: ignore[method-assign,assignment]


def _trap_in_mark(point: Point) -> None:
    mark, marks = delivery.mark_sent, itertools.count(1)

    async def mark_and_die(message: Claimed, now: datetime) -> bool:
        if next(marks) != FATAL:
            return await mark(message, now)
        if point is Point.BEFORE_MARK_COMMITS:
            # The mark is a single statement that commits by itself. The transaction around it holds the moment in which
            # the row is written and does not count yet.
            async with _dies_before_commit():
                assert await mark(message, now)
        assert await mark(message, now)
        die()

    delivery.mark_sent = mark_and_die
