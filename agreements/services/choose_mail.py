"""Somebody's own choice: each alert in a mail of its own or far ones together once a week, and in which language."""

from __future__ import annotations

from agreements.domain.digest import Rhythm
from agreements.domain.roles import Actor
from agreements.services.change import note
from agreements.services.desk import Desk
from agreements.storage import accounts, digests
from agreements.storage.transaction import append_lock, unit_of_work


async def choose_mail(desk: Desk, actor: Actor, rhythm: Rhythm, language: str) -> None:
    """It holds from the next alert on. Who no longer wants the overview gets at once what waited for it."""
    async with unit_of_work():
        await append_lock("audit")
        await accounts.set_mail_choice(actor.id, rhythm, language)
        if rhythm is Rhythm.AT_ONCE:
            await digests.release(actor.id, desk.now)
        await note(desk, actor, "choose_mail", f"user:{actor.id}", {"rhythm": rhythm.value, "language": language})
