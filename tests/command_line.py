"""The installed `afspraken` command as a process of its own: what it prints, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AFSPRAKEN = Path(sys.executable).with_name("afspraken")
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


@dataclass(frozen=True)
class CommandLine:
    """A person at a prompt, in a folder of their own; nothing of the environment of the tests shines through."""

    folder: Path
    database_url: str
    programs: Path | None = None
    """Where programs of PostgreSQL are, for who has them on the path."""
    before: tuple[str, ...] = ()
    """Words before each command, by which another program starts it."""

    def run(self, *words: str | Path, **settings: str) -> Ended:
        """Run a command to its end, with these settings (`TIME_ZONE="UTC"`) besides those that every command gets."""
        given = {"DATABASE_URL": self.database_url, "BASE_URL": BASE_URL, "SECRET_KEY": SECRET} | settings
        environment = {f"AFSPRAKEN_{name}": value for name, value in given.items()} | {"LC_ALL": "C.UTF-8"}
        if self.programs:
            environment["PATH"] = str(self.programs)
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
        assert (ended.code, ended.error) == (0, "")
        return ended

    def is_refused(self, *words: str | Path, **settings: str) -> str:
        """Run a command that must be refused in one line; returns the sentence."""
        ended = self.run(*words, **settings)
        assert (ended.code, ended.out) == (1, b""), ended
        head, sentence, rest = ended.error.partition("Error: ")
        assert (head, rest.count("\n"), rest[-2:]) == ("", 1, ".\n"), ended.error
        assert sentence
        return rest.strip()
