"""Which answers of a mail server mean never."""

from __future__ import annotations

_TEMPORARY_5XX = frozenset({530, 534, 535, 538, 552})
"""Our own sign-in is refused (RFC 4954 section 6), or the mailbox is full (RFC 5321 section 4.5.3.1.10): both pass."""


def is_permanent(code: int) -> bool:
    """Whether an SMTP reply about a recipient or a message means that trying again is no use (RFC 5321 section 4.2.1).

    Codes that are no SMTP replies at all count as temporary: a broken server may be repaired.
    """
    return 500 <= code <= 599 and code not in _TEMPORARY_5XX
