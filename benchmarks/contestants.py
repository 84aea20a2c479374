"""Everybody who is measured, and how each is started. Our site and the floors run on our packages, peers on theirs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.processes import HOST, Server, free_port, serving
from benchmarks.registers import BASE_URL, ROOT, SECRET

OWN: Final = Path(sys.executable).parent
PEERS: Final = ROOT / "build" / "bench-venv" / "bin"
OURS, SITE, RAW, HELLO = "ours", "least code", "raw ASGI", "bare Litestar"
FASTAPI, DJANGO, DATASETTE = "FastAPI", "Django", "Datasette"
NOTHING: Final = Path("/dev/null")
SITES: Final = (FASTAPI, DJANGO, DATASETTE)
"""The peers that show pages."""


def _command(name: str, port: int, data: Path, prebuilt: Path) -> Sequence[str | Path]:
    floors = (OWN / "python", "-m", "benchmarks.floors.serve")
    django = f"benchmarks.peers.django_site:application('{data}')"
    settings = {"suggest_facets": "off", "num_sql_threads": "3", "max_csv_mb": "0", "facet_time_limit_ms": "5000"}
    settings |= {"sql_time_limit_ms": "20000"}
    commands: dict[str, Sequence[str | Path]] = {
        OURS: (OWN / "afspraken", "serve", "--port", str(port)),
        SITE: (*floors, "site", str(port), data, prebuilt),
        HELLO: (*floors, "hello", str(port)),
        RAW: (PEERS / "python", "-m", "benchmarks.floors.serve", "raw", str(port), data, prebuilt),
        FASTAPI: (PEERS / "python", "-m", "benchmarks.peers.fastapi_site", str(port), data),
        DJANGO: (
            *(PEERS / "gunicorn", "--bind", f"{HOST}:{port}", "--workers", "2", "--worker-class", "gthread"),
            *("--threads", "4", "--keep-alive", "30", django),
        ),
        DATASETTE: (
            *(PEERS / "datasette", "serve", "--immutable", data, "--port", str(port)),
            *(part for pair in settings.items() for part in ("--setting", *pair)),
        ),
    }
    return commands[name]


@contextmanager
def started(name: str, folder: Path, data: Path, prebuilt: Path = NOTHING) -> Iterator[Server]:
    """One of them, between its first answer and its end. `data`: the register of ours, else the neutral file."""
    port = free_port()
    environment = {"PYTHONPATH": str(ROOT)}
    if name == OURS:
        environment |= own_settings(folder, data)
    command = _command(name, port, data, prebuilt)
    with serving(name, command, folder, port=port, environment=environment) as server:
        yield server


def own_settings(folder: Path, data: Path) -> dict[str, str]:
    """The settings of our site, and of the commands on its register."""
    state = folder / "state"
    state.mkdir(exist_ok=True)
    given = {
        "DATABASE_URL": f"sqlite:///{data}",
        "SECRET_KEY": SECRET,
        "STATE_DIRECTORY": str(state),
        "BASE_URL": BASE_URL,
        "SCHEDULER": "off",
    }
    return {f"AFSPRAKEN_{name}": value for name, value in given.items()} | {
        "LC_ALL": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
    }
