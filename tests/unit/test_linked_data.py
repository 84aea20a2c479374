"""Linked data is read by others as it was meant: both written forms are the same graph, whatever people typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import from_json
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from agreements.domain.content import Retention
from agreements.domain.projection import Shows, Step
from agreements.domain.vocabulary import OnwardSharing
from agreements.publication.linked.graph import JSON_LD, TURTLE, Node, Said, To, Value, json_ld, turtle
from agreements.publication.linked.policy import Policy, policy
from agreements.publication.linked.processing import activity, activity_version
from agreements.publication.linked.stream import PER_PAGE, range_of, stream_page
from agreements.publication.published import published as facts_of
from tests.people import STARTS_ON, approved
from tests.published import BASE_URL, published

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
"""What it says of its own inner parts."""
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
VALUES: st.SearchStrategy[Value] = st.one_of(
    TEXTS,
    TEXTS.map(lambda text: Said(text, "nl")),
    st.dates(min_value=date(1900, 1, 1)),
    st.just(AT),
    st.booleans(),
    st.integers(min_value=-10, max_value=10),
    st.sampled_from([To("https://x.example/a"), To("dct:title")]),
)


def graphs(nodes: list[Node]) -> tuple[Graph, Graph]:
    """Both written forms, read by a library that did not write them."""
    return Graph().parse(data=turtle(nodes), format=TURTLE), Graph().parse(data=json_ld(nodes), format=JSON_LD)


@given(st.lists(VALUES, max_size=4))
def test_both_written_forms_are_the_same_graph(values: list[Value]) -> None:
    names = ("dct:title", "dct:identifier", "dcat:keyword", "foaf:name")
    facts = list(zip(names, values, strict=False))
    written, other = graphs([Node("https://x.example/#een", ["dcat:Dataset"], facts)])

    assert len(written) == len(facts) + 1
    assert isomorphic(written, other)


@given(st.lists(VALUES, max_size=4))
def test_the_same_graph_is_the_same_bytes(values: list[Value]) -> None:
    nodes = [Node("https://x.example/#een", ["dcat:Dataset"], [("dct:title", value) for value in values])]
    assert (turtle(nodes), json_ld(nodes)) == (turtle(nodes), json_ld(nodes))


def test_what_is_no_address_is_refused_and_never_written_into_the_file() -> None:
    for address in ("https://x.example/<a>", "https://x.example/a b", "https://x.example/a>\n<b"):
        with pytest.raises(ValueError, match="address"):
            turtle([Node(address, ["dcat:Dataset"], [])])
        with pytest.raises(ValueError, match="address"):
            turtle([Node("https://x.example/", ["dcat:Dataset"], [("dct:publisher", To(address))])])
    inside = Node("https://x.example/", ["dcat:Resource"], [])
    with pytest.raises(ValueError, match="named graphs"):
        turtle([replace(inside, inside=[inside])])


def test_an_agreement_that_comes_changes_and_goes_is_told_as_that_and_a_plan_is_not() -> None:
    went = [(None, Shows.PLAN), (Shows.PLAN, Shows.AGREEMENT), (Shows.AGREEMENT, Shows.AGREEMENT)]
    went += [(Shows.AGREEMENT, Shows.WITHHELD), (Shows.WITHHELD, Shows.WITHHELD), (Shows.WITHHELD, Shows.AGREEMENT)]
    steps = [Step(number, "AFS-2026-0001", AT, now, before) for number, (before, now) in enumerate(went, 1)]
    nodes = stream_page(1, steps, BASE_URL, is_full=False)

    told = {node.address.rpartition("/")[2]: node.kinds[0] for node in nodes if node.kinds[0].startswith("as:")}
    assert told == {"2": "as:Create", "3": "as:Update", "4": "as:Delete", "6": "as:Create"}
    read = Dataset()
    read.parse(data=json_ld(nodes), format=JSON_LD)
    of_named = {str(graph.identifier) for graph in read.graphs() if len(graph)} - {"urn:x-rdflib:default"}
    assert of_named == {f"{BASE_URL}/wijzigingen/{number}" for number in (2, 3, 6)}, "each tells in a graph of its own"


@given(st.integers(min_value=1, max_value=10_000))
def test_every_entry_is_on_one_page(seq: int) -> None:
    page = -(-seq // PER_PAGE)
    first, last = range_of(page)
    assert first <= seq <= last
    assert range_of(page + 1)[0] == last + 1


def test_a_policy_permits_each_flow_within_the_term_and_forbids_passing_on() -> None:
    agreement = approved(onward_sharing=OnwardSharing.NOT_ALLOWED)
    version = facts_of(agreement)
    nodes = policy(Policy(version, BASE_URL, f"{BASE_URL}/dcat#organisatie"))
    graph = graphs(nodes)[1]
    address = f"{BASE_URL}/afspraken/{version.reference}/versies/1"

    def ask(pattern: str) -> list[str]:
        prefix = "PREFIX odrl: <http://www.w3.org/ns/odrl/2/> PREFIX dct: <http://purl.org/dc/terms/> "
        return sorted(str(row[0]) for row in graph.query(f"{prefix} SELECT ?x WHERE {{ {pattern} }}"))  # type: ignore[index]

    assert isomorphic(*graphs(nodes))
    assert ask(f"<{address}> odrl:uid ?x") == [address]
    flows = version.content.flows
    assert len(ask(f"<{address}> odrl:permission ?x")) == len(flows)
    assert ask("?p a odrl:Permission ; odrl:constraint [ odrl:operator odrl:gteq ; odrl:rightOperand ?x ]") == [
        str(STARTS_ON)
    ] * len(flows)
    assert ask("?p odrl:action [ odrl:refinement [ odrl:leftOperand odrl:purpose ; odrl:rightOperand ?x ] ]")
    assert ask(f"<{address}> odrl:prohibition [ odrl:action ?x ]") == ["http://www.w3.org/ns/odrl/2/distribute"]
    kept = [kind for kind in version.content.data if kind.retention]
    assert len(ask(f"<{address}> odrl:obligation ?x")) == len(kept)
    named = facts_of(approved(onward_sharing=OnwardSharing.NAMED_ONLY, onward_recipients="Het CBS"))
    assert not any(node.kinds == ["odrl:Prohibition"] for node in policy(Policy(named, BASE_URL, BASE_URL)))


def test_a_log_can_name_an_approved_version_as_a_processing_activity() -> None:
    record = published(approved())
    told = from_json(activity(record))
    version = from_json(activity_version(facts_of(approved()), ZoneInfo("Europe/Amsterdam")))

    assert told == {"id": record.reference, "active": True, "latestVersion": 1}
    assert (version["version"], version["name"]) == (1, record.title)
    assert version["validFrom"] == f"{STARTS_ON}T00:00:00+01:00"
    assert version["personalData"]["categories"] == [kind.name for kind in record.content.data]
    assert set(version["legalBasis"]) <= {"PublicInterest", "LegalObligation", "Consent", "Contract"}
    assert {one["legalRole"] for one in version["recipients"]} <= {"DataController", "JointDataControllers"}


def test_of_several_retention_periods_the_longest_is_told() -> None:
    kinds = [replace(kind, retention=Retention(months=1, days=40)) for kind in approved().content.data[:1]]
    kinds += [replace(kind, retention=Retention(months=2)) for kind in approved().content.data[1:]]
    version = facts_of(approved(data=tuple(kinds)))
    assert from_json(activity_version(version, ZoneInfo("UTC")))["personalData"]["retentionPeriod"] == "P1M40D"
