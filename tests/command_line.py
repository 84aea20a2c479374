"""The `afspraken` command as a process of its own: what it prints, and how it ends.

`tests/served.py` starts the installed one.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

AFSPRAKEN = Path(sys.executable).with_name("afspraken")
ROOT = Path(__file__).parents[1]
SECRET = "a-secret-that-is-long-enough-for-tests-0123456789"
BASE_URL = "https://afspraken.voorbeeldstad.example"
STUCK_SECONDS = 120
"""So long after its start a command is taken to hang; then the test fails rather than waits for ever."""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: bytes
    error: str

    @property
    def text(self) -> str:
        """What it printed."""
        return self.out.decode()

    @property
    def json(self) -> Any:
        """What it printed, read as one JSON document."""
        return json.loads(self.out)


class _Nursery:
    """The process that starts commands (`tests/command_nursery.py`); ends with the tests."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.command_nursery"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
        )
        atexit.register(self._end)

    def run(self, words: list[str], folder: Path, environment: dict[str, str], user: int | None) -> Ended:
        """Run a command to its end. Raises TimeoutError when it hangs."""
        with TemporaryDirectory() as streams:
            out, error = Path(streams, "out"), Path(streams, "error")
            order = {"words": words, "folder": str(folder), "environment": environment, "user": user}
            code = self._answer(json.dumps({**order, "out": str(out), "error": str(error)}))
            return Ended(code, out.read_bytes(), error.read_text())

    def start(self, words: list[str], folder: Path, environment: dict[str, str], log: Path, files: int) -> int:
        """Start a command that goes on; the number of its process."""
        order = {"words": words, "folder": str(folder), "environment": environment, "files": files, "goes_on": True}
        return self._answer(json.dumps({**order, "out": str(log), "error": str(log)}))

    def reap(self, process: int) -> int:
        """Wait until a command that was started ends; its exit code."""
        return self._answer(json.dumps({"reap": process}))

    def _answer(self, order: str) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(order.encode() + b"\n")
        self._process.stdin.flush()
        if not select.select([self._process.stdout], [], [], STUCK_SECONDS)[0]:
            self._end()
            _nursery.cache_clear()
            raise TimeoutError(f"this command hangs: {order}")
        return int(self._process.stdout.readline())

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()


@cache
def _nursery() -> _Nursery:
    return _Nursery()


class Started:
    """A command that goes on until it is ended; the same as a `subprocess.Popen` of it."""

    def __init__(self, words: list[str], folder: Path, environment: dict[str, str], log: Path, files: int) -> None:
        self.pid = _nursery().start(words, folder, environment, log, files)
        self._code: int | None = None

    def send_signal(self, by: int) -> None:
        """As somebody at another prompt."""
        if self._code is None:
            os.kill(self.pid, by)  # it was not waited for, so the number is its own still

    def kill(self) -> None:
        """At once."""
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """Until it ended, for as long as any command may take; its exit code."""
        if self._code is None:
            self._code = _nursery().reap(self.pid)
        return self._code


@dataclass(frozen=True)
class CommandLine:
    """A person at a prompt, in a folder of their own; nothing of the environment of the tests shines through."""

    folder: Path
    database_url: str
    programs: Path | None = None
    """Where programs of PostgreSQL are, for who has them on the path."""
    user: int | None = None
    """The number of another account, under which the commands run."""
    before: tuple[str, ...] = ()
    """Words before each command, by which another program starts it."""

    def run(self, *words: str | Path, **settings: str) -> Ended:
        """Run a command to its end, with these settings (`TIME_ZONE="UTC"`) besides those that every command gets."""
        given = {"DATABASE_URL": self.database_url, "BASE_URL": BASE_URL, "SECRET_KEY": SECRET} | settings
        environment = {f"AFSPRAKEN_{name}": value for name, value in given.items()} | {"LC_ALL": "C.UTF-8"}
        if self.programs:
            environment["PATH"] = str(self.programs)
        if not self.before:
            return _nursery().run([str(word) for word in words], self.folder, environment, self.user)
        done = subprocess.run(
            [*self.before, AFSPRAKEN, *words],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            timeout=STUCK_SECONDS,
        )
        return Ended(done.returncode, done.stdout, done.stderr.decode())

    def does(self, *words: str | Path, **settings: str) -> Ended:
        """Run a command that must end well and say nothing on standard error."""
        ended = self.run(*words, **settings)
        assert (ended.code, ended.error) == (0, ""), ended.error
        return ended

    def is_refused(self, *words: str | Path, **settings: str) -> str:
        """Run a command that must be refused in one line; returns the sentence."""
        ended = self.run(*words, **settings)
        assert (ended.code, ended.out) == (1, b""), ended
        head, sentence, rest = ended.error.partition("Error: ")
        assert (head, rest.count("\n"), rest[-2:]) == ("", 1, ".\n"), ended.error
        assert sentence
        return rest.strip()
