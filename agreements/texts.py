"""Texts that people read, in their language. English message ids stand in the code; Dutch is the default.

Catalogues are plain gettext files, one per part of the house: `locale/<language>/*.po`, read at the start and
merged. There is nothing to compile. A text without a translation shows its English words.
"""

from __future__ import annotations

import functools
import gettext
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from agreements.domain.deadlines import KINDS, DeadlineKind
from agreements.domain.errors import AgreementError

LOCALE_DIRECTORY = Path(__file__).parent / "locale"
DEFAULT_LANGUAGE = "nl"


class Language(StrEnum):
    """The languages that we speak."""

    NL = "nl"
    EN = "en"


LANGUAGES = tuple(language.value for language in Language)


class _Spoken(gettext.NullTranslations):
    """What all catalogues of a language say. `GNUTranslations` would have them sorted and written into a file of its
    own first, which takes twice as long as reading them and holds up each start.
    """

    def __init__(self, catalogues: Iterable[Catalog]) -> None:
        super().__init__()
        self._texts: dict[str, str] = {}
        self._plurals: dict[str, tuple[tuple[str, ...], Callable[[int], int]]] = {}
        for catalogue in catalogues:
            number_to_form = gettext.c2py(catalogue.plural_expr)
            for message in catalogue:
                if message.pluralizable:
                    self._plurals[message.id[0]] = tuple(message.string or message.id), number_to_form
                elif message.id and message.string:
                    self._texts[str(message.id)] = str(message.string)

    def gettext(self, message: str) -> str:
        """The text, or the message itself when there is none."""
        return self._texts.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The text for so many, or one of the messages when there is none."""
        if msgid1 not in self._plurals:
            return super().ngettext(msgid1, msgid2, n)
        forms, number_to_form = self._plurals[msgid1]
        return forms[number_to_form(n)]


@functools.cache
def translations(language: str) -> gettext.NullTranslations:
    """All catalogues of a language as one; English needs none."""
    paths = sorted((LOCALE_DIRECTORY / language).glob("*.po"))
    return _Spoken(read_po(io.BytesIO(path.read_bytes()), locale=language) for path in paths)


@dataclass(frozen=True, slots=True)
class Texts:
    """Speaks one language: translates messages, names words of the vocabulary, writes dates in full."""

    language: str = DEFAULT_LANGUAGE

    def __call__(self, message: str, /, **values: object) -> str:
        """Translate `message` and fill its %(name)s places; dates and words are written for people."""
        translated = translations(self.language).gettext(message)
        return translated % {name: self.shown(value) for name, value in values.items()} if values else translated

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """Translate by number; %(count)s is filled in."""
        translated = translations(self.language).ngettext(one, many, count)
        return translated % {"count": count, **{name: self.shown(value) for name, value in values.items()}}

    def shown(self, value: object) -> object:
        """A value as people read it."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return self.day(value)
        return self.word(value) if isinstance(value, StrEnum | DeadlineKind) else value

    def word(self, value: StrEnum | DeadlineKind | None) -> str:
        """The name of a word from a controlled list: message id `ClassName.value`."""
        if value is None:
            return ""
        return _word(value, self.language)

    def deadline(self, kind: DeadlineKind, subject: str) -> str:
        """What a deadline is called; `subject` tells those of one kind apart."""
        return self(KINDS[kind].name, number=subject, party=subject)

    def day(self, value: date) -> str:
        """A date in full, such as 31 december 2026."""
        return _day(value, self.language)

    def month(self, value: date) -> str:
        """The month of a date, such as december 2026."""
        return format_date(value, "MMMM y", locale=self.language)

    def instant(self, value: datetime, zone: ZoneInfo) -> str:
        """A date and time in the office's time zone, such as 31 december 2026, 14:05."""
        return format_datetime(value, "d MMMM y, HH:mm", tzinfo=zone, locale=self.language)

    def number(self, value: int) -> str:
        """A number as people read it, such as 20.000."""
        return format_decimal(value, locale=self.language)

    def refusal(self, error: AgreementError) -> str:
        """The sentence of a refusal."""
        return self(error.sentence, **error.values)


@functools.lru_cache(maxsize=20_000)
def _day(value: date, language: str) -> str:
    """A page of a list writes a hundred, and Babel takes as long for each as for a row of the list."""
    return format_date(value, "d MMMM y", locale=language)


# By type too: words of two lists are equal when they are written alike, and may be called otherwise.
@functools.lru_cache(maxsize=4096, typed=True)
def _word(value: StrEnum | DeadlineKind, language: str) -> str:
    key = f"{type(value).__name__}.{value}"
    translated = translations(language).gettext(key)
    return str(value).replace("_", " ") if translated == key else translated


def choose_language(asked: str | None, accept_language: str = "") -> str:
    """The language of a page: `?taal=` first, then the browser's first wish that we speak, else Dutch."""
    if asked in LANGUAGES:
        return asked
    wishes = [part.split(";")[0].strip().lower()[:2] for part in accept_language.split(",")]
    return next((wish for wish in wishes if wish in LANGUAGES), DEFAULT_LANGUAGE)
