"""`afspraken serve` as a process of its own on a free port, and connections to it that behave badly."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.command_line import AFSPRAKEN, BASE_URL, SECRET, STUCK_SECONDS, Started

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Served:
    """A started service."""

    process: subprocess.Popen[bytes] | Started
    port: int
    log: Path

    def connect(self) -> socket.socket:
        """A new connection."""
        return socket.create_connection((HOST, self.port), timeout=STUCK_SECONDS)

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Ask for a page on a connection of its own."""
        return httpx.get(f"http://{HOST}:{self.port}{path}", headers=headers, timeout=STUCK_SECONDS)

    def await_log(self, words: str) -> None:
        """Until the service has said this. Raises AssertionError when it ended or hangs."""
        await_words(self.log, words)

    def children(self) -> list[int]:
        """The processes that it made to serve."""
        pid = self.process.pid
        made = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in made if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]

    def end(self, by: signal.Signals) -> int:
        """Send a signal and wait; returns the exit code."""
        self.process.send_signal(by)
        return self.process.wait(STUCK_SECONDS)


def await_words(log: Path, words: str) -> None:
    """Follow a file until it holds some words. Raises AssertionError when it never does."""
    follow = subprocess.Popen(["tail", "-n", "+1", "-f", log], stdout=subprocess.PIPE, bufsize=0)
    assert follow.stdout is not None
    said = b""
    try:
        while select.select([follow.stdout], [], [], STUCK_SECONDS)[0]:
            said += os.read(follow.stdout.fileno(), 65536)
            if words.encode() in said:
                return
        raise AssertionError(f"never said {words!r}:\n{said.decode()[-4000:]}")
    finally:
        follow.kill()
        follow.wait()
        follow.stdout.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])


@contextmanager
def serving(
    folder: Path,
    database_url: str,
    *words: str,
    files: int = 4096,
    ready: str = "listening on",
    installed: bool = False,
    **settings: str | None,
) -> Iterator[Served]:
    """The service between its start and its end, with so many file descriptors; None takes a setting away.

    The `installed` program reads everything anew, as the processes that it makes itself do.
    """
    port, log = free_port(), folder / "serve.log"
    given = {"DATABASE_URL": database_url, "BASE_URL": BASE_URL, "SECRET_KEY": SECRET, "SCHEDULER": "off"} | settings
    environment = {f"AFSPRAKEN_{name}": value for name, value in given.items() if value is not None}
    environment |= {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    command = ["serve", "--port", str(port), *words]
    log.touch()
    process = (_installed if installed else Started)(command, folder, environment, log, files)
    try:
        await_words(log, ready)
        yield Served(process, port, log)
    finally:
        process.kill()
        process.wait()


def _installed(
    words: list[str], folder: Path, environment: dict[str, str], log: Path, files: int
) -> subprocess.Popen[bytes]:
    command: list[str | Path] = ["prlimit", f"--nofile={files}:{files}", AFSPRAKEN, *words]
    with log.open("wb") as out:
        return subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out)


@contextmanager
def held(served: Served, opening: bytes, number: int) -> Iterator[list[socket.socket]]:
    """So many connections that say this, and then nothing more."""
    with ExitStack() as stack:
        connections = []
        for _ in range(number):
            connection = stack.enter_context(served.connect())
            connection.sendall(opening)
            connections.append(connection)
        yield connections


def ended(pid: int) -> bool:
    """Wait until a process is no more."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], STUCK_SECONDS)[0])
    finally:
        os.close(descriptor)
