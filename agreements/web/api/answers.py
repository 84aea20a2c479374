"""How the API answers: JSON with a tag, for who has it already 304; lists a page at a time, with where they go on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from litestar import Response
from pydantic_core import to_json

from agreements.http.conditional import conditional, public_tag
from agreements.http.site import SiteRequest, site_of
from agreements.texts import DEFAULT_LANGUAGE
from agreements.web.api import cursors
from agreements.web.api.parameters import CURSOR, Question

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list."""

    name: str
    """What stands in it."""
    count: int
    """How many there are on all pages together."""
    last: cursors.Place | None
    """Where the next page goes on; None when there is none."""
    make: Callable[[], Awaitable[Sequence[bytes]]]
    """Each as JSON."""


async def answer(
    request: SiteRequest,
    question: Question,
    make: Callable[[], Awaitable[bytes]],
    headers: Mapping[str, str] | None = None,
) -> Response[bytes]:
    """What is public, kept by whoever asked as long as nothing changed: there is nothing in it to be kept from anyone,
    and who must ask again each time what was kept, costs us a little each time."""
    tag = await public_tag(request, "api", question.address())
    return await conditional(request, tag, JSON, make, {"Content-Language": DEFAULT_LANGUAGE, **(headers or {})})


async def page(request: SiteRequest, question: Question, listed: Listed) -> Response[bytes]:
    """A page of a list, with the addresses of the first and the next one (RFC 8288)."""
    here = site_of(request).settings.base_url
    following = cursors.write(question, listed.last) if listed.last else None
    addresses = {"first": here + _begin(question).address()}
    if following:
        addresses["next"] = here + question.address(**{CURSOR.name: following})

    async def make() -> bytes:
        head = to_json({"aantal": listed.count, "volgende": addresses.get("next")})[:-1]
        return head + b',"%b":[%b]}\n' % (listed.name.encode(), b",\n".join(await listed.make()))

    link = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in addresses.items())
    return await answer(request, question, make, {"Link": link})


def _begin(question: Question) -> Question:
    pairs = tuple(pair for pair in question.pairs if pair[0] != CURSOR.name)
    return Question(question.path, pairs, question.values)
