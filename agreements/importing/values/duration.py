"""Lengths of time as people write them, in Dutch or English, as ISO 8601 periods: "2 jaar" is P2Y, "6 mnd" P6M."""

from __future__ import annotations

import re
from datetime import date, timedelta

from agreements.domain.term import ONE_DAY, add_months
from agreements.importing.values.words import remembered

NUMBER_WORDS = {
    "een": 1, "één": 1, "eén": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
    "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "one": 1, "two": 2, "three": 3, "six": 6, "twelve": 12,
}  # fmt: skip
UNITS = {
    "jaar": "Y", "jaren": "Y", "jr": "Y", "kwartaal": "Q", "kwartalen": "Q", "maand": "M", "maanden": "M", "mnd": "M",
    "mnden": "M", "mnds": "M", "kalendermaand": "M", "kalendermaanden": "M", "week": "W", "weken": "W", "wk": "W",
    "dag": "D", "dagen": "D", "dgn": "D", "kalenderdagen": "D", "year": "Y", "years": "Y", "month": "M", "months": "M",
    "weeks": "W", "day": "D", "days": "D",
}  # fmt: skip
QUARTER = "Q"
"""Three months; ISO 8601 has no letter for it."""
FRACTIONS = {"half": 6, "halve": 6, "anderhalf": 18, "anderhalve": 18}
"""Words for parts of a year, in months."""

NUMBER = rf"(?:[0-9]{{1,3}}|{'|'.join(NUMBER_WORDS)})"
UNIT = rf"(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})\b\.?"
PART = re.compile(rf"(?P<number>{NUMBER})(?: \((?P<figures>[0-9]{{1,3}})\))?[ -]?(?P<unit>{UNIT})")
"""A number in words is often said once more in figures: "drie (3) jaar"."""
HALF = re.compile(rf"(?:een )?(?P<word>{'|'.join(sorted(FRACTIONS, key=len, reverse=True))}) ?(?:jaar|jr)\b\.?")
DECIMAL_YEARS = re.compile(r"(?P<years>[0-9]{1,2})[,.]5 ?(?:jaar|jr)\b\.?")
LENGTH = re.compile(
    rf"\b(?:{HALF.pattern.replace('?P<word>', '?:')}|{DECIMAL_YEARS.pattern.replace('?P<years>', '?:')}|"
    rf"{NUMBER}(?: \([0-9]{{1,3}}\))?[ -]?{UNIT}(?: en {NUMBER} {UNIT})?)"
)
"""A length of time somewhere in a text, in lower case."""

MOST_CHARACTERS = 240
"""A longer text says more than a length of time."""
LEAD = re.compile(r"^(?:looptijd|duur|voor de duur van|voor|van)[: ]+")
PERIOD = re.compile(r"P(?:(?P<Y>[0-9]{1,3})Y)?(?:(?P<M>[0-9]{1,3})M)?(?:(?P<W>[0-9]{1,3})W)?(?:(?P<D>[0-9]{1,3})D)?")


@remembered
def parse_duration(text: str) -> str | None:
    """The ISO 8601 period that a text says and nothing else, or None: "1 jaar en 6 maanden" is P1Y6M.

    A remark between brackets, such as an article, may follow.
    """
    if len(text) > MOST_CHARACTERS:
        return None
    if match := PERIOD.fullmatch(text.strip()):
        return match.group() if any(int(amount or 0) for amount in match.groups()) else None
    plain = " ".join(text.casefold().split())
    plain = LEAD.sub("", re.sub(r" ?\([^()]{0,200}\)$", "", plain), count=1)
    return _whole(plain) or _in_parts(plain)


def find_duration(text: str) -> str | None:
    """The first length of time in a running text, as ISO 8601 period."""
    match = LENGTH.search(text.casefold())
    return parse_duration(match.group()) if match else None


def whole_months(period: str) -> int | None:
    """The length of an ISO 8601 period in months; None when it counts weeks or days."""
    match = PERIOD.fullmatch(period)
    if match is None or match["W"] or match["D"]:
        return None
    return 12 * int(match["Y"] or 0) + int(match["M"] or 0)


def last_day(first: date, period: str) -> date:
    """The last day of an ISO 8601 period that begins with a day. Raises ValueError for any other text."""
    match = PERIOD.fullmatch(period)
    if match is None:
        raise ValueError(period)
    years, months, weeks, days = (int(match[unit] or 0) for unit in "YMWD")
    return add_months(first, 12 * years + months) + timedelta(days=7 * weeks + days) - ONE_DAY


def _whole(plain: str) -> str | None:
    if half := HALF.fullmatch(plain):
        return f"P{FRACTIONS[half['word']]}M"
    if decimal := DECIMAL_YEARS.fullmatch(plain):
        return f"P{12 * int(decimal['years']) + 6}M"
    return None


def _in_parts(plain: str) -> str | None:
    amounts: dict[str, int] = {}
    for part in re.split(r" en | and |, | & ", plain):
        match = PART.fullmatch(part)
        unit = UNITS[match["unit"].removesuffix(".")] if match else ""
        if match is None or unit in amounts:
            return None
        amounts[unit] = NUMBER_WORDS.get(match["number"]) or int(match["number"])
        if match["figures"] and int(match["figures"]) != amounts[unit]:
            return None
    if not all(amounts.values()):
        return None
    if QUARTER in amounts:
        amounts["M"] = amounts.get("M", 0) + 3 * amounts[QUARTER]
    return "P" + "".join(f"{amounts[u]}{u}" for u in "YMWD" if u in amounts)
