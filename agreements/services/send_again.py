"""Try a message again that the mail server refused for good."""

from __future__ import annotations

from agreements.domain.errors import Conflict
from agreements.domain.roles import Action, Actor, require
from agreements.domain.wording import N_
from agreements.services.change import note
from agreements.services.desk import Desk
from agreements.services.refusals import noted_refusals
from agreements.storage import outbox_again
from agreements.storage.transaction import append_lock, unit_of_work


class NotFailed(Conflict):
    """Somebody else was first, or the message never failed."""

    sentence = N_("This message is no longer on the list of failures. Reload the page.")


async def send_again(desk: Desk, actor: Actor, message_id: int) -> None:
    """It waits again, and leaves with the next delivery. Raises `NotAllowed` and `NotFailed`.

    Every try is an audit event; a refused one leaves a trace.
    """
    async with noted_refusals(desk, actor, Action.SEND_AGAIN, f"message:{message_id}"), unit_of_work():
        await append_lock("audit")
        require(actor, Action.SEND_AGAIN)
        found = await outbox_again.failed_message(message_id)
        if found is None or not await outbox_again.wait_again(message_id, desk.now):
            raise NotFailed()
        about = found.reference or f"message:{message_id}"
        await note(desk, actor, Action.SEND_AGAIN, about, {"message": message_id})
