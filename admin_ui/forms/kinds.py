"""The kinds of field that forms have: how each is read, and how it is drawn.

A reader gets what was typed and gives a value of the domain, or raises `Refused` with the sentence to show.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator

from agreements.dates import parse_full_date
from agreements.domain.agreement import LONGEST_LEAD_DAYS, DecisionKind
from agreements.domain.catalogue import Field, FieldKind
from agreements.domain.errors import AgreementError
from agreements.domain.reference import check_reference
from agreements.domain.vocabulary import AskedBy, DestructionMethod
from agreements.domain.wording import N_

LONGEST_LINE = 500
LONGEST_TEXT = 10_000
LONGEST_ADDRESS = 2000
MOST_COUNTED = 100_000
YES = "ja"


class Refused(ValueError):
    """Carries the refusal through pydantic, so that the page can show it in the reader's language."""

    def __init__(self, error: AgreementError) -> None:
        self.error = error
        super().__init__(str(error))


class TooLong(AgreementError):
    """More than anyone would read."""

    sentence = N_("This is too long: %(length)s characters. Use at most %(limit)s.")


class NotANumber(AgreementError):
    """A field for a whole number holds something else."""

    sentence = N_("“%(text)s” is not a whole number. Write figures only, such as 12.")


class NumberTooLarge(AgreementError):
    """A number past any sensible value."""

    sentence = N_("This number is too large. Give at most %(limit)s.")


class DateMissing(AgreementError):
    """A step needs a date."""

    sentence = N_("Give a date, such as 31-12-2026.")


class UnknownChoice(AgreementError):
    """A value that the list does not offer."""

    sentence = N_("Choose one of the options in the list.")


class BadLink(AgreementError):
    """An address that readers cannot or should not follow."""

    sentence = N_("Give a full web address, such as https://www.example.nl/document.")


class Control(StrEnum):
    """How a field is drawn."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"
    TICK = "tick"
    LINK = "link"
    PARTY = "party"
    DATA = "data"
    PICK = "pick"


@dataclass(frozen=True, slots=True)
class Drawn:
    """Metadata of a field: its control, for a choice the words to choose from, and which is chosen beforehand."""

    control: Control
    words: type[StrEnum] | None = None
    default: StrEnum | None = None


def _line(typed: str) -> str:
    return _short_enough(" ".join(typed.split()), LONGEST_LINE)


def _text(typed: str) -> str:
    lines = [line.rstrip() for line in typed.split("\n")]
    return _short_enough("\n".join(lines).strip(), LONGEST_TEXT)


def _short_enough(text: str, limit: int) -> str:
    if len(text) > limit:
        raise Refused(TooLong(length=len(text), limit=limit))
    return text


def _day(typed: str) -> date | None:
    if not typed.strip():
        return None
    try:
        return parse_full_date(typed)
    except AgreementError as error:
        raise Refused(error) from error


def _must_be_day(typed: str) -> date:
    day = _day(typed)
    if day is None:
        raise Refused(DateMissing())
    return day


def _lead_days(typed: str) -> tuple[int, ...]:
    """Whole numbers with commas or spaces between them, the longest first."""
    read = _number(LONGEST_LEAD_DAYS)
    numbers = {
        number for part in typed.replace(",", " ").replace(";", " ").split() if (number := read(part)) is not None
    }
    return tuple(sorted(numbers, reverse=True))


def _number(limit: int) -> Callable[[str], int | None]:
    def read(typed: str) -> int | None:
        plain = typed.strip()
        if not plain:
            return None
        if not (plain.isascii() and plain.isdigit()):
            raise Refused(NotANumber(text=plain[:60]))
        if len(plain) > len(str(limit)) or int(plain) > limit:
            raise Refused(NumberTooLarge(limit=limit))
        return int(plain)

    return read


def _link(typed: str) -> str:
    """Only http and https to a host with a name: no scripts, no files, nothing inside the office's own network."""
    address = "".join(_short_enough(typed.strip(), LONGEST_ADDRESS).split())
    if address and not _is_web_address(address):
        raise Refused(BadLink())
    return address


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    is_named = "." in host.strip(".") and not _is_ip(host) and "\\" not in address
    return parts.scheme in {"http", "https"} and is_named and parts.username is None


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.rsplit(".", 1)[-1].isdigit()
    return True


def _reference(typed: str) -> str | None:
    if not typed.strip():
        return None
    try:
        return check_reference(typed.strip())
    except AgreementError as error:
        raise Refused(error) from error


def _one_of(words: type[StrEnum], when_empty: StrEnum | None = None) -> Callable[[str], StrEnum | None]:
    def read(typed: str) -> StrEnum | None:
        if not typed:
            return when_empty
        try:
            return words(typed)
        except ValueError as error:
            raise Refused(UnknownChoice()) from error

    return read


def must_choose(words: type[StrEnum]) -> Callable[[str], StrEnum]:
    """A reader of one of these words; nothing chosen is refused."""

    def read(typed: str) -> StrEnum:
        chosen = _one_of(words)(typed)
        if chosen is None:
            raise Refused(UnknownChoice())
        return chosen

    return read


def _must_pick(typed: str) -> str:
    if not typed:
        raise Refused(UnknownChoice())
    return typed


Line = Annotated[str, BeforeValidator(_line), Drawn(Control.LINE)]
LongText = Annotated[str, BeforeValidator(_text), Drawn(Control.TEXT)]
Day = Annotated[date | None, BeforeValidator(_day), Drawn(Control.DAY)]
Count = Annotated[int | None, BeforeValidator(_number(MOST_COUNTED)), Drawn(Control.NUMBER)]
MustBeDay = Annotated[date, BeforeValidator(_must_be_day), Drawn(Control.DAY)]
LeadDays = Annotated[tuple[int, ...], BeforeValidator(_lead_days), Drawn(Control.LINE)]
Picked = Annotated[str | None, BeforeValidator(lambda typed: typed or None), Drawn(Control.PICK)]
MustPick = Annotated[str, BeforeValidator(_must_pick), Drawn(Control.PICK)]
MustPickDay = Annotated[date, BeforeValidator(_must_be_day), Drawn(Control.PICK)]
PickedDay = Annotated[date | None, BeforeValidator(_day), Drawn(Control.PICK)]
Link = Annotated[str, BeforeValidator(_link), Drawn(Control.LINK)]
Reference = Annotated[str | None, BeforeValidator(_reference), Drawn(Control.LINE)]
Department = Annotated[str, BeforeValidator(_line), Drawn(Control.PICK)]
Tick = Annotated[bool, BeforeValidator(lambda typed: typed == YES), Drawn(Control.TICK)]

Method = Annotated[
    DestructionMethod, BeforeValidator(must_choose(DestructionMethod)), Drawn(Control.CHOICE, DestructionMethod)
]
Asker = Annotated[AskedBy, BeforeValidator(must_choose(AskedBy)), Drawn(Control.CHOICE, AskedBy)]
Decided = Annotated[DecisionKind, BeforeValidator(must_choose(DecisionKind)), Drawn(Control.PICK)]


def _choice(row: Field) -> Any:
    words = row.words
    if words is None:
        raise TypeError(f"the row of {row.name} names no list to choose from")
    return Annotated[Any, BeforeValidator(_one_of(words, row.default)), Drawn(Control.CHOICE, words, row.default)]


READERS: dict[FieldKind, Callable[[Field], Any]] = {
    FieldKind.LINE: lambda row: Line,
    FieldKind.TEXT: lambda row: LongText,
    FieldKind.DAY: lambda row: Day,
    FieldKind.NUMBER: lambda row: Annotated[int | None, BeforeValidator(_number(row.most)), Drawn(Control.NUMBER)],
    FieldKind.CHOICE: _choice,
    FieldKind.TICK: lambda row: Tick,
    FieldKind.LINK: lambda row: Link,
    FieldKind.REFERENCE: lambda row: Reference,
    FieldKind.DEPARTMENT: lambda row: Department,
    FieldKind.PARTY: lambda row: Annotated[str, Drawn(Control.PARTY)],
    FieldKind.DATA: lambda row: Annotated[list[str], Drawn(Control.DATA)],
}
"""For each kind of field of the catalogue that has a control of its own: how it is read and drawn."""
