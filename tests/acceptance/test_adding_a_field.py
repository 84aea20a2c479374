"""Adding a field is an attribute, a row and its translation. A copy of the program is given fields of every kind in
exactly these files, one of each kind public and one private, and asked what it does with them; so are its parts.
"""

from __future__ import annotations

import csv
import filecmp
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.house import ROOT
from tests.growing import CONTENT, KINDS, PARTED, PARTS, PRIVATE_TYPED, ROWS, SECRET, WORDS, Kind, grow


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the new fields."""
    copy = tmp_path_factory.mktemp("grown")
    grow(copy)
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
        "typed_in_parts": {part: {"seen": f"Zeemeeuw bij {part}", "hidden": SECRET} for part in PARTS},
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


def test_the_fields_were_added_to_the_record_the_catalogue_and_the_translations_only(grown: Path) -> None:
    here = [path for folder in ("agreements", "admin_ui", "scheduler", "tests") for path in (ROOT / folder).rglob("*")]
    kept = [path.relative_to(ROOT) for path in here if path.is_file() and "__pycache__" not in path.parts]

    changed = [str(path) for path in kept if (grown / path).exists() and not filecmp.cmp(ROOT / path, grown / path)]

    assert sorted(changed) == sorted({CONTENT, PARTED, ROWS, WORDS, *(place for _, place, _ in PARTS.values())})


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


@pytest.mark.parametrize("part", PARTS)
def test_a_field_of_a_part_is_in_every_place_too(told: dict[str, Any], part: str) -> None:
    public, form = told["public"], told["form"]
    [dutch] = {"parties": ["partijen"], "data": ["gegevens"], "flows": ["stromen"], "documents": ["documenten"]}[part]

    assert form["parts"][part] == [f"Zichtbaar {part}", f"Verborgen {part}"]
    assert {one["zichtbaar"] for one in public["json"][dutch]} == {f"Zeemeeuw bij {part}"}
    assert f"Zichtbaar {part}" in public["page"]
    assert f"Zeemeeuw bij {part}" in public["page"]
    assert f"Verborgen {part}" not in public["page"]
    assert f"Zeemeeuw bij {part}" in public["changed"].split('id="whole"')[0]
    assert told["refused_in_parts"][part] == [part]


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
