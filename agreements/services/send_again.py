"""Try a message again that the mail server refused for good."""

from __future__ import annotations

from agreements.domain.errors import Conflict
from agreements.domain.roles import Action, Actor, require
from agreements.domain.wording import N_
from agreements.services.change import note
from agreements.services.office import Office
from agreements.services.refusals import noted_refusals
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.messages import again


class NotFailed(Conflict):
    """Somebody else was first, or the message never failed."""

    sentence = N_("This message is no longer on the list of failures. Reload the page.")


async def send_again(office: Office, actor: Actor, message_id: int) -> None:
    """It waits again, and leaves with the next delivery. Raises `NotAllowed` and `NotFailed`.

    Every try is an audit event; a refused one leaves a trace.
    """
    async with noted_refusals(office, actor, Action.SEND_AGAIN, f"message:{message_id}"), unit_of_work():
        await append_lock("audit")
        require(actor, Action.SEND_AGAIN)
        found = await again.failed_message(message_id)
        if found is None or not await again.wait_again(message_id, office.now):
            raise NotFailed()
        about = found.reference or f"message:{message_id}"
        await note(office, actor, Action.SEND_AGAIN, about, {"message": message_id})
