"""A copy of the program with more fields: of every kind one public and one private, and two texts in each of its parts.

What is written stands in the record, in the catalogue and among the translations, and nowhere else.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agreements.publication.csv_file import COLUMNS
from tests.architecture.house import ROOT

COPIED = (
    "agreements",
    "admin_ui",
    "scheduler",
    "tests",
    "docs",
    "pyproject.toml",
    "piccolo_conf.py",
    "Makefile",
    ".gitignore",
)
CONTENT, ROWS, WORDS = (
    "agreements/domain/content.py",
    "agreements/domain/catalogue/risks.py",
    "agreements/locale/nl/fields.po",
)
SECRET = "GEHEIM"
PARTED = "agreements/domain/parts.py"
"""Where the parts of an agreement stand."""
PARTS = {
    "parties": ("PARTY", "agreements/domain/catalogue/party.py", "    signed_on: date | None = None\n"),
    "data": ("DATA_CATEGORY", "agreements/domain/catalogue/parts.py", "    retention: Retention | None = None\n"),
    "flows": ("FLOW", "agreements/domain/catalogue/parts.py", "    channel: Channel | None = None\n"),
    "documents": ("DOCUMENT", "agreements/domain/catalogue/papers.py", "    is_public: bool = False\n"),
}
"""For each list of parts: its rows, the file in which these stand, and the last attribute of the part."""


@dataclass(frozen=True)
class Kind:
    """A kind of field: its attribute, what is typed, and the same in the JSON, in the CSV and in words."""

    name: str
    attribute: str
    typed: str
    in_json: Any
    cell: str = ""
    words: str = ""
    row: str = ""
    is_text: bool = False

    @property
    def in_csv(self) -> str:
        return self.cell or self.typed

    @property
    def said(self) -> str:
        return self.words or self.typed


ADDRESS = "https://nieuw.example.nl/a"
KINDS = [
    Kind("line", 'str = ""', "Zonnewijzer", "Zonnewijzer", is_text=True),
    Kind("text", 'str = ""', "Waterrad en molen", "Waterrad en molen", is_text=True),
    Kind("day", "date | None = None", "4-3-2027", "2027-03-04", "2027-03-04", "4 maart 2027"),
    Kind("number", "int | None = None", "477", 477),
    Kind(
        "choice",
        "DpiaOutcome | None = None",
        "not_needed",
        "niet-nodig",
        "niet-nodig",
        "niet nodig",
        "words=DpiaOutcome, ",
    ),
    Kind("tick", "bool = False", "ja", True),
    Kind("link", 'str = ""', ADDRESS, ADDRESS),
    Kind("names", "tuple[str, ...] = ()", "Lantaarnopstekers", ["Lantaarnopstekers"], is_text=True),
    Kind("days", "tuple[date, ...] = ()", "5-4-2027", ["2027-04-05"], "2027-04-05", "5 april 2027"),
]
PRIVATE_TYPED = {
    "line": SECRET,
    "text": SECRET,
    "day": "9-9-2071",
    "number": "1187",
    "choice": "done",
    "tick": "ja",
    "link": f"https://{SECRET}.example.nl/",
    "names": SECRET,
    "days": "8-8-2071",
}  # fmt: skip
FIRST_PLACE = len(COLUMNS) + 1


def attributes() -> str:
    return "".join(f"    {side}_{kind.name}: {kind.attribute}\n" for kind in KINDS for side in ("open", "inner"))


def row_of(kind: Kind, number: int) -> str:
    """Two rows: one that everyone may read, with a column of its own, and one that says nothing of that."""
    told = f'kind=FieldKind.{kind.name.upper()}, section=Section.WHY, {kind.row}meaning=N_("Meaning of {kind.name}."), '
    public = f'is_public=True, is_searched={kind.is_text}, dutch="open_{kind.name}", column={FIRST_PLACE + number}, '
    return (
        f'    Field(name="open_{kind.name}", label=N_("Open {kind.name}"), {told}{public}headers="kop {kind.name}"),\n'
        f'    Field(name="inner_{kind.name}", label=N_("Inner {kind.name}"), {told}),\n'
    )


def add_to_part(copy: Path, part: str, table: str, place: str, last: str) -> None:
    """Two texts for every party, kind of data, flow or document: one for everyone, and one that says nothing."""
    content, rows = copy / PARTED, copy / place
    content.write_text(content.read_text().replace(last, f'{last}    seen: str = ""\n    hidden: str = ""\n', 1))
    before, after = rows.read_text().split(f"\n{table}: tuple", 1)
    told, others = after.split("\n)\n", 1)
    text = "kind=FieldKind.TEXT"
    told += f'\n    Field(name="seen", {text}, label=N_("Seen {part}"), is_public=True, dutch="zichtbaar"),'
    told += f'\n    Field(name="hidden", {text}, label=N_("Hidden {part}")),'
    rows.write_text(f"{before}\n{table}: tuple{told}\n)\n{others}")


def translations() -> str:
    words = [
        (f"{english} {kind.name}", f"{dutch} {kind.name}")
        for kind in KINDS
        for english, dutch in (("Open", "Openbaar"), ("Inner", "Binnen"))
    ]
    words += [(f"Seen {part}", f"Zichtbaar {part}") for part in PARTS]
    words += [(f"Hidden {part}", f"Verborgen {part}") for part in PARTS]
    words += [(f"Meaning of {kind.name}.", f"Betekenis van {kind.name}.") for kind in KINDS]
    return "".join(f'\nmsgid "{english}"\nmsgstr "{dutch}"\n' for english, dutch in words)


def grow(copy: Path) -> None:
    """Copy the program to an empty folder, and add the fields."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "images"))
        else:
            shutil.copy(ROOT / name, copy / name)
    content, rows, words = (copy / name for name in (CONTENT, ROWS, WORDS))
    told = content.read_text()
    content.write_text(told.replace('    costs: str = ""\n', f'    costs: str = ""\n{attributes()}', 1))
    told = rows.read_text().rstrip()
    assert told.endswith(")")
    rows.write_text(told[:-1] + "".join(row_of(kind, n) for n, kind in enumerate(KINDS)) + ")\n")
    words.write_text(words.read_text() + translations())
    for part, (table, place, last) in PARTS.items():
        add_to_part(copy, part, table, place, last)
