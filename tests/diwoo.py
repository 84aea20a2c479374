"""A sitemap of the Woo-index as a harvester reads it, and by the schema of DiWoo where that is on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

STANDARDS = Path(__file__).parents[2] / "shared" / "data" / "standards"
"""Schemas of others, which are no part of this repository."""
UTRECHT = "https://identifier.overheid.nl/tooi/id/gemeente/gm0344"
"""An organisation that publishes."""
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "d": "https://standaarden.overheid.nl/diwoo/metadata/"}
_ARCHIVES = (
    b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="https://www.nationaalarchief.nl/mdto">'
    b'<xs:element name="MDTO"/></xs:schema>'
)
"""In place of the schema for archives, which that of DiWoo names and we use nothing of."""


class _NothingFromTheWeb(etree.Resolver):  # type: ignore[misc]
    def resolve(self, url: str, public_id: str, context: object) -> object:
        return self.resolve_string(_ARCHIVES, context) if url.startswith("http") else None


def read(body: bytes) -> etree._Element:
    """The file."""
    return etree.fromstring(body)


def texts(node: etree._Element, path: str) -> list[str]:
    """The texts or attributes at a path, with `s:` for sitemaps and `d:` for DiWoo."""
    return [str(found) for found in node.xpath(path, namespaces=NAMES)]


def urls(body: bytes) -> Iterator[etree._Element]:
    """Each of its urls."""
    yield from read(body).xpath("//s:url", namespaces=NAMES)


def check_by_schema(body: bytes) -> None:
    """Every document in it is valid. Skips the test on a machine without the schema."""
    if not STANDARDS.is_dir():
        pytest.skip("the schema of DiWoo is not on this machine: see STANDARDS")
    parser = etree.XMLParser()
    parser.resolvers.add(_NothingFromTheWeb())
    schema = etree.XMLSchema(etree.parse(STANDARDS / "diwoo-metadata.xsd", parser))
    for document in read(body).xpath("//d:Document", namespaces=NAMES):
        schema.assertValid(etree.fromstring(etree.tostring(document)))
