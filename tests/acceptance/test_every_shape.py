"""What every shape promises in which the register is published: each row is asked for it, and an artificial one too.

So a new shape is tested by being there, and is met everywhere without another line of the product.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from html import unescape
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from agreements.app import create_app
from agreements.domain.content import Content, Document, StatedWords
from agreements.domain.dutch import PARAMETERS, slug
from agreements.domain.filters import FILTERS
from agreements.domain.selection import Sorting
from agreements.publication import shapes
from agreements.publication.shape import Shape
from agreements.services.amend import amend
from agreements.settings import Settings
from agreements.storage import publicity
from agreements.storage.database.transaction import unit_of_work
from agreements.storage.trail import audit
from tests.acceptance.conftest import BASE_URL, SECRET, running
from tests.acceptance.test_withheld import changed
from tests.added_shape import ARTIFICIAL, LINES, PRIVATE, marked
from tests.command_line import CommandLine
from tests.not_public import without_count
from tests.office import drafted, in_force, in_review, office_on
from tests.people import PETRA, TODAY, WOO, complete_content
from tests.transport import transport_to
from tests.unpacked import unpacked, without_accountability


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the one file stands that somebody would add."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / f"{ARTIFICIAL}.py").write_text(LINES, encoding="utf-8")
    return tmp_path / "more"


@pytest.fixture(params=[*shapes.names(), ARTIFICIAL])
def shape(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shape]:
    """Each shape there is, and one that somebody adds."""
    if request.param == ARTIFICIAL:
        monkeypatch.setattr(shapes, "__path__", [*shapes.__path__, str(request.getfixturevalue("folder"))])
        shapes.shapes.cache_clear()
    yield shapes.shape_named(request.param)
    if request.param == ARTIFICIAL:
        sys.modules.pop(f"{shapes.__name__}.{ARTIFICIAL}")
        shapes.shapes.cache_clear()


@pytest.fixture
def app(shape: Shape, app: Litestar) -> Litestar:
    """The application, which is made when the shape is there."""
    return app


def addresses(shape: Shape) -> list[str]:
    """Where its file is, in each variant."""
    return [shape.path, *(f"{shape.path}?{one.parameter}={one.value}" for one in shape.variants)]


def part(address: str, department: str) -> str:
    """The same of one department."""
    return f"{address}{'&' if '?' in address else '?'}{FILTERS['departments'].parameter}={department}"


async def bodies(site: httpx.AsyncClient, asked: list[str]) -> list[bytes]:
    """What anyone gets there."""
    answers = [await site.get(address) for address in asked]
    assert [answer.status_code for answer in answers] == [200] * len(asked)
    return [answer.content for answer in answers]


async def uncounted(site: httpx.AsyncClient, asked: list[str]) -> list[bytes]:
    """The same, but for how many are not public, and for what a file says of itself."""
    return [without_accountability(without_count(await site.get(address))) for address in asked]


async def published_head() -> str:
    """The head of the trail, published."""
    async with unit_of_work():
        await audit.publish_head(TODAY, office_on(TODAY).now)
    found = await publicity.published_head()
    assert found
    return found.hash


async def test_it_has_an_address_for_get_and_head_with_the_headers_of_a_file(
    shape: Shape, site: httpx.AsyncClient
) -> None:
    reference = (await in_force()).reference
    head = await published_head()
    names = dict.fromkeys(addresses(shape), shape.file_name)
    if shape.link_to_one:
        names[f"/afspraken/{reference}.{shape.name}"] = f"{reference}.{shape.name}"
    for address, name in names.items():
        got, asked = await site.get(address), await site.head(address)
        assert (got.status_code, asked.status_code, asked.content) == (200, 200, b"")
        assert got.headers["content-type"].split(";")[0] == shape.media_type
        assert got.headers["content-disposition"] == f'{shape.disposition}; filename="{name}"'
        assert got.headers["access-control-allow-origin"] == "*"
        has_head = shape.carries_head and address in addresses(shape)
        assert got.headers.get("x-register-kop") == (head if has_head else None)
        assert asked.headers["etag"] == got.headers["etag"]


async def test_whoever_has_it_gets_304_until_something_visible_changes(shape: Shape, site: httpx.AsyncClient) -> None:
    first = await in_force()
    everywhere = [*addresses(shape), *([f"/afspraken/{first.reference}.{shape.name}"] if shape.link_to_one else [])]
    tags = {address: (await site.get(address)).headers["etag"] for address in everywhere}
    assert len(set(tags.values())) == len(everywhere)
    for address, tag in tags.items():
        answer = await site.get(address, headers={"If-None-Match": tag})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)

    await changed(first, summary="Een andere samenvatting")
    for address, tag in tags.items():
        assert (await site.get(address, headers={"If-None-Match": tag})).status_code == 200


async def test_what_it_does_not_know_is_refused(shape: Shape, site: httpx.AsyncClient) -> None:
    await in_force()
    unknown = {"onbekend": "1", FILTERS["statuses"].parameter: "onzin", PARAMETERS["on_day"]: "ooit"}
    for name, value in {**unknown, **{one.parameter: "onzin" for one in shape.variants}}.items():
        answer = await site.get(shape.path, params={name: value})
        assert (answer.status_code, value in unescape(answer.text) or name in answer.text) == (400, True)
    assert (await site.get(f"/afspraken/AFS-1999-0001.{shape.name}")).status_code == 404


async def test_a_selection_is_as_if_the_register_held_nothing_else(shape: Shape, site: httpx.AsyncClient) -> None:
    everywhere = addresses(shape)
    empty = await bodies(site, everywhere)
    await in_force(title="Een", department="Wonen")
    first = await bodies(site, everywhere)
    await in_force(title="Twee", department="Zorg")
    both = await bodies(site, everywhere)

    def but_for_what_it_is(files: list[bytes]) -> list[bytes]:
        return list(map(without_accountability, files)) if shape.says_what_it_is else files

    wonen = await bodies(site, [part(address, "Wonen") for address in everywhere])
    niets = await bodies(site, [part(address, "Niets") for address in everywhere])
    assert but_for_what_it_is(wonen) == but_for_what_it_is(first)
    assert but_for_what_it_is(niets) == but_for_what_it_is(empty)
    other = await bodies(site, [part(address, "Zorg") for address in everywhere])
    for different in zip(empty, first, other, both, strict=True):
        assert len(set(different)) == 4
    assert len(set(both)) == len(everywhere), "each variant is another file"


async def test_drafts_and_what_is_not_public_change_no_byte_of_it(shape: Shape, site: httpx.AsyncClient) -> None:
    inside = replace(
        complete_content(),
        documents=(Document(title=PRIVATE, url=f"https://intern.example/{PRIVATE}"),),
        stated=StatedWords(),
    )
    content: Content = marked(inside)
    told = {one.name: getattr(content, one.name) for one in fields(Content)} | {"predecessor": None}
    agreement = await in_force(**told)
    assert agreement.content.internal_notes == PRIVATE
    await published_head()
    everywhere = [*addresses(shape), *([f"/afspraken/{agreement.reference}.{shape.name}"] if shape.link_to_one else [])]
    before = [await site.get(address) for address in everywhere]

    hidden = [await drafted(title=PRIVATE), await in_review(title=PRIVATE)]
    content = replace(agreement.content, title=PRIVATE, internal_notes=f"{PRIVATE} {PRIVATE}")
    await amend(office_on(TODAY), PETRA, agreement.reference, agreement.revision, content)

    for address, old in zip(everywhere, before, strict=True):
        new = await site.get(address)
        assert PRIVATE.encode() not in unpacked(old.content)
        assert (new.content, new.headers["etag"]) == (old.content, old.headers["etag"])
    hidden.append(await in_force(title=PRIVATE, is_public=False, not_public_ground=WOO, not_public_reason=PRIVATE))
    for address, old in zip(everywhere, before, strict=True):
        new = await site.get(address)
        assert without_count(new) == without_count(old)
        assert (new.headers["etag"] != old.headers["etag"]) is shape.counts_not_public
    for one in hidden:
        assert (await site.get(f"/afspraken/{one.reference}.{shape.name}")).status_code == 404


async def test_of_what_is_not_public_any_more_it_keeps_what_its_row_says(shape: Shape, site: httpx.AsyncClient) -> None:
    everywhere = addresses(shape)
    parts = [part(address, "Zorg") for address in everywhere]
    await in_force(title="Blijft", department="Zorg")
    without, without_parts = await bodies(site, everywhere), await uncounted(site, parts)
    agreement = await in_force(title="Zonnebloemproef")
    known = await bodies(site, everywhere)
    await changed(
        agreement, is_public=False, not_public_ground=WOO, not_public_reason="Woo art. 5.1 lid 2 onder d: toezicht"
    )
    kept, kept_parts = await bodies(site, everywhere), await uncounted(site, parts)
    one = (await site.get(f"/afspraken/{agreement.reference}.{shape.name}")).status_code

    assert all(body not in known and b"Zonnebloemproef" not in unpacked(body) for body in kept)
    assert (kept == without) is (shape.gone is None)
    assert (kept_parts == without_parts) is (shape.gone is None or not shape.gone_stays_in_parts)
    assert one == (200 if shape.gone and shape.link_to_one else 404)


async def test_it_speaks_the_language_that_is_asked_for_or_none(shape: Shape, site: httpx.AsyncClient) -> None:
    await in_force()
    usual, english = await bodies(site, [shape.path, f"{shape.path}?taal=en"])
    by_wish = await site.get(shape.path, headers={"Accept-Language": "en"})

    assert by_wish.content == usual
    assert (english != usual) is shape.speaks


async def test_pages_lead_to_it_with_the_same_selection(shape: Shape, site: httpx.AsyncClient) -> None:
    agreement = await in_force()
    explained = unescape((await site.get("/open-data?taal=en")).text)
    overview = unescape((await site.get("/?status=geldig&taal=en")).text)
    page, webcal = (await site.get(f"/afspraken/{agreement.reference}?taal=en")).text, "webcal://" + BASE_URL[8:]
    asked = f"{shape.path}?status=geldig"
    links = {asked: (shape.link, shape.explanation, shape.path)}
    for variant in shape.variants:
        option = f"{variant.parameter}={variant.value}"
        links[f"{asked}&{option}"] = (variant.link, variant.explanation, f"{shape.path}?{option}")

    for address, (words, explanation, place) in links.items():
        assert f'<a href="{webcal if shape.is_calendar else ""}{address}">{words}</a>' in overview
        assert f'<a href="{place}">{place}</a>' in explained
        assert explanation in explained
    alternate = f'<link rel="alternate" type="{shape.media_type}" href="{asked}" title="{shape.label}">'
    assert overview.count(alternate) == 1
    one = f"{webcal if shape.is_calendar else ''}/afspraken/{agreement.reference}.{shape.name}"
    assert (f'<a class="more-link" href="{one}">{shape.link_to_one}</a>' in page) is bool(shape.link_to_one)


async def test_what_stands_beside_it_is_named_by_its_headers_and_by_a_page(
    shape: Shape, site: httpx.AsyncClient
) -> None:
    await in_force()
    whole, explained = await site.get(shape.path), (await site.get("/open-data?taal=en")).text
    named = [f'<{shape.beside(one)}>; rel="{one.relation}"; type="{one.media_type}"' for one in shape.companions]

    assert whole.headers.get("link", "") == ", ".join(named)
    for address in (f"{shape.path}?status=geldig", *addresses(shape)[1:]):
        assert "link" not in (await site.get(address)).headers, "it is about the whole file"
    for one in shape.companions:
        address = shape.beside(one)
        got, asked = await site.get(address), await site.head(address)
        assert (got.status_code, asked.status_code, bool(got.content), asked.content) == (200, 200, True, b"")
        assert got.headers["content-type"].split(";")[0] == one.media_type
        assert (got.headers["access-control-allow-origin"], asked.headers["etag"]) == ("*", got.headers["etag"])
        assert (await site.get(address, headers={"If-None-Match": got.headers["etag"]})).status_code == 304
        assert f'<p>{one.explanation} <a href="{address}">{address}</a></p>' in explained


async def test_the_command_line_writes_what_the_site_serves(
    shape: Shape, folder: Path, sample_at_prompt: CommandLine
) -> None:
    given = {"database_url": sample_at_prompt.database_url, "base_url": BASE_URL, "secret_key": SECRET}
    app = create_app(Settings.model_validate(given | {"scheduler": False}))
    async with running(app), httpx.AsyncClient(transport=transport_to(app), base_url=BASE_URL) as site:
        served = await site.get(shape.path, params={PARAMETERS["sorting"]: slug(Sorting.REFERENCE)})

    program = (
        "import sys; from agreements.publication import shapes; shapes.__path__.append(sys.argv.pop(1));"
        "sys.argv.pop(1); from agreements.cli import main; main()"
    )
    is_added = shape.name == ARTIFICIAL
    before = (sys.executable, "-c", program, str(folder)) if is_added else ()
    prompt = replace(sample_at_prompt, before=before)

    assert prompt.does("export", shape.name).out == served.content
    assert shape.name in prompt.does("export", "--help").text
    assert len(served.content) > 500


async def test_the_artificial_one_is_made_of_the_titles(site: httpx.AsyncClient, shape: Shape) -> None:
    if shape.name == ARTIFICIAL:
        title = (await in_force()).content.title
        assert await bodies(site, addresses(shape)) == [f"{title}\n".encode(), f"{title}\n".upper().encode()]


def test_each_has_the_name_of_its_file_and_an_address_and_a_place_of_its_own(shape: Shape) -> None:
    every = shapes.shapes()

    assert {one.name for one in every} == set(shapes.names())
    assert len({one.path for one in every}) == len({one.place for one in every}) == len(every)
