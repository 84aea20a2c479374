"""Pages come from templates; what is dear about them is done once."""

from __future__ import annotations

import gettext
from enum import StrEnum
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup, escape

from agreements.http import rendering
from agreements.http.rendering import Renderer
from agreements.texts import Texts


def test_a_template_is_translated_once_for_each_language_however_many_renderers_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.html").write_text("{{ organisation }} {{ texts.language }}")
    translated = []
    generate = jinja2.Environment._generate

    def noted(self: jinja2.Environment, *given: object, **named: object) -> str:
        translated.append(given)
        return generate(self, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(jinja2.Environment, "_generate", noted)
    pages = [
        Renderer((tmp_path,), {"organisation": "Voorbeeldstad"}).render("page.html", Texts(language), {})
        for language in ("nl", "en", "nl", "en")
    ]

    assert pages == ["Voorbeeldstad nl", "Voorbeeldstad en"] * 2
    assert len(translated) == 2


def test_a_text_without_values_is_looked_up_once_however_often_a_page_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.html").write_text('{{ _("Overview") }} {{ _("Page") }}s {{ _("Page %(page)s", page=page) }}')
    looked_up = []
    find = gettext.NullTranslations.gettext

    def noted(self: gettext.NullTranslations, message: str) -> str:
        looked_up.append(message)
        return find(self, message)

    monkeypatch.setattr(gettext.NullTranslations, "gettext", noted)
    monkeypatch.setattr(rendering, "translations", lambda _: gettext.NullTranslations())
    pages = [Renderer((tmp_path,)).render("page.html", Texts("en"), {"page": page}) for page in (1, 2)]

    assert pages == ["Overview Pages Page 1", "Overview Pages Page 2"]
    assert looked_up == ["Overview", "Page", "Page %(page)s", "Page %(page)s"]


@pytest.mark.parametrize("shown", ['{{ _("%s") }}', '{{ "" or _("%s") }}', '{{ _("%s", page=1) }}'])
def test_a_text_is_shown_alike_whether_or_not_it_has_values(tmp_path: Path, shown: str) -> None:
    """Texts are ours, so their signs are left alone; a sign for a place that is none is written twice."""
    (tmp_path / "page.html").write_text(shown % "a <b>text</b> & 100%% more")

    assert Renderer((tmp_path,)).render("page.html", Texts("en"), {}) == "a <b>text</b> & 100% more"


class _Sign(StrEnum):
    LESS = "<"


class _OwnText(str):
    __slots__ = ()


class _OwnHtml(str):
    __slots__ = ()

    def __html__(self) -> str:
        return f"<b>{escape(str(self))}</b>"


@pytest.mark.parametrize(
    "value",
    [
        *(*"&<>'\"", "plain", "", "a < b", "last &", "line\n<", "é", 3, 0, None, True, 1.5, ["<"]),
        *(Markup("<i>&amp;</i>"), _Sign.LESS, _OwnText("<"), _OwnText("plain"), _OwnHtml("<"), _OwnHtml("plain")),
    ],
)
@pytest.mark.parametrize(
    "template",
    [
        "{{ value }}",
        '<a title="{{ value }}">',
        "{% macro shown(value) %}<b>{{ value }}</b>{% endmacro %}{{ shown(value) }}",
        "{% set kept %}{{ value }}{% endset %}{{ kept }}",
        "{% for one in [value] %}{{ one }}{% endfor %}",
    ],
)
def test_every_value_stands_in_a_page_as_the_template_engine_itself_would_escape_it(
    tmp_path: Path, template: str, value: object
) -> None:
    (tmp_path / "page.html").write_text(template)
    usual = jinja2.Environment(autoescape=True).from_string(template).render(value=value)

    assert Renderer((tmp_path,)).render("page.html", Texts("en"), {"value": value}) == usual


def test_no_template_can_leave_escaping_out(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{% autoescape false %}{{ value }}{% endautoescape %}")

    assert Renderer((tmp_path,)).render("page.html", Texts("en"), {"value": "<b>"}) == "&lt;b&gt;"


def test_one_application_does_not_speak_for_the_organisation_of_another(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ organisation }}")

    pages = [Renderer((tmp_path,), {"organisation": name}).render("page.html", Texts("nl"), {}) for name in "AB"]

    assert pages == ["A", "B"]
