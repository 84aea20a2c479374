"""The register's own export is read item by item, to the same values as all at once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.importing.errors import BadJson, ImportRefused, TooManyRows
from agreements.importing.formats import json_stream
from agreements.importing.formats.json_stream import read_list, read_object

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20).filter(str.isprintable),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PARTS = pytest.mark.parametrize("part", [1, 7, json_stream.FIRST_PART])


def read(data: bytes) -> tuple[dict[str, Any], list[Any]]:
    items: list[Any] = []
    return read_object(data, "lijst", items.append), items


@given(st.lists(VALUES, max_size=4), st.integers(1, 40), st.sampled_from([None, 1]), st.booleans())
def test_every_item_is_read_wherever_a_part_of_the_file_ends(
    items: list[Any], part: int, indent: int | None, plain: bool
) -> None:
    written = json.dumps({"voor": 12, "lijst": items, "na": "€"}, indent=indent, ensure_ascii=plain)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(json_stream, "FIRST_PART", part)
        found = read(written.encode("utf-8-sig", "surrogatepass"))

    assert found == ({"voor": 12, "lijst": [], "na": "€"}, items)


@PARTS
@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'{"lijst": [1, 2', "line 1"),
        (b'{"lijst": [1\n\n 2]}', "line 3"),
        (b'{"lijst": [1,]}', "line 1"),
        (b'{"lijst": [tru]}', "line 1"),
        (b'{"lijst": ["open', "line 1"),
        (b'{"lijst": []} x', "line 1"),
        (b'{"lijst": []\n,}', "line 2"),
        (b"{1: []}", "line 1"),
        (b'{"a" 1}', "line 1"),
        (b'{"a": 1, "a": 2}', "doubled key a"),
        (b'{"lijst": [{"b": 1, "b": 2}]}', "doubled key b"),
        (b'{"lijst": [NaN]}', "NaN"),
        (b'{"lijst": ["\xff"]}', "UTF-8"),
        (b'{"lijst": ' + b"[" * 100_000, "nested too deeply"),
    ],
)
def test_json_that_is_wrong_is_refused_with_the_place(
    data: bytes, problem: str, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "FIRST_PART", part)

    with pytest.raises(BadJson, match=problem):
        read(data)


def test_one_value_may_not_be_as_long_as_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'{"lijst": ["' + b"x" * 1_500_000 + b'"]}'

    assert len(read(data)[1][0]) == 1_500_000
    monkeypatch.setattr(json_stream, "MAX_JSON_VALUE", 500_000)
    with pytest.raises(BadJson):
        read(data)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b'{"lijst": [' + b"1," * 20_000 + b"1]}", TooManyRows),
        (b'{"lijst": [], "andere": [' + b"1," * 20_000 + b"1]}", TooManyRows),
        (b"{" + b",".join(b'"%d": 1' % number for number in range(1_001)) + b"}", BadJson),
    ],
)
def test_of_nothing_there_may_be_endlessly_many(data: bytes, error: type[ImportRefused]) -> None:
    with pytest.raises(error):
        read(data)


def test_a_list_by_itself_is_read_in_the_same_way() -> None:
    items: list[Any] = []

    read_list(b'[1, {"a": 2}, []]', items.append)

    assert items == [1, {"a": 2}, []]
    with pytest.raises(BadJson):
        read_list(b"[1] 2", items.append)


def test_what_is_long_beside_the_list_is_not_kept() -> None:
    assert read(b'{"a": [1, 2], "b": {"c": 1}, "d": "kort", "lijst": 5}') == (
        {"a": [], "b": {}, "d": "kort", "lijst": 5},
        [],
    )
