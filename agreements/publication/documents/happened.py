"""What happened to an agreement until an entry of the public memory, on paper: its end, rests, reviews, destruction.

None of it depends on a day that somebody asks about: instead of “it has ended” the last day is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from agreements.domain.held_term import is_exempt
from agreements.publication.documents.paper import Block, Facts, Heading, Paragraph, Told
from agreements.publication.published import Published
from agreements.publication.told_lines import (
    asked_review,
    destruction,
    reactions,
    reviews,
    share,
    successor,
    suspension,
)
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
    yield Told(texts("Suspended"), tuple(suspension(one, texts) for one in kept.suspensions))
    yield Told(texts("Reviews"), tuple(reviews(kept, texts)))
    yield Told(texts("Early reviews"), tuple(asked_review(one, texts) for one in kept.asked_reviews))
    yield Told(texts("What was done with reactions"), tuple(reactions(one, texts) for one in kept.reactions))
    yield Told(texts("What was done with the data"), tuple(destruction(one, texts) for one in kept.destructions))
    yield Told(texts("Data that stay"), tuple(map(share, kept.passed_on)))
    yield Told(texts("Has to confirm after the end that the data are gone"), tuple(map(share, kept.to_confirm)))
    yield Told(texts("Agreement that follows"), tuple(successor(kept, texts)))
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
