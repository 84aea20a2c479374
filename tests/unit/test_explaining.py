"""A legal word leads to what it means where it first stands on a page, and Dutch is told apart on English pages."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from agreements.domain.vocabulary import AgreementKind
from agreements.http.rendering import of_the_register
from agreements.texts import Texts
from agreements.web.explaining import KINDS_EXPLAINED_AT, Explainer
from agreements.web.glossary import GLOSSARY

BRP = '<a class="explained" href="/uitleg#brp">BRP</a>'
HEBREW = "שלום"


def test_a_word_is_explained_once_on_a_page() -> None:
    explain = Explainer(Texts("nl"))

    assert explain("Uit de BRP, volgens de BRP.") == f"Uit de {BRP}, volgens de BRP."
    assert explain("En weer de BRP <b>.") == "En weer de BRP <b>.", "no markup: it is escaped where it is shown"
    assert Explainer(Texts("nl"))("BRP & <b>") == f"{BRP} &amp; &lt;b&gt;", "another page explains it again"


def test_a_part_of_a_word_is_not_that_word() -> None:
    explain = Explainer(Texts("nl"))

    for text in ("BRP-nummer", "Woningen", "wooncoach", "subverwerker", "GGZ-instelling"):
        assert explain(text) == text


def test_the_longest_word_wins() -> None:
    explained = Explainer(Texts("nl"))("De Bijzondere persoonsgegevens van de verwerkersovereenkomst.")

    assert "/uitleg#bijzondere-gegevens" in explained
    assert "#persoonsgegevens" not in explained
    assert '#verwerker"' not in explained


@given(st.text(max_size=60))
def test_every_text_stays_what_it_is(text: str) -> None:
    shown = Explainer(Texts("nl"))(text)
    plain = Markup(shown).striptags() if isinstance(shown, Markup) else shown

    assert " ".join(plain.split()) == " ".join(Markup(escape(text)).striptags().split())


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("nl", "Zorg & wonen", "Zorg & wonen"),
        ("en", "Zorg & wonen", '<bdi lang="nl">Zorg &amp; wonen</bdi>'),
        ("nl", HEBREW, f"<bdi>{HEBREW}</bdi>"),
        ("en", "", ""),
        ("en", None, ""),
    ],
)
def test_what_somebody_wrote_is_marked_where_that_means_something(language: str, text: str | None, shown: str) -> None:
    assert of_the_register(Texts(language), text) == shown


def test_each_anchor_and_each_form_stands_in_the_glossary_once() -> None:
    anchors = [entry.anchor for entry in GLOSSARY]
    forms = [form.casefold() for entry in GLOSSARY for form in entry.forms]

    assert len(set(anchors)) == len(anchors)
    assert len(set(forms)) == len(forms)
    assert set(KINDS_EXPLAINED_AT.values()) <= set(anchors)
    assert set(KINDS_EXPLAINED_AT) <= set(AgreementKind)
