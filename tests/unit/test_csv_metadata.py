"""The description of the CSV for programs (CSVW): with it alone every cell is read as what it is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from agreements.publication.csv_file import csv_header, csv_rows
from agreements.publication.csv_metadata import csv_metadata
from tests import people
from tests.published import BASE_URL, published

DESCRIBED: dict[str, Any] = json.loads(csv_metadata(BASE_URL))
COLUMNS: list[dict[str, Any]] = DESCRIBED["tableSchema"]["columns"]
READERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat,
    "anyURI": lambda text: text if text.startswith("https://") else None,
    "boolean": {"ja": True, "nee": False}.__getitem__,
}


def read(column: dict[str, Any], cell: str) -> Any:
    """A cell as the description says it is to be read."""
    base = column["datatype"]["base"] if isinstance(column["datatype"], dict) else column["datatype"]
    if "separator" in column:
        return [READERS[base](part) for part in cell.split(column["separator"])] if cell else []
    return READERS[base](cell) if cell else None


def test_it_names_the_columns_of_the_file_in_their_order() -> None:
    assert [column["titles"] for column in COLUMNS] == csv_header().decode().strip().split(",")
    assert DESCRIBED["url"] == f"{BASE_URL}/afspraken.csv"
    assert DESCRIBED["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "nl"}]


def test_every_cell_is_read_as_what_it_says_it_is() -> None:
    agreements = [people.approved(), people.closed(), people.terminated()]
    body = csv_header() + csv_rows([published(agreement, people.DAY_AFTER) for agreement in agreements])

    for line in csv.DictReader(io.StringIO(body.decode(), newline="")):
        said = {column["titles"]: read(column, line[column["titles"]]) for column in COLUMNS}
        assert said["begindatum"] == people.STARTS_ON
        assert said["alle_evaluaties"] == [people.REVIEW_ON]
        assert said["overgangsafspraak"] is False
        assert said["versie"] == 1
        assert said["partijen"] == list({party.name: 1 for party in people.complete_content().parties})
        assert said["bijgewerkt_op"].tzinfo is not None
        assert said["url"]


def test_every_column_is_explained_in_both_languages() -> None:
    for column in COLUMNS:
        told = {one["@language"]: one["@value"] for one in column["dc:description"]}
        assert told.keys() == {"nl", "en"}
        assert told["nl"] != told["en"]


def test_it_says_under_which_terms_the_file_may_be_used() -> None:
    assert DESCRIBED["dc:license"] == {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"}
    assert DESCRIBED["tableSchema"]["primaryKey"] == "kenmerk"
    assert "kenmerk" in {column["name"] for column in COLUMNS}
