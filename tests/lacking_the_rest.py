"""What can lack of risks, of how long, of who answers, and of each party for its own side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from agreements.domain.content import SpecialException, StatedWords
from agreements.domain.vocabulary import AdviceBy, DpiaOutcome, LawfulBasis
from tests.people import (
    CORPORATION,
    ENDS_ON,
    ENERGY_COMPANY,
    MUNICIPALITY,
    complete_content,
)
from tests.whole_agreements import (
    HEALTH_EXCEPTION,
    POLICE,
    PROSECUTOR,
    SOFTWARE_HOUSE,
)

ONE_DAY = timedelta(days=1)
AN_ADVICE = complete_content().advices[0]

RISKS_HOW_LONG_AND_ANSWERS: list[tuple[str, str, str, dict[str, Any]]] = [
    (
        "exceptions",
        "Choose the article that allows sharing these special or criminal data.",
        "special data",
        {"exceptions": ()},
    ),
    (
        "exceptions",
        "Choose the article that allows sharing these special or criminal data.",
        "criminal data",
        {"exceptions": (HEALTH_EXCEPTION,)},
    ),
    (
        "exceptions",
        "Name the Dutch law and article that lays the exception down.",
        "special data",
        {"exceptions": (replace(HEALTH_EXCEPTION, national_article="ja"),)},
    ),
    (
        "exceptions",
        "Choose the article of the GDPR for each exception.",
        "special data",
        {"exceptions": (HEALTH_EXCEPTION, SpecialException(national_article="UAVG"))},
    ),
    (
        "permit_reference",
        "Give the reference, the date and the holder of the permit.",
        "criminal data",
        {"permit_holder": ""},
    ),
    ("children", "Say whether the data are about children.", "a covenant", {"children": None}),
    ("children_care", "Say how the interests of children are looked after.", "children", {"children_care": ""}),
    ("dpia", "Say whether an impact assessment (DPIA) was made.", "a covenant", {"dpia": None}),
    (
        "dpia",
        "An impact assessment (DPIA) has to be made for sharing these data with others.",
        "a national number",
        {"dpia": DpiaOutcome.NOT_NEEDED},
    ),
    (
        "dpia_reference",
        "Say where the impact assessment (DPIA) is, or why none is needed.",
        "a covenant",
        {"dpia_reference": ""},
    ),
    ("dpia_on", "Give the day on which the impact assessment (DPIA) was made.", "a covenant", {"dpia_on": None}),
    (
        "dpia_review_on",
        "Say when the impact assessment (DPIA) is looked at again.",
        "a covenant",
        {"dpia_review_on": None},
    ),
    (
        "advices",
        "Record what the data protection officer advised about the impact assessment, and when.",
        "a covenant",
        {"advices": (replace(AN_ADVICE, by=AdviceBy.COUNCIL),)},
    ),
    (
        "advices",
        "Say of each advice when it was given and what it was.",
        "a covenant",
        {"advices": (AN_ADVICE, replace(AN_ADVICE, outcome=""))},
    ),
    ("automation", "Say whether a computer decides about people.", "a covenant", {"automation": None}),
    ("automated_decisions", "Explain what the computer does.", "a computer", {"automated_decisions": ""}),
    (
        "human_oversight",
        "Say how people keep watch over what the computer does.",
        "a computer",
        {"human_oversight": ""},
    ),
    ("destruction", "Say how and by whom the data are destroyed.", "a covenant", {"destruction": ""}),
    (
        "archive_class",
        "Name the class of the selection list by which the municipality keeps its own papers.",
        "a covenant",
        {"archive_class": ""},
    ),
    (
        "kept_by_law",
        "Data are kept for more than twenty years: say which law asks that.",
        "kept for long",
        {"kept_by_law": ""},
    ),
    ("onward_sharing", "Say whether the data may go further than the parties.", "a covenant", {"onward_sharing": None}),
    (
        "onward_recipients",
        "Name who else may receive the data, or do not allow it.",
        "passed on",
        {"onward_recipients": "nee"},
    ),
    (
        "onward_conditions",
        "Say on what conditions the data may be passed on.",
        "passed on",
        {"onward_conditions": ""},
    ),
    ("transfer", "Say whether data leave the European Economic Area.", "a covenant", {"transfer": None}),
    (
        "outside_eea",
        "Say to which country data go, and what protects them there.",
        "outside Europe",
        {"outside_eea": ""},
    ),
    ("starts_on", "Give the start date, to the day.", "a covenant", {"starts_on": None}),
    ("ends_on", "Give the end date, to the day.", "a covenant", {"ends_on": None}),
    ("notice_months", "The notice period must be shorter than the term.", "a covenant", {"notice_months": 25}),
    ("review_dates", "Plan at least one review before the end.", "a covenant", {"review_dates": ()}),
    ("review_dates", "A review must fall within the term.", "a covenant", {"review_dates": (ENDS_ON + ONE_DAY,)}),
    (
        "stated",
        "Keep the term of a transitional agreement in its own words.",
        "transitional",
        {"stated": StatedWords()},
    ),
    ("department", "Name the department that owns the agreement.", "a covenant", {"department": ""}),
    ("contact_point", "Name the desk where residents can ask.", "a covenant", {"contact_point": ""}),
    ("security_measures", "Describe how the data are kept safe.", "a covenant", {"security_measures": ""}),
    ("incident_duty", "Say who tells whom about a data breach.", "a covenant", {"incident_duty": ""}),
    ("rights_handling", "Say how people can use their rights.", "a covenant", {"rights_handling": ""}),
    (
        "not_public_ground",
        "Choose the ground in the law on open government for not publishing it.",
        "not public",
        {"not_public_ground": None},
    ),
    (
        "not_public_reason",
        "Give the reason why this agreement is not public.",
        "not public",
        {"not_public_reason": "x"},
    ),
    ("information_duty", "Say how people learn that their data are shared.", "a covenant", {"information_duty": None}),
    (
        "information_how",
        "Say who tells people, when and how, or why not.",
        "a covenant",
        {"information_how": ""},
    ),
    ("confidentiality", "Say who has to keep silent.", "a processing agreement", {"confidentiality": ""}),
    (
        "informing_party",
        "Say which party tells people that their data are shared.",
        "joint controllers",
        {"informing_party": ""},
    ),
    ("answering_party", "Say which party answers requests of people.", "joint controllers", {"answering_party": ""}),
    (
        "arrangement_essence",
        "Say in plain words who of the joint controllers does what.",
        "joint controllers",
        {"arrangement_essence": ""},
    ),
    ("instructions", "Say what the processor may do with the data.", "a processing agreement", {"instructions": ""}),
    (
        "sub_processors",
        "Name the sub-processors, or say that there are none, and how the municipality can object.",
        "a processing agreement",
        {"sub_processors": ""},
    ),
    (
        "assistance",
        "Say how the processor helps with requests of people, data breaches and impact assessments.",
        "a processing agreement",
        {"assistance": ""},
    ),
    ("audit", "Say how the municipality can check the processor.", "a processing agreement", {"audit": ""}),
    (
        "data_return",
        "Say what happens to the data at the end of the service.",
        "a processing agreement",
        {"data_return": ""},
    ),
    ("change_procedure", "Say how others join and leave.", "a framework", {"change_procedure": ""}),
]
"""The field, what lacks, which agreement was whole before, and what was taken away."""

PARTY_WITHOUT: list[tuple[str, str, str, dict[str, Any]]] = [
    ("Say which role “%(party)s” has under the GDPR.", "a covenant", CORPORATION, {"gdpr_role": None}),
    ("Describe the purpose of “%(party)s”.", "a covenant", CORPORATION, {"purpose": "  "}),
    ("Choose the lawful basis of “%(party)s”.", "a covenant", CORPORATION, {"lawful_basis": None}),
    (
        "“%(party)s” is an authority: a legitimate interest is no basis for its tasks.",
        "a covenant",
        MUNICIPALITY,
        {"lawful_basis": LawfulBasis.LEGITIMATE_INTEREST},
    ),
    ("Name the law and article that “%(party)s” relies on.", "a covenant", MUNICIPALITY, {"legal_ground": ""}),
    (
        "Say which legitimate interest “%(party)s” has.",
        "a covenant",
        CORPORATION,
        {"lawful_basis": LawfulBasis.LEGITIMATE_INTEREST, "legal_ground": ""},
    ),
    (
        "Say on what the basis of “%(party)s” rests: the consent, the contract or the interest.",
        "a covenant",
        CORPORATION,
        {"lawful_basis": LawfulBasis.CONTRACT, "legal_ground": ""},
    ),
    ("Name the article of the Wpg or Wjsg that “%(party)s” relies on.", "police", POLICE, {"legal_ground": ""}),
    ("Name the decision by which “%(party)s” gives police data.", "police", POLICE, {"regime_decision": ""}),
    (
        "Name the decision by which “%(party)s” gives judicial data.",
        "the prosecutor",
        PROSECUTOR,
        {"regime_decision": ""},
    ),
    ("Name the function that answers for “%(party)s”.", "a covenant", ENERGY_COMPANY, {"responsible_function": ""}),
    ("Give the date on which “%(party)s” signed.", "a covenant", MUNICIPALITY, {"signed_on": None}),
    ("Give the date on which “%(party)s” signed.", "a processing agreement", SOFTWARE_HOUSE, {"signed_on": None}),
    ("Name the function that signed for “%(party)s”.", "a covenant", CORPORATION, {"signing_function": ""}),
    (
        "Say under which law “%(party)s” handles the data: GDPR, Wpg or Wjsg.",
        "a covenant",
        CORPORATION,
        {"regime": None},
    ),
    (
        "“%(party)s” cannot leave before it joined.",
        "a covenant",
        CORPORATION,
        {"joined_on": date(2026, 5, 1), "left_on": date(2026, 4, 30)},
    ),
    ("Say how long “%(party)s” keeps what it receives.", "a covenant", CORPORATION, {"own_retention": ""}),
    ("Say how “%(party)s” keeps the data safe.", "a processing agreement", SOFTWARE_HOUSE, {"security": ""}),
    (
        "Say whom the others warn at “%(party)s” about a data breach.",
        "a covenant",
        CORPORATION,
        {"breach_contact": ""},
    ),
    (
        "Say how the data protection officer of “%(party)s” is reached, or that it has none.",
        "a covenant",
        CORPORATION,
        {"protection_officer": ""},
    ),
    ("Name the desk of “%(party)s” where people can ask.", "a covenant", CORPORATION, {"desk": ""}),
]
"""What lacks, which agreement was whole before, of which party, and what was taken away."""
