"""The mails to who asked for changes: one to confirm the address, and those that tell what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agreements.domain.subscriptions import Choice
from agreements.domain.wording import plural
from agreements.mail.letter import Framed, Letter, Urgency, WayOn, clean, listed, shortened
from agreements.mail.reasons import closing, sender_name
from agreements.publication.change import Change
from agreements.settings import Settings
from agreements.texts import Texts

MOST_NAMED: Final = 25
"""So many changes stand in a mail; the others are counted."""
_LONGEST: Final = 300
_SUBJECT: Final = plural("%(count)s change in the agreements register", "%(count)s changes in the agreements register")
_MORE: Final = plural("And %(count)s more.", "And %(count)s more.")


@dataclass(frozen=True, slots=True)
class Item:
    """A change: the agreement by its name, what changed, and where to read it."""

    title: str
    text: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLetter(Framed):
    """A mail about changes. `stop` is the address where one click stops the mails."""

    items: tuple[Item, ...]
    more: str
    stop_words: str
    stop: str


def confirming_letter(choice: Choice, link: str, settings: Settings, texts: Texts) -> Letter:
    """Asks whether the address is theirs who asked. Opening the link changes nothing: scanners open links too."""
    return Letter(
        language=texts.language,
        subject=texts("Confirm that you want mails about changes"),
        sender=sender_name(settings.organisation_name, texts),
        urgency=Urgency.CALM,
        badge=texts("Not confirmed yet"),
        heading=texts("Do you want mails about changes in the register?"),
        lead=texts("Somebody gave this address in the register of agreements. Was it you? Then confirm it."),
        facts=(
            (texts("About"), about(choice, texts)),
            (texts("How often"), texts.word(choice.rhythm)),
        ),
        steps_title=texts("What you can do now"),
        steps=(
            WayOn(texts("Confirm"), texts("Open the link, and press the button on the page.")),
            WayOn(texts("Do nothing"), texts("Was it not you? You get no mails. We erase your address in a week.")),
        ),
        button=texts("Confirm my address"),
        link=link,
        why=texts("You get this mail because somebody asked for it with this address."),
        closing=closing(texts),
    )


def news_letter(
    choice: Choice, changes: Sequence[Change], number: int, link: str, settings: Settings, texts: Texts
) -> NewsLetter:
    """`changes` are the first of so many. `link` is the page of the subscription."""
    base = settings.base_url
    rest = number - len(changes)
    return NewsLetter(
        language=texts.language,
        subject=texts.plural(*_SUBJECT, number),
        sender=sender_name(settings.organisation_name, texts),
        urgency=Urgency.CALM,
        badge=texts("What changed"),
        heading=texts.plural(*_SUBJECT, number),
        lead=texts("You asked for: %(about)s.", about=about(choice, texts)),
        items=tuple(_item(one, base) for one in changes),
        more=texts.plural(*_MORE, rest) if rest else "",
        button=texts("See all changes in the register"),
        link=f"{base}/wijzigingen",
        why=texts("You get this mail because you asked for it and confirmed your address."),
        stop_words=texts("Choose otherwise, or stop these mails"),
        stop=link,
        closing=closing(texts),
    )


def about(choice: Choice, texts: Texts) -> str:
    """Which themes, in words."""
    return listed([clean(theme) for theme in choice.themes], texts) if choice.themes else texts("everything")


def _item(change: Change, base_url: str) -> Item:
    title = shortened(clean(change.about), _LONGEST)
    return Item(title, change.in_short, f"{base_url}/wijzigingen/{change.seq}")
