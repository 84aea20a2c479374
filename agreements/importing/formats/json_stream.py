"""JSON with a long list in it, read item by item: of the register's own export of 10,000 agreements no more than one is
kept at a time as JSON."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from agreements.importing.errors import BadJson, TooManyRows
from agreements.importing.formats.json_source import no_such_constant, without_doubles
from agreements.importing.formats.limits import MAX_JSON_NAMES, MAX_JSON_VALUE, MAX_ROWS

FIRST_PART = 1 << 18
"""Bytes that are looked at together; more when a value is longer."""
SPACES = re.compile(r"[ \t\r\n]*")
TAIL = 16
"""Characters at the end of a part, in which what looks wrong, or whole, may only be cut off."""
CUT_OFF = "Unterminated"


def read_object(data: bytes, listed: str, take: Callable[[Any], None]) -> dict[str, Any]:
    """The members of the object that a document is, lists and objects in it left empty; each item of the list `listed`
    goes to `take`. Raises `BadJson` with what is wrong, or `TooManyRows`."""
    with _refusing():
        return _Reader(data).whole_object({listed: take})


def read_list(data: bytes, take: Callable[[Any], None]) -> None:
    """Each item of the list that a document is goes to `take`. Raises the same."""
    with _refusing():
        _Reader(data).whole_list(take)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        raise BadJson(problem="not UTF-8") from error
    except RecursionError as error:
        raise BadJson(problem="nested too deeply") from error
    except ValueError as error:
        raise BadJson(problem=str(error)[:80]) from error


def _nobody(item: Any) -> None:
    """Takes what is not wanted."""


class _Reader:
    """Walks over the text, of which only the part around its place is decoded."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._decoded = 0
        self._text = ""
        self._at = 0
        self._lines = 0
        self._values = json.JSONDecoder(object_pairs_hook=without_doubles, parse_constant=no_such_constant)
        self._more(FIRST_PART)

    def whole_object(self, takers: Mapping[str, Callable[[Any], object]]) -> dict[str, Any]:
        """A document that is an object; the items of its lists go to those who take them."""
        made: dict[str, Any] = {}
        self._expect("{")
        while not self._has("}", after=bool(made)):
            name = self._name()
            if name in made:
                raise ValueError(f"doubled key {name[:40]}")
            if len(made) >= MAX_JSON_NAMES:
                raise self._wrong()
            made[name] = self._list(takers.get(name, _nobody)) if self._sign() == "[" else self._short(self._value())
        self._end()
        return made

    def whole_list(self, take: Callable[[Any], object]) -> None:
        """A document that is a list."""
        self._list(take)
        self._end()

    def _end(self) -> None:
        if self._sign():
            raise self._wrong()

    def _list(self, take: Callable[[Any], object]) -> list[Any]:
        self._expect("[")
        count = 0
        while not self._has("]", after=count > 0):
            count += 1
            if count > MAX_ROWS:
                raise TooManyRows(limit=MAX_ROWS)
            take(self._value())
        return []

    def _short(self, value: Any) -> Any:
        return {} if isinstance(value, dict) else value

    def _name(self) -> str:
        name = self._value()
        if not isinstance(name, str):
            raise self._wrong()
        self._expect(":")
        return name

    def _has(self, end: str, *, after: bool) -> bool:
        """Whether the object or list ends here; else a comma must stand there `after` something."""
        sign = self._sign()
        if sign == end:
            self._at += 1
            return True
        if after:
            self._expect(",")
        return False

    def _expect(self, sign: str) -> None:
        if self._sign() != sign:
            raise self._wrong()
        self._at += 1

    def _sign(self) -> str:
        """The next sign that is no space; empty at the end."""
        while True:
            self._at = self._after_spaces()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(FIRST_PART):
                return ""

    def _value(self) -> Any:
        self._sign()
        part = FIRST_PART
        while True:
            try:
                value, end = self._values.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                is_cut = error.msg.startswith(CUT_OFF) or error.pos >= len(self._text) - TAIL
                if not (is_cut and self._more(part)):
                    raise self._wrong(error.pos) from error
            else:
                if end < len(self._text) - TAIL or not self._more(part):
                    self._at = end
                    return value
            part *= 2

    def _after_spaces(self) -> int:
        match = SPACES.match(self._text, self._at)
        return match.end() if match else self._at

    def _more(self, size: int) -> bool:
        """Decode on, and forget what lies behind; whether there was more. Raises `BadJson` for a value without end."""
        if self._decoded == len(self._data):
            return False
        if len(self._text) - self._at > MAX_JSON_VALUE:
            raise self._wrong()
        self._lines += self._text.count("\n", 0, self._at)
        part = self._data[self._decoded : self._decoded + size]
        self._decoded += len(part)
        self._text = self._text[self._at :] + self._decode(part, self._decoded == len(self._data))
        self._at = 0
        return True

    def _wrong(self, place: int | None = None) -> BadJson:
        line = self._lines + self._text.count("\n", 0, self._at if place is None else place) + 1
        return BadJson(problem=f"line {line}")
