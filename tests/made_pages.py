"""Writes the pages of `docs` that are made from the code: `make pages`. Tests compare."""

from __future__ import annotations

from tests import demands_page, fields_page, steps_page
from tests.architecture import rooms


def main() -> None:
    """Each page anew."""
    for made in (steps_page, fields_page, demands_page, rooms):
        made.PAGE.write_text(made.page(), encoding="utf-8")


if __name__ == "__main__":
    main()
