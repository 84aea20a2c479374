"""A real SMTP server on this machine, whose answers a test can choose."""

from __future__ import annotations

import asyncio
import email
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from email.policy import SMTP as MAIL
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


class MailServer:
    """Takes mails. `answers` maps an address to the replies to its next mails, first come first; then `250`.

    A reply that starts with `RCPT ` is given to the address, others to the whole mail; `DROP` breaks the
    connection before a reply, `DROP AFTER 250` right after it.
    """

    def __init__(self) -> None:
        self.port = 0
        self.mails: list[EmailMessage] = []
        self.answers: dict[str, list[str]] = {}

    @property
    def url(self) -> str:
        """The address for the settings."""
        return f"smtp://{HOST}:{self.port}"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        """Answer about an address."""
        planned = self.answers.get(address, [])
        if planned and planned[0].startswith("RCPT "):
            return planned.pop(0).removeprefix("RCPT ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Answer about a mail."""
        (address,) = envelope.rcpt_tos
        planned = self.answers.get(address, [])
        answer = planned.pop(0) if planned else "250 OK"
        if answer.startswith(("250", "DROP AFTER")):
            assert isinstance(envelope.content, bytes)
            mail = email.message_from_bytes(envelope.content, policy=MAIL)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
        if answer.startswith("DROP"):
            assert isinstance(server.transport, asyncio.Transport)
            if answer == "DROP AFTER 250":
                server.transport.write(b"250 OK\r\n")
            server.transport.close()
            return ""
        return answer

    def to(self, address: str) -> list[EmailMessage]:
        """The mails that were taken for an address."""
        return [mail for mail in self.mails if str(mail["To"]) == address]


@asynccontextmanager
async def mail_server(server: MailServer | None = None, **options: Any) -> AsyncIterator[MailServer]:
    """A server that listens on a free port, or on that of `server` when it listened before."""
    ready = server or MailServer()
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: SMTP(ready, hostname="mail.example", **options), HOST, ready.port)
    ready.port = listening.sockets[0].getsockname()[1]
    try:
        yield ready
    finally:
        listening.close()
        await listening.wait_closed()
