"""Rule 10: whatever is changed, left out, moved or added in the history is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agreements.domain.audit import GENESIS, ChainedEvent, ChainReader, Event, chain, event_hash
from agreements.domain.errors import ChainBroken

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
instants = st.datetimes(datetime(2025, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
events = st.builds(
    Event,
    seq=st.just(0),
    at=instants,
    actor=words,
    origin=words,
    action=words,
    object=words,
    result=words,
    changes=words,
    state=st.none() | words,
)


def verify(history: Iterable[ChainedEvent], *, expected_last: int | None = None) -> str:
    """Read a history through; returns its head. `expected_last` is the number of a head that somebody kept."""
    reader = ChainReader()
    for event in history:
        reader.read(event)
    if expected_last is not None and reader.seq != expected_last:
        raise ChainBroken(seq=reader.seq + 1, problem="its head was kept, but the history ends before it")
    return reader.hash


def chained(plain: Sequence[Event]) -> list[ChainedEvent]:
    """A history: the events numbered from one, each behind the one before."""
    history: list[ChainedEvent] = []
    for seq, event in enumerate(plain, start=1):
        history.append(chain(replace(event, seq=seq), history[-1].hash if history else GENESIS))
    return history


def rehashed(history: Sequence[ChainedEvent]) -> list[ChainedEvent]:
    """What a forger with full access makes of it: every number and hash fits again."""
    return chained([Event(**{f.name: getattr(event, f.name) for f in fields(Event)}) for event in history])


def is_intact(history: Sequence[ChainedEvent], original: Sequence[ChainedEvent]) -> bool:
    """Whether `history` passes as `original`, of which the number of events was given out."""
    try:
        verify(history, expected_last=len(original))
    except ChainBroken:
        return False
    return True


histories = st.lists(events, min_size=1, max_size=8).map(chained)
places = st.integers(0, 7)


def at(history: Sequence[ChainedEvent], place: int) -> int:
    return place % len(history)


def named(field: str, value: object) -> dict[str, Any]:
    """A change of one field, by its name."""
    return {field: value}


@given(histories)
def test_an_untouched_history_is_intact_and_answers_with_its_head(history: list[ChainedEvent]) -> None:
    assert verify(history) == verify(iter(history), expected_last=len(history)) == history[-1].hash


def test_an_empty_history_has_the_beginning_as_its_head() -> None:
    assert verify([], expected_last=0) == GENESIS


TEXT_FIELDS = ["actor", "origin", "action", "object", "result", "changes", "state"]


@given(histories, places, st.sampled_from(TEXT_FIELDS), words)
def test_a_changed_text_is_found(history: list[ChainedEvent], place: int, name: str, text: str) -> None:
    index = at(history, place)
    assume(getattr(history[index], name) != text)
    forged = [*history]
    forged[index] = replace(forged[index], **named(name, text))

    assert not is_intact(forged, history)


@given(histories, places, st.timedeltas(timedelta(microseconds=-5000), timedelta(days=900)))
def test_another_time_is_found(history: list[ChainedEvent], place: int, shift: timedelta) -> None:
    assume(shift)
    index = at(history, place)
    forged = [*history]
    forged[index] = replace(forged[index], at=forged[index].at + shift)

    assert not is_intact(forged, history)


@given(histories, places, st.integers(-3, 12))
def test_another_number_is_found(history: list[ChainedEvent], place: int, seq: int) -> None:
    index = at(history, place)
    assume(history[index].seq != seq)
    forged = [*history]
    forged[index] = replace(forged[index], seq=seq)

    assert not is_intact(forged, history)


@given(histories, places, st.sampled_from(["previous", "hash"]), st.text("0123456789abcdef", min_size=64, max_size=64))
def test_another_hash_is_found(history: list[ChainedEvent], place: int, name: str, digest: str) -> None:
    index = at(history, place)
    assume(getattr(history[index], name) != digest)
    forged = [*history]
    forged[index] = replace(forged[index], **named(name, digest))

    assert not is_intact(forged, history)


@given(histories, places)
def test_an_event_that_was_left_out_is_found_the_last_one_too(history: list[ChainedEvent], place: int) -> None:
    index = at(history, place)

    assert not is_intact(history[:index] + history[index + 1 :], history)


@given(histories, places)
def test_a_tail_that_was_cut_is_found(history: list[ChainedEvent], length: int) -> None:
    shorter = history[: at(history, length)]

    verify(shorter)
    with pytest.raises(ChainBroken, match="ends before it"):
        verify(shorter, expected_last=len(history))


@given(histories, places, places)
def test_events_that_changed_places_are_found(history: list[ChainedEvent], one: int, other: int) -> None:
    first, second = at(history, one), at(history, other)
    assume(first != second)
    forged = [*history]
    forged[first], forged[second] = forged[second], forged[first]
    renumbered = [replace(event, seq=seq) for seq, event in enumerate(forged, start=1)]

    assert not is_intact(forged, history)
    assert not is_intact(renumbered, history)


@given(histories, places, events)
def test_an_event_that_was_slipped_in_is_found(history: list[ChainedEvent], place: int, extra: Event) -> None:
    index = at(history, place)
    forged = [*history]
    forged.insert(index, chain(replace(extra, seq=index + 1), forged[index].previous))

    assert not is_intact(forged, history)
    assert not is_intact([replace(event, seq=seq) for seq, event in enumerate(forged, start=1)], history)


@given(histories, places, st.sampled_from(TEXT_FIELDS), words)
def test_an_event_changed_together_with_its_hash_is_found(
    history: list[ChainedEvent], place: int, name: str, text: str
) -> None:
    index = at(history, place)
    assume(getattr(history[index], name) != text)
    changed = replace(history[index], **named(name, text))
    forged = [*history]
    forged[index] = replace(changed, hash=event_hash(changed, changed.previous))

    assert not is_intact(forged, history) or verify(forged) != verify(history)


@given(histories, places, st.sampled_from(TEXT_FIELDS), words, st.lists(events, max_size=3))
def test_a_history_rewritten_as_a_whole_does_not_match_a_head_that_was_published(
    history: list[ChainedEvent], place: int, name: str, text: str, later: list[Event]
) -> None:
    index = at(history, place)
    assume(getattr(history[index], name) != text)
    published, length = verify(history), len(history)
    forged = rehashed(
        [replace(e, **named(name, text)) if n == index else e for n, e in enumerate(history)] + later_on(later)
    )

    verify(forged, expected_last=len(forged))
    assert verify(forged[:length]) != published


def later_on(plain: Sequence[Event]) -> list[ChainedEvent]:
    """Events from after the head was published."""
    return [chain(event, GENESIS) for event in plain]


@pytest.mark.parametrize("name", [field.name for field in fields(Event)])
def test_the_hash_speaks_of_every_field(name: str) -> None:
    event = Event(
        seq=1, at=datetime(2026, 11, 23, tzinfo=UTC), actor="petra", origin="web", action="submit", object="x"
    )
    others: dict[str, Any] = {"seq": 2, "at": event.at + timedelta(microseconds=1)}

    changed = replace(event, **{name: others.get(name, "something else")})

    assert event_hash(changed, GENESIS) != event_hash(event, GENESIS)
    assert event_hash(event, "1" * 64) != event_hash(event, GENESIS)


def test_the_first_event_that_does_not_fit_is_named() -> None:
    plain = [
        Event(
            seq=0, at=datetime(2026, 11, 23, tzinfo=UTC), actor="petra", origin="web", action=a, object="AFS-2026-0001"
        )
        for a in ("register", "submit", "approve")
    ]
    history = chained(plain)

    with pytest.raises(ChainBroken, match=r"event 2 .*contents were changed"):
        verify([history[0], replace(history[1], actor="sanne"), history[2]])
    with pytest.raises(ChainBroken, match=r"event 2 .*missing or out of order"):
        verify([history[0], history[2]])


@given(events, st.integers(-14, 14))
def test_the_same_instant_in_another_zone_is_the_same_event(event: Event, hours: int) -> None:
    elsewhere = replace(event, at=event.at.astimezone(timezone(timedelta(hours=hours))))

    assert event_hash(elsewhere, GENESIS) == event_hash(event, GENESIS)


def test_a_time_without_a_zone_is_refused() -> None:
    naive = Event(seq=1, at=datetime(2026, 11, 23), actor="", origin="", action="", object="")  # noqa: DTZ001

    with pytest.raises(ValueError, match="time zone"):
        event_hash(naive, GENESIS)


@given(events, st.lists(words, min_size=2, max_size=2, unique=True))
def test_a_word_that_moves_to_another_field_changes_the_hash(event: Event, pair: list[str]) -> None:
    one, other = pair
    there = replace(event, actor=one, object=other)
    swapped = replace(event, actor=other, object=one)

    assert event_hash(there, GENESIS) != event_hash(swapped, GENESIS)


def test_an_event_of_before_there_were_states_keeps_its_hash() -> None:
    event = Event(
        seq=1, at=datetime(2026, 11, 23, 12, tzinfo=UTC), actor="petra", origin="web", action="register", object="AFS-1"
    )

    before = "7fe989c12058b41c20e6015ccca59a57bec78263a38369aa430c6a352a78365c"
    assert event_hash(event, GENESIS) == before
    assert event_hash(replace(event, state="1:x"), GENESIS) != before
