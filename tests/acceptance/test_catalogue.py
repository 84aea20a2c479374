"""Harvesters find what there is to take, by DCAT-AP-NL, and keep up with a stream that never has to be read twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from agreements.publication.linked import stream
from agreements.web import catalogue
from agreements.web.downloads import offered
from tests.acceptance.conftest import BASE_URL, STANDARDS
from tests.acceptance.test_plans import planned
from tests.acceptance.test_withheld import GROUND, TITLE, changed
from tests.office import in_force
from tests.people import TODAY, WOO
from tests.public_sets import by_stream

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
FEED = "/dcat/feed"
VERSION = URIRef("http://www.w3.org/ns/dcat#version")
DEMANDS = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.dataset),
    DCAT.Dataset: (
        *(DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.accessRights, DCTERMS.creator),
        *(DCTERMS.publisher, DCAT.contactPoint, DCAT.theme),
    ),
    DCAT.Distribution: (DCAT.accessURL, DCTERMS.license),
    DCAT.DataService: (
        *(DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.accessRights, DCTERMS.license),
        *(DCTERMS.publisher, DCAT.contactPoint, DCAT.theme, DCAT.endpointURL, DCAT.endpointDescription),
    ),
}
"""What the profile makes mandatory."""


async def read(site: httpx.AsyncClient, address: str = "/dcat.ttl", form: str = "turtle") -> Graph:
    """A graph, as another program reads it."""
    answer = await site.get(address)
    assert answer.status_code == 200
    return Graph().parse(data=answer.content, format=form)


async def test_the_catalogue_has_all_that_the_profile_demands_in_both_forms(site: httpx.AsyncClient) -> None:
    await in_force()
    graph = await read(site)

    assert isomorphic(graph, await read(site, "/dcat.jsonld", "json-ld"))
    for kind, demanded in DEMANDS.items():
        things = list(graph.subjects(RDF.type, kind))
        assert things
        lacks = {(str(one), str(name)) for one in things for name in demanded if (one, name, None) not in graph}
        assert lacks == set()
    assert (await site.get("/dcat.ttl")).headers["access-control-allow-origin"] == "*"


async def test_every_file_of_the_register_is_a_distribution_that_can_be_taken(site: httpx.AsyncClient) -> None:
    await in_force()
    graph = await read(site)
    taken = {str(address) for address in graph.objects(None, DCAT.downloadURL)}

    assert taken == {f"{BASE_URL}{row.path}" for row in offered()} | {f"{BASE_URL}{FEED}/1"}
    of_datasets = {str(one) for one in graph.objects(None, DCAT.distribution)}
    assert of_datasets == {str(one) for one in graph.subjects(RDF.type, DCAT.Distribution)}
    for address in sorted(taken):
        assert (await site.get(address.removeprefix(BASE_URL))).status_code == 200
    described = {str(one) for one in graph.objects(None, DCTERMS.conformsTo)}
    assert f"{BASE_URL}/afspraken.csv-metadata.json" in described


async def test_the_catalogue_is_of_the_last_change_and_says_who_publishes(site: httpx.AsyncClient) -> None:
    first = await site.get("/dcat.ttl")
    assert first.status_code == 200, "also while nothing was published yet"
    agreement = await in_force()
    graph, tag = await read(site), (await site.get("/dcat.ttl")).headers["etag"]
    assert {str(one) for one in graph.objects(None, VERSION)} == {"1"}
    assert (await site.get("/dcat.ttl", headers={"If-None-Match": tag})).status_code == 304
    await changed(agreement, summary="Anders")

    assert {str(one) for one in (await read(site)).objects(None, VERSION)} == {"2"}
    (publisher,) = set(graph.objects(None, DCTERMS.publisher))
    assert [str(name) for name in graph.objects(publisher, FOAF.name)]
    assert (publisher, RDF.type, FOAF.Agent) in graph


@pytest.fixture
def shapes(request: pytest.FixtureRequest) -> list[Path]:
    """The official shapes, which are not ours."""
    folder: Path = request.config.getoption("--shapes", STANDARDS)
    found = sorted(folder.glob("dcat-ap-nl-SHACL*.ttl"))
    return found or pytest.skip("no dcat-ap-nl-SHACL*.ttl there (--shapes)")


async def test_the_catalogue_conforms_to_the_official_shapes(site: httpx.AsyncClient, shapes: list[Path]) -> None:
    pyshacl: Any = pytest.importorskip("pyshacl")
    await in_force()
    graph = await read(site)
    for path in shapes:
        recommended = "aanbevolen" in path.name
        conforms, _, said = pyshacl.validate(graph, shacl_graph=Graph().parse(path), allow_warnings=recommended)
        assert conforms, said


def names(body: dict[str, Any], kind: str) -> list[str]:
    """The agreements that a page of the stream tells of with this kind of activity."""
    found = (one for one in body["@graph"] if one["@type"] == [kind])
    return [one["as:object"][0]["@id"].rpartition("/")[2] for one in found]


async def test_who_reads_the_stream_has_what_is_public_and_forgets_what_is_not(
    site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (stream, catalogue):
        monkeypatch.setattr(module, "PER_PAGE", 2)
    stays, goes = await in_force(title="Blijft"), await in_force(title=TITLE)
    first = await site.get(f"{FEED}/1")
    await planned()
    before = await by_stream(site, "")
    await changed(goes, is_public=False, not_public_ground=WOO, not_public_reason=GROUND)

    assert names(first.json(), "as:Create") == [stays.reference, goes.reference]
    assert before == [stays.reference, goes.reference]
    assert await by_stream(site, "") == [stays.reference]
    assert await by_stream(site, f"peildatum={TODAY - timedelta(days=1)}") == before
    again = await site.get(f"{FEED}/1")
    assert again.content == first.content, "a full page never changes"
    assert TITLE not in again.text
    assert "immutable" in again.headers["cache-control"]
    last = await site.get(f"{FEED}/3")
    assert "immutable" not in last.headers["cache-control"]
    for address in (f"{FEED}/0", f"{FEED}/4", f"{FEED}/99999999999", FEED):
        assert (await site.get(address)).status_code == 404


async def test_a_policy_and_a_processing_activity_are_of_what_can_be_read(site: httpx.AsyncClient) -> None:
    agreement = await changed(await in_force(title=TITLE), summary="Anders")
    reference = agreement.reference
    graph = await read(site, f"/afspraken/{reference}.odrl.jsonld", "json-ld")
    (uid,) = graph.objects(None, URIRef("http://www.w3.org/ns/odrl/2/uid"))
    assert str(uid) == f"{BASE_URL}/afspraken/{reference}/versies/2"
    assert (await site.get(str(uid).removeprefix(BASE_URL))).status_code == 200
    activity = f"/processing_activities/{reference}"
    assert (await site.get(activity)).json() == {"id": reference, "active": True, "latestVersion": 2}
    versions = [(await site.get(f"{activity}/versions/{number}")).json()["version"] for number in (1, 2)]
    assert versions == [1, 2]

    await changed(agreement, is_public=False, not_public_ground=WOO, not_public_reason=GROUND)
    everywhere = [f"/afspraken/{reference}.odrl.jsonld", activity, f"{activity}/versions/1"]
    for address in [*everywhere, "/processing_activities/AFS-1999-0001", "/afspraken/AFS-1999-0001.odrl.jsonld"]:
        assert (await site.get(address)).status_code == 404
    yesterday = f"peildatum={TODAY - timedelta(days=1)}"
    assert (await site.get(f"{activity}/versions/1?{yesterday}")).status_code == 200
    assert (await site.get(f"{activity}/versions/2?{yesterday}")).status_code == 404
