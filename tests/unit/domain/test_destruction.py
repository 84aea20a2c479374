"""Rule 8: who confirms that the data are gone, from which day on, and which of two confirmations counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, FormerReceiver
from agreements.domain.content import Retention
from agreements.domain.deadlines import DeadlineKind, deadlines
from agreements.domain.errors import (
    AlreadyConfirmed,
    DateNotAllowed,
    FunctionMissing,
    NothingToCorrect,
    NotYetDestroyed,
    UnknownParty,
    WrongStatus,
)
from agreements.domain.lifecycle import is_undestroyed, parties_to_confirm
from agreements.domain.transitions.destroying import who_can_confirm
from agreements.domain.vocabulary import DestructionMethod
from tests.people import (
    CORPORATION,
    DAY_AFTER,
    ENDS_ON,
    ENERGY_COMPANY,
    HENK,
    MUNICIPALITY,
    RECEIVERS,
    STARTS_ON,
    TODAY,
    amended,
    approved,
    closed,
    complete_content,
    destroyed,
    destruction,
    terminated,
)

ONE_DAY = timedelta(days=1)
WITHOUT_CORPORATION = tuple(flow for flow in complete_content().flows if flow.recipient != CORPORATION)


def left(on: date = TODAY) -> Agreement:
    """The corporation no longer receives data, since a version that was approved on this day."""
    return amended(approved(), on=on, flows=WITHOUT_CORPORATION)


def settled(agreement: Agreement) -> dict[str, bool]:
    return {d.subject: d.is_settled for d in deadlines(agreement) if d.kind is DeadlineKind.DESTRUCTION}


def test_while_the_agreement_holds_nothing_can_be_confirmed_or_closed() -> None:
    with pytest.raises(WrongStatus):
        transitions.confirm_destruction(approved(), destruction(MUNICIPALITY, done_on=ENDS_ON), ENDS_ON)
    with pytest.raises(WrongStatus):
        transitions.close(approved(), ENDS_ON)


def test_what_is_closed_stays_closed() -> None:
    gone = transitions.confirm_destruction(left(), destruction(CORPORATION, done_on=TODAY), TODAY)
    shut = transitions.close(destroyed(gone, MUNICIPALITY), DAY_AFTER)

    with pytest.raises(WrongStatus):
        transitions.close(closed(), DAY_AFTER)
    for agreement, party in [(closed(), MUNICIPALITY), (shut, CORPORATION)]:
        with pytest.raises(WrongStatus):
            transitions.confirm_destruction(agreement, destruction(party, correction="Later"), DAY_AFTER)
        assert who_can_confirm(agreement, DAY_AFTER) == ()


@pytest.mark.parametrize("name", [ENERGY_COMPANY, "Politie", ""])
def test_only_a_party_that_receives_data_can_confirm(name: str) -> None:
    with pytest.raises(UnknownParty):
        transitions.confirm_destruction(approved(), destruction(name), DAY_AFTER)


def test_a_confirmation_names_the_function_of_who_gives_it() -> None:
    with pytest.raises(FunctionMissing, match=MUNICIPALITY):
        transitions.confirm_destruction(approved(), destruction(MUNICIPALITY, confirmed_by_function=" "), DAY_AFTER)


@pytest.mark.parametrize("done_on", [DAY_AFTER + ONE_DAY, ENDS_ON, STARTS_ON, STARTS_ON - ONE_DAY])
def test_data_are_gone_after_the_last_day_of_the_exchange_and_not_in_the_future(done_on: date) -> None:
    with pytest.raises(DateNotAllowed, match="2028-01-01 to 2028-01-01"):
        transitions.confirm_destruction(approved(), destruction(MUNICIPALITY, done_on=done_on), DAY_AFTER)


def test_after_an_early_end_data_are_gone_from_the_day_after_it() -> None:
    ended = terminated(TODAY)

    with pytest.raises(DateNotAllowed):
        transitions.confirm_destruction(ended, destruction(MUNICIPALITY, done_on=TODAY), DAY_AFTER)
    done = transitions.confirm_destruction(ended, destruction(MUNICIPALITY, done_on=TODAY + ONE_DAY), DAY_AFTER)
    assert parties_to_confirm(done) == (CORPORATION,)


def test_who_left_earlier_destroyed_the_data_on_the_day_it_left_or_later() -> None:
    with pytest.raises(DateNotAllowed, match=f"{TODAY} to "):
        transitions.confirm_destruction(left(), destruction(CORPORATION, done_on=TODAY - ONE_DAY), TODAY + ONE_DAY)

    done = transitions.confirm_destruction(left(), destruction(CORPORATION, done_on=TODAY), TODAY)
    assert settled(done) == {MUNICIPALITY: False, CORPORATION: True}


def test_of_who_left_before_the_register_kept_the_day_it_is_since_the_first_day() -> None:
    of_before = FormerReceiver(party=CORPORATION, destroy_by=date(2027, 5, 23))
    agreement = replace(left(), former_receivers=(of_before,))

    done = transitions.confirm_destruction(agreement, destruction(CORPORATION, done_on=STARTS_ON), TODAY)
    assert settled(done) == {MUNICIPALITY: False, CORPORATION: True}


def test_who_left_can_confirm_at_once_and_the_others_after_the_end() -> None:
    assert who_can_confirm(approved(), TODAY) == ()
    assert who_can_confirm(left(), TODAY) == (CORPORATION,)
    assert who_can_confirm(left(), DAY_AFTER) == RECEIVERS


def test_who_was_taken_out_before_the_start_never_received_anything() -> None:
    never = left(on=STARTS_ON - ONE_DAY)

    assert never.former_receivers == ()
    assert parties_to_confirm(never) == (MUNICIPALITY,)
    assert left(on=STARTS_ON).former_receivers[0].left_on == STARTS_ON


def test_data_that_are_not_kept_are_gone_in_time_on_the_day_after_the_last_one() -> None:
    kinds = tuple(replace(kind, retention=Retention()) for kind in complete_content().data)
    agreement = approved(data=kinds)
    due = {d.subject: d.due_on for d in deadlines(agreement) if d.kind is DeadlineKind.DESTRUCTION}

    assert due == dict.fromkeys(RECEIVERS, DAY_AFTER)
    done = transitions.confirm_destruction(agreement, destruction(MUNICIPALITY, done_on=DAY_AFTER), DAY_AFTER)
    assert parties_to_confirm(done) == (CORPORATION,)
    flows = tuple(flow for flow in agreement.content.flows if flow.recipient != CORPORATION)
    assert amended(agreement, flows=flows).former_receivers[0].destroy_by == TODAY + ONE_DAY


def called_off() -> Agreement:
    """Terminated before it began."""
    day = date(2025, 12, 10)
    return transitions.terminate(approved(), day, "Toch niet nodig", HENK.id, day)


def test_of_an_agreement_that_never_began_nothing_has_to_be_destroyed() -> None:
    never, day = called_off(), date(2025, 12, 11)

    assert never.is_called_off
    assert settled(never) == {}
    assert parties_to_confirm(never) == who_can_confirm(never, day) == ()
    assert not is_undestroyed(never, day)
    with pytest.raises(UnknownParty):
        transitions.confirm_destruction(never, destruction(MUNICIPALITY, done_on=day), day)
    assert transitions.close(never, day).closed_on == day


def test_of_an_agreement_that_held_for_one_day_the_data_must_go() -> None:
    one_day = transitions.terminate(approved(), STARTS_ON, "Toch niet nodig", HENK.id, STARTS_ON)

    assert not one_day.is_called_off
    assert parties_to_confirm(one_day) == RECEIVERS
    with pytest.raises(NotYetDestroyed):
        transitions.close(one_day, STARTS_ON + ONE_DAY)


def test_data_destroyed_before_an_old_agreement_was_registered_keep_their_true_date() -> None:
    old = approved(starts_on=date(2023, 1, 1), ends_on=date(2024, 12, 31), review_dates=(date(2024, 1, 1),))
    done = transitions.confirm_destruction(old, destruction(MUNICIPALITY, done_on=date(2025, 2, 1)), TODAY)

    assert (done.destructions[0].done_on, done.destructions[0].recorded_on) == (date(2025, 2, 1), TODAY)


def test_a_second_confirmation_of_one_party_is_refused_unless_it_corrects_the_first() -> None:
    once = destroyed(approved(), MUNICIPALITY, CORPORATION)

    with pytest.raises(AlreadyConfirmed, match=MUNICIPALITY):
        transitions.confirm_destruction(once, destruction(MUNICIPALITY), DAY_AFTER + ONE_DAY)


def test_a_correction_is_kept_beside_what_it_corrects_and_counts_from_then_on() -> None:
    once, later = destroyed(approved(), MUNICIPALITY, CORPORATION), DAY_AFTER + timedelta(days=9)
    correction = destruction(MUNICIPALITY, method=DestructionMethod.RETURNED, correction=" Er was een kopie over. ")
    again = transitions.confirm_destruction(once, correction, later)

    assert again.destructions[:2] == once.destructions
    assert again.destructions[2] == replace(correction, recorded_on=later, correction="Er was een kopie over.")
    assert [d.method for d in again.destructions if d.party == MUNICIPALITY] == [
        DestructionMethod.DESTROYED,
        DestructionMethod.RETURNED,
    ]
    assert not is_undestroyed(again, later)


def test_there_is_nothing_to_correct_before_a_first_confirmation() -> None:
    with pytest.raises(NothingToCorrect, match=MUNICIPALITY):
        transitions.confirm_destruction(approved(), destruction(MUNICIPALITY, correction="Anders"), DAY_AFTER)


def test_a_confirmation_from_before_the_end_of_the_exchange_does_not_count() -> None:
    """Registers of before this rule hold some."""
    early = replace(approved(), destructions=(destruction(MUNICIPALITY, done_on=TODAY),))

    assert parties_to_confirm(early) == RECEIVERS
    assert settled(early) == {MUNICIPALITY: False, CORPORATION: False}
    mended = transitions.confirm_destruction(early, destruction(MUNICIPALITY, correction="De dag was fout"), DAY_AFTER)
    assert parties_to_confirm(mended) == (CORPORATION,)


def test_a_party_that_receives_again_must_confirm_again_and_the_first_confirmation_is_kept() -> None:
    gone = transitions.confirm_destruction(left(), destruction(CORPORATION, done_on=TODAY), TODAY)
    again = amended(gone, on=TODAY + ONE_DAY, flows=complete_content().flows)

    assert again.former_receivers == ()
    assert again.destructions == gone.destructions
    assert CORPORATION in parties_to_confirm(again)
    assert settled(again)[CORPORATION] is False
    assert parties_to_confirm(destroyed(again, *RECEIVERS)) == ()

    gone_again = amended(again, on=TODAY + timedelta(days=30), flows=WITHOUT_CORPORATION)
    assert settled(gone_again)[CORPORATION] is False
