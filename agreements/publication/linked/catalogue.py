"""The catalogue of the register by DCAT-AP-NL 3.0: what can be taken where, who publishes it, and under which licence.

What is the same in other formats is one dataset with a distribution for each (DCAT 3, section 6.7): the agreements,
their key dates, and the changes. The API and the calendar are services that serve these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from agreements.domain.wording import N_
from agreements.publication.linked.graph import Facts, Node, Said, To
from agreements.publication.linked.offers import (
    AGREEMENTS,
    AUTHORITY,
    AUTHORITY_LANGUAGE,
    CHANGES,
    DATES,
    DESCRIPTION,
    FEED_PATH,
    FILE_TYPES,
    KEYWORDS,
    LICENCE,
    MEDIA_TYPES,
    OPEN_TO_ALL,
    PROFILE,
    SERVICES,
    STREAMS,
    TITLE,
    Dataset,
    Service,
)
from agreements.publication.shape import Offered
from agreements.texts import LANGUAGES, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes, and how to reach them. What is empty is not told."""

    name: str
    identity: str = ""
    """Its address in the lists of TOOI (`https://identifier.overheid.nl/tooi/id/…`)."""
    mail: str = ""
    phone: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the catalogue is about, as of a moment."""

    base_url: str
    publisher: Publisher
    last_change: int
    changed_at: datetime
    since: date
    """The first day of which something is known."""
    offered: Sequence[Offered]


def catalogue(about: About) -> list[Node]:
    """The catalogue and all that is in it."""
    return [
        _catalog(about),
        _agent(about),
        _contact(about),
        _period(about),
        *_datasets(about),
        *(_service(about, one) for one in SERVICES),
        *_from_elsewhere(about),
    ]


def _from_elsewhere(about: About) -> Iterator[Node]:
    """What kind of things those are that are only named here: the profile asks for it, and a harvester need not fetch
    them to know."""
    described = [about.base_url + one.beside(beside) for one in about.offered for beside in one.companions]
    kinds = {
        "dct:Standard": [*(one.conforms_to for one in SERVICES), PROFILE, STREAMS, *described],
        "foaf:Document": [about.base_url + "/open-data", about.base_url + "/"],
        "dct:LinguisticSystem": [f"{AUTHORITY}language/{code}" for code in AUTHORITY_LANGUAGE.values()],
        "skos:Concept": [AUTHORITY + "data-theme/GOVE"],
        "skos:ConceptScheme": [AUTHORITY + "data-theme"],
        "dct:RightsStatement": [AUTHORITY + "access-right/PUBLIC"],
        "dct:LicenseDocument": [LICENCE],
    }
    for kind, addresses in kinds.items():
        yield from (Node(address, [kind], []) for address in addresses)


def _catalog(about: About) -> Node:
    facts: Facts = [
        *_in_words("dct:title", TITLE, organisation=about.publisher.name),
        *_in_words("dct:description", DESCRIPTION, organisation=about.publisher.name),
        *_answering(about),
        ("dct:creator", To(publisher_of(about))),
        ("dct:license", To(LICENCE)),
        ("foaf:homepage", To(about.base_url + "/")),
        ("dcat:themeTaxonomy", To(AUTHORITY + "data-theme")),
        *(("dct:language", To(f"{AUTHORITY}language/{AUTHORITY_LANGUAGE[code]}")) for code in LANGUAGES),
        ("dct:modified", about.changed_at),
        *(("dcat:dataset", To(_at(about, one.name))) for one in (AGREEMENTS, DATES, CHANGES)),
        *(("dcat:service", To(_at(about, one.name))) for one in SERVICES),
    ]
    return Node(_at(about, "catalogus"), ["dcat:Catalog"], facts)


def _datasets(about: About) -> Iterator[Node]:
    of_each = {
        AGREEMENTS: [one for one in about.offered if not one.is_calendar and one.name != "atom"],
        DATES: [one for one in about.offered if one.is_calendar],
        CHANGES: [one for one in about.offered if one.name == "atom"],
    }
    for dataset, offered in of_each.items():
        made = [_distribution(about, one) for one in offered]
        made += [_stream(about)] if dataset is CHANGES else []
        yield _dataset(about, dataset, made)
        yield from made


def _dataset(about: About, dataset: Dataset, distributions: Sequence[Node]) -> Node:
    facts: Facts = [
        ("dct:identifier", _at(about, dataset.name)),
        *_in_words("dct:title", dataset.title),
        *_in_words("dct:description", dataset.description),
        *_answering(about),
        ("dct:creator", To(publisher_of(about))),
        *OPEN_TO_ALL,
        *_keywords(),
        ("dct:accrualPeriodicity", To(AUTHORITY + "frequency/CONT")),
        ("dct:temporal", To(_at(about, "periode"))),
        ("dct:issued", about.since),
        ("dct:modified", about.changed_at),
        ("dcat:version", str(about.last_change)),
        ("foaf:page", To(about.base_url + "/open-data")),
        ("dcat:landingPage", To(about.base_url + "/open-data")),
        *(("dcat:distribution", To(one.address)) for one in distributions),
    ]
    return Node(_at(about, dataset.name), ["dcat:Dataset"], facts)


def _distribution(about: About, offered: Offered) -> Node:
    address = about.base_url + offered.path
    described = [("dct:conformsTo", To(about.base_url + offered.beside(one))) for one in offered.companions]
    facts: Facts = [
        *_in_words("dct:title", offered.label),
        *_in_words("dct:description", offered.explanation),
        *_takes(address, offered.media_type),
        *described,
        ("dct:modified", about.changed_at),
    ]
    return Node(_at(about, f"bestand-{offered.name}"), ["dcat:Distribution"], facts)


def _stream(about: About) -> Node:
    facts: Facts = [
        *_in_words("dct:title", N_("Stream of changes (LDES)")),
        *_in_words("dct:description", N_("Which agreement came, changed or went, for harvesters (DCAT-AP Feeds).")),
        *_takes(f"{about.base_url}{FEED_PATH}/1", "application/ld+json"),
        ("dct:conformsTo", To(STREAMS)),
        ("dct:modified", about.changed_at),
    ]
    return Node(_at(about, "bestand-feed"), ["dcat:Distribution"], facts)


def _takes(address: str, media_type: str) -> Facts:
    """Where a file is, and of which kind."""
    code = FILE_TYPES.get(media_type)
    return [
        ("dcat:accessURL", To(address)),
        ("dcat:downloadURL", To(address)),
        ("dcat:mediaType", To(MEDIA_TYPES + media_type)),
        *([("dct:format", To(f"{AUTHORITY}file-type/{code}"))] if code else []),
        ("dct:license", To(LICENCE)),
        ("dct:language", To(AUTHORITY + "language/NLD")),
    ]


def _service(about: About, service: Service) -> Node:
    facts: Facts = [
        ("dct:identifier", _at(about, service.name)),
        *_in_words("dct:title", service.title),
        *_in_words("dct:description", service.description),
        *_answering(about),
        *OPEN_TO_ALL,
        ("dct:license", To(LICENCE)),
        *_keywords(),
        ("dct:creator", To(publisher_of(about))),
        ("dcat:endpointURL", To(about.base_url + service.path)),
        ("dcat:endpointDescription", To(about.base_url + service.described_at)),
        ("dct:conformsTo", To(service.conforms_to)),
        ("foaf:page", To(about.base_url + "/open-data")),
        ("dcat:landingPage", To(about.base_url + "/open-data")),
        *(("dcat:servesDataset", To(_at(about, one.name))) for one in service.serves),
    ]
    return Node(_at(about, service.name), ["dcat:DataService"], facts)


def _keywords() -> Facts:
    return [fact for word in KEYWORDS for fact in _in_words("dcat:keyword", word)]


def _answering(about: About) -> Facts:
    """Who publishes and who answers."""
    return [("dct:publisher", To(publisher_of(about))), ("dcat:contactPoint", To(_at(about, "contact")))]


def _agent(about: About) -> Node:
    facts: Facts = [
        ("foaf:name", Said(about.publisher.name, "nl")),
        ("dct:type", To("http://purl.org/adms/publishertype/LocalAuthority")),
    ]
    return Node(publisher_of(about), ["foaf:Agent"], facts)


def _contact(about: About) -> Node:
    who = about.publisher
    reached: Facts = [
        *([("vcard:hasEmail", To(f"mailto:{who.mail}"))] if who.mail else []),
        *([("vcard:hasTelephone", To(f"tel:{who.phone.replace(' ', '')}"))] if who.phone else []),
        ("vcard:hasURL", To(who.page or f"{about.base_url}/over")),
    ]
    return Node(
        _at(about, "contact"), ["vcard:Kind", "vcard:Organization"], [("vcard:fn", Said(who.name, "nl")), *reached]
    )


def _period(about: About) -> Node:
    return Node(_at(about, "periode"), ["dct:PeriodOfTime"], [("dcat:startDate", about.since)])


def publisher_of(about: About) -> str:
    """The address of who publishes: by TOOI where it is known."""
    return about.publisher.identity or _at(about, "organisatie")


def _at(about: About, name: str) -> str:
    """The address of something in the catalogue."""
    return f"{about.base_url}/dcat#{name}"


def _in_words(name: str, message: str, **values: object) -> Facts:
    """The same in each language."""
    return [(name, Said(Texts(code)(message, **values), code)) for code in LANGUAGES]
