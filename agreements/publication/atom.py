"""Changes as an Atom feed (RFC 4287), some at a time (RFC 5005 section 3, paged feeds).

An entry is called by a tag (RFC 4151) of the host and its number, so it keeps its name when the register moves to
another path. Of an agreement that is not public any more the earlier entries are told as deleted (RFC 6721): readers
that know this throw away what they kept of them; others see no more of them here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from agreements.domain.wording import N_
from agreements.publication.cells import instant_text
from agreements.publication.change import Change, ChangeKind
from agreements.publication.differences import Difference
from agreements.publication.ical import printable
from agreements.publication.shape import Offered
from agreements.texts import Texts

ROW = Offered(
    name="atom",
    place=6,
    path="/afspraken.atom",
    media_type="application/atom+xml",
    label=N_("Changes (Atom)"),
    explanation=N_(
        "What changed, the newest first, for a feed reader. Fifty changes at a time, with a link to older ones."
    ),
    link=N_("Follow the changes (Atom)"),
    link_to_one=N_("Follow the changes of this agreement (Atom)"),
)
PER_PAGE: Final = 50
_SINCE: Final = "2026"
"""The year since which these names are given (RFC 4151 section 2.1)."""
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Of a feed without entries, which must tell when it changed all the same (RFC 4287 section 4.1.1)."""
_NAMESPACES: Final = 'xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"'
_LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A page of a feed. Addresses are below the base URL; `next` is empty for the last page."""

    base_url: str
    host: str
    organisation: str
    title: str
    own: str
    first: str
    page: str
    """Where people read the same."""
    next: str = ""
    texts: Texts


def feed_of(feed: Feed, changes: Sequence[Change]) -> bytes:
    """The document, in UTF-8. `changes` are the newest first."""
    return "\n".join(_lines(feed, changes)).encode()


def _lines(feed: Feed, changes: Sequence[Change]) -> Iterator[str]:
    updated = max((one.known_at for one in changes), default=_NEVER)
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<feed {_NAMESPACES} xml:lang="{feed.texts.language}">'
    yield _element("id", f"tag:{feed.host},{_SINCE}:{feed.first}")
    yield _element("title", feed.title)
    yield _element("updated", instant_text(updated))
    yield f"<author>{_element('name', feed.organisation)}</author>"
    yield _element("rights", f"CC0 1.0 {_LICENCE}")
    for relation, address in (("self", feed.own), ("first", feed.first), ("next", feed.next)):
        if address:
            yield _link(feed, relation, ROW.media_type, address)
    yield _link(feed, "alternate", "text/html", feed.page)
    for one in changes:
        yield from _deleted(feed, one) if one.kind is ChangeKind.UNTOLD else _entry(feed, one)
    yield "</feed>\n"


def _entry(feed: Feed, change: Change) -> Iterator[str]:
    yield "<entry>"
    yield _element("id", _name(feed, change))
    yield _element("title", change.in_words)
    yield _element("updated", instant_text(change.known_at))
    yield _link(feed, "alternate", "text/html", f"/wijzigingen/{change.seq}")
    if change.reference:
        yield _link(feed, "related", "text/html", f"/afspraken/{change.reference}")
    if change.theme:
        yield f"<category term={quoteattr(printable(change.theme))}/>"
    told = "".join(_as_html(one, feed.texts) for one in change.differences)
    said = f"<dl>{told}</dl>" if told else f"<p>{escape(change.in_words)}</p>"
    yield f'<summary type="html">{escape(printable(said))}</summary>'
    yield "</entry>"


def _deleted(feed: Feed, change: Change) -> Iterator[str]:
    """RFC 6721 section 3. Nothing is told but the name that it had."""
    yield f"<at:deleted-entry ref={quoteattr(_name(feed, change))} when={quoteattr(instant_text(change.told_until))}/>"


def _name(feed: Feed, change: Change) -> str:
    return f"tag:{feed.host},{_SINCE}:/wijzigingen/{change.seq}"


def _as_html(one: Difference, texts: Texts) -> str:
    told = [(texts("Was:"), one.before), (texts("Became:"), one.after)]
    lines = [f"<dd>{escape(word)} {escape('; '.join(said))}</dd>" for word, said in told if said]
    return f"<dt>{escape(one.label)}</dt>{''.join(lines)}"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(printable(text))}</{name}>"


def _link(feed: Feed, relation: str, media_type: str, address: str) -> str:
    return f'<link rel="{relation}" type="{media_type}" href={quoteattr(feed.base_url + address)}/>'
