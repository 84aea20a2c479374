"""The whole road of an alert: an agreement comes into force, its end comes near, a real mail server gets the mail."""

from __future__ import annotations

import asyncio
import email
import signal
import sys
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from pydantic import SecretStr

from agreements.clock import Moment
from agreements.domain.messages import MessageState
from agreements.mail.transport import FolderTransport, NotDelivered, SmtpTransport, make_transport
from agreements.settings import Settings
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import execute
from agreements.storage.messages import ledger_view
from agreements.storage.messages.ledger_view import LedgerFilter, ledger
from scheduler.delivery import DeliveryResult, deliver
from scheduler.sweep import sweep
from tests.alerts import SETTINGS, clear_notices, moment_on, owned
from tests.calendars import read_events
from tests.mail_server import HOST, MailServer, mail_server
from tests.office import address, office_on
from tests.people import ENDS_ON, HENK, PETRA, SANNE

pytestmark = pytest.mark.usefixtures("staffed")

DAY = ENDS_ON - timedelta(days=90)
LATER = ENDS_ON - timedelta(days=30)
UNUSED_PORT = 1


async def end_in_ninety_days() -> None:
    """Henk is to be told that his agreement ends in ninety days, and of nothing else."""
    await owned()
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await clear_notices()
    await sweep(office_on(DAY))


async def end_in_thirty_days() -> None:
    """Henk, Petra and Sanne are to be told."""
    await end_in_ninety_days()
    await sweep(office_on(LATER))


async def send(url: str, hours: float = 0, day: date = DAY) -> DeliveryResult:
    """Deliver through the mail server at this address, so many hours after noon of a day."""
    settings = SETTINGS.model_copy(update={"smtp_url": SecretStr(url)})
    at = moment_on(day)
    moment = Moment(at.now + timedelta(hours=hours), at.today)
    return await deliver(settings, lambda: moment, make_transport(settings))


def body(mail: EmailMessage, kind: str) -> str:
    (part,) = [part for part in mail.walk() if part.get_content_type() == kind]
    content: str = part.get_content()
    return content


async def test_ninety_days_before_the_end_the_owner_gets_a_mail_with_the_day_in_it() -> None:
    await end_in_ninety_days()
    async with mail_server() as server:
        assert (await send(server.url)).as_dict() == {
            "sent": 1,
            "retried": 0,
            "failed": 0,
            "withdrawn": 0,
            "left": 0,
        }
    (mail,) = server.to(address(HENK))
    assert mail["Subject"] == "Loopt over 90 dagen af: Vroeg eropaf bij huurschulden (31 december 2027)"
    assert mail["From"] == "Afsprakenregister Gemeente Meerdam <register@example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    for kind in ("text/plain", "text/html"):
        assert "31 december 2027" in body(mail, kind)
        assert "https://afspraken.example.org/beheer/afspraken/AFS-2025-0001" in body(mail, kind)
    (event,) = read_events(body(mail, "text/calendar"))
    assert event["UID"] == "AFS-2025-0001-einde@afspraken.example.org"
    assert event["DTSTART"].dt == ENDS_ON


async def test_the_mail_says_by_function_who_else_was_told_and_holds_no_address_of_others() -> None:
    await end_in_thirty_days()
    async with mail_server() as server:
        await send(server.url, day=LATER)
    (mail,) = server.to(address(HENK))
    assert "Dit bericht ging ook naar: " in body(mail, "text/plain")
    assert address(PETRA) not in mail.as_string()
    assert len(server.mails) == 3


async def test_a_busy_server_gets_the_same_mail_later_under_the_same_name() -> None:
    await end_in_ninety_days()
    async with mail_server() as server:
        server.answers[address(HENK)] = ["DROP", "451 4.3.0 try later", "RCPT 450 4.2.0 greylisted", "552 5.2.2 full"]
        for hour in range(4):
            assert (await send(server.url, hour)).retried == 1
        assert (await send(server.url, 5)).sent == 1
    (entry,) = await ledger(LedgerFilter(state=MessageState.SENT))
    (mail,) = server.mails
    assert mail["Message-ID"] == f"<{entry.message_id}@afspraken.example.org>"
    assert entry.attempts == 5


async def test_an_unknown_mailbox_fails_for_that_recipient_only() -> None:
    await end_in_thirty_days()
    async with mail_server() as server:
        server.answers[address(HENK)] = [f"RCPT 550 5.1.1 no mailbox {address(HENK)}"]
        assert (await send(server.url, day=LATER)).failed == 1
    assert {str(mail["To"]) for mail in server.mails} == {address(PETRA), address(SANNE)}
    (failed,) = await ledger(LedgerFilter(state=MessageState.FAILED))
    assert failed.last_error == "550 5.1.1 no mailbox the recipient"


async def test_a_connection_that_breaks_after_the_server_took_the_mail_counts_as_sent() -> None:
    await end_in_ninety_days()
    async with mail_server() as server:
        server.answers[address(HENK)] = ["DROP AFTER 250"]
        assert (await send(server.url)).sent == 1
        assert (await send(server.url, 5)).sent == 0
    assert len(server.mails) == 1


async def test_a_server_that_is_away_loses_nothing() -> None:
    await end_in_ninety_days()
    result = await send(f"smtp://{HOST}:{UNUSED_PORT}")
    assert (result.retried, result.left) == (1, 1)
    async with mail_server() as server:
        assert (await send(server.url, 1)).sent == 1


async def test_a_server_that_never_answers_is_left_after_the_time_for_an_attempt() -> None:
    stop = asyncio.Event()

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await stop.wait()
        writer.close()

    server = await asyncio.start_server(say_nothing, HOST, 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        transport = SmtpTransport(HOST, port, starttls=False, attempt_seconds=0.05)
        with pytest.raises(NotDelivered) as failure:
            await transport.send(a_mail())
        stop.set()
    assert failure.value.server_away
    assert not failure.value.permanent


async def test_a_server_without_tls_gets_no_mail_when_tls_is_required() -> None:
    async with mail_server() as server:
        transport = make_transport(Settings(smtp_url=SecretStr(f"{server.url}?tls=required")))
        with pytest.raises(NotDelivered, match="STARTTLS") as failure:
            await transport.send(a_mail())
    assert failure.value.server_away
    assert server.mails == []


async def test_a_refused_sign_in_is_tried_again_later() -> None:
    async with mail_server() as server:
        transport = make_transport(Settings(smtp_url=SecretStr(f"smtp://wie:geheim@{HOST}:{server.port}")))
        with pytest.raises(NotDelivered) as failure:
            await transport.send(a_mail())
    assert failure.value.server_away
    assert "geheim" not in repr(transport) + failure.value.reason


def a_mail() -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Message-ID"] = "a@example.org", "b@example.org", "<abc@example.org>"
    mail.set_content("Goedendag")
    return mail


@pytest.mark.parametrize(
    ("url", "port", "from_the_start", "starttls"),
    [
        ("smtp://mail.example.org", 587, False, True),
        ("smtp://mail.example.org:2525?tls=required", 2525, False, True),
        ("smtp://mail.example.org?tls=none", 25, False, False),
        ("smtp://localhost:1025", 1025, False, False),
        ("smtp://[::1]", 25, False, False),
        ("smtp://127.0.0.1?tls=required", 587, False, True),
        ("smtps://mail.example.org", 465, True, False),
    ],
)
def test_tls_is_the_rule_and_only_this_machine_itself_is_trusted_without(
    url: str, port: int, from_the_start: bool, starttls: bool
) -> None:
    transport = make_transport(Settings(smtp_url=SecretStr(url)))
    assert isinstance(transport, SmtpTransport)
    assert (transport.port, transport.tls_from_the_start, transport.starttls) == (port, from_the_start, starttls)


def test_name_and_password_may_hold_any_character() -> None:
    transport = make_transport(Settings(smtp_url=SecretStr("smtp://a%40b:p%3A%2Fw@mail.example.org")))
    assert isinstance(transport, SmtpTransport)
    assert (transport.username, transport.password) == ("a@b", "p:/w")


async def test_without_a_mail_server_the_mail_becomes_a_file_and_a_repeat_overwrites_it(tmp_path: Path) -> None:
    await end_in_ninety_days()
    folder = tmp_path / "post"
    settings = SETTINGS.model_copy(update={"mail_directory": folder})
    transport = make_transport(settings)
    assert isinstance(transport, FolderTransport)
    assert (await deliver(settings, lambda: moment_on(DAY), transport)).sent == 1
    (file,) = folder.iterdir()
    mail = email.message_from_bytes(file.read_bytes(), policy=SMTP)
    assert mail["To"] == address(HENK)
    assert isinstance(mail, EmailMessage)
    await transport.send(mail)
    assert list(folder.iterdir()) == [file]


async def test_a_folder_that_cannot_be_written_keeps_the_mail_waiting(tmp_path: Path) -> None:
    await end_in_ninety_days()
    (tmp_path / "post").write_text("a file, not a folder", encoding="utf-8")
    settings = SETTINGS.model_copy(update={"mail_directory": tmp_path / "post"})
    result = await deliver(settings, lambda: moment_on(DAY), make_transport(settings))
    assert (result.retried, result.left) == (1, 1)


KILLED_BEFORE_THE_MARK = """
import asyncio, os, signal, sys
from datetime import date
from pydantic import SecretStr
from agreements.settings import Settings
from agreements.storage.messages import delivery
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.tables import TABLES
from scheduler.delivery import deliver
from agreements.mail.transport import make_transport
from tests.alerts import SETTINGS, moment_on

async def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

async def main(url, smtp_url, day):
    delivery.mark_sent = killed
    settings = SETTINGS.model_copy(update={"smtp_url": SecretStr(smtp_url)})
    engine = engine_from_url(url)
    bind(engine)
    async with opened(engine):
        await deliver(settings, lambda: moment_on(date.fromisoformat(day)), make_transport(settings))

asyncio.run(main(*sys.argv[1:]))
"""


async def test_a_process_killed_between_the_servers_answer_and_the_mark_sends_again_under_the_same_name(
    staffed: Engine, database_url: str
) -> None:
    await end_in_ninety_days()
    async with mail_server() as server:
        await run_until_killed(database_url, server)
        assert len(server.mails) == 1
        assert await ledger_view.count_waiting() == 1
        await execute("UPDATE outbox SET lease_until = :past", {"past": office_on(date(2020, 1, 1)).now})
        assert (await send(server.url)).sent == 1
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"]


async def run_until_killed(database_url: str, server: MailServer) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        KILLED_BEFORE_THE_MARK,
        database_url,
        server.url,
        DAY.isoformat(),
        cwd=Path(__file__).parents[2],
    )
    assert await process.wait() == -signal.SIGKILL
