"""What happened to an agreement until an entry of the public memory, on paper: its end, rests, reviews, destruction.

None of it depends on a day that somebody asks about: instead of “it has ended” the last day is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from agreements.domain.held_term import is_exempt
from agreements.publication.documents.paper import Block, Facts, Heading, Paragraph, Told
from agreements.publication.published import PublicDestruction, PublicShare, PublicSuspension, Published
from agreements.texts import Texts


def happened(kept: Published, texts: Texts) -> Iterator[Block]:
    """The part about it; nothing when nothing happened."""
    told = tuple(one for one in _told(kept, texts) if one.lines)
    if told:
        yield Heading(2, texts("What happened, and what is planned"))
        yield Facts(told)


def lacking(kept: Published, texts: Texts) -> Iterator[Block]:
    """What an agreement from before the rule lacks (rule 2)."""
    if not is_exempt(kept.content):
        return
    yield Heading(2, texts("This agreement does not meet the rules yet"))
    yield Paragraph(texts("It is an old agreement, shown with what is known of it."))
    if kept.lacks:
        yield Facts(tuple(Told(one.in_words(texts), _asked_by(one.source, one.since, texts)) for one in kept.lacks))


def _asked_by(source: str, since: object, texts: Texts) -> tuple[str, ...]:
    return texts(source), texts("missing since %(day)s", day=since)


def _told(kept: Published, texts: Texts) -> Iterator[Told]:
    yield Told(texts("End of the agreement"), tuple(_end(kept, texts)))
    yield Told(texts("Suspended"), tuple(_rest(one, texts) for one in kept.suspensions))
    yield Told(texts("Reviews"), tuple(_reviews(kept, texts)))
    yield Told(texts("Early reviews"), tuple(_asked_reviews(kept, texts)))
    yield Told(texts("What was done with reactions"), tuple(_reactions(kept, texts)))
    yield Told(texts("What was done with the data"), tuple(_destruction(one, texts) for one in kept.destructions))
    yield Told(texts("Data that stay"), tuple(map(_share, kept.passed_on)))
    yield Told(texts("Has to confirm after the end that the data are gone"), tuple(map(_share, kept.to_confirm)))
    yield Told(texts("Agreement that follows"), tuple(_successor(kept, texts)))
    if kept.closed_on:
        yield Told(texts("Closed on"), (texts.day(kept.closed_on),))


def _end(kept: Published, texts: Texts) -> Iterator[str]:
    if kept.terminated_on and kept.termination_decided_on:
        called_off = kept.as_agreement().is_called_off
        yield texts("This was decided on %(decided)s.", decided=kept.termination_decided_on)
        yield (
            texts("called off before its start")
            if called_off
            else texts("terminated, last day %(day)s", day=kept.terminated_on)
        )
    if kept.already_ended:
        yield texts("It was over already when it was registered.")


def _rest(rest: PublicSuspension, texts: Texts) -> str:
    until = (
        texts("from %(first)s up to and including %(last)s", first=rest.from_on, last=rest.until_on)
        if rest.until_on
        else texts("from %(first)s until it is resumed", first=rest.from_on)
    )
    resumed = texts("resumed on %(day)s", day=rest.resumed_on) if rest.resumed_on else ""
    cancelled = texts("cancelled on %(day)s", day=rest.cancelled_on) if rest.cancelled_on else ""
    return "; ".join(filter(None, (until, resumed, cancelled)))


def _reviews(kept: Published, texts: Texts) -> Iterator[str]:
    for one in kept.reviews:
        if one.planned_on and one.done_on:
            yield texts("planned for %(planned)s, done on %(done)s", planned=one.planned_on, done=one.done_on)
        elif one.planned_on:
            yield texts("planned for %(day)s", day=one.planned_on)
        elif one.done_on:
            yield texts("extra review, done on %(done)s", done=one.done_on)
    for gone in kept.dropped_reviews:
        yield texts("planned for %(day)s, will not take place", day=gone.planned_on)


def _asked_reviews(kept: Published, texts: Texts) -> Iterator[str]:
    for one in kept.asked_reviews:
        days = texts(
            "It was asked on %(asked)s and is planned for %(planned)s.", asked=one.asked_on, planned=one.planned_on
        )
        yield f"{texts(one.sentence)} {days} {texts('Why:')} {one.why}"


def _reactions(kept: Published, texts: Texts) -> Iterator[str]:
    for one in kept.reactions:
        count = texts.plural("%(count)s person reacted.", "%(count)s people reacted.", one.count)
        yield f"{texts('version %(number)s', number=one.version)}: {count} {one.answer}".rstrip()


def _destruction(done: PublicDestruction, texts: Texts) -> str:
    told = (
        texts(
            "%(party)s: kept by law until %(day)s (%(law)s). That is about: %(data)s.",
            party=done.party,
            day=done.kept_until,
            law=done.kept_law,
            data=done.kept_data,
        )
        if done.kept_until
        else texts("%(party)s: %(method)s on %(day)s", party=done.party, method=done.method, day=done.done_on)
    )
    again = texts("correction of what was recorded on %(day)s", day=done.corrects) if done.corrects else ""
    return f"{told} ({again})" if again else told


def _share(one: PublicShare) -> str:
    return f"{one.party}: {', '.join(one.data)}" if one.data else one.party


def _successor(kept: Published, texts: Texts) -> Iterator[str]:
    if kept.successor:
        yield kept.successor
        if kept.successor_starts_on:
            yield texts("begins on %(day)s", day=kept.successor_starts_on)
