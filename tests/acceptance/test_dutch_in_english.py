"""On an English page everything that stands in the register is marked as Dutch, so that it is read out as Dutch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from html.parser import HTMLParser

import httpx

from agreements.domain.content import Content
from agreements.web.pages import PAGES
from tests.office import in_force
from tests.people import MUNICIPALITY

SHORTEST = 12
"""Shorter texts may be a part of any word."""
HIDDEN = "not read out"
VOID = {"meta", "link", "img", "br", "hr", "input"}


class Spoken(HTMLParser):
    """Each piece of text of a page with the language in which it would be read out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._languages = ["?"]
        self.pieces: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            given = dict(attrs)
            unheard = HIDDEN if given.get("aria-hidden") == "true" else None
            self._languages.append(unheard or given.get("lang") or self._languages[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._languages.pop()

    def handle_data(self, data: str) -> None:
        self.pieces.append((" ".join(data.split()), self._languages[-1]))


def written(value: object) -> Iterator[str]:
    """Every text that somebody wrote in a part of an agreement."""
    if isinstance(value, StrEnum):
        return
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, tuple):
        for one in value:
            yield from written(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from written(getattr(value, field.name))


def unmarked(page: str, content: Content) -> list[str]:
    """What would be read out as if it were English."""
    known = {text for text in written(content) if len(text) >= SHORTEST} - {MUNICIPALITY}
    main = page[page.index("<main") : page.index("</main>")]
    spoken = Spoken(f'<html lang="en">{main}</html>').pieces
    return [text for text, language in spoken if language == "en" and any(one in text for one in known)]


async def test_what_somebody_wrote_is_read_out_as_dutch(site: httpx.AsyncClient) -> None:
    agreement = await in_force()
    one = f"/afspraken/{agreement.reference}"
    found = {}
    for path in (one, f"{one}/versies/1", f"{one}/vraag", *(page.path for page in PAGES)):
        page = (await site.get(f"{path}?taal=en")).text
        found[path] = unmarked(page, agreement.content)

    assert {path: texts for path, texts in found.items() if texts} == {}


async def test_on_a_dutch_page_nothing_is_marked(site: httpx.AsyncClient) -> None:
    agreement = await in_force()

    page = (await site.get(f"/afspraken/{agreement.reference}")).text
    assert page.count("lang=") == len(['<html lang="nl"', "hreflang nl, en and x-default", "the link to English"]) + 3
