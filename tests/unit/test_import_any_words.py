"""Whatever stands in the cells of a list, each row ends somewhere, and everything about it can be said."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from agreements.importing.tables.columns import TARGETS
from tests.import_lists import DUTCH, read

PIECES = (
    "1-1-2026", "31/12/2027", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "tot 1-1-0001", "tot", "t/m", " - ",
    "P999Y", "999 jaar", "46023", "99999", "2026", "Q3 2026", "eind 2025", "idem", "-", "n.v.t.", "geen", "?", "x", "0",
    "A, B en C", "; ", "gemeenten Weert en X", "(", ")", "B.V.", "art. 6 lid 1 sub e", "1 mei '26", "May 1st, 2026",
    "heden", "3 maanden", "drie (3) jaar", "ja", "31-12-9999", "2999", "1-1-1900", " 23:59 uur", "+01:00", "\n", "|",
    "Ã«", "’", "1. ", "2. ", "3521 AZ", "Gemeente Weert: toestemming (", "):", "; B: ",
)  # fmt: skip
NAMES = [target.dutch for target in TARGETS.values() if target.meaning != "title"]
CELL = st.lists(st.sampled_from(PIECES), min_size=1, max_size=2).map(" ".join) | st.text(max_size=12)


@settings(max_examples=50)
@example(["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "tot 1-1-0001"])
@given(st.lists(CELL, min_size=1, max_size=3))
def test_any_words_in_every_column_give_rows_with_sentences(cells: list[str]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(["titel", *NAMES])
    writer.writerows([f"Afspraak {number}", *[cell] * len(NAMES)] for number, cell in enumerate(cells))

    found = read(out.getvalue().replace("\x00", "").encode("utf-8", "replace"))

    assert len(found) >= len(cells)
    assert all(message.said(DUTCH) for row in found for message in row.messages)
