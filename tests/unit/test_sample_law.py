"""The sample register is the example for every new user: it tells the law right, and in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

from agreements.domain.completeness import completeness
from agreements.domain.content import Content, Party
from agreements.domain.vocabulary import (
    AdviceBy,
    AgreementKind,
    DpiaOutcome,
    GdprRole,
    LegalRegime,
    NumberKind,
    PartyKind,
    Sensitivity,
    SpecialArticle,
    WooGround,
)
from agreements.sample import steps
from tests.sample_replay import POLICY, replayed, sample_steps

DAY = date(2026, 11, 23)
LONGEST_SENTENCE = 15
NO_SENTENCES = frozenset({"legal_ground", "national_article", "number_ground"})
"""Laws and articles are named, not told."""
NUMBERS = {
    "burgerservicenummer": NumberKind.BSN,
    "onderwijsnummer": NumberKind.EDUCATION,
    "v-nummer": NumberKind.FOREIGNER,
}
COUNTS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien")
MORE_COUNTS = {"veertien": 14, "achttien": 18}
PERIOD = re.compile(r"\b(\d+|[a-z]+) (dagen|maanden|jaar)\b")


def sentences(thing: object) -> Iterator[str]:
    """Every sentence in a thing, however deep."""
    if isinstance(thing, str):
        yield from re.split(r"(?<=[.?!])\s+", thing)
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from sentences(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in NO_SENTENCES:
                yield from sentences(getattr(thing, field.name))


def contents() -> dict[str, Content]:
    """What each agreement says by now, a proposal before what is in force."""
    return {key: (a.proposal or a.in_force or a).content for key, a in replayed(DAY).items()}


def every_content() -> list[tuple[str, Content]]:
    """Everything that an agreement said at any time."""
    acts = [(step.key, step.act) for step in sample_steps(DAY)]
    return [(key, act.content) for key, act in acts if isinstance(act, steps.Register | steps.Amend)]


def every_party(*kinds: PartyKind) -> list[tuple[str, Party]]:
    """Every party at any time that chose its role, of these kinds (none: all)."""
    return [
        (key, party)
        for key, content in every_content()
        for party in content.parties
        if party.gdpr_role and (not kinds or party.kind in kinds)
    ]


def periods(text: str) -> set[tuple[int, str]]:
    """The periods in a Dutch text: how many, and of what; years count as months."""
    counts = {**{word: number for number, word in enumerate(COUNTS, 1)}, **MORE_COUNTS}
    found = set()
    for count, unit in PERIOD.findall(text.casefold()):
        number = int(count) if count.isdigit() else counts.get(count, 0)
        if number:
            found.add((number * 12, "maanden") if unit == "jaar" else (number, unit))
    return found


def test_no_sentence_is_longer_than_fifteen_words() -> None:
    said = {sentence for step in sample_steps(DAY) for sentence in sentences(step.act)}

    assert [sentence for sentence in said if len(sentence.split()) > LONGEST_SENTENCE] == []


def test_every_approved_version_that_is_not_reported_meets_all_demands() -> None:
    registered: dict[str, date] = {}
    written: dict[str, Content] = {}
    lacking = []
    approved = 0
    for step in sample_steps(DAY):
        if isinstance(step.act, steps.Register):
            registered[step.key] = step.at.date()
        elif isinstance(step.act, steps.Renew):
            registered[step.act.successor] = step.at.date()
        elif isinstance(step.act, steps.Amend):
            written[step.key] = step.act.content
        elif isinstance(step.act, steps.Approve) and step.key in written:
            approved += 1
            lacks = completeness(written[step.key], registered[step.key], POLICY, step.at.date())
            lacking += [(step.key, lack) for lack in lacks]

    assert approved > len(registered) / 2
    assert lacking == []


def test_a_processor_has_no_basis_of_its_own() -> None:
    processors = [(key, party) for key, party in every_party() if party.gdpr_role is GdprRole.PROCESSOR]

    assert processors
    assert [key for key, party in processors if party.lawful_basis or party.legal_ground] == []


def test_police_and_public_prosecutor_work_under_their_own_law() -> None:
    found = every_party(PartyKind.POLICE, PartyKind.PUBLIC_PROSECUTOR)
    regimes = {(party.kind, party.regime) for _, party in found}

    assert regimes == {(PartyKind.POLICE, LegalRegime.WPG), (PartyKind.PUBLIC_PROSECUTOR, LegalRegime.WJSG)}
    assert [key for key, party in found if party.lawful_basis] == []


def test_only_landlords_rely_on_the_article_about_rent() -> None:
    rent = "Besluit gemeentelijke schuldhulpverlening, artikel 2"
    kinds = {party.kind for _, party in every_party() if rent in party.legal_ground}

    assert kinds == {PartyKind.HOUSING_CORPORATION}


def test_the_korpschef_alone_answers_for_camera_images() -> None:
    roles = {party.kind: party.gdpr_role for party in contents()["camerabeelden"].parties}

    assert roles == {PartyKind.POLICE: GdprRole.CONTROLLER, PartyKind.MUNICIPALITY: GdprRole.THIRD_PARTY}


def test_a_partnership_under_the_wgs_is_no_party_of_its_own() -> None:
    names = {party.name for _, party in every_party()}

    assert [name for name in names if "RIEC" in name or "Veiligheidshuis" in name] == []


def test_each_national_number_is_called_by_its_own_name() -> None:
    numbers = [
        (category.name, category.number_kind)
        for _, content in every_content()
        for category in content.data
        if category.sensitivity is Sensitivity.NATIONAL_NUMBER
    ]
    named = [({kind for word, kind in NUMBERS.items() if word in name.casefold()}, kind) for name, kind in numbers]

    assert {kind for _, kind in numbers} == set(NUMBERS.values())
    assert [found for found, kind in named if found != {kind}] == []


def test_data_of_the_supervisors_list_have_an_assessment_with_advice_before_approval() -> None:
    approved_on = {step.key: step.at.date() for step in sample_steps(DAY) if isinstance(step.act, steps.Approve)}
    late = []
    for key, content in contents().items():
        is_delicate = any(category.sensitivity is not Sensitivity.ORDINARY for category in content.data)
        advised = [a.given_on for a in content.advices if a.by is AdviceBy.PROTECTION_OFFICER and a.given_on]
        if is_delicate and content.dpia is not DpiaOutcome.DONE and key != "veilige-school":
            late.append(key)
        if content.dpia is DpiaOutcome.DONE and (not advised or min(advised) > approved_on.get(key, DAY)):
            late.append(key)

    assert late == []


def test_consent_is_never_the_only_exception() -> None:
    exceptions = [(key, {one.article for one in content.exceptions}) for key, content in every_content()]

    assert [key for key, articles in exceptions if articles == {SpecialArticle.CONSENT}] == []


def test_the_words_about_destruction_give_no_other_period_than_the_data() -> None:
    other = []
    for key, content in every_content():
        kept = [category.retention for category in content.data if category.retention]
        agreed = {(r.months, "maanden") for r in kept} | {(r.days, "dagen") for r in kept}
        if content.destruction:
            other += [(key, period) for period in periods(content.destruction) - agreed]

    assert sorted(set(other)) == []


def test_what_a_law_keeps_is_said_apart_from_what_is_destroyed() -> None:
    kept = {key for key, content in contents().items() if content.kept_by_law}

    assert {"veilig-thuis", "leerplicht", "zorg-en-veiligheidshuis"} <= kept
    assert [key for key, content in every_content() if "eigen dossier" in content.destruction] == []


def test_the_sample_shows_what_the_fields_are_for() -> None:
    said = contents()
    shown = {
        "a party that joined": [k for k, c in said.items() if any(party.joined_on for party in c.parties)],
        "members that join and leave": [k for k, c in said.items() if any(one.left_on for one in c.members)],
        "several bases": [k for k, c in said.items() if c.further_bases],
        "a WGS partnership": [k for k, c in said.items() if c.kind is AgreementKind.WGS_PARTNERSHIP],
        "joint controllers": [k for k, c in said.items() if c.kind is AgreementKind.JOINT_CONTROLLERS],
        "a permit": [k for k, c in said.items() if c.permit_reference],
        "processing": [k for k, c in said.items() if c.kind is AgreementKind.PROCESSING and c.main_contract],
        "advice of the council": [k for k, c in said.items() if any(a.by is AdviceBy.COUNCIL for a in c.advices)],
    }

    assert {what: sorted(keys) for what, keys in shown.items()} == {
        "a party that joined": ["woonoverlast"],
        "members that join and leave": ["horecaontzegging"],
        "several bases": ["leerplicht"],
        "a WGS partnership": ["riec", "zorg-en-veiligheidshuis"],
        "joint controllers": ["uwv"],
        "a permit": ["horecaontzegging"],
        "processing": ["afvalpas", "meedoenpas", "parkeren", "wmo-vervoer"],
        "advice of the council": ["camerabeelden"],
    }
    assert said["mensenhandel"].not_public_ground is WooGround.SAFETY
