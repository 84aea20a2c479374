"""The documents tell of the program as it is: its commands, settings, targets, folders and decisions."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator

import click
import pytest
from litestar.handlers import HTTPRouteHandler
from pydantic import SecretStr

from agreements.cli import main
from agreements.operations.routes import OPERATIONS_HANDLERS
from agreements.settings import NOT_THERE_YET, PREFIX, Settings, rows
from agreements.storage.tables import TABLES
from tests import demands_page, fields_page, steps_page
from tests.architecture.house import PACKAGES, ROOT, files

CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DECISIONS = [name for name in files() if re.match(r"docs/decisions/\d{4}-", name)]
KUBERNETES = {f"{PREFIX}SERVICE_HOST", f"{PREFIX}PORT_"}
"""What Kubernetes makes, told of because it stops the start."""
KEPT = "What is kept, and for how long"
ABOUT_PEOPLE = r"account|email|recipient|owner|actor|whose|_by$"
PARTS_OF_A_DECISION = ["Context", "Decision", "Consequences"]


def section(page: str, heading: str) -> str:
    """The text under a heading, until the next one of that level."""
    return re.split(r"^## ", page.split(f"\n## {heading}\n")[1], flags=re.M)[0]


def first_cells(text: str) -> Iterator[list[str]]:
    """What stands in code in the first cell of each row of a table."""
    for line in text.splitlines():
        if line.startswith("| `"):
            yield re.findall(r"`([^`]+)`", re.split(r"(?<!\\)\|", line)[1])


def usages(group: click.Group, path: str) -> Iterator[str]:
    """How each command is called: its name, its arguments, its options with those that may be left out in brackets."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from usages(command, f"{path} {name}")
        else:
            yield " ".join([f"{path} {name}", *(usage(parameter) for parameter in command.params)])


def usage(parameter: click.Parameter) -> str:
    """An argument by its name, for `--help` tells its choices; an option without what it takes: the documents name that
    freely."""
    if isinstance(parameter, click.Argument):
        return str(parameter.name).upper()
    option = parameter.opts[0]
    return option if parameter.required else f"[{option}]"


def differ(documented: Iterable[str], real: Iterable[str]) -> dict[str, list[str]]:
    """What the one has and the other has not, each by its own name; and what stands there twice."""
    told, known = list(documented), set(real)
    return {
        "not documented": sorted(known - set(told)),
        "does not exist": sorted(set(told) - known),
        "stands there twice": sorted({name for name in told if told.count(name) > 1}),
    }


ALIKE: dict[str, list[str]] = {"not documented": [], "does not exist": [], "stands there twice": []}


def test_what_is_not_documented_is_called_by_its_own_name() -> None:
    assert differ(["b", "c", "c", "d"], ["a", "b", "c"]) == {
        "not documented": ["a"],
        "does not exist": ["d"],
        "stands there twice": ["c"],
    }


def without_values(documented: str) -> str:
    """`[--out FILE]` becomes `[--out]`."""
    return re.sub(r"(--[a-z-]+) [A-Z][\w.=-]*", r"\1", documented)


def test_operations_names_every_command_with_its_options_and_no_other() -> None:
    documented = [code for codes in first_cells(section(OPERATIONS, "Commands")) for code in codes]

    assert differ(map(without_values, documented), usages(main, "afspraken")) == ALIKE


def setting_lines() -> set[str]:
    """The table of settings as the program's own rows have it."""
    return {
        f"| `{PREFIX}{name.upper()}` | {row.give} | {row.otherwise or default_text(name)} | {row.meaning} |"
        for name, row in rows().items()
    }


def default_text(name: str) -> str:
    default = Settings.model_fields[name].default
    value = default.get_secret_value() if isinstance(default, SecretStr) else default
    shown = "on" if value is True else str(value or "")
    return f"`{shown}`" if shown else ""


def test_the_configuration_page_tells_of_every_setting_what_the_program_tells() -> None:
    documented = {line for line in section(CONFIGURATION, "Settings").splitlines() if line.startswith("| `")}

    assert differ(documented, setting_lines()) == ALIKE


def test_the_page_of_steps_is_made_from_the_tables_that_the_program_goes_by() -> None:
    assert steps_page.PAGE.read_text(encoding="utf-8") == steps_page.page(), "write it anew: make pages"


def test_the_page_of_fields_is_made_from_the_catalogue_that_the_program_goes_by() -> None:
    assert fields_page.PAGE.read_text(encoding="utf-8") == fields_page.page(), "write it anew: make pages"


def test_the_page_of_demands_is_made_from_the_demands_that_approval_goes_by() -> None:
    assert demands_page.PAGE.read_text(encoding="utf-8") == demands_page.page(), "write it anew: make pages"


def test_the_sample_of_an_environment_file_holds_settings_only() -> None:
    named = set(re.findall(rf"^#?({PREFIX}\w+)=", CONFIGURATION, re.M))

    assert named
    assert {name.removesuffix("_FILE").removeprefix(PREFIX).lower() for name in named} <= set(rows())


def test_the_configuration_page_names_every_setting_that_is_not_there_yet() -> None:
    named = set(re.findall(rf"`{PREFIX}(\w+)`", section(CONFIGURATION, "Not there yet")))

    assert named == set(NOT_THERE_YET)


def test_operations_says_of_every_address_for_monitors_what_it_is_for() -> None:
    documented = [code for codes in first_cells(section(OPERATIONS, "What to watch")) for code in codes]
    paths = [path for handler in OPERATIONS_HANDLERS if isinstance(handler, HTTPRouteHandler) for path in handler.paths]

    assert differ(documented, paths) == ALIKE


def test_no_document_names_a_setting_that_does_not_exist() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    known |= {f"{name}_FILE" for name in known} | {PREFIX + name for name in NOT_THERE_YET} | KUBERNETES
    pages = [name for name in files() if name.endswith(".md") and name != "CHANGELOG.md"]
    named = {(page, name) for page in pages for name in re.findall(PREFIX + "[A-Z_]+", (ROOT / page).read_text())}

    assert {(page, name) for page, name in named if name not in known} == set()


def targets() -> set[str]:
    """What `make` can be asked for, files aside."""
    return set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.M))


def test_every_make_target_that_a_document_names_exists() -> None:
    pages = [name for name in files() if name.endswith(".md")]
    in_code = {(page, code) for page in pages for code in _code((ROOT / page).read_text(encoding="utf-8"))}
    named = {(page, word) for page, code in in_code for word in re.findall(r"\bmake ([a-z-]+)\b", code)}

    assert {"serve", "test"} <= {word for page, word in named if page == "README.md"}
    assert {(page, word) for page, word in named if word not in targets()} == set()


def _code(page: str) -> list[str]:
    return re.findall(r"```.*?```|`[^`\n]+`", page, re.S)


def test_make_help_lists_every_target() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert {line.split()[0] for line in listed.splitlines() if line[:1].islower()} == targets()


def test_every_phony_target_has_a_recipe() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.M)

    assert phony is not None
    assert differ(phony[1].split(), targets()) == ALIKE


def test_the_changelog_has_a_place_for_what_is_not_released_yet() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)

    assert headings[0] == "Unreleased"


@pytest.mark.parametrize("name", DECISIONS)
def test_every_decision_tells_its_context_what_was_decided_and_what_follows(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    parts = [part for part in re.findall(r"^\*\*(\w+)\.\*\* \S", page, re.M) if part in PARTS_OF_A_DECISION]

    assert page.startswith(f"# {name.split('/')[-1][:4]}. ")
    assert parts == PARTS_OF_A_DECISION


def test_the_map_of_the_house_shows_rooms_that_exist_and_every_package() -> None:
    shown = re.findall(r"^([a-z_/]+/) {2,}", section(README, "The map of the house"), re.M)

    assert [name for name in shown if not (ROOT / name).is_dir()] == []
    assert {name.split("/")[0] for name in shown} >= {*PACKAGES, "tests", "docs"}


def test_the_architecture_shows_rooms_that_exist() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    shown = [code for codes in first_cells(section(page, "Rooms")) for code in codes]

    assert shown
    assert [name for name in shown if not (ROOT / name).exists() and not (ROOT / "agreements" / name).exists()] == []


def test_testing_tells_of_every_shelf_of_tests() -> None:
    page = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    shelves = {name.split("/")[1] for name in files() if re.match(r"tests/\w+/test_|tests/\w+/\w+/test_", name)}
    shown = {code for codes in first_cells(section(page, "Shelves")) for code in codes}

    assert {name.removeprefix("tests/").rstrip("/") for name in shown} == shelves


def test_operations_says_of_every_table_that_points_at_an_account_how_long_it_is_kept() -> None:
    documented = {code for codes in first_cells(section(OPERATIONS, KEPT)) for code in codes}
    about_people = {
        table._meta.tablename
        for table in TABLES
        if any(re.search(ABOUT_PEOPLE, str(column._meta.name)) for column in table._meta.columns)
    }

    assert about_people - documented == set()
    assert documented <= {table._meta.tablename for table in TABLES}
