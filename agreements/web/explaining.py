"""Leads from a legal word, where it stands on a page for the first time, to what it means."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from agreements.domain.vocabulary import AgreementKind
from agreements.http.rendering import of_the_register
from agreements.texts import Texts
from agreements.web.glossary import GLOSSARY

KINDS_EXPLAINED_AT: Mapping[AgreementKind, str] = {
    AgreementKind.COVENANT: "convenant",
    AgreementKind.JOINT_CONTROLLERS: "onderlinge-regeling",
    AgreementKind.PROCESSING: "verwerkersovereenkomst",
    AgreementKind.PROTOCOL: "protocol",
}
"""Where a kind of agreement is explained, which pages name in the reader's language."""


class Explainer:
    """For one page. Agreements are written in Dutch, so the words are looked for in Dutch in every language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._explained: set[str] = set()

    def __call__(self, text: str | None) -> str:
        """The text as the register has it, with links to words that were not explained above it."""
        if not text:
            return ""
        parts, done = list[str](), 0
        for found in _pattern().finditer(text):
            anchor = _anchors()[found.group().casefold()]
            if anchor not in self._explained:
                self._explained.add(anchor)
                parts += [escape(text[done : found.start()]), _link(anchor, found.group())]
                done = found.end()
        whole = Markup("").join([*parts, escape(text[done:])]) if parts else text
        return of_the_register(self._texts, whole)


def _link(anchor: str, word: str) -> Markup:
    return Markup('<a class="explained" href="/uitleg#{}">{}</a>').format(anchor, word)


@functools.cache
def _anchors() -> dict[str, str]:
    return {form.casefold(): entry.anchor for entry in GLOSSARY for form in entry.forms}


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Any of the words, not as a part of another; takes time in proportion to the text."""
    longest_first = sorted(_anchors(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
