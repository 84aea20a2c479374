"""A mapping file: what the columns of a list are, written by a run and read by the next; to be changed by hand.

JSON, such as `{"kolommen": {"Onderwerp": "titel", "Van": "begindatum:maand-eerst", "Code": ""}, "waarden": {"soort":
{"Conv.": "convenant"}}}`. A column without a field goes to the notes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from agreements.domain.dutch import slug
from agreements.importing.errors import BadJson, MappingFileUnreadable, WordUnknown
from agreements.importing.formats import json_source
from agreements.importing.mapping.wishes import ORDERS, Wish, Wishes, made, meaning_of, quoted
from agreements.importing.tables.columns import TARGETS
from agreements.importing.tables.header import Header
from agreements.importing.values.closed_lists import LISTS
from agreements.importing.values.words import plain

COLUMNS, VALUES = "kolommen", "waarden"
MAX_BYTES = 200_000
MOST = 1_000
"""Columns, and words of one field."""


def read_wishes(data: bytes) -> Wishes:
    """The wishes in a mapping file. Raises `MappingFileUnreadable`, `FieldUnknown`, `NoSuchOrder` or `WordUnknown`."""
    if len(data) > MAX_BYTES:
        raise MappingFileUnreadable(problem=f"more than {MAX_BYTES:,} bytes")
    try:
        document = json_source.load(data)
    except BadJson as error:
        raise MappingFileUnreadable(problem=error.values["problem"]) from error
    return of_document(document)


def of_document(document: object) -> Wishes:
    """The same of a document that was parsed already."""
    if not isinstance(document, Mapping) or set(document) - {COLUMNS, VALUES}:
        raise MappingFileUnreadable(problem=f"{COLUMNS}, {VALUES}")
    columns = {name: _wish(said) for name, said in _texts(document.get(COLUMNS, {}), COLUMNS).items()}
    values = document.get(VALUES, {})
    if not isinstance(values, Mapping):
        raise MappingFileUnreadable(problem=VALUES)
    return Wishes(columns, dict(_explained(field, words) for field, words in values.items()))


def written(wishes: Wishes) -> bytes:
    """The file from which `read_wishes` reads the same."""
    return (json.dumps(document_of(wishes), ensure_ascii=False, indent=2) + "\n").encode()


def document_of(wishes: Wishes) -> Mapping[str, object]:
    """The wishes as a JSON document."""
    return {
        COLUMNS: {name: said_of(wish) for name, wish in wishes.columns.items()},
        VALUES: {TARGETS[meaning].dutch: dict(_in_dutch(meaning, words)) for meaning, words in wishes.values.items()},
    }


def wishes_of(header: Header) -> Wishes:
    """What was made of the columns of a list, as wishes with which it is read the same again."""
    columns = {column.name: Wish(column.meaning, column.order) for column in header.columns}
    return Wishes(columns, header.values)


def said_of(wish: Wish) -> str:
    """A wish as it is typed, such as begindatum:maand-eerst."""
    field = TARGETS[wish.meaning].dutch if wish.meaning else ""
    order = next((word for word, order in ORDERS.items() if order is wish.order), "")
    return f"{field}:{order}" if order else field


def _wish(said: str) -> Wish:
    wanted, _, order = said.partition(":")
    return made(wanted, order)


def _texts(pairs: Any, where: str) -> Mapping[str, str]:
    if not isinstance(pairs, Mapping) or len(pairs) > MOST or not all(isinstance(said, str) for said in pairs.values()):
        raise MappingFileUnreadable(problem=where)
    return pairs


def _explained(field: str, words: Any) -> tuple[str, Mapping[str, str]]:
    """The field, and the register's word for each word of the source by its plain form."""
    meaning = meaning_of(field)
    return meaning, {plain(word): _word(meaning, said) for word, said in _texts(words, field).items()}


def _word(meaning: str, said: str) -> str:
    """The code of a word of a closed list. Raises `WordUnknown` with the words that there are."""
    words = tuple(LISTS.get(meaning, ()))
    found = {plain(slug(word)): word.value for word in words} | {plain(word): word.value for word in words}
    if plain(said) not in found:
        raise WordUnknown(word=said[:60], field=TARGETS[meaning].dutch, words=quoted(slug(word) for word in words))
    return found[plain(said)]


def _in_dutch(meaning: str, words: Mapping[str, str]) -> Mapping[str, str]:
    known = {word.value: slug(word) for word in LISTS[meaning]}
    return {said: known[word] for said, word in words.items()}
