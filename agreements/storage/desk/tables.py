"""The tables of the desk as Piccolo sees them; see `agreements.storage.tables`."""

from __future__ import annotations

from piccolo.columns import Date, Integer, Serial, Text, Timestamptz
from piccolo.table import Table


class QuestionTable(Table, tablename="question"):
    """A question or report of a resident; `once` names the form that it came by."""

    id = Serial(primary_key=True)
    agreement_id = Integer()
    once = Text()
    kind = Text()
    text = Text()
    email = Text(default="")
    language = Text()
    state = Text()
    asked_on = Date()
    arrived_on = Date(null=True, default=None)
    due_on = Date(null=True, default=None)
    told = Integer(null=True, default=None)
    next_alert_on = Date(null=True, default=None)
    handler_id = Text(null=True, default=None)
    answer = Text(default="")
    answered_on = Date(null=True, default=None)
    closed_on = Date(null=True, default=None)
    closing = Text(default="")
    published_question = Text(default="")
    published_answer = Text(default="")
    published_on = Date(null=True, default=None)
    fingerprint_salt = Text()


class OutsideLink(Table, tablename="outside_link"):
    """A secret address for somebody without an account; of its token only the hash is kept."""

    token_hash = Text(primary_key=True)
    purpose = Text()
    about = Integer()
    salt = Text()
    expires_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)


class CorrectionTable(Table, tablename="correction"):
    """A correction that a party is asked to make as well, and what it says it did."""

    id = Serial(primary_key=True)
    question_id = Integer()
    agreement_id = Integer()
    party = Text()
    email = Text()
    number = Text()
    request = Text()
    state = Text()
    asked_on = Date()
    asked_by = Text()
    due_on = Date()
    told = Integer(null=True, default=None)
    next_alert_on = Date(null=True, default=None)
    outcome = Text(default="")
    done_on = Date(null=True, default=None)
    function = Text(default="")
    remark = Text(default="")
    answered_on = Date(null=True, default=None)


TABLES: tuple[type[Table], ...] = (QuestionTable, OutsideLink, CorrectionTable)
