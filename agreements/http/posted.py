"""The fields of a form as the browser sent them, cleaned of what no text field can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl

from agreements.domain.errors import AgreementError
from agreements.domain.letters import composed
from agreements.domain.wording import N_

MAX_FIELDS = 4000
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters (PostgreSQL refuses NUL) and marks that turn the direction of what follows."""


class BadForm(AgreementError):
    """The body of the request is not a form that a browser sends."""

    sentence = N_("The form did not arrive in good order. Go back, and send it again.")


class Posted(Mapping[str, str]):
    """Name to value; the first one where a name occurs more often. `all_of` gives every value of a name."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.pairs = pairs
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)

    def __getitem__(self, name: str) -> str:
        return self._values[name][0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def all_of(self, name: str) -> list[str]:
        """Every value with this name: the boxes that were ticked."""
        return self._values.get(name, [])

    def cleaned(self) -> Posted:
        """The same fields with every value `cleaned`. Costs work, so ask for it when the form's token is right."""
        return Posted([(name, cleaned(value)) for name, value in self.pairs])


def parse_posted(body: bytes) -> Posted:
    """Read an `application/x-www-form-urlencoded` body (WHATWG URL standard 5.1), its values as they came.

    Raises `BadForm`.
    """
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=MAX_FIELDS
        )
    except ValueError as error:
        raise BadForm() from error
    return Posted(pairs)


def cleaned(text: str) -> str:
    """One way to write the same text: composed accents, plain line ends, nothing invisible that misleads."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return composed(_NO_TEXT.sub("", lines))
