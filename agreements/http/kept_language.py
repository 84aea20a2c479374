"""Keeps the language of a page across its links: who asked for one with `taal` is led on in it, without anybody who
writes a template having to think of it.

A page in the language that the browser wishes needs nothing of this: the next page is asked for with the same wish.
"""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import parse_qsl, urlencode

from agreements.domain.dutch import PARAMETERS
from agreements.texts import LANGUAGES

_NAME = PARAMETERS["language"]
_TAG = re.compile(r'<(?P<kind>a|form)\b(?P<before>[^<>]*? (?:href|action)=")(?P<address>/[^"]*)(?P<after>"[^<>]*)>')
"""A link or form to a place of this site. The texts in a page have their signs escaped: none looks like it."""
_FILE = re.compile(r"\.[a-z][a-z-]{1,9}\Z")
"""How the path of a file ends. Those that speak a language say so themselves, and have one address without."""
_SENT_BY_FIELDS = re.compile(r'\bmethod="get"', re.IGNORECASE)


def asked_language(query: str) -> str:
    """The language that an address asks for; empty when it leaves that to the browser."""
    asked = dict(parse_qsl(query)).get(_NAME, "")
    return asked if asked in LANGUAGES else ""


def keep_language(page: str, language: str) -> str:
    """The page, with the language in every address of this site that leads to another page. Without one: as it is.

    Left alone is what names a language itself (`hreflang` or the parameter), and what says that it is no page (`type`,
    or a name of a file). A form that sends its fields in the address gets one more, for a browser drops whatever else
    stands there (HTML, form submission algorithm).
    """
    return _TAG.sub(lambda tag: _led_on(tag, language), page) if language else page


def _led_on(tag: re.Match[str], language: str) -> str:
    kind, before, address, after = tag.group("kind", "before", "address", "after")
    if "hreflang=" in before + after or (kind == "a" and " type=" in before + after):
        return tag.group()
    if kind == "form" and _SENT_BY_FIELDS.search(before + after):
        return f'{tag.group()}<input type="hidden" name="{_NAME}" value="{language}">'
    return f"<{kind}{before}{escape(_in_language(unescape(address), language))}{after}>"


def _in_language(address: str, language: str) -> str:
    """An address below this site's, with the language asked for."""
    whole, sign, place = address.partition("#")
    path, _, query = whole.partition("?")
    if path.startswith("//") or _FILE.search(path) or asked_language(query):
        return address
    return f"{path}?{query}{'&' if query else ''}{urlencode({_NAME: language})}{sign}{place}"
