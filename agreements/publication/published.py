"""Rule 11: the allow-list of what happened. Everything public about an agreement is made from a `Published`.

It holds facts alone: no day that somebody asks about, no address, no language. What is not named here stays inside:
drafts, users, reasons and review texts (written for colleagues; but why somebody asked for a review is public), who
confirmed what in which function, row ids. Of what the parties agree only that is here which the catalogue makes public
(`allow_list`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from agreements.domain.agreement import Agreement, Review, Suspension, Version
from agreements.domain.content import Content
from agreements.domain.deadlines import KINDS, deadlines, told_after
from agreements.domain.following import Succession
from agreements.domain.lifecycle import data_left, parties_to_confirm, passed_on
from agreements.domain.planned_review import PlannedReview
from agreements.domain.review_plan import dropped_reviews, planned_reviews
from agreements.domain.termination import Termination
from agreements.domain.vocabulary import DestructionMethod
from agreements.publication.allow_list import public_content
from agreements.publication.asked_reviews import PublicAskedReview, asked_reviews
from agreements.publication.public_lacks import PublicLack, public_lacks


@dataclass(frozen=True, slots=True)
class PublicSuspension:
    """The exchange rests on these days; `until_on` None: until it is resumed.

    It stays to be seen when it was resumed earlier, or cancelled before it began.
    """

    from_on: date
    until_on: date | None = None
    resumed_on: date | None = None
    cancelled_on: date | None = None


@dataclass(frozen=True, slots=True)
class PublicDestruction:
    """A receiving party confirmed that its data are gone, or what a law keeps. Of one party the last one counts."""

    party: str
    method: DestructionMethod
    done_on: date
    recorded_on: date
    corrects: date | None = None
    """When the earlier confirmation that it corrects was recorded."""
    kept_data: str = ""
    kept_law: str = ""
    kept_until: date | None = None


@dataclass(frozen=True, slots=True)
class PublicShare:
    """A receiving party and some of the kinds of data that it received."""

    party: str
    data: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicReview:
    """A planned review (numbered from 1) or an extra one (number 0), and when it was done."""

    number: int
    planned_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class PublicDroppedReview:
    """A review that was planned and no longer is; its number is not given again."""

    number: int
    planned_on: date
    dropped_on: date


@dataclass(frozen=True, slots=True)
class PublicReactions:
    """How many people reacted to the plan of a version, and what was done with what they said (empty: nobody did)."""

    count: int
    answer: str
    version: int = 0
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """A question of a resident as an officer retold it, and the answer. Nothing of who asked, or of what they wrote."""

    asked: str
    answered: str
    published_on: date


@dataclass(frozen=True, slots=True)
class Awaited:
    """An open deadline that residents are told of once `since` has passed; `kind` is the name of a row of `KINDS`."""

    kind: str
    subject: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What anyone may know of one approved, public agreement, as it stands until something about it changes."""

    reference: str
    version: int
    content: Content
    approved_on: date
    terminated_on: date | None = None
    """Last day on which it holds, when it was ended early."""
    termination_decided_on: date | None = None
    already_ended: bool = False
    """It was over already when it was approved: an old one."""
    lacks: tuple[PublicLack, ...] = ()
    """Of a reported old agreement: what is missing (rule 2)."""
    suspensions: tuple[PublicSuspension, ...] = ()
    reactions: tuple[PublicReactions, ...] = ()
    """What was done with reactions on plans, for each version that was a plan before."""
    reviews: tuple[PublicReview, ...] = ()
    dropped_reviews: tuple[PublicDroppedReview, ...] = ()
    asked_reviews: tuple[PublicAskedReview, ...] = ()
    """Those that somebody asked for in between."""
    destructions: tuple[PublicDestruction, ...] = ()
    to_confirm: tuple[PublicShare, ...] = ()
    """Receiving parties that still have to confirm; with the data they must destroy, when they may keep others."""
    passed_on: tuple[PublicShare, ...] = ()
    """Data that a party goes on with under the successor, without a gap: they are destroyed after that one."""
    awaited: tuple[Awaited, ...] = ()
    closed_on: date | None = None
    successor: str | None = None
    """Only one that visitors can open: nothing may tell that there is another."""
    succeeded_on: date | None = None
    """Since when the successor is approved."""
    successor_starts_on: date | None = None
    answers: tuple[PublicAnswer, ...] = ()
    """To questions about it, the oldest first."""

    def as_agreement(self) -> Agreement:
        """The agreement as far as anyone may know it, for the rules that ask about one on a day."""
        version = Version(
            number=self.version, content=self.content, submitted_by="", approved_by="", approved_on=self.approved_on
        )
        return Agreement(
            reference=self.reference,
            registered_on=self.approved_on,
            in_force=version,
            termination=_termination(self.terminated_on, self.termination_decided_on),
            already_ended=self.already_ended,
            suspensions=tuple(
                Suspension(
                    from_on=rest.from_on,
                    until_on=rest.until_on,
                    reason="",
                    resumed_on=rest.resumed_on,
                    cancelled_on=rest.cancelled_on,
                )
                for rest in self.suspensions
            ),
            review_plan=tuple(
                PlannedReview(number=one.number, planned_on=one.planned_on, from_version=self.version)
                for one in self.reviews
                if one.planned_on
            ),
            reviews=tuple(_review(one.done_on, one.planned_on) for one in self.reviews if one.done_on),
            closed_on=self.closed_on,
            successor=self.successor,
            succession=_succession(self.successor, self.succeeded_on, self.successor_starts_on),
        )


def published(agreement: Agreement, linkable: Collection[str] = (), earlier: Sequence[Version] = ()) -> Published:
    """What anyone may know of an agreement. `linkable`: which others visitors can open; `earlier`: approved versions.

    Raises ValueError for one that is not public: asking for one is a mistake in the program.
    """
    version = agreement.in_force
    if version is None or not version.content.is_public:
        raise ValueError("only an approved and public agreement can be published")
    shown = _as_shown(agreement, linkable)
    termination, following = shown.termination, shown.succession
    return Published(
        reference=agreement.reference,
        version=version.number,
        content=public_content(version.content, linkable),
        approved_on=version.approved_on,
        terminated_on=termination.ends_on if termination else None,
        termination_decided_on=termination.decided_on if termination else None,
        already_ended=agreement.already_ended,
        lacks=public_lacks(version, earlier),
        suspensions=_suspensions(agreement),
        reactions=tuple(PublicReactions(r.count, r.answer, r.version, r.recorded_on) for r in agreement.reactions),
        reviews=_reviews(agreement),
        dropped_reviews=_dropped(agreement),
        asked_reviews=asked_reviews(agreement),
        destructions=_destructions(agreement),
        to_confirm=_to_confirm(agreement, shown),
        passed_on=tuple(PublicShare(one.party, one.data) for one in passed_on(shown)),
        awaited=tuple(_awaited(agreement)),
        closed_on=agreement.closed_on,
        successor=shown.successor,
        succeeded_on=following.approved_on if following else None,
        successor_starts_on=following.starts_on if following else None,
    )


def _as_shown(agreement: Agreement, linkable: Collection[str]) -> Agreement:
    """Without a successor that is a draft, or that visitors cannot open: nothing may tell that there is one."""
    is_told = agreement.succession is not None and agreement.successor in linkable
    return agreement if is_told else replace(agreement, successor=None, succession=None)


def _review(done_on: date, planned_on: date | None) -> Review:
    return Review(
        done_on=done_on, planned_on=planned_on, purpose_reached="", still_proportionate="", incidents="", by=""
    )


def _termination(ends_on: date | None, decided_on: date | None) -> Termination | None:
    if ends_on is None or decided_on is None:
        return None
    return Termination(ends_on=ends_on, decided_on=decided_on, reason="")


def _succession(reference: str | None, approved_on: date | None, starts_on: date | None) -> Succession | None:
    if reference is None or approved_on is None:
        return None
    return Succession(reference=reference, approved_on=approved_on, starts_on=starts_on)


def _to_confirm(agreement: Agreement, shown: Agreement) -> tuple[PublicShare, ...]:
    """Who goes on under a successor that is not shown need not confirm either, and nothing says why."""
    others = {one.party for one in passed_on(shown)}
    return tuple(
        PublicShare(party, tuple(kind.name for kind in data_left(shown, party)) if party in others else ())
        for party in parties_to_confirm(agreement)
    )


def _awaited(agreement: Agreement) -> Iterator[Awaited]:
    for one in deadlines(agreement):
        told, since = KINDS[one.kind].told_late, told_after(one, agreement)
        if told and since and (agreement.closed_on is None or told.also_when_closed):
            yield Awaited(str(one.kind), one.subject, since)


def _suspensions(agreement: Agreement) -> tuple[PublicSuspension, ...]:
    """Every suspension that was ever decided."""
    return tuple(
        PublicSuspension(rest.from_on, rest.planned_until, rest.resumed_on, rest.cancelled_on)
        for rest in agreement.suspensions
    )


def _reviews(agreement: Agreement) -> tuple[PublicReview, ...]:
    done = {review.planned_on: review.done_on for review in agreement.reviews if review.planned_on}
    planned = [PublicReview(p.number, p.planned_on, done.get(p.planned_on)) for p in planned_reviews(agreement)]
    known = {review.planned_on for review in planned}
    extra = [PublicReview(0, None, review.done_on) for review in agreement.reviews if review.planned_on not in known]
    return (*planned, *extra)


def _dropped(agreement: Agreement) -> tuple[PublicDroppedReview, ...]:
    return tuple(
        PublicDroppedReview(one.number, one.planned_on, one.dropped_on)
        for one in dropped_reviews(agreement)
        if one.dropped_on
    )


def _destructions(agreement: Agreement) -> tuple[PublicDestruction, ...]:
    """Every confirmation, corrected ones too."""
    known: dict[str, date] = {}
    found = []
    for done in agreement.destructions:
        corrects = known.get(done.party) if done.correction else None
        kept = (done.kept_data, done.kept_law, done.kept_until)
        found.append(PublicDestruction(done.party, done.method, done.done_on, done.known_on, corrects, *kept))
        known[done.party] = done.known_on
    return tuple(found)
