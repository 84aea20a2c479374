"""Mail servers that misbehave: each trouble ends as docs/reliability.md says, and costs nobody else anything.

Refusals for good, greylisting, full mailboxes and lost answers are in tests/acceptance/test_alert_mail.py.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from agreements.clock import Moment
from agreements.domain.messages import MessageState
from agreements.mail.transport import SmtpTransport
from agreements.storage.messages.ledger_view import LedgerFilter, ledger
from scheduler.delivery import DeliveryResult, deliver
from scheduler.sweep import sweep
from tests.alerts import DAY, SETTINGS, clear_notices, end_is_near, moment_on, owned
from tests.faults.certificates import self_signed
from tests.mail_server import HOST, MailServer, mail_server
from tests.office import address, office_on
from tests.people import HENK, PETRA, SANNE

pytestmark = pytest.mark.usefixtures("staffed")

SOON = 0.3
PATIENT = 3
"""Seconds in which a mail server on a busy machine answers too."""
"""Seconds an attempt may take where a test waits for its end."""
LATE = 20
"""Seconds after which a server that waits for something gives up, so that a broken test ends."""


async def send(
    port: int, hours: float = 0, *, host: str = HOST, tls: bool = False, seconds: float = LATE
) -> DeliveryResult:
    """Deliver through a server on this machine, so many hours after noon."""
    at = moment_on(DAY)
    moment = Moment(at.now + timedelta(hours=hours), at.today)
    transport = SmtpTransport(host, port, starttls=tls, attempt_seconds=seconds)
    return await deliver(SETTINGS, lambda: moment, transport)


async def waiting_errors() -> set[str]:
    return {entry.last_error for entry in await ledger(LedgerFilter(state=MessageState.WAITING))}


@pytest.mark.parametrize("answer", ["421 4.3.2 closing", "RCPT 421 4.3.2 closing", "451 4.3.0 busy", "452 4.3.1 full"])
async def test_a_server_that_says_later_gets_everything_later(answer: str) -> None:
    await end_is_near()
    async with mail_server() as server:
        for person in (HENK, PETRA, SANNE):
            server.answers[address(person)] = [answer]
        first = await send(server.port)
        assert (first.sent, first.retried, first.failed, first.left) == (0, 3, 0, 3)
        assert await waiting_errors() == {answer.removeprefix("RCPT ")}
        assert (await send(server.port, hours=1)).sent == 3
    assert len({str(mail["Message-ID"]) for mail in server.mails}) == len(server.mails) == 3


@contextlib.asynccontextmanager
async def half_hearted(end: str) -> AsyncIterator[int]:
    """The port of a server that goes as far as DATA, and there breaks the connection or says nothing more."""
    stopped = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example\r\n")
        while line := await reader.readline():
            if line.upper().startswith(b"DATA"):
                writer.write(b"354 go ahead\r\n")
                await reader.readline()
                break
            writer.write(b"250 OK\r\n")
        if end == "hangs":
            await stopped.wait()
        writer.transport.abort()

    server = await asyncio.start_server(talk, HOST, 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        stopped.set()
        server.close()
        await server.wait_closed()


@pytest.mark.parametrize("end", ["drops", "hangs"])
async def test_a_server_that_drops_or_hangs_during_the_mail_gets_it_again(end: str) -> None:
    await end_is_near()
    async with half_hearted(end) as port:
        first = await send(port, seconds=SOON)
    assert (first.sent, first.retried, first.failed, first.left) == (0, 3, 0, 3)
    async with mail_server() as server:
        assert (await send(server.port, hours=1)).sent == 3


class SlowFor(MailServer):
    """Takes the mails for one address only when so many for others have come; it gives up after a while."""

    def __init__(self, slow: str, others: int) -> None:
        super().__init__()
        self._slow = slow
        self._others = others
        self._all_came = asyncio.Event()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Answer about a mail."""
        if envelope.rcpt_tos == [self._slow]:
            try:
                async with asyncio.timeout(LATE):
                    await self._all_came.wait()
            except TimeoutError:
                return "451 4.4.1 the others did not come"
        answer = await super().handle_DATA(server, session, envelope)
        if sum(str(mail["To"]) != self._slow for mail in self.mails) == self._others:
            self._all_came.set()
        return answer


class LongGoodbye(MailServer):
    """Answers to QUIT only when it is told to, or after a while."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = asyncio.Event()
        self.gave_up = False

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Answer to the goodbye."""
        try:
            async with asyncio.timeout(LATE):
                await self.may_answer.wait()
        except TimeoutError:
            self.gave_up = True
        return "221 Bye"


async def test_a_mail_is_marked_sent_before_the_server_says_goodbye(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agreements.mail.transport.GOODBYE_SECONDS", 2 * LATE)
    await end_is_near()
    server = LongGoodbye()
    async with mail_server(server):
        assert (await send(server.port)).sent == 3
        assert not server.gave_up
        server.may_answer.set()


AGREEMENTS = 6
"""More than the mails that are under way at a time."""


async def ends_are_near() -> int:
    """Henk, Petra and Sanne are each to be told of some agreements, Henk first; how many mails each of them gets."""
    for _ in range(AGREEMENTS):
        await owned()
    await clear_notices()
    await sweep(office_on(DAY))
    entries = await ledger(LedgerFilter(state=MessageState.WAITING, recipient_id=HENK.id))
    return len(entries)


async def mails_for_others() -> int:
    entries = await ledger(LedgerFilter(state=MessageState.WAITING))
    return sum(entry.recipient_id != HENK.id for entry in entries)


async def test_one_slow_mailbox_does_not_hold_up_the_mails_of_others() -> None:
    for_henk = await ends_are_near()
    others = await mails_for_others()
    async with mail_server(SlowFor(address(HENK), others)) as server:
        result = await send(server.port, seconds=2 * LATE)
    assert (result.sent, result.retried, result.left) == (for_henk + others, 0, 0)
    assert [mail["To"] for mail in server.mails[:others] if mail["To"] == address(HENK)] == []


async def test_a_mailbox_without_an_answer_is_left_in_peace_and_the_others_get_their_mail() -> None:
    for_henk = await ends_are_near()
    others = await mails_for_others()
    async with mail_server(SlowFor(address(HENK), others + 1)) as server:
        result = await send(server.port, seconds=PATIENT)
        assert (result.sent, result.retried, result.left) == (others, 1, for_henk)


@pytest.mark.parametrize("host", ["localhost", "elders.example"])
async def test_a_server_with_a_certificate_that_nobody_vouches_for_gets_no_mail(tmp_path: Path, host: str) -> None:
    await end_is_near()
    _, context = self_signed(tmp_path, host)
    async with mail_server(tls_context=context) as server:
        result = await send(server.port, host="localhost", tls=True)
        assert server.mails == []
    assert (result.sent, result.retried, result.failed, result.left) == (0, 3, 0, 3)
    assert all("certificate verify failed" in error for error in await waiting_errors())


async def test_a_trusted_certificate_of_another_server_gets_no_mail_and_the_right_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await end_is_near()
    elsewhere, of_another = self_signed(tmp_path, "elders.example")
    here, right = self_signed(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(elsewhere))
    async with mail_server(tls_context=of_another) as server:
        assert (await send(server.port, host="localhost", tls=True)).left == 3
        assert all("elders.example" in error or "mismatch" in error for error in await waiting_errors())
    monkeypatch.setenv("SSL_CERT_FILE", str(here))
    async with mail_server(tls_context=right) as server:
        assert (await send(server.port, hours=1, host="localhost", tls=True)).sent == 3
