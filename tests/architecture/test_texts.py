"""Every text that people read has its Dutch words, and every Dutch word is used."""

from __future__ import annotations

import importlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from agreements.domain.agreement import DecisionKind, ProposalStatus
from agreements.domain.deadlines import KINDS
from agreements.domain.lifecycle import Status
from agreements.texts import LOCALE_DIRECTORY, Texts
from tests.architecture.house import ROOT, files, modules

KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "texts": None,
    "plural": (1, 2),
    "speak": None,
}
"""The functions whose first argument is a message id; `texts(...)`, `texts.plural(...)` and `speak(...)` translate
at once, the others mark a text for later."""

JINJA = {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}
PLACE = re.compile(r"%\((\w+)\)")
WHOLE_PLACE = re.compile(r"%\(\w+\)[sd]|%%")

MessageId = tuple[str, ...]
"""A message id: the text, or the text for one and the text for many."""


def extracted(path: Path) -> Iterator[MessageId]:
    with path.open("rb") as file:
        method: Any = "python" if path.suffix == ".py" else babel_extract
        options = {} if path.suffix == ".py" else JINJA
        for _, message, _, _ in extract(method, file, KEYWORDS, options=options):
            ids = (message,) if isinstance(message, str) else tuple(message)
            if ids[0]:
                yield ids


@cache
def marked() -> dict[MessageId, list[str]]:
    """Every message marked in code and templates, with the files it stands in."""
    found: dict[MessageId, list[str]] = defaultdict(list)
    templates = [name for name in files() if "/templates/" in name]
    for name in [module.place for module in modules()] + templates:
        for message in extracted(ROOT / name):
            found[message].append(name)
    return found


ROOMS_WITH_WORDS = (
    "agreements.domain",
    "agreements.services",
    "agreements.publication",
    "agreements.texts",
    "scheduler",
)


@cache
def vocabulary() -> dict[str, type[StrEnum]]:
    """Every word of every controlled list, by its message id."""
    lists = [
        value
        for module in modules()
        if module.name.startswith(ROOMS_WITH_WORDS)
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    ]
    return {f"{words.__name__}.{word.value}": words for words in lists for word in words}


KINDS_OF_DEADLINE = {f"DeadlineKind.{kind}" for kind in KINDS}
"""Words like those, by the rows of a table."""


def shown_words() -> set[str]:
    """The words that pages, files and mails certainly show."""
    shown = {Status, ProposalStatus, DecisionKind}
    return KINDS_OF_DEADLINE | {
        key
        for key, words in vocabulary().items()
        if words in shown or words.__module__ == "agreements.domain.vocabulary"
    }


def catalogues() -> list[tuple[str, Message]]:
    """Every Dutch message with the file it stands in."""
    found = []
    for path in sorted((LOCALE_DIRECTORY / "nl").glob("*.po")):
        with path.open("rb") as file:
            found += [(path.name, message) for message in read_po(file, locale="nl", abort_invalid=True) if message.id]
    return found


def ids(message: Message) -> MessageId:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> MessageId:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def places(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in PLACE.findall(text)}


def test_every_text_has_dutch_words() -> None:
    translated = {
        key for _, message in catalogues() for key in ids(message)[:1] if all(strings(message)) and not message.fuzzy
    }
    missing = {message[0]: where[0] for message, where in marked().items() if message[0] not in translated}

    assert missing == {}


def test_every_word_of_the_controlled_lists_has_a_dutch_name() -> None:
    translated = {ids(message)[0] for _, message in catalogues() if all(strings(message))}

    assert sorted(shown_words() - translated) == []


def test_a_translation_has_the_same_places_to_fill_as_its_text() -> None:
    wrong = [
        f"{name}: {ids(message)[0]}"
        for name, message in catalogues()
        for text in strings(message)
        if (places([text]) ^ places(ids(message))) - ({"count"} if message.pluralizable else set())
    ]

    assert wrong == []


def test_a_lone_percent_sign_does_not_break_a_text_with_places() -> None:
    broken = [
        f"{name}: {text}"
        for name, message in catalogues()
        for text in strings(message)
        if PLACE.search(text) and "%" in WHOLE_PLACE.sub("", text)
    ]

    assert broken == []


def test_no_text_is_translated_twice_with_different_words() -> None:
    words: dict[str, set[MessageId]] = defaultdict(set)
    for _, message in catalogues():
        words[ids(message)[0]].add(strings(message))

    assert {key: found for key, found in words.items() if len(found) > 1} == {}


def test_no_text_stands_twice_in_one_file() -> None:
    counted = Counter(
        (path.name, text)
        for path in (LOCALE_DIRECTORY / "nl").glob("*.po")
        for text in re.findall(r'^msgid "(.+)"$', path.read_text(encoding="utf-8"), re.M)
    )

    assert [place for place, times in counted.items() if times > 1] == []


def test_no_translation_is_left_over() -> None:
    used = {message[0] for message in marked()} | set(vocabulary()) | KINDS_OF_DEADLINE

    assert [f"{name}: {ids(message)[0]}" for name, message in catalogues() if ids(message)[0] not in used] == []


def test_the_search_for_texts_finds_them_in_code_and_in_templates() -> None:
    found = marked()

    assert ("You submitted this agreement yourself. Ask a colleague to approve it.",) in found
    assert ("Skip to the content",) in found
    assert "Status.active" in shown_words()


def test_dutch_readers_get_dutch() -> None:
    four_eyes = "You submitted this agreement yourself. Ask a colleague to approve it."

    assert Texts("nl")(four_eyes) != four_eyes
    assert Texts("en")(four_eyes) == four_eyes
