"""What may be done with an agreement, and what comes of it. Pure: an agreement in, a new one out. A room per subject.

Each function checks the status on the day (table `step_rules.STEP_RULES`), what it shares with others (`preconditions`)
and its own rule, and raises the refusal otherwise.
Services call exactly one of these in a transaction; they add nothing to the rules. None touches `revision`:
counting writes is the business of storage.
"""

from __future__ import annotations

from agreements.domain.transitions.beforehand import ended, publish_plan, withdraw_plan
from agreements.domain.transitions.destroying import confirm_destruction
from agreements.domain.transitions.drafting import amend, approve, recall, register, send_back, submit, withdraw
from agreements.domain.transitions.ending import close, decide, renew, terminate, withdraw_termination
from agreements.domain.transitions.resting import cancel_suspension, extend_suspension, resume, suspend
from agreements.domain.transitions.reviewing import ask_review, record_review

__all__ = [
    "amend",
    "approve",
    "ask_review",
    "cancel_suspension",
    "close",
    "confirm_destruction",
    "decide",
    "ended",
    "extend_suspension",
    "publish_plan",
    "recall",
    "record_review",
    "register",
    "renew",
    "resume",
    "send_back",
    "submit",
    "suspend",
    "terminate",
    "withdraw",
    "withdraw_plan",
    "withdraw_termination",
]
