"""How many agreements are not public is public by design: the one thing of them that may change in an answer."""

from __future__ import annotations

import re

import httpx

_COUNTED = re.compile(
    rb'<section id="not-public".*?</section>|"niet_openbaar":\[[^]]*\]|<li class="is-count">.*?</li>\n'
    rb'|,?\n?\{"nummer":\d+,"kenmerk":"",[^}]*\}|^\{"aantal":\d+(?=,"volgende":(?:null|"[^"]*"),"wijzigingen")'
    rb"|<entry>\n<id>[^<]*</id>\n<title>Een ander aantal afspraken is niet openbaar</title>.*?</entry>\n",
    re.DOTALL,
)
"""Where it stands: on pages, in the JSON, and among the changes."""


def without_count(answer: httpx.Response) -> bytes:
    """The body but for that number."""
    return _COUNTED.sub(b"", answer.content)


def shows_count(answer: httpx.Response) -> bool:
    """Whether the number stands in it."""
    return _COUNTED.search(answer.content) is not None


def check_same_but_the_count(new: httpx.Response, old: httpx.Response) -> None:
    """Body and headers are the same, but for the number where it stands and what follows from it.

    Whether the length is told beforehand depends on whether a file is sent while it is made: not on what is in it.
    """
    moved = {"x-request-id", "x-register-stand", "content-length", "ratelimit", *({"etag"} if shows_count(new) else ())}
    said = [{name: value for name, value in one.headers.items() if name not in moved} for one in (new, old)]
    assert without_count(new) == without_count(old), new.url
    assert said[0] == said[1], new.url
