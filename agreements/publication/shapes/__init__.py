"""The shapes in which the register is published, one file each with its `ROW`.

Addresses, links on pages, the page about open data and `afspraken export` follow from the rows, and so do the tests of
what each shape must do. A new shape is a new file here and its Dutch words in `locale/nl/shapes.po`.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agreements.publication.shape import Shape


def names() -> tuple[str, ...]:
    """What each is called; without loading any, for writing them takes more than naming them."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@functools.cache
def shapes() -> tuple[Shape, ...]:
    """Every shape, in their order."""
    rows: list[Shape] = [importlib.import_module(f"{__name__}.{name}").ROW for name in names()]
    return tuple(sorted(rows, key=lambda row: row.place))


def shape_named(name: str) -> Shape:
    """The shape of this name. Raises KeyError."""
    return {shape.name: shape for shape in shapes()}[name]
