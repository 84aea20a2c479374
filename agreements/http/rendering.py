"""Templates: Jinja2 with autoescape, one environment per language, no way to run text from the database."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from unicodedata import bidirectional

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.nodes import Expr
from markupsafe import Markup, escape

from agreements.http.contact_links import linked
from agreements.texts import DEFAULT_LANGUAGE, Texts, translations

SHARED_TEMPLATES = Path(__file__).parent / "templates"

_FIXED: Final = ("name", "lparen", "string", "rparen")
"""What `_("…")` without values consists of."""
_MEANS_SOMETHING: Final = re.compile("[&<>'\"]")
"""The signs that `markupsafe.escape` replaces."""
_TURNS: Final = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"})
"""The kinds of signs that change the direction of a line (Unicode annex 9)."""


Shared = str | bool | tuple[tuple[str, ...], ...]
"""What templates of every page can name: it never changes while a process runs."""


class Renderer:
    """Renders the templates of the given directories; names are looked up in their order."""

    def __init__(self, directories: tuple[Path, ...], shared: Mapping[str, Shared] | None = None) -> None:
        self._directories = directories
        self.shared: Mapping[str, Shared] = shared or {}
        self._shared = tuple(sorted(self.shared.items()))

    def render(self, template: str, texts: Texts, context: Mapping[str, Any]) -> str:
        """The page as text. A name the template uses and nobody gave is an error, not an empty place."""
        page = _environment(self._directories, self._shared, texts.language).get_template(template)
        return page.render(texts=texts, language=texts.language, **context)


class FixedTexts(Extension):
    """Writes texts without values in the language while a template is translated to Python: of those that a page shows
    most are such, and to look each up took half of the time of a page. The environment's `spoken` has the texts.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """`_("…")` becomes the text itself: safe, as all texts of the catalogues are in a template."""
        tokens, at = list(stream), 0
        while at < len(tokens):
            some = tokens[at : at + len(_FIXED)]
            if some[0].value == "_" and tuple(token.type for token in some) == _FIXED:
                yield from self._written(some[2])
                at += len(_FIXED)
            else:
                yield some[0]
                at += 1

    def _written(self, message: Token) -> Iterator[Token]:
        text = self.environment.spoken.gettext(message.value) % {}  # type: ignore[attr-defined]
        for kind, value in (("lparen", "("), ("string", text), ("pipe", "|"), ("name", "safe"), ("rparen", ")")):
            yield Token(message.lineno, kind, value)


def escaped(value: object) -> str:
    """What `markupsafe.escape` makes of a value, letter for letter, to be joined with HTML at once. Most texts have
    nothing to replace; to mark each of them as safe took longer than to look.
    """
    if (type(value) is str and not _MEANS_SOMETHING.search(value)) or type(value) is Markup:
        return value
    return escape(value)


class Escaping(CodeGenerator):
    """Writes each `{{ … }}` of a template by way of the environment's `escaped`: there is no way to leave that out."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.escaped(")


# Translating a template to Python takes longer than all else about a page, so it is done once in a process.
@functools.lru_cache(maxsize=16)
def _environment(directories: tuple[Path, ...], shared: tuple[tuple[str, Shared], ...], language: str) -> Environment:
    texts = Texts(language)
    environment = Environment(
        loader=FileSystemLoader(directories),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", FixedTexts],
        auto_reload=False,  # the templates of a process are those of its program, whose fingerprint is in every tag
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.code_generator_class = Escaping
    environment.extend(spoken=translations(language), escaped=escaped)
    environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    environment.filters["day"] = lambda value: _day(texts, value)
    environment.filters["word"] = lambda value: _word(texts, value)
    environment.filters["linked"] = linked
    environment.filters["deadline"] = texts.deadline
    environment.filters["data"] = lambda value: of_the_register(texts, value)
    environment.globals.update(shared)
    return environment


def of_the_register(texts: Texts, value: str | None) -> str:
    """What somebody wrote in the register, in Dutch: on a page in another language it is marked as such, for whoever
    listens to it (WCAG 3.1.2); what runs from right to left cannot turn the words around it.
    """
    if not value:
        return ""
    is_marked, is_turned = texts.language != DEFAULT_LANGUAGE, any(bidirectional(sign) in _TURNS for sign in value)
    if not is_marked and not is_turned:
        return value
    language = Markup(' lang="{}"').format(DEFAULT_LANGUAGE) if is_marked else ""
    return Markup("<bdi{}>{}</bdi>").format(language, value)


def _day(texts: Texts, value: date | None) -> str:
    return texts.day(value) if value else ""


def _word(texts: Texts, value: StrEnum | None) -> str:
    return texts.word(value)
