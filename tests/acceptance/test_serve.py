"""The started service: nobody from outside stops it, and it ends in order."""

from __future__ import annotations

import asyncio
import signal
import socket
from pathlib import Path

import pytest

from agreements.startup import bound
from tests.command_line import CommandLine
from tests.served import HOST, ended, free_port, held, serving

REQUEST = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n"
POST = (
    b"POST /beheer/inloggen HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1900000\r\n\r\nemail="
)


def sqlite(folder: Path) -> str:
    return f"sqlite:///{folder / 'register.sqlite'}"


async def test_what_is_written_leaves_at_once_and_does_not_wait_for_a_reader_to_confirm_what_was_before() -> None:
    seen: asyncio.Queue[int] = asyncio.Queue()

    def note(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = writer.get_extra_info("socket")
        seen.put_nowait(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    with bound(HOST, free_port()) as (listening,):
        async with await asyncio.start_server(note, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            assert await seen.get() != 0
            writer.close()


@pytest.mark.parametrize(
    "opening", [pytest.param(b"", id="idle"), pytest.param(REQUEST, id="headers"), pytest.param(POST, id="bodies")]
)
def test_more_visitors_who_keep_us_waiting_than_there_are_files_stop_nobody(tmp_path: Path, opening: bytes) -> None:
    with serving(tmp_path, sqlite(tmp_path), files=1024) as served, held(served, opening, 1200):
        answers = [served.get("/health/live").status_code for _ in range(20)]
        log = served.log.read_text()

    assert answers == [200] * 20
    assert "Too many open files" not in log
    assert "/beheer/inloggen" not in log
    assert "Traceback" not in log, log[log.index("Traceback") :][:3000]


def answer_on(connection: object) -> bytes:
    with connection.makefile("rb") as answer:  # type: ignore[attr-defined]
        return bytes(answer.read())


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
def test_a_request_that_is_under_way_when_the_service_ends_is_answered(tmp_path: Path, by: signal.Signals) -> None:
    with (
        serving(tmp_path, sqlite(tmp_path)) as served,
        held(served, REQUEST, 2) as (first, second),
        served.connect() as new,
    ):
        served.get("/health/live")
        served.process.send_signal(by)
        served.await_log("Shutting down")
        new.sendall(REQUEST + b"\r\n")  # first: once the others are answered there is nothing to wait for
        for connection in (first, second):
            connection.sendall(b"\r\n")

        assert [answer_on(one).split(b"\r\n")[0] for one in (first, second, new)] == [b"HTTP/1.1 200 OK"] * 3
        served.process.wait(60)
        assert "Finished server process" in served.log.read_text()


def test_the_processes_of_several_workers_end_with_their_parent(tmp_path: Path, postgres_database: str) -> None:
    with serving(
        tmp_path, postgres_database, "--workers", "2", ready="startup complete", installed=True, SECRET_KEY="x" * 40
    ) as served:
        children = served.children()
        assert len(children) == 2
        served.process.kill()

        assert all(ended(child) for child in children)


def test_a_port_that_is_taken_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        told = CommandLine(tmp_path, sqlite(tmp_path)).is_refused("serve", "--sample", "--port", str(port))

    assert told.startswith(f"Port {port} of 127.0.0.1 is taken by another program; ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.example"])
def test_an_address_that_is_not_ours_is_told(tmp_path: Path, host: str) -> None:
    told = CommandLine(tmp_path, sqlite(tmp_path)).is_refused("serve", "--host", host)
    assert told == f"{host} is no address of this machine; give another with --host."


def test_links_come_once_the_site_listens_and_addresses_follow_the_port(tmp_path: Path) -> None:
    with serving(tmp_path, sqlite(tmp_path), "--sample", BASE_URL=None) as served:
        served.await_log("afspraken users link")
        said, calendar = served.log.read_text(), served.get("/agenda.ics").text

    at = f"http://127.0.0.1:{served.port}"
    assert 0 < said.index("listening on") < said.index(f"{at}/beheer/welkom/")
    assert f"URL:{at}/afspraken/" in calendar
    assert ":8000" not in calendar


def test_a_later_start_says_how_to_get_a_link(tmp_path: Path) -> None:
    with serving(tmp_path, sqlite(tmp_path)) as served:
        served.await_log("afspraken users link ADDRESS")
        assert "/beheer/welkom/" not in served.log.read_text()


def test_an_ipv6_address_is_printed_in_brackets(tmp_path: Path) -> None:
    with serving(tmp_path, sqlite(tmp_path), "--host", "::") as served:
        served.await_log(f"Site     http://[::]:{served.port}/")


def test_the_start_warns_of_what_is_still_the_samples(tmp_path: Path) -> None:
    with serving(tmp_path, sqlite(tmp_path), ORGANISATION_NAME="Gemeente Voorbeeldstad") as served:
        said = served.log.read_text()
    assert "AFSPRAKEN_MAIL_FROM still has the sample's value" in said
    assert "AFSPRAKEN_ORGANISATION_NAME" not in said


def test_several_processes_end_in_order_when_the_terminal_is_gone(tmp_path: Path, postgres_database: str) -> None:
    with serving(tmp_path, postgres_database, "--workers", "2", installed=True, SECRET_KEY="x" * 40) as served:
        children = served.children()
        assert len(children) == 2
        assert served.end(signal.SIGHUP) == 0
        assert all(ended(child) for child in children)
