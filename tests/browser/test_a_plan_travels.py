"""A plan in a real browser: submitted, published, read by a resident, and approved with the answer to reactions."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT
from tests.browser.going import go_by
from tests.browser.serve_sample import NOON
from tests.browser.test_public_pages import problems
from tests.colleague import PASSWORD
from tests.office import address as mail_address
from tests.people import HENK

ANSWER = "Het adres wordt korter bewaard."


@dataclass
class Register:
    """A register with one draft, and the hands of its clock."""

    address: str
    reference: str
    petra: str
    henk: str
    clock: Path

    def set(self, moment: datetime) -> None:
        self.clock.write_text(moment.isoformat(), encoding="utf-8")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """Served until the test is done."""
    clock = tmp_path / "clock"
    clock.write_text(NOON.isoformat(), encoding="utf-8")
    command = [sys.executable, "-m", "tests.browser.serve_plan", str(tmp_path / "plan.sqlite"), str(clock)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        told = server.stdout.readline().split()
        try:
            assert len(told) == 4, "the server did not start; its error stands above"
            yield Register(told[0], told[1], told[2], told[3], clock)
        finally:
            server.terminate()


def signed_in(browser: Browser, register: Register, token: str) -> Page:
    """Somebody with a window of their own."""
    window = browser.new_context(locale="nl-NL", viewport={"width": 320, "height": 900}).new_page()
    window.goto(f"{register.address}/beheer/welkom/{token}")
    window.locator("input[type=password]").first.fill(PASSWORD)
    window.locator("input[type=password]").last.fill(PASSWORD)
    go_by(window.locator("main button[type=submit]"))
    return window


def take(window: Page, register: Register, step: str) -> None:
    """Open the page of a step."""
    window.goto(f"{register.address}/beheer/afspraken/{register.reference}")
    go_by(window.get_by_role("link", name=step, exact=True))
    assert problems(window) == []


def test_a_plan_travels_from_submission_through_reactions_to_approval(
    browser: Browser, page: Page, register: Register
) -> None:
    petra = signed_in(browser, register, register.petra)
    take(petra, register, "Vraag om goedkeuring (indienen)")
    go_by(petra.locator("main form button[type=submit]"))

    henk = signed_in(browser, register, register.henk)
    take(henk, register, "Eerst publiceren als voornemen")
    go_by(henk.locator("main form button[type=submit]"))
    expect(henk.get_by_role("status")).to_have_text("Het voornemen is gepubliceerd. Mensen kunnen nu reageren.")
    assert problems(henk) == []

    page.goto(register.address)
    assert problems(page) == []
    go_by(page.locator("section[aria-labelledby=voornemens] a"))
    expect(page.get_by_text("U kunt reageren tot en met 21 december 2026.")).to_be_visible()
    assert problems(page) == []

    register.set(NOON + timedelta(days=29))
    henk.goto(f"{register.address}/beheer/inloggen")
    henk.locator("input[type=email]").fill(mail_address(HENK))
    henk.locator("input[type=password]").fill(PASSWORD)
    go_by(henk.locator("main form button[type=submit]"))
    take(henk, register, "Goedkeuren")
    henk.get_by_label("Hoeveel mensen reageerden op het voornemen?").fill("3")
    henk.get_by_label("Wat is er met de reacties gedaan?").fill(ANSWER)
    go_by(henk.locator("main form button[type=submit]"))

    page.goto(f"{register.address}/afspraken/{register.reference}")
    expect(page.get_by_role("heading", name="Wat er met reacties is gedaan")).to_be_visible()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    assert problems(page) == []
