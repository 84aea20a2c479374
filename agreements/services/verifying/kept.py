"""Heads of the chain that somebody kept outside the register, read from a file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agreements.domain.errors import AgreementError
from agreements.domain.wording import N_

LARGEST_FILE = 1_000_000
"""Bytes; more than twenty years of heads, one a day."""

_HEAD = re.compile(
    r"(?:(?<![0-9a-z])(?P<seq>[0-9]{1,18})[^0-9a-zA-Z]{1,3})?(?<![0-9a-z])(?P<hash>[0-9a-f]{64})(?![0-9a-z])"
)


class BadHeadFile(AgreementError):
    """The file is none with heads."""

    sentence = N_(
        "This file has no heads of the history (line %(line)s). Give one on each line: the number of "
        "the event and its hash, or the hash alone, as `afspraken audit verify` prints them and "
        "X-Register-Kop carries them."
    )


@dataclass(frozen=True, slots=True)
class KeptHead:
    """The hash of an event and, where it was kept too, its number."""

    seq: int | None
    hash: str


def read_heads(body: bytes) -> list[KeptHead]:
    """A head on each line, with any words around it; blank lines and lines that begin with # are passed over.

    Raises `BadHeadFile` for a line without one, for a file that is too large, and for one without any head.
    """
    if len(body) > LARGEST_FILE:
        raise BadHeadFile(line=1)
    heads = []
    for number, line in enumerate(body.decode("utf-8", "replace").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _HEAD.search(line)
        if found is None:
            raise BadHeadFile(line=number)
        heads.append(KeptHead(int(found["seq"]) if found["seq"] else None, found["hash"]))
    if not heads:
        raise BadHeadFile(line=1)
    return heads
