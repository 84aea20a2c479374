"""Servers as processes of their own, all on one core: what they cost, and what they hold in memory."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SERVING_CORE: Final = "0"
LOADING_CORE: Final = "1"
HOST: Final = "127.0.0.1"
_STUCK_SECONDS: Final = 600
_NANO: Final = 1_000_000_000
_KILO: Final = 1024


@dataclass(frozen=True)
class Server:
    """A started server."""

    name: str
    process: subprocess.Popen[bytes]
    port: int
    started_at: float
    """By the clock that only goes forward, in seconds."""

    @property
    def origin(self) -> str:
        """Before each address."""
        return f"http://{HOST}:{self.port}"

    def cpu_seconds(self) -> float:
        """What it and its children have spent until now, in their own code and in the kernel."""
        return sum(_spent(pid) for pid in family(self.process.pid)) / _NANO

    def memory_mb(self) -> float:
        """What they hold now, in megabytes; what they share counts for each."""
        return sum(_held(pid) for pid in family(self.process.pid)) / _KILO

    def get(self, address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Ask once, on a connection of its own: status, headers with small letters, and body."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=_STUCK_SECONDS)
        try:
            connection.request(
                "GET", address, headers={name.replace("_", "-"): value for name, value in headers.items()}
            )
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()


def family(pid: int) -> list[int]:
    """A process and all that it made."""
    found = [pid]
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    return found


def _spent(pid: int) -> int:
    """In nanoseconds, of all its threads that live."""
    spent = 0
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                spent += int((task / "schedstat").read_text().split()[0])
    return spent


def _held(pid: int) -> int:
    with suppress(OSError):
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
        return int(found[1]) if found else 0
    return 0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])


@contextmanager
def serving(
    name: str,
    command: Sequence[str | Path],
    folder: Path,
    *,
    port: int,
    environment: Mapping[str, str] | None = None,
    first: str = "/",
) -> Iterator[Server]:
    """A server between its first answer and its end. Raises RuntimeError when it does not come."""
    log = folder / f"{name}.log"
    with log.open("wb") as out:
        started_at = time.perf_counter()
        process = subprocess.Popen(
            ["taskset", "-c", SERVING_CORE, *command],
            cwd=Path(__file__).parents[1],
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(folder), **(environment or {})},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    server = Server(name, process, port, started_at)
    try:
        await_answer(server, first, log)
        yield server
    finally:
        for pid in reversed(family(process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, 9)
        process.wait()


def await_answer(server: Server, address: str, log: Path) -> float:
    """Until it answers; how many seconds that was after its start. Raises RuntimeError."""
    while time.perf_counter() - server.started_at < _STUCK_SECONDS:
        if server.process.poll() is not None:
            break
        with suppress(OSError, http.client.HTTPException):
            if server.get(address)[0] < 500:
                return time.perf_counter() - server.started_at
        time.sleep(0.01)
    raise RuntimeError(f"{server.name} does not answer:\n{log.read_text(errors='replace')[-2000:]}")
