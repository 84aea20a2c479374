"""What can lack of who, what and why: the field, the sentence, which agreement was whole, and what was taken away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from agreements.domain.content import Flow
from agreements.domain.vocabulary import GdprRole, PartyKind
from tests.people import (
    ADDRESS,
    ARREARS,
    CORPORATION,
    MUNICIPALITY,
    complete_content,
    party,
)
from tests.whole_agreements import (
    BSN,
    JOINTLY,
    WHOLE,
)

ONE_FLOW = (Flow(provider=CORPORATION, recipient=MUNICIPALITY, data=(ARREARS.name, ADDRESS.name)),)
THREE_PARTIES = complete_content().parties
A_MEMBER = WHOLE["a framework"].members[0]
A_BASIS = WHOLE["a further basis"].further_bases[0]
AN_ADVICE = complete_content().advices[0]


WHO_WHAT_WHY: list[tuple[str, str, str, dict[str, Any]]] = [
    ("title", "Give the agreement a title.", "a covenant", {"title": " "}),
    ("summary", "Say in two or three plain sentences what is shared and why.", "a covenant", {"summary": ""}),
    ("summary", "Shorten the summary to 500 characters at most.", "a covenant", {"summary": "a" * 501}),
    ("kind", "Choose what kind of agreement this is.", "a covenant", {"kind": None}),
    (
        "legal_form",
        "Say which partnership it is: FEC, iCOV, RIEC or Zorg- en Veiligheidshuis.",
        "a WGS partnership",
        {"legal_form": "Samenwerkingsverband"},
    ),
    ("parties", "Give every party a name of its own.", "a covenant", {"parties": (*THREE_PARTIES, party(" "))}),
    (
        "parties",
        "Name the municipality as a party, or the body in which municipalities work together.",
        "a covenant",
        {"parties": (replace(THREE_PARTIES[0], kind=PartyKind.CARE), *THREE_PARTIES[1:]), "archive_class": ""},
    ),
    (
        "parties",
        "Say which party decides about the data: name at least one controller.",
        "a covenant",
        {"parties": tuple(replace(p, gdpr_role=GdprRole.THIRD_PARTY) for p in THREE_PARTIES)},
    ),
    (
        "parties",
        "Name at least two parties that decide together.",
        "joint controllers",
        {"parties": (JOINTLY[0], *(replace(p, gdpr_role=GdprRole.CONTROLLER) for p in JOINTLY[1:]))},
    ),
    (
        "parties",
        "Name the processor: the party that handles the data for another.",
        "a processing agreement",
        {
            "parties": (
                THREE_PARTIES[0],
                replace(WHOLE["a processing agreement"].parties[1], gdpr_role=GdprRole.THIRD_PARTY),
            )
        },
    ),
    (
        "members",
        "Give each member a name, and choose to which party it belongs.",
        "a framework",
        {"members": (A_MEMBER, replace(A_MEMBER, party="Politie"))},
    ),
    (
        "members",
        "A member cannot leave before it joined.",
        "a framework",
        {"members": (replace(A_MEMBER, left_on=date(2026, 3, 31)),)},
    ),
    (
        "further_bases",
        "Say of each further basis of which party it is, and on which law it rests.",
        "a further basis",
        {"further_bases": (A_BASIS, replace(A_BASIS, legal_ground="ja"))},
    ),
    (
        "further_bases",
        "An authority cannot rely on a legitimate interest for its tasks.",
        "a further basis",
        {"further_bases": (replace(A_BASIS, party=MUNICIPALITY),)},
    ),
    ("data", "Give every kind of data a name of its own.", "a covenant", {"data": (ARREARS, ADDRESS, ARREARS)}),
    (
        "data",
        "Explain for each kind of data why it is needed.",
        "a covenant",
        {"data": (ARREARS, replace(ADDRESS, necessity="ja"))},
    ),
    (
        "data",
        "Give a retention period for each kind of data.",
        "a covenant",
        {"data": (ARREARS, replace(ADDRESS, retention=None))},
    ),
    (
        "data",
        "Say of each national number which one it is.",
        "a national number",
        {"data": (replace(BSN, number_kind=None),)},
    ),
    (
        "data",
        "Name the law that allows using each national number.",
        "a national number",
        {"data": (replace(BSN, number_ground=""),)},
    ),
    ("data_subjects", "Name the groups of people whom the data are about.", "a covenant", {"data_subjects": ()}),
    (
        "flows",
        "A flow of data names a party or a kind of data that the agreement does not have.",
        "a covenant",
        {"flows": (*ONE_FLOW, Flow(provider=CORPORATION, recipient="Politie", data=(ARREARS.name,)))},
    ),
    (
        "flows",
        "Say of each flow which kinds of data it carries.",
        "a covenant",
        {"flows": (*ONE_FLOW, Flow(provider=MUNICIPALITY, recipient=CORPORATION))},
    ),
    (
        "flows",
        "Say of every kind of data who gives it to whom, or take it out.",
        "a covenant",
        {"flows": (replace(ONE_FLOW[0], data=(ARREARS.name,)),)},
    ),
    (
        "flows",
        "Say of each flow how often and by what means the data go.",
        "a delivery",
        {"flows": tuple(replace(flow, frequency=None) for flow in WHOLE["a delivery"].flows)},
    ),
    ("purpose", "Describe the purpose of the sharing.", "a covenant", {"purpose": ""}),
    ("necessity", "Explain why the sharing is necessary.", "a covenant", {"necessity": ""}),
    ("less_intrusive", "Say which less intrusive way was considered.", "a covenant", {"less_intrusive": ""}),
    ("public_task", "Say which public task and values the sharing serves.", "a covenant", {"public_task": ""}),
    ("expected_benefit", "Say what gets better by it.", "a covenant", {"expected_benefit": ""}),
    ("rights_at_stake", "Say which rights of people it touches.", "a covenant", {"rights_at_stake": ""}),
    ("unintended_effects", "Say which unintended effects were looked at.", "a covenant", {"unintended_effects": ""}),
    ("costs", "Say what it costs, and who pays.", "a covenant", {"costs": ""}),
]
