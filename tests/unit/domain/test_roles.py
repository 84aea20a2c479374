"""Who may do what: the table of roles, written out once more as people say it."""

from __future__ import annotations

import pytest

from agreements.domain.errors import NotAllowed
from agreements.domain.roles import JUDGING, Action, Actor, may, require
from agreements.domain.scopes import Scope
from agreements.domain.step_rules import CONSEQUENCES
from agreements.domain.vocabulary import Role
from tests.people import AAD, BRAM, FATIMA, HENK, NOOR, PETRA

OFFICER_ONLY = {
    Action.REGISTER,
    Action.AMEND,
    Action.SUBMIT,
    Action.RECALL,
    Action.IMPORT,
    Action.CLOSE,
    Action.ASSIGN,
    Action.ASK_REVIEW,
} | {
    Action.READ_MAIL,
    Action.READ_JOBS,
    Action.READ_CONNECTIONS,
    Action.MAKE_CONNECTION,
    Action.END_CONNECTION,
    Action.KEEP_SITUATIONS,
    Action.SEND_AGAIN,
    Action.WITHDRAW,
    Action.PUBLISH_ANSWER,
    Action.TAKE_ARCHIVE,
}
BY_PEOPLE = set(Action) - set(CONSEQUENCES) - {Action.MEND}
READING = {Action.READ_INTERNAL, Action.READ_LEDGER, Action.READ_HISTORY}


def allowed_to(actor: Actor, department: str | None = None) -> set[Action]:
    return {action for action in Action if may(actor, action, department)}


def test_a_privacy_officer_may_do_everything_in_every_department() -> None:
    assert allowed_to(PETRA, "Wonen") == allowed_to(PETRA, "Zorg") == BY_PEOPLE


def test_a_department_head_decides_but_does_not_write() -> None:
    assert allowed_to(HENK, "Wonen") == BY_PEOPLE - OFFICER_ONLY


def test_a_department_head_has_no_say_in_another_department() -> None:
    assert allowed_to(BRAM, "Wonen") == set()


def test_the_secretary_records_who_asks_for_a_review_in_every_department_and_changes_nothing_else() -> None:
    assert allowed_to(NOOR, "Wonen") == allowed_to(NOOR, "Zorg") == READING | {Action.ASK_REVIEW}


def test_who_only_reads_changes_nothing() -> None:
    assert allowed_to(AAD, "Wonen") == READING | {Action.TAKE_ARCHIVE}


def test_the_data_protection_officer_reads_what_residents_ask_and_changes_nothing() -> None:
    assert allowed_to(FATIMA, "Wonen") == READING | {Action.READ_QUESTIONS, Action.TAKE_ARCHIVE}


def test_an_administrator_sees_to_the_mail_and_opens_no_agreements() -> None:
    admin = Actor(id="admin", role=Role.ADMINISTRATOR)
    seeing_to = {Action.READ_LEDGER, Action.READ_MAIL, Action.READ_JOBS}
    assert allowed_to(admin) == seeing_to | {Action.READ_CONNECTIONS, Action.END_CONNECTION}


def test_the_command_line_may_do_everything() -> None:
    assert allowed_to(Actor(id="cli", role=None, origin="cli", is_operator=True)) == set(Action)


def test_a_program_may_do_what_its_key_says_and_never_judges_a_submission() -> None:
    program = Actor(id="key:1", role=None, scopes=frozenset({Scope.DRAFT}))
    assert allowed_to(program, "Wonen") == allowed_to(program) == {Action.READ_INTERNAL, Action.REGISTER, Action.AMEND}

    everything = Actor(id="key:2", role=None, scopes=frozenset(Scope))
    assert allowed_to(everything) & (JUDGING | {Action.MAKE_CONNECTION}) == set()


def test_a_program_of_one_department_has_no_say_in_another() -> None:
    program = Actor(id="key:1", role=None, department="Wonen", scopes=frozenset(Scope))
    assert allowed_to(program, "Wonen") == allowed_to(program) != set()
    assert allowed_to(program, "Zorg") == allowed_to(program, "") == set()


def test_whoever_made_a_key_answers_for_what_it_submits() -> None:
    assert Actor(id="key:1", role=None, answered_for_by="petra").person == "petra"
    assert PETRA.person == "petra"


def test_somebody_without_a_role_may_do_nothing() -> None:
    assert allowed_to(Actor(id="partner", role=None)) == set()


def test_what_is_not_allowed_is_refused_with_a_sentence() -> None:
    require(HENK, Action.APPROVE, "Wonen")
    with pytest.raises(NotAllowed, match="Ask a colleague"):
        require(BRAM, Action.APPROVE, "Wonen")


def test_nobody_acts_on_an_agreement_of_no_department_as_its_head() -> None:
    assert allowed_to(HENK, "") == allowed_to(Actor(id="new", role=Role.DEPARTMENT_HEAD), "") == set()


def test_a_head_may_act_with_some_agreement_or_other() -> None:
    assert may(HENK, Action.READ_LEDGER)
    assert may(HENK, Action.READ_INTERNAL)
