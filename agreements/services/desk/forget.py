"""Erase what the desk need not know any more (GDPR art. 5(1)(e)): addresses, and questions that nobody confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from agreements.domain.desk.question import CONFIRM_WITHIN, KEEP_ADDRESS
from agreements.domain.roles import Actor
from agreements.services.change import note
from agreements.services.desk.ask import object_of
from agreements.services.desk.messages import ASKER
from agreements.services.office import Office
from agreements.services.written_mail import remove_mails
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.desk import links, questions
from agreements.storage.messages import ledger_view

REGISTER: Final = Actor(id="scheduler", role=None, origin="scheduler", is_operator=True)


async def forget_askers(office: Office, mail_directory: Path) -> int:
    """Erase the addresses of questions that were closed half a year ago, and what was not confirmed in a week; returns
    how many. Mails to them that were written to the folder go as well."""
    unconfirmed, closed = office.today - CONFIRM_WITHIN, office.today - KEEP_ADDRESS
    async with unit_of_work():
        await append_lock("audit")
        gone = await questions.forget_unconfirmed(unconfirmed)
        nameless = await questions.forget_addresses(closed)
        for number, what in [*((one, "question") for one in gone), *((one, "address") for one in nameless)]:
            await note(office, REGISTER, "erase_question", object_of(number), {"erased": what})
        await links.forget(office.now)
    mails = await ledger_view.mails_about(ASKER, [*gone, *nameless])
    await remove_mails(mail_directory, mails)
    return len(gone) + len(nameless)
