"""The weekly overview: what is far off yet, in one mail, the nearest deadline first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.domain.digest import AT_ONCE_FROM_DAYS
from agreements.domain.wording import plural
from agreements.mail.deadline_letter import deadline_letter
from agreements.mail.letter import Framed, Letter, Occasion, Urgency, subject_title
from agreements.mail.reasons import closing, sender_name
from agreements.texts import Texts

_SUBJECT = plural(
    "Weekly overview, %(count)s deadline: %(title)s (%(day)s)",
    "Weekly overview, %(count)s deadlines: first %(title)s (%(day)s)",
)
_HEADING = plural("%(count)s deadline is coming up", "%(count)s deadlines are coming up")


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLetter(Framed):
    """A mail about several deadlines."""

    entries: tuple[Letter, ...]
    """What a mail about each of them alone would say."""
    choice: str
    """Where the reader can choose otherwise."""


def digest_letter(occasions: Sequence[Occasion], texts: Texts) -> DigestLetter:
    """`occasions` in order of their deadlines. Raises ValueError when there are none, or one has no deadline."""
    if not occasions or occasions[0].due_on is None:
        raise ValueError("an overview needs something to tell")
    first, count = occasions[0], len(occasions)
    return DigestLetter(
        language=texts.language,
        subject=texts.plural(*_SUBJECT, count, title=subject_title(first.content), day=first.due_on),
        sender=sender_name(first.organisation, texts),
        urgency=Urgency.CALM,
        badge=texts("Weekly overview"),
        heading=texts.plural(*_HEADING, count),
        lead=texts("This came up since the last overview. The nearest deadline comes first."),
        entries=tuple(deadline_letter(occasion, texts) for occasion in occasions),
        button=texts("Open my work in the register"),
        link=f"{first.base_url}/beheer",
        why=texts(
            "You get this overview because you asked for one mail a week. A reminder of %(days)s days "
            "or less comes at once.",
            days=AT_ONCE_FROM_DAYS,
        ),
        choice=texts("Choose otherwise: %(url)s", url=f"{first.base_url}/beheer/voorkeuren"),
        closing=closing(texts),
    )
