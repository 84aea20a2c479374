"""Adding a field is an attribute, a row and its translation. A copy of the program is given fields of every kind in
exactly these three files, one of each kind public and one private, and asked what it does with them.
"""

from __future__ import annotations

import csv
import filecmp
import io
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

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
    "agreements/domain/catalogue/why.py",
    "agreements/locale/nl/fields.po",
)
SECRET = "GEHEIM"


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
FIRST_PLACE = 31


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


def translations() -> str:
    words = [
        (f"{english} {kind.name}", f"{dutch} {kind.name}")
        for kind in KINDS
        for english, dutch in (("Open", "Openbaar"), ("Inner", "Binnen"))
    ]
    words += [(f"Meaning of {kind.name}.", f"Betekenis van {kind.name}.") for kind in KINDS]
    return "".join(f'\nmsgid "{english}"\nmsgstr "{dutch}"\n' for english, dutch in words)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the new fields: written in three files."""
    copy = tmp_path_factory.mktemp("grown")
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
    return copy


def run(folder: Path, *words: str, said: str = "") -> subprocess.CompletedProcess[str]:
    """A command of Python inside the copy, with the copy's own program."""
    environment = {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, input=said, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def told(grown: Path) -> dict[str, Any]:
    """What the copy does with the new fields."""
    names = [kind.name for kind in KINDS]
    asked = {
        "typed": {f"open_{kind.name}": kind.typed for kind in KINDS}
        | {f"inner_{name}": PRIVATE_TYPED[name] for name in names},
        "words": [*(kind.said for kind in KINDS if kind.is_text), SECRET],
        "list": (
            ";".join(["titel", *(f"Kop {name}" for name in names)]),
            ";".join(["Uit een lijst", *(kind.typed.replace("not_needed", "not needed") for kind in KINDS)]),
        ),
    }
    done = run(grown, "-m", "tests.grown_program", said=json.dumps(asked))
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


each = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def test_the_fields_were_added_in_three_files(grown: Path) -> None:
    here = [path for folder in ("agreements", "admin_ui", "scheduler", "tests") for path in (ROOT / folder).rglob("*")]
    kept = [path.relative_to(ROOT) for path in here if path.is_file() and "__pycache__" not in path.parts]

    changed = [str(path) for path in kept if (grown / path).exists() and not filecmp.cmp(ROOT / path, grown / path)]

    assert sorted(changed) == sorted([CONTENT, ROWS, WORDS])


@each
def test_the_form_asks_for_it_and_reads_it(told: dict[str, Any], kind: Kind) -> None:
    form = told["form"]

    assert form["labels"][f"open_{kind.name}"] == f"Openbaar {kind.name}"
    assert form["labels"][f"inner_{kind.name}"] == f"Binnen {kind.name}"
    assert form["words"][f"open_{kind.name}"] == kind.said
    assert form["round_trip"]


def test_it_is_stored_and_a_document_of_before_is_still_read(told: dict[str, Any]) -> None:
    assert told["form"]["stored"]
    assert told["form"]["old_document"]


@each
def test_an_address_of_a_person_in_it_is_refused_when_everyone_could_read_it(told: dict[str, Any], kind: Kind) -> None:
    assert (f"open_{kind.name}" in told["refused"]) is kind.is_text
    assert f"inner_{kind.name}" not in told["refused"]


@each
def test_residents_read_it_when_its_row_says_so(told: dict[str, Any], kind: Kind) -> None:
    page = told["public"]["page"]

    assert f"Openbaar {kind.name}" in page
    assert kind.said in page
    assert f"Binnen {kind.name}" not in page


@each
def test_it_stands_in_the_files_under_its_dutch_name(told: dict[str, Any], kind: Kind) -> None:
    public = told["public"]
    [line] = csv.DictReader(io.StringIO(public["csv"]))

    assert public["json"][f"open_{kind.name}"] == kind.in_json
    assert line[f"open_{kind.name}"] == kind.in_csv
    assert f"Betekenis van {kind.name}." in public["open_data"]


TYPES = {"day": "date", "days": "date", "number": "integer", "tick": "boolean", "link": "anyURI"}


@each
def test_the_description_of_the_csv_tells_its_type(told: dict[str, Any], kind: Kind) -> None:
    [column] = [one for one in told["public"]["csv_metadata"] if one["name"] == f"open_{kind.name}"]
    datatype = column["datatype"]["base"] if kind.name == "tick" else column["datatype"]

    assert datatype == TYPES.get(kind.name, "string")
    assert ("separator" in column) is (kind.name in {"names", "days"})


def test_nothing_of_the_private_fields_leaves(told: dict[str, Any]) -> None:
    public = told["public"]

    assert SECRET not in public["everything"]
    assert not any(word in public["everything"] for word in ("2071", "1187", "Binnen "))
    assert not [name for name in public["json"] if name.startswith("inner")]
    assert not any(public["json"]["inhoud"][f"inner_{kind.name}"] for kind in KINDS)


def test_the_export_comes_back_as_what_was_public(told: dict[str, Any]) -> None:
    assert told["public"]["comes_back"]


@each
def test_our_own_csv_comes_back_too(told: dict[str, Any], kind: Kind) -> None:
    assert told["public"]["csv_comes_back"][f"open_{kind.name}"] == told["values"][f"open_{kind.name}"]


@each
def test_what_changed_names_it(told: dict[str, Any], kind: Kind) -> None:
    changed = told["public"]["changed"].split('id="whole"')[0]

    assert f"Openbaar {kind.name}" in changed
    assert kind.said in changed
    assert f"Binnen {kind.name}" not in changed


def test_agreements_are_found_by_its_words_if_its_row_says_so(told: dict[str, Any]) -> None:
    assert told["public"]["found"] == {kind.said: True for kind in KINDS if kind.is_text} | {SECRET: False}


@each
def test_a_column_of_a_list_that_means_it_is_read(told: dict[str, Any], kind: Kind) -> None:
    assert told["imported"][f"open_{kind.name}"] == told["values"][f"open_{kind.name}"]


@each
def test_the_documents_tell_of_it(told: dict[str, Any], kind: Kind) -> None:
    lines = {line.split(" | ")[0]: line for line in told["documents"].splitlines()}

    assert f"`open_{kind.name}` | `open_{kind.name}`" in lines[f"| `open_{kind.name}`"]
    assert " | yes" in lines[f"| `open_{kind.name}`"]
    assert " | no | – | – | – | – |" in lines[f"| `inner_{kind.name}`"]


def test_the_rules_of_the_house_hold_for_it(grown: Path) -> None:
    done = run(grown, "-m", "tests.fields_page")
    assert done.returncode == 0, done.stderr[-2000:]

    shelves = ("tests/unit/test_catalogue.py", "tests/unit/test_dutch.py", "tests/architecture/test_catalogue.py")
    done = run(grown, "-m", "pytest", "-q", "-p", "no:cacheprovider", *shelves, "tests/architecture/test_texts.py")

    assert done.returncode == 0, done.stdout[-3000:]
