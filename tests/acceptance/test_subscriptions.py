"""Somebody asks for mails about changes, confirms by a button, hears of what was chosen, and stops with one click."""

from __future__ import annotations

import email
import re
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default
from urllib.parse import urlsplit

import httpx
import pytest
from litestar import Litestar

from agreements.mail.transport import NotDelivered
from agreements.services.hold_alerts import hold_alerts
from agreements.services.subscriptions.subscribing import forget_unconfirmed
from agreements.storage.database.transaction import fetch
from scheduler.subscriptions import tell_subscribers
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.acceptance.test_withheld import changed
from tests.colleague import Colleague
from tests.office import drafted, in_force, office_on
from tests.people import PETRA, TODAY

ADDRESS = "inwoner@voorbeeldstad.example"
LATER = timedelta(minutes=5)


class Died(BaseException):
    """The process that sends was killed."""


class Post:
    """The mails that left, and a post office that may be closed."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refusal: NotDelivered | None = None
        self.dies_after_sending = False

    async def send(self, mail: EmailMessage) -> None:
        """Take it, or refuse."""
        if self.refusal:
            raise self.refusal
        self.mails.append(email.message_from_bytes(mail.as_bytes(), policy=default))
        if self.dies_after_sending:
            raise Died

    async def answers(self) -> bool:
        """Always."""
        return True


class Resident:
    """Somebody with a browser and a mailbox."""

    def __init__(self, app: Litestar, site: httpx.AsyncClient, day: Calendar) -> None:
        self.site, self.post, self._app, self._day = site, Post(), app, day

    async def asks(
        self, *themes: str, rhythm: str = "direct", address: str = ADDRESS, trap: str = ""
    ) -> httpx.Response:
        """Fill in the form, as slowly as people do."""
        page = (await self.site.get("/abonneren")).text
        token = re.search(r'name="_csrf" value="([^"]+)"', page)
        assert token is not None
        self._day.minutes += 1
        typed = {"_csrf": token[1], "email": address, "rhythm": rhythm, "theme": list(themes), "website": trap}
        return await self.site.post("/abonneren", data=typed)

    async def gets(self) -> list[EmailMessage]:
        """The mails that come when the register sends what waits."""
        before = len(self.post.mails)
        await tell_subscribers(self._app.state["site"].settings, self._day.read, self.post)
        return self.post.mails[before:]

    async def confirmed(self, *themes: str, rhythm: str = "direct") -> str:
        """Ask, open the link and press the button; the path of the own page."""
        await self.asks(*themes, rhythm=rhythm)
        (mail,) = await self.gets()
        place = link_in(mail)
        await self.presses(place, *themes, rhythm=rhythm)
        return place

    async def presses(self, place: str, *themes: str, rhythm: str = "direct") -> None:
        """The button on the own page."""
        token = re.search(r'name="_csrf" value="([^"]+)"', (await self.site.get(place)).text)
        assert token is not None
        answer = await self.site.post(place, data={"_csrf": token[1], "theme": list(themes), "rhythm": rhythm})
        assert answer.status_code == 303


def link_in(mail: EmailMessage) -> str:
    """The path of the page of the subscription."""
    return urlsplit(str(mail["List-Unsubscribe"]).strip("<>")).path.removesuffix("/stop")


def text_of(mail: EmailMessage) -> str:
    """What it says."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@pytest.fixture
def resident(app: Litestar, site: httpx.AsyncClient, day: Calendar) -> Resident:
    return Resident(app, site, day)


async def rows() -> int:
    return int((await fetch("SELECT count(*) AS n FROM subscription", {}))[0]["n"])


async def test_nothing_is_sent_before_the_button_is_pressed_and_then_what_was_chosen(resident: Resident) -> None:
    await in_force(title="Van vroeger", theme="Schulden")
    assert (await resident.asks("Schulden")).status_code == 303
    (asked,) = await resident.gets()
    place = link_in(asked)
    assert asked["To"] == ADDRESS
    assert asked["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Schulden" in text_of(asked)
    for path in (place, f"{place}/stop"):  # a scanner of mails opens every link
        assert (await resident.site.get(path)).status_code == 200
    await in_force(title="Te vroeg", theme="Schulden")
    assert await resident.gets() == []

    assert (await resident.site.post(place, data={"theme": "Schulden", "rhythm": "direct"})).status_code == 403
    await resident.presses(place, "Schulden")
    told = await in_force(title="Nieuw over schulden", theme="Schulden")
    await in_force(title="Over iets anders", theme="Zorg")
    await drafted(title="Een concept", theme="Schulden")

    (mail,) = await resident.gets()
    assert mail["Subject"] == "1 wijziging in het afsprakenregister"
    assert "Nieuw over schulden\n   nieuw in het register" in text_of(mail)
    for other in ("Over iets anders", "Een concept", "Te vroeg", "Van vroeger"):
        assert other not in mail.as_string()
    assert re.search(r"/wijzigingen/\d+", text_of(mail))
    assert await resident.gets() == []
    assert told.reference


async def test_a_week_comes_in_one_mail_on_monday(resident: Resident, day: Calendar) -> None:
    await resident.confirmed("alles", rhythm="wekelijks")
    agreement = await in_force(day=TODAY)
    await changed(agreement, TODAY, summary="Korter gezegd")
    assert await resident.gets() == []

    day.today = TODAY + timedelta(days=7 - TODAY.weekday())
    (mail,) = await resident.gets()

    assert mail["Subject"] == "2 wijzigingen in het afsprakenregister"
    assert await resident.gets() == []


async def test_one_click_in_a_mail_program_stops_and_nothing_is_kept(resident: Resident) -> None:
    place = await resident.confirmed("alles")
    await in_force()
    one_click = {"List-Unsubscribe": "One-Click"}

    answers = [await resident.site.post(f"{place}/stop", data=one_click) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert await rows() == 0
    assert await resident.gets() == []
    assert (await resident.site.get(place)).status_code == 404
    assert (await resident.site.post("/abonneren/onzin.x/stop", data=one_click)).status_code == 404


async def test_whoever_does_not_confirm_is_forgotten_after_a_week(resident: Resident, day: Calendar) -> None:
    await resident.asks("alles")
    now = day.read().now
    assert await forget_unconfirmed(now + timedelta(days=6)) == 0
    assert await forget_unconfirmed(now + timedelta(days=8)) == 1
    assert await rows() == 0


async def test_an_address_gets_one_mail_to_confirm_a_day_whoever_asks(resident: Resident, day: Calendar) -> None:
    for expected in (1, 0, 0):
        assert (await resident.asks("alles")).headers["location"] == "/abonneren/bijna-klaar"
        assert len(await resident.gets()) == expected
    day.today += timedelta(days=2)
    await resident.asks("alles")
    assert len(await resident.gets()) == 1
    assert await rows() == 1


async def test_a_mail_whose_sender_died_comes_again_under_the_same_name(resident: Resident) -> None:
    await resident.confirmed("alles")
    await in_force(title="Eerste")
    resident.post.dies_after_sending = True
    with pytest.raises(Died):
        await resident.gets()
    resident.post.dies_after_sending = False
    await in_force(title="Tweede")
    await fetch("UPDATE subscription SET lease_until = NULL RETURNING id", {})

    (again,) = await resident.gets()
    (more,) = await resident.gets()

    assert again["Message-ID"] == resident.post.mails[-3]["Message-ID"] != more["Message-ID"]
    assert ("Eerste" in text_of(again), "Tweede" in text_of(again)) == (True, False)
    assert "Tweede" in text_of(more)


async def test_what_cannot_arrive_is_tried_again_or_forgotten(resident: Resident, day: Calendar) -> None:
    await resident.confirmed("alles")
    await in_force(title="Eerste")
    resident.post.refusal = NotDelivered("away", no_answer=True)
    assert await resident.gets() == []
    resident.post.refusal = None
    day.minutes += 90
    assert len(await resident.gets()) == 1

    await in_force(title="Tweede")
    resident.post.refusal = NotDelivered("no such mailbox", permanent=True)
    await resident.gets()
    assert await rows() == 0


async def test_beheer_sees_how_many_there_are_of_each_theme_and_no_address(
    resident: Resident, app: Litestar, day: Calendar
) -> None:
    await resident.confirmed("Schulden", "Zorg")
    petra = Colleague(app, BASE_URL)
    await petra.come_in(PETRA)

    page = (await petra.open("/beheer/taken")).text

    assert re.findall(r"<li>(Schulden|Zorg): (\d)</li>", page) == [("Schulden", "1"), ("Zorg", "1")]
    assert ADDRESS not in page


async def test_while_mails_are_held_nothing_leaves(resident: Resident) -> None:
    await resident.asks("alles")
    await hold_alerts(office_on(TODAY), PETRA)

    assert await resident.gets() == []


async def test_a_form_that_is_not_right_says_so_and_keeps_what_was_typed(resident: Resident) -> None:
    await in_force(theme="Schulden")
    for answer, said in (
        (await resident.asks(), "Kies alles, of een of meer thema"),
        (await resident.asks("Schulden", rhythm="elk uur"), "Kies hoe vaak"),
        (await resident.asks("Schulden", address="geen adres"), "mailadres"),
        (await resident.asks("Schulden", trap="ja"), "leeg"),
    ):
        assert (answer.status_code, said in answer.text) == (400, True), said
    assert 'value="geen adres"' in (await resident.asks("Schulden", address="geen adres")).text
    assert await rows() == 0


async def test_the_reader_of_english_gets_english(resident: Resident) -> None:
    page = (await resident.site.get("/abonneren?taal=en")).text

    assert "Get a mail when something changes in the register." in page
