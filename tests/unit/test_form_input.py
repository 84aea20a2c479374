"""What hostile or clumsy people type: told at its field, or taken out, and never a crash."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin_ui.forms.content import content_from_typed
from admin_ui.forms.kinds import BadLink, NotANumber, NumberTooLarge, TooLong, UnknownChoice
from admin_ui.forms.record import RecordForm
from admin_ui.forms.typed import typed_from_posted
from agreements.dates import ImpossibleDate, NotADate
from agreements.domain.content import Content, Party
from agreements.domain.errors import AgreementError, BadReference
from agreements.http.posted import BadForm, Posted, parse_posted


def errors_of(**typed: str) -> dict[str, type[AgreementError]]:
    """What is wrong with a form in which only this was typed."""
    values = {name.replace("__", "-"): value for name, value in typed.items()}
    _, problems = content_from_typed(typed_from_posted(Posted(list(values.items()))))
    return {problem.anchor: type(problem.error) for problem in problems}


def test_each_mistake_is_told_at_its_own_field() -> None:
    assert errors_of(
        starts_on="31-2-2026",
        ends_on="ooit",
        kind="pact",
        notice_months="drie",
        parties__3__signed_on="31/12",
        data__0__retention_months="1201",
        documents__0__url="javascript:alert(1)",
        predecessor="../../etc/passwd",
        title="x" * 501,
    ) == {
        "starts_on": ImpossibleDate,
        "ends_on": NotADate,
        "kind": UnknownChoice,
        "notice_months": NotANumber,
        "parties-0-signed_on": NotADate,
        "data-0-retention_months": NumberTooLarge,
        "documents-0-url": BadLink,
        "predecessor": BadReference,
        "title": TooLong,
    }


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.nl",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "http://127.1/",
        "http://localhost/",
        "https://user:pass@example.nl/",
        "https://example.nl\\@evil.example/",
        "https://[",
        "/beheer",
    ],
)
def test_a_link_that_readers_should_not_follow_is_refused(address: str) -> None:
    assert errors_of(processing_register_url=address) == {"processing_register_url": BadLink}


@pytest.mark.parametrize("number", ["-1", "1.5", "1e3", "٣", "0x10", "12 maanden", "²"])
def test_a_number_is_written_in_plain_figures(number: str) -> None:
    assert errors_of(notice_months=number) == {"notice_months": NotANumber}


def test_a_form_has_no_fields_but_its_own() -> None:
    posted = Posted(
        [("title", "t"), ("reference", "AFS-1"), ("parties-0-name", "A"), ("parties-0-id", "1"), ("x-0-y", "")]
    )

    content, _ = content_from_typed(typed_from_posted(posted))

    assert content == Content(title="t", parties=(Party(name="A"),), is_public=False)


def test_characters_that_no_text_can_hold_are_taken_out() -> None:
    posted = parse_posted(urlencode({"title": "a\x00b\u202ec\ufeff", "summary": "1\r\n2\r3"}).encode()).cleaned()

    assert posted["title"] == "abc"
    assert posted["summary"] == "1\n2\n3"


@pytest.mark.parametrize("body", [b"title=%ff", b"title=%ed%a0%80", "titel=é".encode(), b"a=&" * 20_000])
def test_a_body_that_no_browser_sends_is_refused(body: bytes) -> None:
    with pytest.raises(BadForm):
        parse_posted(body)


@given(st.binary(max_size=300))
def test_no_body_at_all_breaks_the_form(body: bytes) -> None:
    try:
        posted = parse_posted(body)
    except BadForm:
        return
    content_from_typed(typed_from_posted(posted))


@given(
    st.dictionaries(
        st.sampled_from([*RecordForm.model_fields, "parties-0-name", "flows-0-data", "data-9-name"]), st.text()
    )
)
def test_nothing_that_is_typed_breaks_the_form(typed: dict[str, str]) -> None:
    content, problems = content_from_typed(typed_from_posted(parse_posted(urlencode(typed, errors="ignore").encode())))

    assert (content is None) == bool(problems)
