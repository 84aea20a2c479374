"""The document of an agreement and of each of its versions, as anyone takes it from the site."""

from __future__ import annotations

import asyncio
import io
import re
from pathlib import Path

import httpx
import pytest
from odfdo import Document

from agreements.publication.documents.forms import DOCUMENT_FORMS
from agreements.web import documents
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.acceptance.test_withheld import changed
from tests.libreoffice import opened_by_libreoffice
from tests.office import drafted, in_force
from tests.pdf_files import bare, drawn, opened
from tests.people import APPROVED_ON, DAY_AFTER, WOO

NAMES = [form.name for form in DOCUMENT_FORMS]


def told(answer: httpx.Response) -> str:
    """The texts of a document, without spaces."""
    if answer.headers["content-type"] == "application/pdf":
        return drawn(answer.content)
    return bare(Document(io.BytesIO(answer.content)).body.text_recursive)


@pytest.mark.parametrize("name", NAMES)
async def test_the_agreement_and_each_version_have_a_document_to_which_their_pages_lead(
    name: str, site: httpx.AsyncClient
) -> None:
    agreement = await in_force(purpose="Eerst dit")
    await changed(agreement, purpose="Toen dat")
    place = f"/afspraken/{agreement.reference}"

    for page, purpose in ((place, "Toen dat"), (f"{place}/versies/1", "Eerst dit"), (f"{place}/versies/2", "Toen dat")):
        html = (await site.get(page)).text
        answer = await site.get(f"{page}.{name}")
        form = next(form for form in DOCUMENT_FORMS if form.name == name)
        link = f'<link rel="alternate" type="{form.media_type}" href="{page}.{name}"'

        assert (answer.status_code, answer.headers["content-type"]) == (200, form.media_type)
        assert link in html
        assert f'<a class="more-link" href="{page}.{name}"' in html or f'<a href="{page}.{name}"' in html
        assert bare(f"Doel {purpose}") in told(answer)
        assert bare(f"{BASE_URL}{place}") in told(answer)
    assert bare("Was: Eerst dit Werd: Toen dat") in told(await site.get(f"{place}.{name}"))
    assert bare("Was:") not in told(await site.get(f"{place}/versies/1.{name}"))


@pytest.mark.parametrize("name", NAMES)
async def test_its_bytes_stay_until_something_visible_changes_whatever_day_it_is(
    name: str, site: httpx.AsyncClient, day: Calendar
) -> None:
    agreement = await in_force()
    address = f"/afspraken/{agreement.reference}.{name}"
    first = await site.get(address)
    day.today = DAY_AFTER
    await in_force(title="Een andere")
    later = await site.get(address)
    known = await site.get(address, headers={"If-None-Match": first.headers["etag"]})

    assert (later.content, later.headers["etag"]) == (first.content, first.headers["etag"])
    assert (known.status_code, known.content) == (304, b"")

    first_version = await site.get(f"/afspraken/{agreement.reference}/versies/1.{name}")
    await changed(agreement, purpose="Anders")
    assert (await site.get(address)).headers["etag"] != first.headers["etag"]
    assert (await site.get(f"{address}?peildatum={APPROVED_ON}")).content == first.content
    again = await site.get(f"/afspraken/{agreement.reference}/versies/1.{name}")
    assert (again.content, again.headers["etag"]) == (first_version.content, first_version.headers["etag"])


@pytest.mark.parametrize("name", NAMES)
async def test_there_is_none_of_a_draft_and_of_what_is_not_public_any_more_one_that_says_so(
    name: str, site: httpx.AsyncClient
) -> None:
    draft, gone = await drafted(), await in_force(title="Zonnebloemproef")
    await changed(gone, is_public=False, not_public_ground=WOO, not_public_reason="Toezicht")
    kept = await in_force()
    wrong = (
        f"{draft.reference}.{name}",
        f"AFS-1999-0001.{name}",
        f"{gone.reference}/versies/1.{name}",
        f"{kept.reference}/versies/2.{name}",
        *(f"{kept.reference}/versies/{number}" for number in ("0", f"0.{name}", f"x.{name}", "1.doc", "١", "1" * 40)),
    )
    answers = [await site.get(f"/afspraken/{address}") for address in wrong]

    assert [answer.status_code for answer in answers] == [404] * len(wrong)
    assert len({re.sub(r"AFS-\d+-\d+\S*", "", answer.text) for answer in answers[:3]}) == 1
    assert (await site.get(f"/afspraken/{kept.reference}.{name}?onbekend=1")).status_code == 400
    left = told(await site.get(f"/afspraken/{gone.reference}.{name}"))
    assert bare(f"Niet meer openbaar: {gone.reference}") in left
    assert "Toezicht" in left
    assert "Zonnebloemproef" not in left


async def test_it_speaks_the_language_that_is_asked_for_and_dutch_to_who_asks_for_none(site: httpx.AsyncClient) -> None:
    address = f"/afspraken/{(await in_force()).reference}.pdf"
    usual = await site.get(address, headers={"Accept-Language": "en"})
    english = await site.get(f"{address}?taal=en")

    assert "Waarom is dit nodig?".replace(" ", "") in told(usual)
    assert "Why is this needed?".replace(" ", "") in told(english)
    with opened(english.content) as file:
        assert str(file.Root.Lang).startswith("en")


async def test_whoever_asks_while_many_wait_is_asked_to_come_back(
    site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents._drawing, "_most_waiting", 1)
    references = [(await in_force(title=f"Afspraak {number}")).reference for number in range(3)]
    answers = await asyncio.gather(*(site.get(f"/afspraken/{reference}.pdf") for reference in references))
    refused = [answer for answer in answers if answer.status_code == 503]

    assert sorted({answer.status_code for answer in answers}) == [200, 503]
    assert all(answer.headers["retry-after"] for answer in refused)
    again = [await site.get(f"/afspraken/{reference}.pdf") for reference in references]
    assert {answer.status_code for answer in again} == {200}


async def test_libreoffice_opens_the_odt(site: httpx.AsyncClient, tmp_path: Path) -> None:
    made = await site.get(f"/afspraken/{(await in_force(purpose='Doel & <reden>')).reference}.odt")
    text = await opened_by_libreoffice(tmp_path, "afspraak.odt", made.content, "txt:Text")

    assert "Doel & <reden>" in text.read_text(encoding="utf-8-sig")
