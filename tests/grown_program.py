"""Tells what a copy of the program does with fields that were added to it: in the form, in checks, files and lists.

Run inside the copy by `tests/acceptance/test_adding_a_field.py`; prints what it saw as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import fields, replace
from typing import Any

import httpx

from admin_ui.forms.content import content_from_typed, typed_from_content
from admin_ui.forms.typed import row_added
from admin_ui.forms.view import Drawing, GroupView
from admin_ui.shell.words import in_words
from agreements.app import create_app
from agreements.clock import moment_at
from agreements.content_json import content_from_json, content_to_json
from agreements.domain.catalogue import BY_NAME
from agreements.domain.completeness import completeness
from agreements.domain.content import Content, Document
from agreements.importing.formats.own_export import read_own
from agreements.importing.formats.source import read_source
from agreements.importing.interpret import interpret
from agreements.publication.allow_list import public_content
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.submit import submit
from agreements.services.verify_history import verify_history
from agreements.settings import Settings
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.migrate import migrate
from agreements.texts import Texts
from tests import fields_page, people
from tests.browser.serve_sample import NOON, SECRET
from tests.office import EVERYONE, hire, in_force, office_on
from tests.people import HENK, PETRA, POLICY, REGISTERED_ON, TODAY
from tests.transport import transport_to

BASE_URL = "https://afspraken.voorbeeldstad.example"
MAIL = "Vraag j.jansen@voorbeeldstad.example"


def filled_in(typed_values: dict[str, str], in_parts: dict[str, dict[str, str]]) -> Content:
    """The complete agreement of the tests with these fields typed into its form, and these into each of its parts."""
    paper = Document(title="Tekst van het convenant", url="https://voorbeeldstad.example/tekst", is_public=True)
    typed = typed_from_content(people.complete_content(documents=(paper,)))
    for part, values in in_parts.items():
        for row in typed.rows[part]:
            row.update(values)
    for name, text in typed_values.items():
        if BY_NAME[name].repeats:
            [one] = BY_NAME[name].in_each_row
            typed = row_added(typed, name)
            typed.rows[name][-1][one.name] = text
        else:
            typed.values[name] = text
    content, problems = content_from_typed(typed)
    if content is None:
        raise SystemExit(f"the form refused: {problems}")
    return content


def form(content: Content) -> dict[str, Any]:
    """What the form and the page of beheer show of an agreement."""
    texts = Texts("nl")
    drawn = [item for section in Drawing(texts).record(typed_from_content(content)) for item in section.items]
    groups = [item for item in drawn if isinstance(item, GroupView)]
    said = [fact for chapter in in_words(content, texts) for fact in chapter.facts]
    return {
        "parts": {group.id: [one.label for one in group.rows[0].controls][-2:] for group in groups if group.rows},
        "labels": {getattr(item, "id", ""): getattr(item, "label", "") for item in drawn},
        "words": {fact.id: " ".join(fact.lines()) for fact in said},
        "round_trip": content_from_typed(typed_from_content(content))[0] == content,
        "stored": content_from_json(content_to_json(content)) == content,
        "old_document": content_from_json('{"title": "van vroeger"}') == Content(title="van vroeger"),
    }


def refused(content: Content) -> list[str]:
    """The fields in which somebody's address was found."""
    found = []
    for name in BY_NAME:
        value = getattr(content, name)
        written: Any = MAIL if isinstance(value, str) else (MAIL,) if value and isinstance(value, tuple) else None
        if BY_NAME[name].is_free_text and written:
            lacks = completeness(replace(content, **{name: written}), REGISTERED_ON, POLICY, TODAY)
            found += [lack.field for lack in lacks]
    return found


def refused_in(content: Content, part: str) -> list[str]:
    """The fields in which an address was found, when it stands in the texts of one party, flow and so on."""
    [first, *others] = getattr(content, part)
    found = []
    for name in ("seen", "hidden"):
        written: Any = (replace(first, **{name: MAIL}), *others)
        lacks = completeness(replace(content, **{part: written}), REGISTERED_ON, POLICY, TODAY)
        found += [lack.field for lack in lacks]
    return found


def imported(header: str, row: str) -> dict[str, str]:
    """What a list of somebody becomes."""
    source = read_source("lijst.csv", f"{header}\n{row}\n".encode())
    [read] = interpret(source, registered_on=REGISTERED_ON, policy=POLICY)
    if read.content is None:
        raise SystemExit("the list was refused")
    return {name: str(getattr(read.content, name)) for name in BY_NAME}


async def published(before: Content, after: Content, words: list[str]) -> dict[str, Any]:
    """What anyone can read: of an agreement that was approved, and changed after that."""
    database = {"database_url": "sqlite:///grown.sqlite", "base_url": BASE_URL, "secret_key": SECRET}
    settings = Settings.model_validate({**database, "scheduler": False})
    moment = moment_at(NOON, settings.zone)
    engine = engine_from_url(settings.database_url.get_secret_value())
    bind(engine)
    await migrate(engine)
    async with opened(engine):
        await hire(*EVERYONE)
        said = {attribute.name: getattr(before, attribute.name) for attribute in fields(Content)}
        first = await in_force(**said)
        office = office_on(TODAY)
        draft = await amend(office, PETRA, first.reference, first.revision, after)
        asked = await submit(office, PETRA, draft.reference, draft.revision, "Een andere wijk")
        await approve(office, HENK, asked.reference, asked.revision)
        await verify_history()
    app = create_app(settings, lambda: moment)
    one = f"/afspraken/{first.reference}"
    addresses = [one, f"{one}/versies/2", "/afspraken.json", "/afspraken.csv", "/open-data", "/agenda.ics", "/"]
    addresses.append("/afspraken.csv-metadata.json")
    async with app.lifespan(), httpx.AsyncClient(transport=transport_to(app), base_url=BASE_URL) as client:
        bodies = {address: (await client.get(address)).text for address in addresses}
        found = {word: first.reference in (await client.get("/", params={"q": word})).text for word in words}
    [read] = read_own(bodies["/afspraken.json"].encode())
    return {**_shown(bodies, one), "found": found, "comes_back": read.content == public_content(after)}


def _shown(bodies: dict[str, str], one: str) -> dict[str, Any]:
    return {
        "page": bodies[one],
        "changed": bodies[f"{one}/versies/2"],
        "json": json.loads(bodies["/afspraken.json"])["afspraken"][0],
        "csv": bodies["/afspraken.csv"],
        "csv_metadata": json.loads(bodies["/afspraken.csv-metadata.json"])["tableSchema"]["columns"],
        "open_data": bodies["/open-data"],
        "everything": "\n".join(bodies.values()),
        "csv_comes_back": imported(*bodies["/afspraken.csv"].strip().split("\r\n")),
    }


def main() -> None:
    """Reads what to type from the standard input."""
    asked = json.load(sys.stdin)
    before = filled_in({}, {})
    after = filled_in(asked["typed"], asked["typed_in_parts"])
    told = {
        "values": {name: str(getattr(after, name)) for name in asked["typed"]},
        "form": form(after),
        "refused": refused(after),
        "refused_in_parts": {part: refused_in(after, part) for part in asked["typed_in_parts"]},
        "imported": imported(*asked["list"]),
        "documents": fields_page.page(),
        "public": asyncio.run(published(before, after, asked["words"])),
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
