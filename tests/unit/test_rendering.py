"""Pages come from templates; what is dear about them is done once."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

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


def test_one_application_does_not_speak_for_the_organisation_of_another(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ organisation }}")

    pages = [Renderer((tmp_path,), {"organisation": name}).render("page.html", Texts("nl"), {}) for name in "AB"]

    assert pages == ["A", "B"]
