"""A question in a real browser: a resident asks and confirms by a real mail, an officer answers and passes a correction
on, and a party confirms it without an account."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, WIDTHS
from tests.browser.going import go_by
from tests.browser.serve_sample import NOON
from tests.browser.test_public_pages import problems
from tests.colleague import PASSWORD
from tests.people import CORPORATION

ASKER, PARTNER = "noa@inwoner.example", "privacy@delinde.example"
QUESTION = "Mijn huurschuld klopt niet. Hij is betaald."
MODULE = [sys.executable, "-m", "tests.browser.serve_desk"]


@dataclass
class Register:
    """A register with one agreement, the hands of its clock, and its mail."""

    address: str
    reference: str
    petra: str
    database: Path
    clock: Path

    def mails(self) -> dict[str, str]:
        """Send what waits by a real mail server: the address in the mail to each."""
        command = [*MODULE, "send", str(self.database), str(self.clock), self.address]
        sent = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        return {mail["to"]: mail["link"] for mail in sent}

    def later(self, moments: int) -> None:
        """So many half minutes after noon."""
        self.clock.write_text((NOON + timedelta(seconds=30 * moments)).isoformat(), encoding="utf-8")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """Served until the test is done."""
    clock, database = tmp_path / "clock", tmp_path / "desk.sqlite"
    clock.write_text(NOON.isoformat(), encoding="utf-8")
    with subprocess.Popen(
        [*MODULE, "serve", str(database), str(clock)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        told = server.stdout.readline().split()
        try:
            assert len(told) == 3, "the server did not start; its error stands above"
            yield Register(told[0], told[1], told[2], database, clock)
        finally:
            server.terminate()


def press(page: Page, words: str) -> None:
    """Send a form, and look at what comes."""
    go_by(page.get_by_role("button", name=words, exact=True))
    assert problems(page) == []


def ask(page: Page, register: Register) -> None:
    """From the page of the agreement to the resident's own page; the first time something is missing."""
    page.goto(f"{register.address}/afspraken/{register.reference}")
    expect(page.get_by_role("link", name="0118 123 456").first).to_have_attribute("href", "tel:+31118123456")
    go_by(page.get_by_role("link", name="Stel een vraag of meld een fout").first)
    expect(page.get_by_label("Laat dit veld leeg:")).to_be_hidden()
    assert problems(page) == []
    page.get_by_label("Mijn eigen gegevens kloppen niet", exact=False).check()
    page.get_by_label("Uw mailadres (niet verplicht)").fill(ASKER)
    register.later(1)
    press(page, "Versturen")
    expect(page.get_by_role("alert")).to_contain_text("Schrijf wat uw vraag is, of wat er niet klopt.")
    page.get_by_label("Uw vraag, of wat er niet klopt").fill(QUESTION)
    press(page, "Versturen")
    expect(page.get_by_role("status")).to_contain_text("U krijgt binnen een paar minuten een mail.")


def handle(petra: Page, register: Register) -> None:
    """Petra takes the question up, asks the corporation to correct its data, and answers."""
    petra.goto(f"{register.address}/beheer/welkom/{register.petra}")
    petra.locator("input[type=password]").first.fill(PASSWORD)
    petra.locator("input[type=password]").last.fill(PASSWORD)
    go_by(petra.locator("main button[type=submit]"))
    go_by(petra.locator("#vragen ~ ul a"))
    expect(petra.get_by_text(QUESTION)).to_be_visible()
    press(petra, "Oppakken")
    petra.get_by_text("Vraag een partij om gegevens te verbeteren").click()
    petra.locator("#party").select_option(CORPORATION)
    petra.get_by_label("Mailadres van de partij").fill(PARTNER)
    petra.get_by_label("Nummer van het dossier").fill("Zaak 2026-118")
    petra.get_by_label("Wat er verbeterd moet worden").fill("Het bedrag is 0 euro")
    petra.locator("#due_on").fill("1-12-2026")
    press(petra, "Vraag het de partij")
    petra.get_by_label("Uw antwoord").fill("U hebt gelijk. Het bedrag is verbeterd.")
    press(petra, "Verstuur het antwoord")


def window(browser: Browser, width: int) -> Page:
    """A window of somebody's own."""
    return browser.new_context(locale="nl-NL", viewport={"width": width, "height": 900}).new_page()


def test_a_question_travels_to_its_answer_and_a_correction_to_a_party(browser: Browser, register: Register) -> None:
    narrow, wide = reversed(WIDTHS)
    page, petra = window(browser, narrow), window(browser, wide)
    ask(page, register)
    page.goto(register.mails()[ASKER])
    press(page, "Ja, dit is mijn vraag")
    expect(page.get_by_text("U krijgt uiterlijk op 23 december 2026 antwoord.")).to_be_visible()
    handle(petra, register)
    links = register.mails()
    page.goto(links[ASKER])
    expect(page.get_by_text("Het bedrag is verbeterd.")).to_be_visible()
    assert problems(page) == []

    page = window(browser, wide)
    page.goto(links[PARTNER])
    assert problems(page) == []
    page.get_by_label("verbeterd", exact=True).check()
    page.get_by_label("Verbeterd op").fill("23-11-2026")
    page.get_by_label("In welke functie bevestigt u dit?").fill("Hoofd sociaal beheer")
    press(page, "Versturen")
    expect(page.get_by_role("status")).to_contain_text("Dank u wel, wij hebben uw antwoord")
    petra.reload()
    expect(petra.get_by_text("Hoofd sociaal beheer, op 23 november 2026")).to_be_visible()
    assert problems(petra) == []
