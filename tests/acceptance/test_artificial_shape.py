"""A shape in which the register is published is one file: an artificial one is met everywhere, without another line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from agreements.app import create_app
from agreements.publication import shapes
from agreements.settings import Settings
from tests.acceptance.conftest import BASE_URL, SECRET, Calendar, running
from tests.command_line import CommandLine
from tests.office import EVERYONE, hire, in_force
from tests.transport import transport_to

LINES = '''
"""Titles, one a line."""
from agreements.publication.shape import Shape, Variant

ROW = Shape(
    name="lines",
    place=9,
    path="/titels.txt",
    media_type="text/plain",
    label="Titles",
    explanation="The title of each agreement, one a line.",
    link="Take the titles",
    link_to_one="Take the title",
    item=lambda record, making: (record.title.upper() if making.variant else record.title).encode() + b"\\n",
    whole=lambda items, gone, making: b"".join(items),
    variants=(Variant("letters", "groot", "Titles in capitals", "The same, louder.", "Take the titles in capitals"),),
    carries_head=True,
)
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the one file stands that somebody would add."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "lines.py").write_text(LINES, encoding="utf-8")
    return tmp_path / "more"


@pytest.fixture
def known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(shapes, "__path__", [*shapes.__path__, str(folder)])
    shapes.shapes.cache_clear()
    yield
    sys.modules.pop(f"{shapes.__name__}.lines", None)
    shapes.shapes.cache_clear()


@pytest.fixture
def app_with_it(known: None, database_url: str, day: Calendar) -> Litestar:
    given = {"database_url": database_url, "base_url": BASE_URL, "secret_key": SECRET, "scheduler": False}
    return create_app(Settings.model_validate(given), day.read)


async def test_it_has_an_address_and_is_linked_from_the_pages(app_with_it: Litestar) -> None:
    async with (
        running(app_with_it),
        httpx.AsyncClient(transport=transport_to(app_with_it), base_url=BASE_URL) as site,
    ):
        await hire(*EVERYONE)
        agreement = await in_force()
        title, one = agreement.content.title, f"/afspraken/{agreement.reference}"
        answer, louder = await site.get("/titels.txt"), await site.get("/titels.txt?letters=groot")
        overview = unescape((await site.get("/?taal=en&status=geldig")).text)
        explained, page = (await site.get("/open-data?taal=en")).text, (await site.get(f"{one}?taal=en")).text

        assert (answer.text, answer.headers["content-type"]) == (f"{title}\n", "text/plain; charset=utf-8")
        assert answer.headers["content-disposition"] == 'attachment; filename="titels.txt"'
        assert louder.text == f"{title.upper()}\n"
        again = await site.get("/titels.txt", headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, (await site.head("/titels.txt")).status_code) == (304, 200)
        assert (await site.get("/titels.txt?afdeling=Zorg")).text == ""
        assert (await site.get("/titels.txt?letters=klein")).status_code == 400
        assert (await site.get(f"{one}.lines")).text == f"{title}\n"
        assert '<a href="/titels.txt?status=geldig">Take the titles</a>' in overview
        assert '<a href="/titels.txt?status=geldig&letters=groot">Take the titles in capitals</a>' in overview
        assert '<link rel="alternate" type="text/plain" href="/titels.txt?status=geldig" title="Titles">' in overview
        assert "The title of each agreement, one a line." in explained
        assert "/titels.txt?letters=groot" in explained
        assert f'<a class="more-link" href="{one}.lines">Take the title</a>' in page


def test_it_is_a_choice_of_the_command_line(folder: Path, sample_at_prompt: CommandLine) -> None:
    program = (
        "import sys; from agreements.publication import shapes; shapes.__path__.append(sys.argv.pop(1));"
        "sys.argv.pop(1); from agreements.cli import main; main()"
    )
    prompt = replace(sample_at_prompt, before=(sys.executable, "-c", program, str(folder)))

    assert "{csv|ics|json|lines}" in prompt.does("export", "--help").text
    assert len(prompt.does("export", "lines").text.splitlines()) > 25
