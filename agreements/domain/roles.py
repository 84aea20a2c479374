"""Who may do what. One table; every service asks it, every page hides what it forbids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from agreements.domain.agreement import Agreement
from agreements.domain.errors import NotAllowed
from agreements.domain.scopes import Scope
from agreements.domain.vocabulary import Role


class Action(StrEnum):
    """What can be done with an agreement. The word that the audit trail uses."""

    REGISTER = "register"
    AMEND = "amend"
    SUBMIT = "submit"
    RETURN = "return"
    RECALL = "recall"
    PUBLISH_PLAN = "publish_plan"
    WITHDRAW_PLAN = "withdraw_plan"
    APPROVE = "approve"
    SUSPEND = "suspend"
    RESUME = "resume"
    EXTEND_SUSPENSION = "extend_suspension"
    CANCEL_SUSPENSION = "cancel_suspension"
    TERMINATE = "terminate"
    REVIEW = "review"
    ASK_REVIEW = "ask_review"
    DECIDE = "decide"
    RENEW = "renew"
    CONFIRM_DESTRUCTION = "confirm_destruction"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    WITHDRAW_TERMINATION = "withdraw_termination"
    SUCCEED = "succeed"
    RELEASE = "release"
    ASSIGN = "assign"
    IMPORT = "import"
    SNOOZE = "snooze"
    READ_INTERNAL = "read_internal"
    READ_LEDGER = "read_ledger"
    READ_MAIL = "read_mail"
    SEND_AGAIN = "send_again"
    READ_JOBS = "read_jobs"
    READ_HISTORY = "read_history"
    TAKE_ARCHIVE = "take_archive"
    """Take everything that the register holds, as auditors do."""
    READ_CONNECTIONS = "read_connections"
    MAKE_CONNECTION = "make_connection"
    END_CONNECTION = "end_connection"
    READ_QUESTIONS = "read_questions"
    ANSWER_QUESTION = "answer_question"
    PUBLISH_ANSWER = "publish_answer"
    KEEP_SITUATIONS = "change_situations"
    MEND = "mend"
    """Brought in line with the rules of a new release, by the register itself."""


LEAVE_THE_AGREEMENT_AS_IT_IS = frozenset({Action.SNOOZE, Action.SEND_AGAIN})
"""Done about an agreement, and recorded under its reference, without a new revision of it."""


_OFFICER, _HEAD = Role.PRIVACY_OFFICER, Role.DEPARTMENT_HEAD

MAY: dict[Action, frozenset[Role]] = {
    Action.REGISTER: frozenset({_OFFICER}),
    Action.AMEND: frozenset({_OFFICER}),
    Action.SUBMIT: frozenset({_OFFICER}),
    Action.IMPORT: frozenset({_OFFICER}),
    Action.RETURN: frozenset({_OFFICER, _HEAD}),
    Action.RECALL: frozenset({_OFFICER}),
    Action.PUBLISH_PLAN: frozenset({_OFFICER, _HEAD}),
    Action.WITHDRAW_PLAN: frozenset({_OFFICER, _HEAD}),
    Action.APPROVE: frozenset({_OFFICER, _HEAD}),
    Action.SUSPEND: frozenset({_OFFICER, _HEAD}),
    Action.RESUME: frozenset({_OFFICER, _HEAD}),
    Action.EXTEND_SUSPENSION: frozenset({_OFFICER, _HEAD}),
    Action.CANCEL_SUSPENSION: frozenset({_OFFICER, _HEAD}),
    Action.TERMINATE: frozenset({_OFFICER, _HEAD}),
    Action.REVIEW: frozenset({_OFFICER, _HEAD}),
    Action.ASK_REVIEW: frozenset({_OFFICER, Role.SECRETARY}),
    Action.DECIDE: frozenset({_OFFICER, _HEAD}),
    Action.RENEW: frozenset({_OFFICER, _HEAD}),
    Action.CONFIRM_DESTRUCTION: frozenset({_OFFICER, _HEAD}),
    Action.CLOSE: frozenset({_OFFICER}),
    Action.WITHDRAW: frozenset({_OFFICER}),
    Action.WITHDRAW_TERMINATION: frozenset({_OFFICER, _HEAD}),
    Action.SUCCEED: frozenset(),
    Action.RELEASE: frozenset(),
    Action.ASSIGN: frozenset({_OFFICER}),
    Action.SNOOZE: frozenset({_OFFICER, _HEAD}),
    Action.READ_INTERNAL: frozenset(Role) - {Role.ADMINISTRATOR},
    Action.READ_LEDGER: frozenset(Role),
    Action.READ_MAIL: frozenset({_OFFICER, Role.ADMINISTRATOR}),
    Action.SEND_AGAIN: frozenset({_OFFICER}),
    Action.READ_JOBS: frozenset({_OFFICER, Role.ADMINISTRATOR}),
    Action.READ_HISTORY: frozenset(Role) - {Role.ADMINISTRATOR},
    Action.TAKE_ARCHIVE: frozenset({_OFFICER, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER}),
    Action.READ_CONNECTIONS: frozenset({_OFFICER, Role.ADMINISTRATOR}),
    Action.MAKE_CONNECTION: frozenset({_OFFICER}),
    Action.END_CONNECTION: frozenset({_OFFICER, Role.ADMINISTRATOR}),
    Action.READ_QUESTIONS: frozenset({_OFFICER, _HEAD, Role.DATA_PROTECTION_OFFICER}),
    Action.ANSWER_QUESTION: frozenset({_OFFICER, _HEAD}),
    Action.PUBLISH_ANSWER: frozenset({_OFFICER}),
    Action.KEEP_SITUATIONS: frozenset({_OFFICER}),
    Action.MEND: frozenset(),
}

GIVES: Mapping[Scope, frozenset[Action]] = {
    Scope.READ: frozenset({Action.READ_INTERNAL}),
    Scope.DRAFT: frozenset({Action.READ_INTERNAL, Action.REGISTER, Action.AMEND}),
    Scope.SUBMIT: frozenset({Action.READ_INTERNAL, Action.SUBMIT}),
    Scope.HISTORY: frozenset({Action.READ_INTERNAL, Action.READ_HISTORY}),
}
"""What each scope of a key lets a program do. None lets it judge a submission: that people do (rule 9)."""

JUDGING = frozenset({Action.APPROVE, Action.RETURN, Action.PUBLISH_PLAN, Action.WITHDRAW_PLAN})
"""Done with a submission."""

OF_OWN_DEPARTMENT = frozenset({_HEAD})
"""Roles that act on the agreements of their own department only."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something and from where. `id` is a user's id or a name of a process such as `cli`.

    Ids stand in the audit trail; they say nothing about a person once the account is erased.
    """

    id: str
    role: Role | None
    department: str = ""
    origin: str = "web"
    """Where the request came in: `web`, `api`, `cli`, `scheduler`, `import`."""
    is_operator: bool = False
    """Someone with access to the server itself: the command line, and the register's own processes."""
    scopes: frozenset[Scope] = frozenset()
    """Of a program with a key, in place of a role. With a `department` it acts for that one only."""
    answered_for_by: str = ""
    """The id of the person who answers for a program: who made its key."""

    @property
    def person(self) -> str:
        """Whose eyes these are where two people must look (rule 9): of a program those of who answers for it."""
        return self.answered_for_by or self.id


def may(actor: Actor, action: Action, department: str | None = None) -> bool:
    """Whether `actor` may do `action` with an agreement of `department`; None: with some agreement or other.

    An agreement of no department (empty) is nobody's own.
    """
    if actor.is_operator:
        return True
    if actor.role not in MAY[action] and not any(action in GIVES[scope] for scope in actor.scopes):
        return False
    is_own = department is None or (bool(department) and actor.department == department)
    is_bound = bool(actor.department) if actor.role is None else actor.role in OF_OWN_DEPARTMENT
    return is_own or not is_bound


def department_of(agreement: Agreement, action: Action) -> str:
    """The department whose right to `action` counts. What waits for approval is judged where it would belong."""
    return agreement.latest.department if action in JUDGING else agreement.content.department


def require(actor: Actor, action: Action, department: str | None = None) -> None:
    """Raises `NotAllowed` when the actor may not do this."""
    if not may(actor, action, department):
        raise NotAllowed()
