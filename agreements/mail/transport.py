"""How a mail leaves: by SMTP, or as a file for a register without a mail server.

A transport either returns, and then the mail is out of our hands, or raises `NotDelivered`.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from agreements.mail.replies import is_permanent
from agreements.settings import Settings

ATTEMPT_SECONDS = 30
"""An attempt takes this long at most, from connecting to the server's answer on the whole mail."""
GOODBYE_SECONDS = 5
KNOCK_SECONDS = 5
_SERVICE_CLOSING = 421


class NotDelivered(Exception):
    """The mail did not leave. `permanent`: trying again is no use. `server_away`: it says nothing about this mail.
    `no_answer`: nor was there a server at all, so that this mail can leave as soon as there is one.
    """

    def __init__(
        self, reason: str, *, permanent: bool = False, server_away: bool = False, no_answer: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.server_away = server_away or no_answer
        self.no_answer = no_answer


class Transport(Protocol):
    """Somewhere to send a mail with one recipient."""

    async def send(self, mail: EmailMessage) -> None:
        """Raises `NotDelivered`."""

    async def answers(self) -> bool:
        """Whether the server can be spoken to; asked only after it gave no answer."""


@dataclass(frozen=True, slots=True)
class SmtpTransport:
    """An SMTP server. A connection per mail: a mail that goes wrong leaves nothing behind for the next."""

    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    tls_from_the_start: bool = False
    starttls: bool = True
    attempt_seconds: float = ATTEMPT_SECONDS
    _farewells: set[asyncio.Task[None]] = field(default_factory=set, repr=False, compare=False)

    async def send(self, mail: EmailMessage) -> None:
        """Raises `NotDelivered`; what goes wrong after the server took the mail no longer matters.

        Returns as soon as the server took it, for until that is noted a crash means a second copy.
        """
        client = self._client()
        try:
            await self._hand_over(client, mail)
        except BaseException:
            client.close()
            raise
        self._leave(client)

    async def answers(self) -> bool:
        """Whether the server greets us, and lets us in."""
        client = self._client()
        try:
            async with asyncio.timeout(KNOCK_SECONDS):
                await client.connect()
        except (SMTPException, OSError):
            client.close()
            return False
        self._leave(client)
        return True

    def _client(self) -> SMTP:
        return SMTP(
            hostname=self.host,
            port=self.port,
            username=self.username,
            password=self.password,
            use_tls=self.tls_from_the_start,
            start_tls=self.starttls and not self.tls_from_the_start,
            timeout=self.attempt_seconds,
        )

    def _leave(self, client: SMTP) -> None:
        farewell = asyncio.create_task(_say_goodbye(client))
        self._farewells.add(farewell)
        farewell.add_done_callback(self._farewells.discard)

    async def _hand_over(self, client: SMTP, mail: EmailMessage) -> None:
        sender, recipient = _address(mail, "From"), _address(mail, "To")
        try:
            async with asyncio.timeout(self.attempt_seconds):
                await client.connect()
                await client.sendmail(sender, [recipient], mail.as_bytes())
        except SMTPRecipientsRefused as error:
            refusal = error.recipients[0]
            raise _refused(refusal.code, refusal.message, recipient) from error
        except SMTPDataError as error:
            raise _refused(error.code, error.message, recipient) from error
        except SMTPSenderRefused as error:
            raise NotDelivered(_said(error.code, error.message, recipient), server_away=True) from error
        except SMTPResponseException as error:
            raise NotDelivered(_said(error.code, error.message, recipient), server_away=True) from error
        except (SMTPException, OSError) as error:
            reason = f"{type(error).__name__}: {error}".replace(recipient, "the recipient")
            raise NotDelivered(reason, no_answer=True) from error


async def _say_goodbye(client: SMTP) -> None:
    try:
        with contextlib.suppress(SMTPException, OSError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                await client.quit()
    finally:
        client.close()


@dataclass(frozen=True, slots=True)
class FolderTransport:
    """Writes each mail as an `.eml` file that mail programs open."""

    directory: Path

    async def send(self, mail: EmailMessage) -> None:
        """The same mail again overwrites its file. Raises `NotDelivered` when the disk refuses."""
        name = str(mail["Message-ID"]).strip("<>").partition("@")[0]
        try:
            await asyncio.to_thread(self._write, f"{name}.eml", mail.as_bytes())
        except OSError as error:
            raise NotDelivered(f"the mail could not be written: {error.strerror}", server_away=True) from error

    async def answers(self) -> bool:
        """Never asked: a disk that refuses does answer."""
        return True

    def _write(self, name: str, content: bytes) -> None:
        """Whole or not at all: a file of its own that takes the name when it is on disk."""
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, half = tempfile.mkstemp(dir=self.directory, suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(half).replace(self.directory / name)
        except BaseException:
            Path(half).unlink(missing_ok=True)
            raise


def make_transport(settings: Settings) -> Transport:
    """The transport that the settings ask for."""
    server = settings.mail_server
    if server is None:
        return FolderTransport(settings.mail_directory)
    return SmtpTransport(
        host=server.host,
        port=server.port,
        username=server.username,
        password=server.password,
        tls_from_the_start=server.tls_from_the_start,
        starttls=server.starttls,
    )


def _address(mail: EmailMessage, header: str) -> str:
    return str(mail[header].addresses[0].addr_spec)


def _refused(code: int, message: str, recipient: str) -> NotDelivered:
    """An answer about this mail or its recipient, except when the server says that it is closing."""
    reason = _said(code, message, recipient)
    return NotDelivered(reason, permanent=is_permanent(code), server_away=code == _SERVICE_CLOSING)


def _said(code: int, message: str, recipient: str) -> str:
    """What the server answered, on one line. Without the address: the ledger names functions only."""
    return " ".join(f"{code} {message}".replace(recipient, "the recipient").split())
