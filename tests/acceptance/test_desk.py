"""One desk: a question travels from the form on a public page to its answer, by real mail, and a correction that it led
to reaches a party that has no account. Nothing of it is public until an officer retells it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar

from agreements.services.verify_history import verify_history
from agreements.storage.database.transaction import fetch
from tests.acceptance.conftest import BASE_URL
from tests.acceptance.test_public_site import everything
from tests.colleague import Clock, Colleague, forms_on
from tests.desk import (
    ANSWER,
    ASKER,
    PARTNER,
    RETOLD,
    RETOLD_ANSWER,
    SECRET_WORDS,
    Post,
    asks,
    both_parts,
    fill,
    form_to,
    link_in,
)
from tests.mail_server import mail_server
from tests.office import address, drafted, in_force, in_review
from tests.people import BRAM, CORPORATION, FATIMA, HENK, PETRA, SANNE


@pytest.fixture
def day() -> Clock:
    """A clock that a test can move by seconds."""
    return Clock()


@pytest.fixture
async def post(app: Litestar, site: httpx.AsyncClient, day: Clock) -> AsyncIterator[Post]:
    """The mail goes out."""
    async with mail_server() as server:
        yield Post(app, server, day)


@pytest.fixture
async def reference(site: httpx.AsyncClient, post: Post) -> str:
    """An agreement in force that Henk looks after; the mails about its approval are gone."""
    agreement = await in_force()
    await post.comes()
    return agreement.reference


@pytest.fixture
async def petra(app: Litestar, reference: str) -> Colleague:
    """Petra, signed in."""
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(PETRA)
    return colleague


@pytest.fixture
def resident(app: Litestar, day: Clock) -> Colleague:
    """Noa, who has no account."""
    return Colleague(app, BASE_URL, "192.0.2.7")


async def test_a_question_travels_from_the_form_to_the_answer_by_mail(
    resident: Colleague, petra: Colleague, post: Post, day: Clock, reference: str
) -> None:
    own = await asks(resident, day, reference, kind="fout-in-mijn-gegevens", email=ASKER)
    assert "Bevestig uw vraag" in own.text
    assert own.headers["cache-control"] == "no-store"
    assert "Er is geen vraag die past." in (await petra.open("/beheer/vragen")).text

    (mail,) = await post.comes()
    assert (mail["To"], mail["Subject"]) == (ASKER, "Bevestig uw vraag over een afspraak")
    assert not any(SECRET_WORDS in part for part in both_parts(mail))
    button = await resident.open(link_in(mail))
    assert "Ja, dit is mijn vraag" in button.text
    assert "U krijgt uiterlijk op 23 december 2026 antwoord." in (await fill(resident, button, "")).text

    told = await post.comes()
    assert sorted(str(one["To"]) for one in told) == sorted(map(address, (HENK, PETRA, SANNE)))
    assert not any(SECRET_WORDS in part or ASKER in part for one in told for part in both_parts(one))
    (home,) = set(re.findall(r"/beheer/vragen/\d+", (await petra.open("/beheer/vragen")).text))
    page = await fill(petra, await petra.open(home), "/oppakken")
    assert SECRET_WORDS in page.text
    assert "Beantwoord." in (await fill(petra, page, "/beantwoorden", answer=ANSWER)).text
    (mail,) = await post.comes()
    assert mail["To"] == ASKER
    assert "We hebben het bedrag verbeterd." in next(both_parts(mail))
    assert "We hebben het bedrag verbeterd." in (await resident.open(link_in(mail))).text
    await verify_history()


async def test_a_correction_is_passed_on_to_a_party_that_confirms_it_without_an_account(
    resident: Colleague, petra: Colleague, post: Post, day: Clock, reference: str, site: httpx.AsyncClient
) -> None:
    await asks(resident, day, reference, kind="fout-in-mijn-gegevens")
    await post.comes()
    page = await fill(petra, await petra.open("/beheer/vragen/1"), "/oppakken")
    asked = {"party": CORPORATION, "email": PARTNER, "number": "Zaak 2026-118", "request": "Het bedrag is 0 euro"}
    page = await fill(petra, page, "/verbetering", **asked, due_on="01-12-2026")
    assert "Gevraagd. De partij krijgt binnen een minuut een mail." in page.text
    (mail,) = await post.comes()
    assert (mail["To"], any("0 euro" in part for part in both_parts(mail))) == (PARTNER, False)

    partner = Colleague(resident.app, BASE_URL, "192.0.2.9")
    asked_of = await partner.open(link_in(mail))
    assert ("Het bedrag is 0 euro" in asked_of.text, SECRET_WORDS in asked_of.text) == (True, False)
    refused = await fill(partner, asked_of, "", outcome="verbeterd", function="Hoofd sociaal beheer")
    assert (refused.status_code, "Hoofd sociaal beheer" in refused.text) == (400, True)
    said = await fill(partner, refused, "", outcome="verbeterd", function="Hoofd sociaal beheer", done_on="23-11-2026")
    assert "Dank u wel, wij hebben uw antwoord" in said.text
    assert "Hoofd sociaal beheer, op 23 november 2026" in (await petra.open("/beheer/vragen/1")).text
    assert sorted(str(one["To"]) for one in await post.comes()) == sorted(map(address, (HENK, PETRA)))
    shown = {path: (await site.get(path)).text for path in everything(reference)}
    assert not [path for path, text in shown.items() if SECRET_WORDS in text or PARTNER in text]
    await verify_history()


async def test_an_answer_is_public_as_an_officer_retells_it_and_for_as_long_as_it_is(
    resident: Colleague, petra: Colleague, post: Post, day: Clock, reference: str, site: httpx.AsyncClient
) -> None:
    assert "Wij hebben uw vraag" in (await asks(resident, day, reference)).text
    page = await petra.open("/beheer/vragen/1")
    page = await fill(petra, page, "/beantwoorden", answer=ANSWER)
    assert SECRET_WORDS not in (await site.get(f"/afspraken/{reference}")).text
    refused = await fill(petra, page, "/publiceren", published_question="", published_answer=RETOLD_ANSWER)
    assert refused.status_code == 400
    assert RETOLD_ANSWER in refused.text
    page = await fill(petra, page, "/publiceren", published_question=RETOLD, published_answer=RETOLD_ANSWER)
    assert "Gepubliceerd." in page.text
    public = (await site.get(f"/afspraken/{reference}")).text
    assert RETOLD in public
    assert RETOLD_ANSWER in public
    assert SECRET_WORDS not in public
    await verify_history()

    await fill(petra, page, "/intrekken")
    assert RETOLD not in (await site.get(f"/afspraken/{reference}")).text
    counted = (await site.get("/over?taal=en")).text
    assert re.search(r'data-label="Questions">1<.*data-label="Handled">1<.*data-label="Too late">0<', counted)
    await verify_history()


async def test_what_no_person_sends_is_refused_in_a_sentence_and_nothing_typed_is_lost(
    resident: Colleague, day: Clock, reference: str
) -> None:
    page = await resident.open(f"/afspraken/{reference}/vraag")
    refusals = [(await fill(resident, page, "/vraag", kind="vraag", text=SECRET_WORDS), "binnen 3 seconden")]
    day.wait(seconds=5)
    for typed, sentence in (
        ({"website": "https://koop.example"}, "een veld ingevuld dat leeg moet blijven"),
        ({"kind": ""}, "Kies wat u wilt doen"),
        ({"text": "a" * 4001}, "Er passen er hoogstens 4000"),
        ({"email": "noa"}, "is geen mailadres"),
    ):
        refusals.append(
            (await fill(resident, page, "/vraag", **{"kind": "vraag", "text": SECRET_WORDS, **typed}), sentence)
        )
    for answer, sentence in refusals:
        assert (answer.status_code, sentence in answer.text) == (400, True), sentence
        assert (SECRET_WORDS in answer.text) or ("a" * 4001 in answer.text), sentence
        assert 'role="alert"' in answer.text
    day.wait(hours=25)
    old = await fill(resident, page, "/vraag", kind="vraag", text=SECRET_WORDS)
    assert "langer dan een dag open" in old.text
    day.wait(seconds=5)
    assert "Wij hebben uw vraag" in (await fill(resident, old, "/vraag", text=SECRET_WORDS)).text
    other = await resident.open(f"/afspraken/{reference}/vraag")
    other_form = [(name, value) for name, value in form_to(other, "/vraag").pairs if name == "_csrf"]
    forged = await resident.post("/afspraken/AFS-2025-9999/vraag", [*other_form, ("text", SECRET_WORDS)])
    assert forged.status_code == 403
    strange = await resident.post(f"/afspraken/{reference}/vraag", other_form, Origin="https://elders.example")
    assert strange.status_code == 403
    assert len(await fetch("SELECT id FROM question", {})) == 1


async def test_the_same_form_sent_twice_is_one_question_and_too_many_are_refused(
    resident: Colleague, app: Litestar, day: Clock, reference: str
) -> None:
    page = await resident.open(f"/afspraken/{reference}/vraag")
    day.wait(seconds=40)
    first = await fill(resident, page, "/vraag", kind="vraag", text=SECRET_WORDS)
    assert str((await fill(resident, page, "/vraag", kind="vraag", text=SECRET_WORDS)).url) == str(first.url)
    assert len(await fetch("SELECT id FROM question", {})) == 1
    for _ in range(18):
        await fill(resident, page, "/vraag", kind="vraag", text=SECRET_WORDS)
    stopped = await fill(resident, page, "/vraag", kind="vraag", text=SECRET_WORDS)
    assert (stopped.status_code, stopped.headers["retry-after"]) == (429, "3600")
    assert SECRET_WORDS in stopped.text
    neighbour = Colleague(app, BASE_URL, "198.51.100.1")
    assert "Wij hebben uw vraag" in (await asks(neighbour, day, reference)).text


async def test_nobody_can_ask_about_what_nobody_may_know(resident: Colleague, day: Clock, reference: str) -> None:
    draft, waiting = await drafted(), await in_review(title="Overlast in de buurt")
    secrets = {one.reference for one in (draft, waiting)}
    pages = [await resident.open(f"/afspraken/{name}/vraag") for name in sorted({*secrets, "AFS-2031-0001", "%00"})]

    assert {page.status_code for page in pages} == {404}
    assert len({page.text.replace(str(page.url.path), "") for page in pages}) == 1


async def test_a_late_question_is_told_to_the_data_protection_officer_and_counted(
    resident: Colleague, app: Litestar, post: Post, day: Clock, reference: str, site: httpx.AsyncClient
) -> None:
    await asks(resident, day, reference)
    await post.comes()
    day.wait(days=11)
    assert [str(one["To"]) for one in await post.comes()] == [address(HENK)]
    for days in (3, 20, 7):
        day.wait(days=days)
        await post.plans()  # the mail server is away
    late = [one for one in await post.comes() if one["Subject"].startswith("Te laat met antwoorden")]
    assert address(FATIMA) in {str(one["To"]) for one in late}
    assert len(late) == len({str(one["To"]) for one in late}), "what waited goes out once"
    assert await post.comes() == []
    assert re.search(r'data-label="Te laat">1<', (await site.get("/over?taal=nl")).text)


async def test_only_who_looks_after_the_agreement_and_the_data_protection_officer_read_a_question(
    resident: Colleague, app: Litestar, day: Clock, reference: str
) -> None:
    await asks(resident, day, reference)
    henk, bram, fatima = [Colleague(app, BASE_URL) for _ in range(3)]
    for colleague, actor in ((henk, HENK), (bram, BRAM), (fatima, FATIMA)):
        await colleague.come_in(actor)
    assert (await bram.open("/beheer/vragen/1")).status_code == 404
    assert "1 vraag" not in (await bram.open("/beheer/vragen")).text
    assert {form.action for form in forms_on(await fatima.open("/beheer/vragen/1"))} == {"/beheer/uitloggen"}
    own = await henk.open("/beheer/vragen/1")
    assert {form.action for form in forms_on(own)} >= {"/beheer/vragen/1/oppakken", "/beheer/vragen/1/beantwoorden"}
    assert "Vraag 1: een vraag" in (await henk.open("/beheer")).text


async def test_addresses_are_erased_when_nobody_needs_them_any_more(
    resident: Colleague, petra: Colleague, post: Post, day: Clock, reference: str
) -> None:
    await asks(resident, day, reference, email=ASKER)
    own = await asks(resident, day, reference, email=ASKER)
    confirm_by = [link_in(mail) for mail in await post.comes()]
    await fill(resident, await resident.open(confirm_by[0]), "")
    day.wait(days=8)
    await post.comes()
    assert (await resident.open(str(own.url.path))).status_code == 404
    assert (await resident.open(confirm_by[1])).status_code == 404
    await petra.sign_in(PETRA)
    page = await petra.open("/beheer/vragen/1")
    await fill(petra, page, "/afsluiten", text="Al beantwoord aan de balie")
    assert [row["email"] for row in await fetch("SELECT email FROM question", {})] == [ASKER]
    day.wait(days=181)
    await post.comes()
    assert [row["email"] for row in await fetch("SELECT email FROM question", {})] == [""]
    found = await fetch("SELECT changes FROM audit_event", {})
    assert not [row for row in found if ASKER in row["changes"] or SECRET_WORDS in row["changes"]]
    await verify_history()
