"""Where a list goes on: a place in its order, in a text that means nothing to who gets it.

It is no secret and gives no right: it names the last thing that was told, and so every page begins where the one before
ended, whatever was added or changed meanwhile. It fits the question that it was given for and no other.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from typing import Final

from agreements.domain.wording import N_
from agreements.http.address import BadQuery, SeveralWrong
from agreements.web.api.parameters import CURSOR, PAGING, Question

Place = Sequence[str | int]
_SEAL: Final = 6
"""So many bytes tell one question from another: it keeps out mistakes, for who makes one on purpose gets no more."""


class BadCursor(BadQuery):
    """A cursor that was not given for this question."""

    sentence = N_("This “cursor” does not belong to this question. Begin again without it.")


def bad_cursor() -> SeveralWrong:
    """The refusal."""
    return SeveralWrong([(CURSOR.name, BadCursor())])


def write(question: Question, place: Place) -> str:
    """The cursor of a place in what this question lists."""
    said = json.dumps(list(place), ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_seal(question, said) + said).decode().rstrip("=")


def read(question: Question, *kinds: type[str | int]) -> Place | None:
    """The place that a question goes on from, of values of these kinds; None when it begins. Raises `SeveralWrong`."""
    given: str | None = question.of(CURSOR)
    if given is None:
        return None
    try:
        sent = base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True)
        place = json.loads(sent[_SEAL:])
    except (binascii.Error, ValueError):
        raise bad_cursor() from None
    if sent[:_SEAL] != _seal(question, sent[_SEAL:]) or [type(one) for one in place] != list(kinds):
        raise bad_cursor()
    return list(place)


def _seal(question: Question, said: bytes) -> bytes:
    """Follows from the place and from all that is asked, but for how much at a time."""
    ways = {row.name for row in PAGING}
    asked = [question.path, *(pair for pair in question.pairs if pair[0] not in ways)]
    return hashlib.sha256(repr(asked).encode() + said).digest()[:_SEAL]
