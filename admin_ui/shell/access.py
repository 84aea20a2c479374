"""Getting at an agreement as somebody who is signed in: what they may not see does not exist for them."""

from __future__ import annotations

from agreements.domain.errors import NotAllowed
from agreements.domain.record import Record
from agreements.domain.roles import Action, Actor, department_of, may, require
from agreements.http.posted import BadForm, Posted
from agreements.services.change import in_turn
from agreements.services.office import Office
from agreements.services.reading import readable
from agreements.storage import agreements


async def allowed(actor: Actor, action: Action, reference: str) -> Record:
    """The same for somebody who opens a page to do `action`. Raises `NotFound` or `NotAllowed`."""
    record = await readable(actor, reference)
    require(actor, action, department_of(record.agreement, action))
    return record


async def allowed_to_send(office: Office, actor: Actor, action: Action, reference: str) -> Record:
    """The same for somebody who sends a form; a refusal leaves a trace in the history (BIO2 8.15.01)."""
    record = await agreements.load(reference)
    try:
        if not may(actor, action, department_of(record.agreement, action)):
            async with in_turn(office, actor, action, reference, record.agreement.revision):
                pass
        return await allowed(actor, action, reference)
    except NotAllowed:
        await readable(actor, reference)
        raise


def revision_in(posted: Posted) -> int:
    """The revision that the sender saw. Raises `BadForm`."""
    text = posted.get("revision", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadForm()
    return int(text)
