"""The form in which somebody says what each column of a list is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agreements.domain.catalogue import SECTIONS
from agreements.http.posted import BadForm
from agreements.importing.mapping.wishes import ORDERS, Wish, Wishes
from agreements.importing.tables.columns import TARGETS
from agreements.importing.tables.header import ColumnReading, Header, Why
from agreements.importing.values.closed_lists import LISTS
from agreements.importing.values.words import plain
from agreements.texts import Texts

MEANING, ORDER, WORD = "kolom", "volgorde", "woord"


@dataclass(frozen=True, slots=True)
class WordView:
    """A word of a closed list that the register does not have, and what somebody says that it means."""

    id: str
    word: str
    value: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column as the form shows it."""

    name: str
    examples: tuple[str, ...]
    why: str
    is_sure: bool
    meaning_id: str
    meaning: str
    order_id: str
    """Empty where no date can be read in two ways."""
    order: str
    words: tuple[WordView, ...] = ()


def columns_shown(header: Header, texts: Texts) -> list[ColumnView]:
    """The columns in their order."""
    return [_view(place, column, header, texts) for place, column in enumerate(header.columns)]


def fields_offered(texts: Texts) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a column can be: in the groups of the form, each value with its words."""
    return [
        (
            texts(title),
            [(one.meaning, texts(one.label)) for one in TARGETS.values() if one.section is section],
        )
        for section, (title, _) in SECTIONS.items()
    ]


def wishes_in(posted: Mapping[str, str], header: Header) -> Wishes:
    """What somebody said: what differs from what was shown, what they said before, and what they left though it was not
    sure. Raises `BadForm` for a field that the form does not offer."""
    said = [_wish(posted, place, column) for place, column in enumerate(header.columns)]
    times = Counter(wish.meaning for wish in said)
    pairs = zip(header.columns, said, strict=True)
    columns = {column.name: wish for column, wish in pairs if _is_said(column, wish, times[wish.meaning])}
    return Wishes(columns, _values_in(posted, header, said))


def _values_in(posted: Mapping[str, str], header: Header, said: Sequence[Wish]) -> dict[str, dict[str, str]]:
    """What the words of closed lists mean, with those that were explained before and are not on the page."""
    found = {meaning: dict(words) for meaning, words in header.values.items()}
    for place, (column, wish) in enumerate(zip(header.columns, said, strict=True)):
        if column.meaning is None or wish.meaning != column.meaning:
            continue
        for number, word in enumerate(column.open_words):
            value = posted.get(f"{WORD}-{place}-{number}", "")
            if value and value not in set(LISTS[column.meaning]):
                raise BadForm()
            found.setdefault(column.meaning, {})[plain(word)] = value
    explained = {meaning: {word: value for word, value in words.items() if value} for meaning, words in found.items()}
    return {meaning: words for meaning, words in explained.items() if words}


def _view(place: int, column: ColumnReading, header: Header, texts: Texts) -> ColumnView:
    shown = column.meaning or column.proposal
    asks_order = bool(shown) and TARGETS[shown].is_date and (column.is_order_open or column.order is not None)
    return ColumnView(
        name=column.name,
        examples=column.examples,
        why=texts(column.why.value.sentence, **column.values),
        is_sure=column.is_sure,
        meaning_id=f"{MEANING}-{place}",
        meaning=shown,
        order_id=f"{ORDER}-{place}" if asks_order else "",
        order=next((word for word, order in ORDERS.items() if order is column.order), ""),
        words=tuple(_words(place, column, header, texts)),
    )


def _words(place: int, column: ColumnReading, header: Header, texts: Texts) -> Iterator[WordView]:
    if column.meaning not in LISTS:
        return
    options = tuple((value.value, texts.word(value)) for value in LISTS[column.meaning])
    explained = header.values.get(column.meaning, {})
    for number, word in enumerate(column.open_words):
        yield WordView(f"{WORD}-{place}-{number}", word, explained.get(plain(word), ""), options)


def _wish(posted: Mapping[str, str], place: int, column: ColumnReading) -> Wish:
    meaning = posted.get(f"{MEANING}-{place}", column.meaning or "")
    order = posted.get(f"{ORDER}-{place}", "")
    if (meaning and meaning not in TARGETS) or (order and order not in ORDERS):
        raise BadForm()
    has_dates = bool(meaning) and TARGETS[meaning].is_date
    return Wish(meaning or None, ORDERS[order] if order and has_dates else None)


def _is_said(column: ColumnReading, wish: Wish, times: int) -> bool:
    is_other = (wish.meaning, wish.order) != (column.meaning, column.order)
    is_confirmed = not column.is_sure and wish.meaning is not None and times == 1
    return is_other or column.why is Why.CHOSEN or is_confirmed
