"""Report an old agreement with what is known of it: four eyes, public with what it lacks, a year at most (rule 2)."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.reporting import reported_content
from agreements.domain.roles import Action, Actor, require
from agreements.services.change import in_turn, store_step
from agreements.services.content_digest import digest
from agreements.services.office import Office
from agreements.services.submit import submit_in_turn
from agreements.storage import agreements


async def report_old(office: Office, actor: Actor, reference: str, revision: int, department: str = "") -> Agreement:
    """Mark a draft as reported and ask for its approval: both, or nothing.

    `department`: which one owns it, if none does yet. Raises `NotTransitional` for one that began under the rule,
    or what submitting it refuses.
    """
    async with in_turn(office, actor, Action.SUBMIT, reference, revision) as record:
        content = reported_content(record.agreement, department)
        require(actor, Action.AMEND, content.department)
        drafted = transitions.amend(record.agreement, content, office.today, office.policy)
        await store_step(office, actor, Action.AMEND, record, drafted, {"content_sha256": digest(content)})
        return await submit_in_turn(office, actor, await agreements.load(reference))
