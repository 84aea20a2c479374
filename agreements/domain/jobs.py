"""What the register does by itself: one row per job. `scheduler.jobs` says how, beheer shows them."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.domain.wording import N_

SWEEP, DELIVER = "sweep", "deliver"
"""The jobs without which no alert goes out."""
AUDIT_HEAD, TIDY, PIECES, IMPORTS, WEBHOOKS = "audit_head", "tidy", "pieces", "imports", "webhooks"
SUBSCRIPTIONS = "subscriptions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job: its name in the table of heartbeats, the words for it (message ids), and how often it is done.

    None depends on being done at its moment: what is due is decided by what is stored, so one that was missed, done
    twice or done late changes nothing.
    """

    id: str
    name: str
    does: str
    every_seconds: int = 30


JOBS: tuple[Job, ...] = (
    Job(
        id=SWEEP,
        name=N_("Plan reminders"),
        does=N_(
            "Decides which reminders are due today, and puts those and the weekly overviews in the queue. "
            "Reminds of questions that wait for an answer, and of corrections that parties have to confirm."
        ),
    ),
    Job(
        id=AUDIT_HEAD,
        name=N_("Publish the fingerprint of the history"),
        does=N_(
            "The first time on each day: seals the list of messages, and publishes the fingerprint of the history."
        ),
    ),
    Job(
        id=TIDY,
        name=N_("Tidy up"),
        does=N_(
            "Removes sessions and one-time links with which nobody can come in any more. "
            "Erases the files of lists a month after they were stored. "
            "Erases the address of who asked a question half a year after it was closed. "
            "Forgets whoever asked for mails and did not confirm within a week."
        ),
    ),
    Job(
        id=PIECES,
        name=N_("Prepare files"),
        does=N_("Makes what downloads and the calendar hold of each agreement, so that they go out at once."),
    ),
    Job(
        id=IMPORTS,
        name=N_("Bring in lists"),
        does=N_("Reads the lists that somebody uploaded, stores them when asked to, and takes back what is undone."),
        every_seconds=5,
    ),
    Job(
        id=WEBHOOKS,
        name=N_("Tell webhooks"),
        does=N_("Tells programs of others what changed, and tries again where it did not arrive."),
        every_seconds=10,
    ),
    Job(
        id=SUBSCRIPTIONS,
        name=N_("Mail subscribers"),
        does=N_("Sends what changed to people who asked for it by mail, each as often as they chose."),
    ),
    Job(
        id=DELIVER,
        name=N_("Send mail"),
        does=N_("Sends what waits in the queue, and tries again what did not arrive."),
    ),
)
"""In the order in which one round of them is done by hand."""
