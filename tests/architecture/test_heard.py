"""What nobody sees in a template and who listens to the page needs: names of tables, and lists that stay lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agreements.app import TEMPLATES

SHEETS = [
    Path(__file__).parents[2] / "agreements" / "http" / "static" / "register.css",
    Path(__file__).parents[2] / "admin_ui" / "shell" / "static" / "beheer.css",
]
WITHOUT_BULLETS = {
    name
    for sheet in SHEETS
    for selector in re.findall(r"^([^{}@]+)\{[^{}]*list-style: none", sheet.read_text(), re.MULTILINE)
    for name in re.findall(r"\.([\w-]+)", selector)
}
PAGES = sorted(path for folder in TEMPLATES for path in folder.rglob("*.html"))


def unheard(template: str) -> list[str]:
    """Lists whose role Safari takes away with their bullets, and tables without a name (WCAG 1.3.1)."""
    lists = [
        tag
        for tag, classes in re.findall(r'(<(?:ul|ol)\b[^>]*class="([^"]*)"[^>]*>)', template)
        if set(classes.split()) & WITHOUT_BULLETS and 'role="list"' not in tag
    ]
    tables = [
        tag
        for tag, after in re.findall(r"(<table\b[^>]*>)\s*(<caption)?", template)
        if not after and "aria-label" not in tag
    ]
    return [*lists, *tables]


def test_a_list_without_bullets_and_a_table_without_a_name_are_found() -> None:
    found = unheard('<ul class="choices"><li></ul><table class="table"><tr>')

    assert found == ['<ul class="choices">', '<table class="table">']
    assert unheard('<ul><li></ul><ul class="choices" role="list"></ul><table><caption>') == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_list_is_a_list_and_every_table_has_a_name(page: Path) -> None:
    assert unheard(page.read_text(encoding="utf-8")) == []
