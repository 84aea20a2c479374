"""The tables as Piccolo sees them. The migrations make them; a test compares the two on both databases.

Piccolo knows one primary key column only: tables with a composite key name its first column here, and are
written with SQL of their own.
"""

from __future__ import annotations

from piccolo.columns import Boolean, Date, ForeignKey, Integer, Serial, Text, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from agreements.storage.database.engine import of_the_task
from agreements.storage.tables_of_subjects import OF_SUBJECTS


class Account(Table, tablename="account"):
    """A person (or functional mailbox) who signs in or gets alerts."""

    id = Text(primary_key=True)
    email = Text()
    role = Text()
    department = Text()
    function_title = Text()
    language = Text(default="nl")
    password_hash = Text()
    is_active = Boolean(default=True)
    rhythm = Text(default="at_once")
    created_at = Timestamptz()
    fingerprint_salt = Text(default="")


class SignInToken(Table, tablename="sign_in_token"):
    """A one-time sign-in link; only the hash is kept."""

    token_hash = Text(primary_key=True)
    account_id = ForeignKey(Account, null=False, on_delete=OnDelete.restrict)
    expires_at = Timestamptz()
    used_at = Timestamptz(null=True, default=None)


class Session(Table, tablename="session"):
    """Somebody who is signed in; only the hash of the token in the cookie is kept."""

    token_hash = Text(primary_key=True)
    account_id = ForeignKey(Account, null=False, on_delete=OnDelete.restrict)
    created_at = Timestamptz()
    last_seen_at = Timestamptz()
    device = Text()


class LastSignIn(Table, tablename="last_sign_in"):
    """When an account signed in last; apart from the account, whose every change is in the audit trail."""

    account_id = Text(primary_key=True)
    signed_in_at = Timestamptz()


class SignInFailure(Table, tablename="sign_in_failure"):
    """A failed sign-in, to slow down guessing; `subject` is a hash of account or address."""

    id = Serial(primary_key=True)
    subject = Text()
    failed_at = Timestamptz()
    is_attempt = Boolean()


class AgreementRow(Table, tablename="agreement"):
    """An agreement, its revision and the facts about it (as one JSON document)."""

    id = Serial(primary_key=True)
    reference = Text()
    registered_on = Date()
    revision = Integer()
    version = Integer()
    owner_id = ForeignKey(Account, on_delete=OnDelete.restrict)
    deputy_id = ForeignKey(Account, on_delete=OnDelete.restrict)
    lead_days = Text()
    facts = Text()
    terminated_on = Date(null=True)
    closed_on = Date(null=True)
    withdrawn_on = Date(null=True)
    plan_from = Date(null=True)
    plan_until = Date(null=True)
    plan_ended_on = Date(null=True)
    plan_ending = Text(default="")
    successor = Text(null=True)
    source_key = Text(null=True)
    source_fingerprint = Text()
    updated_at = Timestamptz()
    registered_by = Text()
    fingerprint_salt = Text(default="")


class VersionRow(Table, tablename="agreement_version"):
    """One version: its content as a document, and the columns it is searched and constrained by."""

    agreement_id = Integer(primary_key=True)
    number = Integer()
    status = Text()
    content = Text()
    title = Text()
    kind = Text()
    theme = Text()
    department = Text()
    is_public = Boolean()
    is_transitional = Boolean()
    registered_on = Date()
    starts_on = Date(null=True)
    ends_on = Date(null=True)
    search_text = Text()
    submitted_by = Text(null=True)
    returned_reason = Text()
    approved_by = Text(null=True)
    approved_on = Date(null=True)


class PartyRow(Table, tablename="agreement_party"):
    """A party of a version, to filter by."""

    agreement_id = Integer(primary_key=True)
    number = Integer()
    position = Integer()
    name = Text()
    kind = Text()


class SuspensionRow(Table, tablename="suspension"):
    """When the exchange rested, to filter by status."""

    agreement_id = Integer(primary_key=True)
    from_on = Date()
    until_on = Date(null=True)


class DeadlineRow(Table, tablename="deadline"):
    """A deadline and the day on which the sweep next has something to do about it (none when settled)."""

    agreement_id = Integer(primary_key=True)
    kind = Text()
    subject = Text()
    due_on = Date()
    armed = Integer()
    is_settled = Boolean()
    next_alert_on = Date(null=True)
    snoozed_until = Date(null=True)
    is_handed_over = Boolean(default=False)


class OutboxRow(Table, tablename="outbox"):
    """A message to one recipient: the ledger of what was sent, waits, failed or was superseded."""

    id = Serial(primary_key=True)
    dedup_key = Text()
    kind = Text()
    agreement_id = ForeignKey(AgreementRow, on_delete=OnDelete.restrict)
    deadline_kind = Text()
    subject = Text()
    due_on = Date(null=True)
    armed = Integer()
    rung = Integer(null=True)
    audience = Text()
    recipient_id = ForeignKey(Account, on_delete=OnDelete.restrict)
    reason = Text()
    state = Text()
    planned_on = Date()
    created_at = Timestamptz()
    message_id = Text()
    attempts = Integer()
    next_attempt_at = Timestamptz()
    lease_until = Timestamptz(null=True, default=None)
    leased_by = Text()
    sent_at = Timestamptz(null=True, default=None)
    last_error = Text()
    waits_for_server = Boolean(default=False)
    digest_on = Date(null=True, default=None)
    digest_id = Integer(null=True, default=None)
    named_in = Integer(null=True, default=None)
    sealed_in = Integer(null=True, default=None)


class SnoozeRow(Table, tablename="snooze"):
    """Somebody asked to be reminded later; the newest row of a deadline counts."""

    id = Serial(primary_key=True)
    agreement_id = ForeignKey(AgreementRow, null=False, on_delete=OnDelete.restrict)
    deadline_kind = Text()
    subject = Text()
    due_on = Date()
    until_on = Date()
    reason = Text()
    snoozed_by = Text()
    snoozed_at = Timestamptz()


class CalendarFeed(Table, tablename="calendar_feed"):
    """A personal calendar; only the hash of its token is kept."""

    token_hash = Text(primary_key=True)
    account_id = ForeignKey(Account, null=False, on_delete=OnDelete.restrict)
    created_at = Timestamptz()
    revoked_at = Timestamptz(null=True, default=None)


class AuditEvent(Table, tablename="audit_event"):
    """An event of the audit trail, chained by hash; append-only."""

    seq = Integer(primary_key=True)
    at = Timestamptz()
    actor = Text()
    origin = Text()
    action = Text()
    object = Text()
    result = Text()
    changes = Text()
    state = Text(null=True, default=None)
    previous = Text()
    hash = Text()


class AuditBaseline(Table, tablename="audit_baseline"):
    """The state of an object as a baseline found it; append-only."""

    seq = Integer(primary_key=True)
    object = Text()
    state = Text()


class AuditHead(Table, tablename="audit_head"):
    """The head of the chain as it was published on a day."""

    day = Date(primary_key=True)
    seq = Integer()
    hash = Text()


class MendedRow(Table, tablename="mended"):
    """By the rules of which releases what is stored was derived."""

    rules = Text(primary_key=True)
    mended_at = Timestamptz()


class Heartbeat(Table, tablename="heartbeat"):
    """When a periodic job last ended well (none: it never did), when it last went wrong, and when it comes next."""

    name = Text(primary_key=True)
    beat_at = Timestamptz(null=True)
    failed_at = Timestamptz(null=True)
    failure = Text()
    next_at = Timestamptz(null=True)


class OutboxHold(Table, tablename="outbox_hold"):
    """There while nothing may leave the outbox; one row at most."""

    id = Integer(primary_key=True)
    held_at = Timestamptz()
    restored = Boolean()


class RefusalCount(Table, tablename="refusal_count"):
    """How often something was refused on a day, so that trying again and again cannot fill the trail."""

    day = Date(primary_key=True)
    whose = Text()
    what = Text()
    times = Integer()


TABLES: tuple[type[Table], ...] = (
    Account,
    SignInToken,
    Session,
    LastSignIn,
    SignInFailure,
    RefusalCount,
    AgreementRow,
    VersionRow,
    PartyRow,
    SuspensionRow,
    DeadlineRow,
    OutboxRow,
    SnoozeRow,
    CalendarFeed,
    AuditEvent,
    AuditBaseline,
    AuditHead,
    *OF_SUBJECTS,
    Heartbeat,
    MendedRow,
    OutboxHold,
)

of_the_task(TABLES)
