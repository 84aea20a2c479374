"""The same people and the same agreement in every test, so that a test says only what is special about it.

Petra is privacy officer and submits; Henk heads the department Wonen, owns the agreement and approves it. Sanne is
a second privacy officer, Bram heads another department and should have no say here, Fatima is the data
protection officer, Aad the auditor, Noor the secretary.

The agreement runs from 1 January 2026 up to and including 31 December 2027; today is 23 November 2026.
Two of its three parties receive data: the municipality and the housing corporation.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Destruction, Review
from agreements.domain.content import Advice, Content, DataCategory, Flow, Party, Retention
from agreements.domain.lifecycle import over_before_approval
from agreements.domain.planned_review import ReviewRequest
from agreements.domain.roles import Actor
from agreements.domain.term import TermPolicy
from agreements.domain.vocabulary import (
    AgreementKind,
    AskedBy,
    Automation,
    Channel,
    Children,
    DestructionMethod,
    DpiaOutcome,
    Frequency,
    GdprRole,
    InformationDuty,
    LawfulBasis,
    LegalRegime,
    OnwardSharing,
    PartyKind,
    RetentionStart,
    Role,
    Transfer,
    WooGround,
)

PETRA = Actor(id="petra", role=Role.PRIVACY_OFFICER)
SANNE = Actor(id="sanne", role=Role.PRIVACY_OFFICER)
HENK = Actor(id="henk", role=Role.DEPARTMENT_HEAD, department="Wonen")
BRAM = Actor(id="bram", role=Role.DEPARTMENT_HEAD, department="Zorg")
FATIMA = Actor(id="fatima", role=Role.DATA_PROTECTION_OFFICER)
AAD = Actor(id="aad", role=Role.AUDITOR)
NOOR = Actor(id="noor", role=Role.SECRETARY)

TODAY = date(2026, 11, 23)
REGISTERED_ON = date(2025, 11, 3)
APPROVED_ON = date(2025, 12, 1)
STARTS_ON = date(2026, 1, 1)
REVIEW_ON = date(2027, 1, 15)
ENDS_ON = date(2027, 12, 31)
DAY_AFTER = date(2028, 1, 1)
"""The first day on which the agreement no longer holds."""

POLICY = TermPolicy(in_force_since=date(2025, 1, 1))
REFERENCE = "AFS-2025-0001"

MUNICIPALITY = "Gemeente Voorbeeldstad"
CORPORATION = "Woonstichting De Linde"
ENERGY_COMPANY = "Stroom Noord"
RECEIVERS = (MUNICIPALITY, CORPORATION)
WOO = WooGround.CRIMINAL_INVESTIGATION
"""The ground of those that are not public."""


def party(name: str, **changes: Any) -> Party:
    """A party that has said all it must, for its own side."""
    complete = Party(
        name=name,
        kind=PartyKind.OTHER,
        gdpr_role=GdprRole.CONTROLLER,
        purpose="Huurders met schulden op tijd hulp geven",
        lawful_basis=LawfulBasis.PUBLIC_TASK,
        legal_ground="Wet gemeentelijke schuldhulpverlening, artikel 3",
        responsible_function="Manager sociaal beheer",
        signed_on=date(2025, 1, 20),
        regime=LegalRegime.GDPR,
        signing_function="Directeur",
        own_retention="Een half jaar na ontvangst, het adres een jaar",
        security="Alleen medewerkers van het team, met een extra inlogstap",
        breach_contact="Meldpunt datalekken",
        protection_officer="FG, bereikbaar via het algemene nummer",
        desk="Loket Privacy",
    )
    return replace(complete, **changes)


def data_category(name: str, **changes: Any) -> DataCategory:
    """A kind of data that is explained and has a retention period of half a year."""
    complete = DataCategory(
        name=name,
        necessity="Zonder deze gegevens is niet te zien wie hulp nodig heeft",
        retention=Retention(months=6, starts_at=RetentionStart.RECEIPT),
    )
    return replace(complete, **changes)


ARREARS = data_category("Betalingsachterstand")
ADDRESS = data_category("Naam en adres", retention=Retention(months=12))


def flow(provider: str, recipient: str, data: tuple[str, ...]) -> Flow:
    """What one party gives another, per case and by secure mail."""
    return Flow(
        provider=provider, recipient=recipient, data=data, frequency=Frequency.PER_CASE, channel=Channel.SECURE_MAIL
    )


FLOWS = (
    flow(CORPORATION, MUNICIPALITY, (ARREARS.name, ADDRESS.name)),
    flow(ENERGY_COMPANY, MUNICIPALITY, (ARREARS.name,)),
    flow(MUNICIPALITY, CORPORATION, (ARREARS.name,)),
)


FG_ADVICE = Advice(given_on=date(2025, 9, 15), outcome="Akkoord, mits het adres korter bewaard wordt", is_public=True)


WEIGHED: dict[str, Any] = {
    "purpose": "Huurders met schulden vroeg hulp aanbieden",
    "public_task": "Schuldhulp bieden",
    "expected_benefit": "Minder mensen raken hun huis kwijt",
    "rights_at_stake": "Het recht op een privéleven",
    "unintended_effects": "Mensen kunnen schrikken van een huisbezoek",
    "costs": "Elke partij betaalt haar eigen kosten",
    "necessity": "Zonder melding komt de hulp te laat",
    "less_intrusive": "Een brief aan alle huurders werkte niet",
    "children": Children.NO,
    "dpia": DpiaOutcome.DONE,
    "dpia_reference": "DPIA 2025-14",
    "dpia_on": date(2025, 9, 1),
    "dpia_review_on": date(2027, 9, 1),
    "advices": (FG_ADVICE,),
    "automation": Automation.NONE,
}
"""Why it is done, and what was looked at beforehand."""
ANSWERED: dict[str, Any] = {
    "security_measures": "Versleutelde aansluiting, toegang op functie",
    "incident_duty": "Wie een datalek ontdekt, meldt het binnen 24 uur",
    "rights_handling": "Via het Loket Privacy",
    "information_duty": InformationDuty.TOLD_BEFOREHAND,
    "information_how": "De corporatie vertelt het in de eerste brief over de achterstand",
}
"""How it is answered for."""


def complete_content(**changes: Any) -> Content:
    """An agreement that lacks nothing, but for the `changes`."""
    complete = Content(
        title="Vroeg eropaf bij huurschulden",
        summary="De woningcorporatie meldt huurschulden. De gemeente biedt dan hulp aan.",
        kind=AgreementKind.COVENANT,
        theme="Schulden",
        department="Wonen",
        contact_point="Loket Privacy",
        parties=(
            party(MUNICIPALITY, kind=PartyKind.MUNICIPALITY),
            party(CORPORATION, kind=PartyKind.HOUSING_CORPORATION),
            party(ENERGY_COMPANY, kind=PartyKind.ENERGY),
        ),
        data=(ARREARS, ADDRESS),
        flows=FLOWS,
        data_subjects=("Huurders met een huurschuld",),
        **WEIGHED,
        starts_on=STARTS_ON,
        ends_on=ENDS_ON,
        review_dates=(REVIEW_ON,),
        destruction="Elke partij wist de gegevens uit haar eigen systeem",
        archive_class="Selectielijst 2020, categorie 11.1",
        onward_sharing=OnwardSharing.NOT_ALLOWED,
        transfer=Transfer.NONE,
        **ANSWERED,
    )
    return replace(complete, **changes)


def draft(reference: str = REFERENCE, **changes: Any) -> Agreement:
    """Registered by Petra on 3 November 2025 and not submitted yet."""
    return transitions.register(reference, complete_content(**changes), REGISTERED_ON, POLICY)


def submitted(reference: str = REFERENCE, **changes: Any) -> Agreement:
    """Waiting for approval."""
    made = draft(reference, **changes)
    is_over = over_before_approval(made, APPROVED_ON) is not None
    return transitions.submit(made, PETRA.id, APPROVED_ON, POLICY, already_ended=is_over)


def approved(reference: str = REFERENCE, **changes: Any) -> Agreement:
    """Submitted by Petra and approved by Henk, a month before it starts."""
    return transitions.approve(submitted(reference, **changes), HENK.id, APPROVED_ON, POLICY)


def amended(agreement: Agreement, on: date = TODAY, **changes: Any) -> Agreement:
    """With a changed version submitted by Petra and approved by Henk."""
    proposed = transitions.amend(agreement, replace(agreement.content, **changes), on, POLICY)
    return transitions.approve(transitions.submit(proposed, PETRA.id, on, POLICY), HENK.id, on, POLICY)


def terminated(ends_on: date = TODAY, on: date = TODAY, **changes: Any) -> Agreement:
    """Ended early by Henk."""
    return transitions.terminate(approved(**changes), ends_on, "Het doel is bereikt", HENK.id, on)


def suspended() -> Agreement:
    """Resting from today on."""
    return transitions.suspend(approved(), TODAY, None, "Onderzoek naar een datalek", TODAY)


def review(**changes: Any) -> Review:
    """A review that answers no planned date, done today."""
    done = Review(
        done_on=TODAY,
        planned_on=None,
        purpose_reached="Ja, 40 huurders kregen hulp",
        still_proportionate="Ja",
        incidents="Geen",
        by=HENK.id,
    )
    return replace(done, **changes)


ANSWERS: dict[str, Any] = {"purpose_reached": "Ja", "still_proportionate": "Ja", "incidents": "Geen"}
"""What a review says."""


def asked(planned_on: date, on: date = TODAY, by: AskedBy = AskedBy.COUNCIL) -> dict[str, Any]:
    """What somebody records of an early review that the council asks for."""
    return {"planned_on": planned_on, "asked_by": by, "asked_on": on, "reason": "Er kwamen klachten over de brieven"}


def with_asked(agreement: Agreement, planned_on: date, on: date = TODAY, **changes: Any) -> Agreement:
    """With an early review that the council asks for; Noor records it on the same day."""
    said = {name: value for name, value in asked(planned_on, on).items() if name != "planned_on"}
    request = ReviewRequest(**{**said, "recorded_on": on, "recorded_by": NOOR.id, **changes})
    return transitions.ask_review(agreement, planned_on, request)


def reviewed(agreement: Agreement, **changes: Any) -> Agreement:
    """With a review recorded on the day it was done."""
    done = review(**changes)
    return transitions.record_review(agreement, done, done.done_on)


def destruction(name: str, **changes: Any) -> Destruction:
    """A confirmation by a receiving party, on the day after the end."""
    done = Destruction(
        party=name, method=DestructionMethod.DESTROYED, done_on=DAY_AFTER, confirmed_by_function="Privacy officer"
    )
    return replace(done, **changes)


def destroyed(agreement: Agreement, *names: str, on: date = DAY_AFTER) -> Agreement:
    """With a confirmation on `on` from each party named."""
    for name in names:
        agreement = transitions.confirm_destruction(agreement, destruction(name, done_on=on), on)
    return agreement


def closed(on: date = DAY_AFTER) -> Agreement:
    """Ended, destroyed by every receiver, and closed."""
    return transitions.close(destroyed(approved(), *RECEIVERS, on=on), on)
