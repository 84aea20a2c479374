"""The rooms of the house: what is in each, and from which others it may import. The map in the documents is drawn
from the imports as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from tests.architecture.house import ROOT, imported_names, modules, within

PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- the map: made by `make pages` -->\n", "<!-- end of the map -->\n"

TOGETHER = re.compile(r"agreements|agreements\.(app|opening|startup|cli(_\w+)?|cli\..+)")
"""The modules that put everything together, and the package itself (its version)."""

EDGES = (
    "agreements.settings",
    "agreements.clock",
    "agreements.dates",
    "agreements.texts",
    "agreements.logs",
    "agreements.content_json",
)
BELOW_HTTP = (
    "agreements.domain",
    "agreements.searching",
    "agreements.storage",
    "agreements.services",
    "agreements.publication",
    *EDGES,
)
BELOW_SITES = (*BELOW_HTTP, "agreements.http")


@dataclass(frozen=True, slots=True)
class Room:
    """What is in it, and which other rooms it may import from."""

    what: str
    may: tuple[str, ...] = ()


ROOMS: Mapping[str, Room] = {
    "agreements.domain": Room("the rules, pure; read `__init__.py` first"),
    "agreements.connections": Room("what a connection may cost"),
    "agreements.logs": Room("how the log is written"),
    "agreements.settings": Room("the environment: a row per setting", ("agreements.domain",)),
    "agreements.clock": Room("the only place that reads the clock", ("agreements.domain",)),
    "agreements.texts": Room("the languages of pages and mails", ("agreements.domain",)),
    "agreements.content_json": Room("an agreement as a JSON document, there and back", ("agreements.domain",)),
    "agreements.dates": Room("dates as people write them, pure", ("agreements.domain",)),
    "agreements.searching": Room(
        "from texts to words that are found, and from a question to what fits; pure", ("agreements.domain",)
    ),
    "agreements.outward": Room("what is sent to addresses that somebody gave, guarded", ("agreements.domain",)),
    "agreements.importing": Room("from anybody's list to drafts, pure", ("agreements.domain", "agreements.dates")),
    "agreements.publication": Room(
        "the allow-list and its shapes: CSV, XLSX, ODS, JSON, calendar, documents; pure",
        ("agreements.domain", "agreements.searching", "agreements.texts", "agreements.content_json"),
    ),
    "agreements.storage": Room(
        "tables, migrations, engines, queries: all SQL", ("agreements.domain", "agreements.searching", *EDGES)
    ),
    "agreements.services": Room(
        "one use case per file; opens the transaction",
        (
            "agreements.domain",
            "agreements.storage",
            "agreements.publication",
            "agreements.importing",
            "agreements.outward",
            *EDGES,
        ),
    ),
    "agreements.sample": Room(
        "a fictional municipality, a customer of services",
        ("agreements.domain", "agreements.storage", "agreements.services", *EDGES),
    ),
    "agreements.mail": Room("what a mail says and how it leaves", BELOW_HTTP),
    "agreements.http": Room("what every site shares: requests, errors, headers, static files", BELOW_HTTP),
    "agreements.web": Room("public pages, downloads and the API", (*BELOW_SITES, "agreements.importing")),
    "agreements.operations": Room("health and metrics", BELOW_SITES),
    "scheduler": Room(
        "when things happen: ticker, sweep, delivery", (*BELOW_HTTP, "agreements.mail", "agreements.outward")
    ),
    "admin_ui": Room("beheer: a folder per subject, for people who sign in", (*BELOW_SITES, "agreements.importing")),
}


def room_of(name: str) -> str | None:
    """The room in which a module lies."""
    return next((room for room in ROOMS if within(name, room)), None)


def arrows() -> dict[str, set[str]]:
    """For each room the others that it does import from."""
    found: dict[str, set[str]] = {room: set() for room in ROOMS}
    for module in modules():
        room = room_of(module.name)
        if room and not TOGETHER.fullmatch(module.name):
            found[room] |= {other for name, _ in imported_names(module) if (other := room_of(name)) and other != room}
    return found


def floors() -> list[list[str]]:
    """The rooms by floor: each above all that it imports from. Raises graphlib's CycleError when they go round."""
    below = arrows()
    floor: dict[str, int] = {}
    for room in TopologicalSorter(below).static_order():
        floor[room] = 1 + max((floor[other] for other in below[room]), default=-1)
    return [[room for room in ROOMS if floor[room] == number] for number in range(max(floor.values()) + 1)]


def map_of_the_house() -> str:
    """The part of the page between its two marks."""
    return "\n".join([BEGIN.rstrip("\n"), "```", *_drawing(), "```", "", *_table(), END])


def page() -> str:
    """The whole page, its map drawn anew."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    return before + map_of_the_house() + rest.split(END)[1]


def _drawing() -> Iterator[str]:
    yield "app, cli, startup    (put everything together)"
    for rooms in reversed(floors()):
        yield "        |"
        yield "  ".join(_short(room) for room in rooms)


def _table() -> Iterator[str]:
    below = arrows()
    yield from ("| room | what is in it | imports from |", "|---|---|---|")
    for rooms in floors():
        for room in rooms:
            others = ", ".join(_short(other) for other in ROOMS if other in below[room])
            yield f"| `{_place(room)}` | {ROOMS[room].what} | {others or 'nothing'} |"


def _short(room: str) -> str:
    return room.removeprefix("agreements.")


def _place(room: str) -> str:
    place = room.replace(".", "/")
    return place if (ROOT / place).is_dir() else f"{place}.py"
