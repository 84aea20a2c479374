"""A mail server that kills the process it speaks with when that has come to a named point of its second mail."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.faults.kill_points import FATAL, Point
from tests.mail_server import MailServer


class FatalServer(MailServer):
    """Takes mails and kills once. What it says 250 to is a copy, whether or not anybody is there to hear it.

    Nothing needs to be timed: a process that waits for an answer stays where it is, and it acts on a signal before it
    reads what is written to it after the signal.
    """

    def __init__(self, point: Point) -> None:
        super().__init__()
        self.victim: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        """Which process to kill; known a moment after its start."""
        self._point = point
        self._conversations = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Answer to the greeting; every mail has a connection of its own."""
        self._conversations += 1
        if self._is_at(Point.AFTER_CONNECT):
            await self._kill_and_say_nothing()
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        """Answer about a sender."""
        if self._is_at(Point.AFTER_MAIL_FROM):
            await self._kill_and_say_nothing()
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Answer about a mail."""
        if self._is_at(Point.AFTER_DOT_DROPPED):
            await self._kill_and_say_nothing()
        if self._is_at(Point.AFTER_DOT_TAKEN):
            await self._send(signal.SIGKILL)
        if self._is_at(Point.AFTER_250):
            # Stopped, it cannot read the answer; and killed, it does not wake up again.
            await self._send(signal.SIGSTOP)
            await server.push(await super().handle_DATA(server, session, envelope))
            await self._kill_and_say_nothing()
        return await super().handle_DATA(server, session, envelope)

    def _is_at(self, point: Point) -> bool:
        return self._point is point and self._conversations == FATAL

    async def _kill_and_say_nothing(self) -> None:
        await self._send(signal.SIGKILL)
        # The end of the connection cancels this.
        await asyncio.Event().wait()

    async def _send(self, sent: signal.Signals) -> None:
        os.kill(await self.victim, sent)
