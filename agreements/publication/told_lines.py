"""What happened to an agreement, each fact as the line that people read: in what changed, and on paper."""

from __future__ import annotations

from agreements.publication.asked_reviews import PublicAskedReview
from agreements.publication.published import (
    PublicDestruction,
    PublicDroppedReview,
    PublicReactions,
    PublicReview,
    PublicShare,
    PublicSuspension,
    Published,
)
from agreements.texts import Texts


def suspension(rest: PublicSuspension, texts: Texts) -> str:
    """From when until when, and whether it ended otherwise."""
    days = (
        texts("from %(first)s up to and including %(last)s", first=rest.from_on, last=rest.until_on)
        if rest.until_on
        else texts("from %(first)s until it is resumed", first=rest.from_on)
    )
    resumed = texts("resumed on %(day)s", day=rest.resumed_on) if rest.resumed_on else ""
    cancelled = texts("cancelled on %(day)s", day=rest.cancelled_on) if rest.cancelled_on else ""
    return "; ".join(filter(None, (days, resumed, cancelled)))


def reviews(kept: Published, texts: Texts) -> list[str]:
    """Planned, done and dropped."""
    return [*(_review(one, texts) for one in kept.reviews), *(_dropped(one, texts) for one in kept.dropped_reviews)]


def _review(review: PublicReview, texts: Texts) -> str:
    if review.planned_on is None:
        return texts("extra review, done on %(done)s", done=review.done_on)
    if review.done_on is None:
        return texts("planned for %(day)s", day=review.planned_on)
    return texts("planned for %(planned)s, done on %(done)s", planned=review.planned_on, done=review.done_on)


def _dropped(review: PublicDroppedReview, texts: Texts) -> str:
    return texts("planned for %(day)s, will not take place", day=review.planned_on)


def asked_review(review: PublicAskedReview, texts: Texts) -> str:
    """Who asked for it, when, for which day and why."""
    asked, planned = review.asked_on, review.planned_on
    days = texts("It was asked on %(asked)s and is planned for %(planned)s.", asked=asked, planned=planned)
    return f"{texts(review.sentence)} {days} {texts('Why:')} {review.why}"


def reactions(one: PublicReactions, texts: Texts) -> str:
    """How many people reacted to the plan of which version, and what was done with it."""
    count = (
        texts.plural("%(count)s person reacted.", "%(count)s people reacted.", one.count)
        if one.count
        else texts("Nobody reacted.")
    )
    return f"{texts('version %(number)s', number=one.version)}: {count} {one.answer}".rstrip()


def destruction(done: PublicDestruction, texts: Texts) -> str:
    """What a party confirmed."""
    if done.kept_until:
        said = texts(
            "%(party)s: kept by law until %(day)s (%(law)s). That is about: %(data)s.",
            party=done.party,
            day=done.kept_until,
            law=done.kept_law,
            data=done.kept_data,
        )
    else:
        said = texts("%(party)s: %(method)s on %(day)s", party=done.party, method=done.method, day=done.done_on)
    if done.corrects is None:
        return said
    return f"{said} ({texts('correction of what was recorded on %(day)s', day=done.corrects)})"


def share(one: PublicShare) -> str:
    """A party, with the data where it is about some of them."""
    return f"{one.party}: {', '.join(one.data)}" if one.data else one.party


def successor(kept: Published, texts: Texts) -> list[str]:
    """Which agreement follows, and from when."""
    if kept.successor is None:
        return []
    begins = [texts("begins on %(day)s", day=kept.successor_starts_on)] if kept.successor_starts_on else []
    return [kept.successor, *begins]
