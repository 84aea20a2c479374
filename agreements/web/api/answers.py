"""How the API answers: JSON with a tag, for who has it already 304; lists a page at a time, with where they go on."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from litestar import Response
from pydantic_core import to_json

from agreements.domain.errors import NotFound
from agreements.http.conditional import conditional, public_tag
from agreements.http.problem import problem
from agreements.http.site import SiteRequest, site_of
from agreements.publication.json_file import withheld_item
from agreements.publication.withheld_record import WithheldRecord
from agreements.texts import DEFAULT_LANGUAGE
from agreements.web.api import cursors
from agreements.web.api.parameters import CURSOR, Question

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list."""

    name: str
    """What stands in it."""
    count: int | None
    """How many there are on all pages together; None where that is not counted."""
    last: cursors.Place | None
    """Where the next page goes on; None when there is none."""
    make: Callable[[], Awaitable[Sequence[bytes]]]
    """Each as JSON."""


class NoLongerPublic(NotFound):
    """It was public once, and a line of it stays (decision 0028)."""

    def __init__(self, line: WithheldRecord) -> None:
        super().__init__(reference=line.reference)
        self.line = line


async def answer(
    request: SiteRequest,
    question: Question,
    make: Callable[[], Awaitable[bytes]],
    *parts: object,
    headers: Mapping[str, str] | None = None,
) -> Response[bytes]:
    """What is public. Whoever has it may keep it and asks each time whether it is still so: nothing in it is to be kept
    from anyone, so `no-store` would only cost (/core/transport/security-headers asks it for what is not for all).

    `parts` is what else it depends on, beside what was asked, the day and what is known of agreements.
    """
    tag = await public_tag(request, "api", question.address(), *parts)
    return await conditional(request, tag, JSON, make, {"Content-Language": DEFAULT_LANGUAGE, **(headers or {})})


def on_no_longer_public(request: SiteRequest, error: NoLongerPublic) -> Response[bytes]:
    """What stays of it (RFC 9110 section 15.5.11)."""
    return problem(request, 410, more=json.loads(withheld_item(error.line)))


async def page(request: SiteRequest, question: Question, listed: Listed, *parts: object) -> Response[bytes]:
    """A page of a list, with the addresses of the first and the next one (RFC 8288)."""
    here = site_of(request).settings.base_url
    following = cursors.write(question, listed.last) if listed.last else None
    addresses = {"first": here + _begin(question).address()}
    if following:
        addresses["next"] = here + question.address(**{CURSOR.name: following})

    async def make() -> bytes:
        counted = {} if listed.count is None else {"aantal": listed.count}
        head = to_json({**counted, "volgende": addresses.get("next")})[:-1]
        return head + b',"%b":[%b]}\n' % (listed.name.encode(), b",\n".join(await listed.make()))

    link = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in addresses.items())
    return await answer(request, question, make, *parts, headers={"Link": link})


def _begin(question: Question) -> Question:
    pairs = tuple(pair for pair in question.pairs if pair[0] != CURSOR.name)
    return Question(question.path, pairs, question.values)
