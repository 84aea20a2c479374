"""A graph of things with addresses, and its two written forms: JSON-LD 1.1 and Turtle 1.1.

Every thing has an address: nodes without one would get another name each time, and the same graph other bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from agreements.publication.cells import instant_text

JSON_LD, TURTLE = "application/ld+json", "text/turtle"
_NO_IRI: Final = re.compile(r"""[\x00-\x20<>"{}|\\^`]""")
"""Characters that the address of a thing cannot have (Turtle 1.1 section 6.5, IRIREF)."""

PREFIXES: Final[Mapping[str, str]] = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dpv": "https://w3id.org/dpv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ldes": "https://w3id.org/ldes#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tree": "https://w3id.org/tree#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class To:
    """A thing that a fact leads to: its address, or a name with one of the prefixes."""

    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """A text in a language, or a value of a type of XML Schema that has no type here."""

    text: str
    language: str = ""
    kind: str = ""


Value = To | Said | str | bool | int | date | datetime
Facts = Sequence[tuple[str, Value]]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing, what it is, and what is said of it in this order. Names have a prefix of `PREFIXES`.

    `inside` is what the thing itself tells of others: the named graph of its address (RDF 1.1 Datasets).
    """

    address: str
    kinds: Sequence[str]
    facts: Facts
    inside: Sequence[Node] = ()


def json_ld(nodes: Sequence[Node]) -> bytes:
    """The graph as JSON-LD, each thing once."""
    used = {prefix: PREFIXES[prefix] for prefix in sorted(_prefixes(nodes))}
    whole = {"@context": used, "@graph": [_object(node) for node in nodes]}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def turtle(nodes: Sequence[Node]) -> bytes:
    """The graph as Turtle. Raises ValueError for one with named graphs, for which Turtle has no form."""
    if any(node.inside for node in nodes):
        raise ValueError("Turtle has no named graphs")
    head = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in sorted(_prefixes(nodes))]
    return ("\n".join([*head, "", *map(_block, nodes)])).encode()


def _prefixes(nodes: Sequence[Node]) -> set[str]:
    """Those that stand in the graph."""
    found: set[str] = set()
    for node in nodes:
        names = [*node.kinds, *(name for name, _ in node.facts)]
        names += [value.name for _, value in node.facts if isinstance(value, To)]
        names += [_kind(value) for _, value in node.facts if not isinstance(value, To | str)]
        found |= {name.partition(":")[0] for name in names} & PREFIXES.keys()
        found |= _prefixes(node.inside)
    return found


def _object(node: Node) -> dict[str, Any]:
    written: dict[str, Any] = {"@id": node.address, "@type": list(node.kinds)}
    for name, value in node.facts:
        written.setdefault(name, []).append(_in_json(value))
    if node.inside:
        written["@graph"] = [_object(one) for one in node.inside]
    return written


def _in_json(value: Value) -> dict[str, Any] | str:
    if isinstance(value, To):
        return {"@id": value.name}
    if isinstance(value, str):
        return value
    if isinstance(value, Said) and value.language:
        return {"@value": value.text, "@language": value.language}
    return {"@value": _text(value), "@type": _kind(value)}


def _block(node: Node) -> str:
    facts = [("a", ", ".join(node.kinds)), *((name, _in_turtle(value)) for name, value in node.facts)]
    return f"<{_iri(node.address)}> " + " ;\n    ".join(" ".join(fact) for fact in facts) + " .\n"


def _in_turtle(value: Value) -> str:
    if isinstance(value, To):
        has_prefix = value.name.partition(":")[0] in PREFIXES and "/" not in value.name
        return value.name if has_prefix else f"<{_iri(value.name)}>"
    quoted = json.dumps(_text(value), ensure_ascii=False)  # the escapes of JSON are escapes of Turtle (ECHAR, UCHAR)
    if isinstance(value, str):
        return quoted
    if isinstance(value, Said) and value.language:
        return f"{quoted}@{value.language}"
    return f"{quoted}^^{_kind(value)}"


def _iri(address: str) -> str:
    """Raises ValueError for what is no address."""
    if _NO_IRI.search(address):
        raise ValueError("the address of a thing has a character that no address has")
    return address


def _text(value: Value) -> str:
    if isinstance(value, Said):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    return instant_text(value) if isinstance(value, datetime) else str(value)


def _kind(value: Value) -> str:
    """The type of a value; empty of what is said in a language."""
    if isinstance(value, Said):
        return value.kind
    if isinstance(value, bool):
        return "xsd:boolean"
    if isinstance(value, datetime):
        return "xsd:dateTime"
    return "xsd:date" if isinstance(value, date) else "xsd:integer"
