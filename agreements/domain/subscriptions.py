"""Mails about changes that anyone can ask for: of which themes, and how often. Pure.

Of who asks only the mail address is kept, with what was chosen; and no longer than the mails go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from agreements.domain.errors import AgreementError
from agreements.domain.term import ONE_DAY, add_months
from agreements.domain.wording import N_

MOST_THEMES: Final = 20
UNCONFIRMED_STAYS: Final = timedelta(days=7)
"""Whoever has not confirmed by then is forgotten."""
ASK_AGAIN_AFTER: Final = timedelta(days=1)
"""An address gets one mail to confirm a day at most, whoever asks: else a form of ours would fill a stranger's box."""


class HowOften(StrEnum):
    """How often a mail comes, when there is something to tell."""

    AT_ONCE = "at_once"
    WEEKLY = "weekly"
    """On Monday."""
    MONTHLY = "monthly"
    """On the first of the month."""


class NoTheme(AgreementError):
    """Neither everything nor a theme was chosen."""

    sentence = N_("Choose everything, or one or more themes.")
    field = "theme"


class TooManyThemes(AgreementError):
    """More than a mail can be about."""

    sentence = N_("Choose at most %(most)s themes, or choose everything.")
    field = "theme"


class NoRhythm(AgreementError):
    """It was not said how often."""

    sentence = N_("Choose how often you want a mail.")
    field = "rhythm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody wants to hear of. No themes stands for everything."""

    themes: tuple[str, ...]
    rhythm: HowOften
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Mails to one address. `told_upto` is the number of the last entry of the public memory that is behind it."""

    id: str
    address: str
    choice: Choice
    asked_at: datetime
    confirmed_at: datetime | None
    asked_by_mail_at: datetime | None
    """When the mail to confirm left last."""
    told_upto: int
    telling_upto: int | None
    """Up to where the mail goes that is under way: after a crash the same one is sent again."""
    next_on: date
    attempts: int
    failing_since: datetime | None
    leased_by: str = ""


def checked_choice(themes: tuple[str, ...], rhythm: HowOften | None, language: str, *, everything: bool) -> Choice:
    """What somebody chose in a form. Raises `NoTheme`, `TooManyThemes` or `NoRhythm`."""
    if not everything and not themes:
        raise NoTheme()
    if not everything and len(themes) > MOST_THEMES:
        raise TooManyThemes(most=MOST_THEMES)
    if rhythm is None:
        raise NoRhythm()
    return Choice(themes=() if everything else tuple(sorted(set(themes))), rhythm=rhythm, language=language)


def next_day(rhythm: HowOften, told_on: date) -> date:
    """The first day on which a mail may follow one of `told_on`, or follow the confirmation on that day."""
    match rhythm:
        case HowOften.AT_ONCE:
            return told_on
        case HowOften.WEEKLY:
            return told_on + (7 - told_on.weekday()) * ONE_DAY
        case HowOften.MONTHLY:
            return add_months(told_on.replace(day=1), 1)
