"""The repository speaks of the product only, and what it points to exists."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest

from tests.architecture.house import ROOT, files, listed_by_git, walked

TOP_LEVEL = {
    "agreements",
    "scheduler",
    "admin_ui",
    "tests",
    "deploy",
    "docs",
    "benchmarks",
    "requirements",
    ".ci",
    ".github",
    "piccolo_conf.py",
    "pyproject.toml",
    "README.md",
    "Makefile",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "publiccode.yml",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".editorconfig",
}
PACKAGE_INDEX = re.compile(
    r"(?i)--(extra-)?index-url\b(?!\s*\\?$)|--find-links\b|files\.pythonhosted\.org|https?://[\w.-]*pypi\b"
    r"|\b(extra[_-]?)?index[_-]url\s*=|https?://[^\s\"']+/simple/?(?=[\s\"']|$)"
)
MACHINE_PATH = re.compile(r"(?<![\w./~-])/(home|root|Users|work|workspace|mnt|private)/[\w.-]+")
"""Places on the machine of one person. `/tmp`, `/var` and `/usr` are the same everywhere."""

BINARY = {".png", ".jpg", ".gif", ".ico", ".woff2", ".pdf", ".ods", ".xlsx", ".sqlite", ".mo", ".zip"}
THIS_FILE = "tests/architecture/test_repository.py"


def texts() -> list[tuple[str, int, str]]:
    """Every line of every text file, with its place."""
    return [
        (name, number, line)
        for name in files()
        if PurePosixPath(name).suffix not in BINARY and name != THIS_FILE
        for number, line in enumerate((ROOT / name).read_bytes().decode("utf-8", "replace").splitlines(), start=1)
    ]


def test_nothing_lies_at_the_top_but_what_belongs_there() -> None:
    assert {name.split("/")[0] for name in files()} - TOP_LEVEL == set()


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone")
def test_without_git_the_same_files_are_found() -> None:
    assert sorted(walked()) == sorted(name for name in set(listed_by_git()) if (ROOT / name).is_file())


def test_no_package_index_is_named() -> None:
    assert [f"{name}:{number}: {line.strip()}" for name, number, line in texts() if PACKAGE_INDEX.search(line)] == []


@pytest.mark.parametrize(
    ("line", "is_named"),
    [
        ("--index-url https://packages.example/simple", True),
        ("--extra-index-url=https://packages.example/simple/", True),
        ('index-url = "https://packages.example/pypi/simple"', True),
        ("https://files.python" + "hosted.org/packages/aa/bb/x.whl", True),
        ("[zxcvbn](https://py" + "pi.org/project/zxcvbn/)", True),
        ("uv pip compile --no-emit-index-url \\", False),
        ("--no-emit-index-url --no-annotate --no-header -q -U", False),
        ("litestar==2.25.1 --hash=sha256:abc", False),
        ("[Semantic Versioning](https://semver.org)", False),
    ],
)
def test_the_search_for_package_indexes_knows_one_when_it_sees_one(line: str, is_named: bool) -> None:
    assert bool(PACKAGE_INDEX.search(line)) is is_named


def test_no_path_of_one_machine_is_named() -> None:
    assert [f"{name}:{number}: {line.strip()}" for name, number, line in texts() if MACHINE_PATH.search(line)] == []


@pytest.mark.parametrize(
    ("line", "is_named"),
    [
        ("cd /home/petra/register", True),
        ("see /work/petra/notes", True),
        ('open("/Users/petra/x.csv")', True),
        ("/tmp/register.sqlite", False),
        ("https://example.org/home/page", False),
        ("../work/plan.md", False),
        ("admin_ui/home/x", False),
    ],
)
def test_the_search_for_machine_paths_knows_one_when_it_sees_one(line: str, is_named: bool) -> None:
    assert bool(MACHINE_PATH.search(line)) is is_named


LINK = re.compile(r"(?<!\\)\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)|^\[[^\]]+\]:\s*(\S+)", re.M)
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/", re.I)


def links(name: str) -> list[str]:
    """The relative links of a Markdown file, without those in code."""
    text = CODE.sub("", (ROOT / name).read_text(encoding="utf-8"))
    found = [first or second for first, second in LINK.findall(text)]
    return [link for link in found if not ELSEWHERE.match(link)]


def heading_anchors(name: str) -> set[str]:
    """The anchors that a Markdown page offers for its headings."""
    headings = re.findall(r"^#+\s+(.+?)\s*#*$", (ROOT / name).read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(name: str, link: str) -> bool:
    path, _, anchor = unquote(link).partition("#")
    target = (ROOT / name).parent / path
    if not target.exists():
        return True
    return bool(anchor) and target.suffix == ".md" and anchor not in heading_anchors(str(target.relative_to(ROOT)))


def test_every_link_between_documents_leads_somewhere() -> None:
    pages = [name for name in files() if name.endswith(".md")]

    assert pages
    assert [f"{name}: {link}" for name in pages for link in links(name) if broken(name, link)] == []


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [
        PurePosixPath(name).name.split("-")[0]
        for name in files()
        if name.startswith("docs/decisions/") and re.match(r"\d{4}-", PurePosixPath(name).name)
    ]

    assert len(numbers) == len(set(numbers))
