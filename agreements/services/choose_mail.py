"""Somebody's own choice: each alert in a mail of its own or far ones together once a week, and in which language."""

from __future__ import annotations

from agreements.domain.digest import Rhythm
from agreements.domain.roles import Actor
from agreements.services.change import note
from agreements.services.office import Office
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.messages import digests
from agreements.storage.people import accounts


async def choose_mail(office: Office, actor: Actor, rhythm: Rhythm, language: str) -> None:
    """It holds from the next alert on. Who no longer wants the overview gets at once what waited for it."""
    async with unit_of_work():
        await append_lock("audit")
        await accounts.set_mail_choice(actor.id, rhythm, language)
        if rhythm is Rhythm.AT_ONCE:
            await digests.release(actor.id, office.now)
        await note(office, actor, "choose_mail", f"user:{actor.id}", {"rhythm": rhythm.value, "language": language})
