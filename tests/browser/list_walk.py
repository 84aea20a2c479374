"""The road of a list through the pages of beheer, stop by stop: what the tests look at, and the handbook shows.

`python -m tests.browser.list_walk` takes the pictures of the handbook (`make handbook-pictures`).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import FilePayload, FloatRect, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, ROOT, SWITCHES
from tests.browser.going import go_by
from tests.colleague import PASSWORD
from tests.import_lists import DATA

LIST = DATA / "lists" / "lijst-zorg-en-veiligheid.csv"
SHEETS = DATA / "spreadsheets" / "typed.xlsx"
PICTURES = ROOT / "docs" / "handleiding" / "beelden"
SHOWN = ("kiezen", "kolommen", "rijen", "bewaard", "terugdraaien")
"""The stops of which the handbook has a picture."""
WIDE, HIGH, MARGIN = 1000, 700, 16
"""CSS pixels; a picture shows the upper part of a page, from its heading."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, str]]:
    """Address and Petra's sign-in token of an empty register, served until the caller is done."""
    command = [sys.executable, "-m", "tests.browser.serve_lists", str(folder / "lists.sqlite")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        told = server.stdout.readline().split()
        try:
            assert len(told) == 2, "the server did not start; its error stands above"
            yield told[0], told[1]
        finally:
            server.terminate()


def come_in(window: Page, address: str, token: str) -> None:
    """Petra signs in."""
    window.goto(f"{address}/beheer/welkom/{token}")
    window.locator("input[type=password]").first.fill(PASSWORD)
    window.locator("input[type=password]").last.fill(PASSWORD)
    go_by(window.locator("main button[type=submit]"))


def choose(window: Page, name: str, body: bytes) -> None:
    """Another file is sent."""
    go_by(window.get_by_role("link", name="Lijst inlezen").first)
    file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": body}
    window.get_by_label("Bestand met uw lijst").set_input_files(file)
    go_by(window.get_by_role("button", name="Lees de lijst"))


def other_lists(window: Page) -> Iterator[str]:
    """Lists of which the pages show something else: corrected, with open words, with sheets, long, and none at all."""
    choose(window, "verbeterd.csv", LIST.read_bytes().replace(b"terug naar school", b"weer naar school"))
    yield "onthouden"
    go_by(window.get_by_role("button", name="Bekijk de rijen"))
    yield "gewijzigd"
    choose(window, "soorten.csv", b"Titel;Soort;Van\nSchulden;Dealtje;3/4/2026\n")
    yield "woorden en datums"
    choose(window, SHEETS.name, SHEETS.read_bytes())
    yield "bladen"
    choose(window, "lang.csv", b"Titel\n" + b"".join(b"Afspraak %d\n" % number for number in range(10_000)))
    yield "wacht"
    choose(window, "foto.csv", b"\x89PNG")
    yield "geen lijst"


def walk(window: Page) -> Iterator[str]:
    """From choosing the file to undoing it; gives the name of each stop when the window stands there."""
    go_by(window.get_by_role("link", name="Lijst inlezen"))
    yield "kiezen"
    go_by(window.get_by_role("button", name="Lees de lijst"))
    yield "niets gekozen"
    window.get_by_label("Bestand met uw lijst").set_input_files(LIST)
    go_by(window.get_by_role("button", name="Lees de lijst"))
    yield "kolommen"
    window.get_by_label("Wat is “Waar gaat het over”?").select_option("theme")
    window.get_by_label("Wat is “Samen met”?").select_option("theme")
    go_by(window.get_by_role("button", name="Bekijk de rijen"))
    yield "twee keer hetzelfde"
    window.go_back()
    window.get_by_label("Wat is “Waar gaat het over”?").select_option("title")
    window.get_by_label("Wat is “Samen met”?").select_option("parties")
    go_by(window.get_by_role("button", name="Bekijk de rijen"))
    yield "rijen"
    go_by(window.get_by_role("button", name="Zet in het register"))
    yield "bewaard"
    address = window.url
    yield from other_lists(window)
    window.goto(address)
    go_by(window.get_by_role("link", name="Terugdraaien"))
    yield "terugdraaien"
    go_by(window.get_by_role("button", name="Haal weg wat deze lijst maakte"))
    yield "teruggedraaid"
    go_by(window.get_by_role("link", name="Lijst inlezen").first)
    yield "eerdere lijsten"


def main() -> None:
    """The pictures of the handbook anew."""
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as (address, token),
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        window = chromium.new_context(locale="nl-NL", viewport={"width": WIDE, "height": HIGH}).new_page()
        come_in(window, address, token)
        for name in walk(window):
            if name in SHOWN:
                top = window.locator("main h1").evaluate("heading => heading.getBoundingClientRect().top") - MARGIN
                shown: FloatRect = {"x": 0, "y": top, "width": WIDE, "height": HIGH}
                window.screenshot(path=PICTURES / f"{name}.png", clip=shown, full_page=True)
        chromium.close()


if __name__ == "__main__":
    main()
