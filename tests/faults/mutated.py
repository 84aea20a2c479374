"""Lists that went wrong on their way: each number makes one, always the same."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from functools import cache

from tests.import_lists import DATA

SOURCES = (
    "messy.csv", "convenanten.csv", "convenanten.json", "import-cases/h35_own_open_csv.csv", "spreadsheets/typed.xlsx",
    "spreadsheets/typed.ods", "spreadsheets/messy.xlsx", "spreadsheets/messy.ods", "spreadsheets/messy_unicode.txt",
)  # fmt: skip
ODD = (
    b'"', b'""', b";", b",", b"\t", b"|", b"\r", b"\n", b"\x00", b"\xff", b"\xef\xbb\xbf", b"'", b"=", b"<",
    b"&", b"[", b"{",
)  # fmt: skip
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1252", "cp037")
NUMBER = re.compile(rb"[0-9]{1,7}")
HUGE = (
    b"0",
    b"-1",
    b"65536",
    b"1048576",
    b"1048577",
    b"4294967296",
    b"99999999999999999999",
    b"1e400",
    b"-1e300",
    b"NaN",
)
TAG = re.compile(rb"<[\w:]+(?=[ >/])")
ATTRIBUTES = (
    b"count", b"uniqueCount", b"ref", b"spans", b"min", b"max", b"r", b"s", b"t", b"numFmtId", b"sheetId", b"text:c",
    b"table:number-columns-repeated", b"table:number-rows-repeated", b"office:value", b"office:date-value",
)  # fmt: skip
PROMISES = (
    b"4294967296", b"18446744073709551615", b"-1", b"+99999999999", b"A1:XFD1048576", b"XFD1048576", b"ZZZ99999999",
    b"", b"date", b"2026-13-45",
)  # fmt: skip
MOST = 3_000_000
"""Bytes: what is made here counts in the memory of whoever reads it. Files at the limits have tests of their own."""
OTHER_NAMES = ("xl/workbook.xml", "content.xml", "../a.xml", "", "xl/vbaProject.bin", "[Content_Types].xml")
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
OWN = b'{"formaat": "afsprakenregister/1", "afspraken": [{"kenmerk": "A-1", "inhoud": {"title": "x"}}]}'


def mutated(number: int, seed: int) -> bytes:
    """The file with this number: a good list, changed in one to four ways."""
    chance = random.Random(f"{seed}/{number}")
    data = chance.choice(_sources())
    for _ in range(chance.randint(1, 4)):
        way = chance.choice(PACKED_WAYS if data.startswith(b"PK") and chance.random() < 0.7 else WAYS)
        data = way(data, chance)[:MOST]
    return data


@cache
def _sources() -> tuple[bytes, ...]:
    return (*((DATA / name).read_bytes() for name in SOURCES), OWN)


def _flipped(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 3, 30)) if made else 0):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _cut(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randint(0, len(data)) for _ in range(2))
    return chance.choice((data[:first], data[:first] + data[last:], data[first:last]))


def _doubled(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randint(0, len(data)) for _ in range(2))
    return data[:last] + data[first:last] * chance.choice((1, 2, 50)) + data[last:]


def _with_odd_signs(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 5, 50))):
        place = chance.randint(0, len(data))
        data = data[:place] + chance.choice(ODD) * chance.choice((1, 1, 2, 300)) + data[place:]
    return data


def _otherwise_divided(data: bytes, chance: random.Random) -> bytes:
    one, other = chance.sample(ODD, 2)
    return data.replace(one, other) if chance.random() < 0.5 else data.replace(one, other, chance.randint(1, 20))


def _otherwise_encoded(data: bytes, chance: random.Random) -> bytes:
    text = data.decode(chance.choice(("utf-8", "cp1252")), "replace")
    return text.encode(chance.choice(ENCODINGS), "replace")


def _with_other_numbers(data: bytes, chance: random.Random) -> bytes:
    places = list(NUMBER.finditer(data))
    for match in sorted(chance.sample(places, min(len(places), chance.choice((1, 4)))), key=lambda m: -m.start()):
        data = data[: match.start()] + chance.choice(HUGE) + data[match.end() :]
    return data


def _spliced(data: bytes, chance: random.Random) -> bytes:
    other = chance.choice(_sources())
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


def _with_another_part(data: bytes, chance: random.Random) -> bytes:
    """One of the files within was changed, before it was packed."""
    return _packed_again(data, lambda name, body: {name: chance.choice(WAYS)(body, chance)}, chance)


def _with_other_attributes(data: bytes, chance: random.Random) -> bytes:
    """One of the files within promises sizes and places that nobody has."""

    def changed(name: str, body: bytes) -> dict[str, bytes]:
        for _ in range(chance.randint(1, 3)):
            tags = list(TAG.finditer(body))
            end = chance.choice(tags).end() if tags else 0
            said = b' %s="%s"' % (chance.choice(ATTRIBUTES), chance.choice(PROMISES))
            body = body[:end] + said * bool(tags) + body[end:]
        return {name: body}

    return _packed_again(data, changed, chance)


def _with_other_names(data: bytes, chance: random.Random) -> bytes:
    """One of the files within is missing, has another name, or is there twice."""
    other = chance.choice(
        ("xl/workbook.xml", "content.xml", "../a.xml", "", "xl/vbaProject.bin", "[Content_Types].xml")
    )

    def changed(name: str, body: bytes) -> dict[str, bytes]:
        return chance.choice(({}, {other: body}, {name: body, name.upper(): body}, {name: b""}))

    return _packed_again(data, changed, chance)


def _packed_again(data: bytes, change: Callable[[str, bytes], dict[str, bytes]], chance: random.Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            files = {name: folder.read(name) for name in folder.namelist()}
    except Exception:  # what was changed before may be no packed file any more, in any way there is
        return _flipped(data, chance)
    if not files:
        return data
    chosen = chance.choice(sorted(files))
    files |= change(chosen, files.pop(chosen))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice(PACKINGS)) as folder:
        for name, body in files.items():
            folder.writestr(name or "a", body)
    return out.getvalue()


WAYS = (
    _flipped, _cut, _doubled, _with_odd_signs, _otherwise_divided, _otherwise_encoded, _with_other_numbers, _spliced,
)  # fmt: skip
PACKED_WAYS = (_with_another_part, _with_another_part, _with_other_attributes, _with_other_names, _flipped, _cut)
