"""Text that no honest visitor sends, and how it is written into an address, a form and a header."""

from __future__ import annotations

import random
from urllib.parse import quote

MARKS = "\u0345\u0334"
"""Two marks whose order Unicode prescribes: unbounded, a row of them costs the square of its length to put right."""
SHARP = (
    "\x00", "\ud800", "²", "-1", "9" * 5_000, "9223372036854775808", "0001-01-01", "9999-12-31", "[bad]", "%(name)s",
    MARKS * 99,
)  # fmt: skip
"""What breaks most where nobody thought of it, and so comes most."""
ODD = (
    "", " ", "\x00", "\x1f\x7f", "\r\nX-Own: 1", "%", "%s%n", "a" + MARKS * 40, "\ud800", "\udfff\ud800", "\U0010ffff",
    "\u202e", "\ufeff", "İıſ", "\u0660\u0661", "²", "½", "😀", "<script>alert(1)</script>", "{{7*7}}", "%(name)s",
    "' OR 1=1 --", "\\", "//evil.example", "../../../etc/passwd", "[", "{", "[]", "null", "{}", "[" * 300,
    '{"a":' * 300, "AND OR NOT", '"', "*",
)  # fmt: skip
NUMBERS = (
    "0", "-0", "-1", "1", "2", "99", "00001", "1e309", "NaN", "0x10", "1.5", "+1", "1_000", "2147483648",
    "9223372036854775808", "-9223372036854775809", "9" * 30, "9" * 5000, "\u0661",
)  # fmt: skip
DAYS = (
    "2026-11-23", "23-11-2026", "2026-02-30", "29-2-2027", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01",
    "-2026-01-01", "2026-W48-1", "morgen", "31/12/2026", "1-1-1", "99999999999999-1-1", "2026-11-23T25:61",
    "1799-12-31", "2200-01-01",
)  # fmt: skip
RAW = (
    "%", "%z", "%ED%A0%80", "%C3", "%00", "%ff%fe", "%CC%B4" * 50, "+", "%%%", "%u0041", "%0d%0a", "%2F", ";", "&&&",
    "==", "?", "=",
)  # fmt: skip
"""Written as it stands, so also what is no right way to write anything."""
CONTROL = bytes((*range(32), 127))
PIECES = ("x", "[", "é", MARKS, "\u0f73", "1-", " ", "\n", "a " * 9, "https://", "<", "\u1e9b\u0323")


class Words:
    """Chooses from all of these; the same seed chooses the same."""

    def __init__(self, chosen: random.Random) -> None:
        self.chosen = chosen

    def text(self) -> str:
        """A piece of text, now and then a long one."""
        if self.one_in(12):
            return self.chosen.choice((*ODD, "x", MARKS)) * self.chosen.choice((9, 201, 2_100))
        return self.chosen.choice(self.chosen.choice((SHARP, ODD, NUMBERS, DAYS)))

    def long_text(self) -> str:
        """A field as large as a form can hold, now and then."""
        piece = self.chosen.choice(PIECES)
        return piece * (self.chosen.choice((501, 10_001, 64_000)) // len(piece))

    def one_in(self, times: int) -> bool:
        """True once in so many times."""
        return self.chosen.randrange(times) == 0

    def header_text(self, most: int) -> bytes:
        """What HTTP allows in the value of a header: anything but control characters, to so many bytes."""
        text = self.text().encode("utf-8", "surrogatepass") * self.chosen.choice((1, 1, 1, 50))
        return text.translate(None, CONTROL)[:most].strip()


def written(text: str) -> str:
    """As a part of an address or of a form, for text that UTF-8 does not have too."""
    return quote(text, safe="", errors="surrogatepass")
