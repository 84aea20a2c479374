"""The JSON of an agreement: whatever its texts hold, one line of JSON as every program writes it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from agreements.content_json import content_to_json
from agreements.domain.term import ONE_DAY
from agreements.publication.json_file import json_item, json_parts, plan_item
from agreements.publication.plan_record import PlanRecord
from tests.people import ENDS_ON, TODAY, approved
from tests.published import BASE_URL, CHANGED_AT, published
from tests.whole_agreements import WHOLE

CONTROL = "".join(map(chr, range(32))) + '\x7f\u2028 é “"\\/” 😀'


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_an_item_is_compact_json_that_escapes_no_more_than_it_must(name: str) -> None:
    record = replace(published(approved(), TODAY), content=WHOLE[name])
    item = json_item(record)

    told = json.loads(item)
    assert item == json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    assert told["inhoud"] == json.loads(content_to_json(record.content))
    assert list(told)[-1] == "inhoud"


def test_no_sign_in_a_text_breaks_it() -> None:
    record = published(approved(title=CONTROL), TODAY)
    told = json.loads(json_item(record))

    assert told["titel"] == told["inhoud"]["title"] == CONTROL
    assert json_item(record) == json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def test_a_plan_says_each_thing_once() -> None:
    content = published(approved(), TODAY).content
    plan = PlanRecord(
        version=1,
        title=content.title,
        published_on=TODAY,
        reactions_until=TODAY,
        content=content,
        reference="AFS-2026-0001",
        url=f"{BASE_URL}/afspraken/AFS-2026-0001/voornemen",
        is_in_force=False,
        updated_at=CHANGED_AT,
        changes=1,
    )
    item = plan_item(plan)

    assert item == json.dumps(json.loads(item), ensure_ascii=False, separators=(",", ":")).encode()


def test_no_day_changes_what_is_kept_of_the_content() -> None:
    described, content = json_parts(published(approved(), TODAY))
    described_later, content_later = json_parts(published(approved(), ENDS_ON + ONE_DAY))

    assert described != described_later
    assert content == content_later
