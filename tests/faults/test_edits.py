"""Single rows are changed, added and removed behind the register's back, in every table and column by the database's
own catalogue. All of it is found but what `agreements.storage.trail.coverage` names."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from agreements.clock import Moment
from agreements.domain.agreement import Agreement
from agreements.domain.announcements import AnnouncementKind
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.desk.question import QuestionKind
from agreements.domain.errors import AgreementError
from agreements.domain.roles import Actor
from agreements.domain.scopes import Scope
from agreements.domain.situations import Situation
from agreements.domain.subscriptions import Choice, HowOften
from agreements.domain.viewing import EVERYTHING
from agreements.importing.mapping.wishes import Wish, Wishes
from agreements.services.announce import announce_days
from agreements.services.api_keys import Wanted, end_key, make_key
from agreements.services.calendar_feed import make_feed
from agreements.services.desk import ask as desk
from agreements.services.desk import handle
from agreements.services.desk.correct import Wish as Asked
from agreements.services.desk.correct import ask_party
from agreements.services.hold_alerts import hold_alerts
from agreements.services.imports.command import import_file
from agreements.services.make_pieces import make_all_pieces
from agreements.services.mend import mend_register
from agreements.services.sessions import open_session
from agreements.services.situations import write_situation
from agreements.services.snooze import snooze
from agreements.services.subscriptions import subscribing
from agreements.services.suspend import suspend
from agreements.services.users import new_sign_in_link
from agreements.services.verify_history import verify_history
from agreements.services.webhooks import make_webhook
from agreements.storage.database.engine import Engine
from agreements.storage.database.migrate import pending
from agreements.storage.database.transaction import execute, unit_of_work
from agreements.storage.desk import questions
from agreements.storage.desk.questions import QuestionFilter
from agreements.storage.heartbeat import beat
from agreements.storage.people import accounts, sign_in
from agreements.storage.people.accounts import Account
from agreements.storage.trail import audit, coverage
from agreements.storage.trail.baseline import lay_baseline
from scheduler.delivery import deliver
from scheduler.sweep import sweep
from tests import people
from tests.alerts import OPERATOR, SETTINGS, MailRoom, owned
from tests.decisions import decided_in_every_way
from tests.faults.vandal import Deed, PostgresVandal, SQLiteVandal, Vandal
from tests.office import EVERYONE, address, drafted, hire, in_force, in_review, office_on
from tests.published import PLACE

DAY = people.ENDS_ON - timedelta(days=90)
OFFICE = office_on(DAY)
SECRET = b"the secret of this site"
SAID = Wishes({"Titel": Wish("title")})


@pytest.fixture
async def vandal(lived_in: Engine, database_url: str) -> AsyncIterator[Vandal]:
    """Somebody at the database of a register in which everything happened at least once."""
    if lived_in.dialect == "sqlite":
        found: SQLiteVandal | PostgresVandal = SQLiteVandal(Path(database_url.removeprefix("sqlite:///")))
    else:
        found = await PostgresVandal.at(database_url)
    yield found
    await found.close()


@pytest.fixture
async def lived_in(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A register in which everything happened at least once, some of it before there were fingerprints."""
    with monkeypatch.context() as before_fingerprints:
        before_fingerprints.setattr(audit, "states_of", _nothing)
        await hire(*EVERYONE)
        await in_force()
    await lay_baseline(office_on(people.APPROVED_ON).now)
    decided = await owned(title="Vroeg eropaf bij energieschulden")
    await decided_in_every_way(decided.reference)
    await drafted()
    await in_review(title="Overlast in de buurt")
    resting = await in_force(title="Samen tegen leegstand")
    await suspend(
        office_on(people.TODAY), people.HENK, resting.reference, resting.revision, people.TODAY, None, "Audit"
    )
    postponed = await owned(title="Woningdelers")
    room = MailRoom()
    for days in (180, 90):
        office = office_on(people.ENDS_ON - timedelta(days=days))
        await sweep(office)
        await deliver(SETTINGS, lambda office=office: Moment(office.now, office.today), room)  # type: ignore[misc]
        async with unit_of_work():
            await audit.publish_head(office.today, office.now)
    await _everything_else(postponed)
    await verify_history()
    return engine


async def _everything_else(postponed: Agreement) -> None:
    later = (office_on(DAY), people.HENK, postponed.reference, postponed.revision, DeadlineKind.EXPIRY, "")
    await snooze(*later, DAY + timedelta(days=5), "Gesprek volgt")
    await make_feed(OFFICE, people.HENK)
    await make_feed(OFFICE, people.HENK)
    await _keys_of_programs()
    await _at_the_desk(postponed)
    await _situations()
    monthly = Choice(themes=("Schulden",), rhythm=HowOften.MONTHLY, language="nl")
    await subscribing.ask(OFFICE, "inwoner@voorbeeldstad.example", monthly)
    await new_sign_in_link(OFFICE, OPERATOR, address(people.HENK))
    await open_session(OFFICE, await _account(people.HENK), "")
    await sign_in.add_failure("iemand", OFFICE.now, is_attempt=True)
    await beat("sweep", OFFICE.now)
    await mend_register(OFFICE)
    await execute("INSERT INTO refusal_count (day, whose, what, times) VALUES (:day, 'henk', 'close', 1)", {"day": DAY})
    await hold_alerts(OFFICE, OPERATOR)
    await sweep(office_on(people.ENDS_ON - timedelta(days=60)))
    await make_all_pieces(PLACE)
    await import_file(OFFICE, OPERATOR, "lijst.csv", b"Titel\nLeegstand\n", apply=True, said=SAID)
    async with unit_of_work():
        await audit.publish_head(DAY + timedelta(days=1), OFFICE.now)


async def _at_the_desk(agreement: Agreement) -> None:
    """A question that was answered, published and led to a correction, one that waits, and one of which nobody knows
    yet whether its address is right."""
    for form, email in (("1", ""), ("2", ""), ("3", "noa@inwoner.example")):
        wish = desk.Wish(kind=QuestionKind.DATA_ERROR, text="Klopt mijn adres?", email=email)
        await desk.ask(OFFICE, SECRET, agreement.reference, form, wish)
    (_, first) = await questions.find(QuestionFilter(among=EVERYTHING), limit=5)
    await ask_party(
        OFFICE,
        people.PETRA,
        SECRET,
        first.id,
        Asked(
            party=people.CORPORATION,
            email="privacy@delinde.example",
            number="Zaak 118",
            request="Het adres",
            due_on=DAY + timedelta(days=14),
        ),
    )
    await handle.answer(OFFICE, people.PETRA, first.id, "Verbeterd.")
    await handle.publish(OFFICE, people.PETRA, first.id, "Klopt mijn adres?", "Het kan worden verbeterd.")


async def _keys_of_programs() -> None:
    wanted = Wanted(name="Zaaksysteem", scopes={Scope.DRAFT}, department="", last_day=DAY + timedelta(days=90))
    for _ in range(3):
        key = await make_key(OFFICE, people.PETRA, wanted, UTC)
    await end_key(OFFICE, people.PETRA, key.split("_")[1])
    address = "https://esb.voorbeeldstad.example/"
    await make_webhook(OFFICE, people.PETRA, address, frozenset(AnnouncementKind), ())
    await announce_days(OFFICE)


async def _situations() -> None:
    for seen in range(3):
        said = Situation(key="", dutch=f"Ik vis {seen} keer", english="", groups=("visser",))
        await write_situation(OFFICE, people.PETRA, seen, "", said)


async def _nothing(_: object) -> dict[str, str]:
    return {}


async def _account(actor: Actor) -> Account:
    account = await accounts.by_id(actor.id)
    assert account is not None
    return account


def excuse(deed: Deed) -> str | None:
    """Why this need not be found; None when it must be."""
    if deed.table in coverage.WHOLE_TABLES:
        return coverage.WHOLE_TABLES[deed.table]
    if deed.kind == "remove":
        return coverage.MAY_BE_REMOVED.get(deed.table)
    if deed.kind == "change" and deed.table == "outbox" and deed.column in coverage.UNTIL_SENT:
        return "not sent yet" if deed.row["sealed_in"] is None else None
    return coverage.COLUMNS.get((deed.table, deed.column))


async def notices(engine: Engine) -> str | None:
    """What an operator is told; None when everything seems well."""
    try:
        if await pending(engine):
            return "migrations are missing"
        await verify_history()
    except AgreementError as error:
        return str(error)
    return None


async def test_every_single_change_by_hand_is_found_but_those_that_are_named(
    lived_in: Engine, vandal: Vandal, edits: int, seed: int
) -> None:
    chosen = random.Random(seed)
    found: Counter[str] = Counter()
    missed, needless = [], 0
    for _ in range(edits):
        deed = await vandal.one_deed(chosen)
        told = await notices(lived_in)
        await vandal.put_back(deed)
        if told:
            found[deed.kind] += 1
        elif excuse(deed):
            needless += 1
        else:
            missed.append(f"{deed}: {deed.row}")
    sys.stdout.write(
        f"\n{lived_in.dialect}: {edits} single changes by hand (seed {seed}): {sum(found.values())} found"
        f" ({', '.join(f'{kind} {count}' for kind, count in sorted(found.items()))}), {needless} on the list of what is"
        f" not covered, {len(missed)} missed\n"
    )
    assert missed == [], "\n".join(missed)
    assert await notices(lived_in) is None


async def test_every_column_of_the_database_has_its_row_in_these_tests(lived_in: Engine, vandal: Vandal) -> None:
    empty = [table for table in vandal.tables if not await vandal.read(f"SELECT 1 FROM {table} LIMIT 1")]

    assert empty == [], "nothing can be changed in an empty table: let it happen in `lived_in`"
    named = {*coverage.WHOLE_TABLES, *coverage.MAY_BE_REMOVED, *(table for table, _ in coverage.COLUMNS)}
    assert named <= set(vandal.tables)
    assert {(table, column) for table, column in coverage.COLUMNS if column not in vandal.tables[table]} == set()
