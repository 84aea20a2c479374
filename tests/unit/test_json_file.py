"""The JSON of an agreement: whatever its texts hold, one line of JSON as every program writes it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from agreements.content_json import content_to_json
from agreements.publication.json_file import json_item
from tests.people import TODAY, approved
from tests.published import published
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
