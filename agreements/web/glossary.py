"""Legal words in plain language: the anchor they are linked by, the word, the explanation."""

from __future__ import annotations

from agreements.domain.wording import N_
from agreements.web.glossary_entry import Entry
from agreements.web.known_names import NAMES

_WORDS: tuple[Entry, ...] = (
    Entry(
        "afspraak",
        N_("Agreement"),
        N_("What organisations write down about sharing data: which data, why, for how long and who answers for it."),
    ),
    Entry(
        "persoonsgegevens",
        N_("Personal data"),
        N_("Everything that says something about you: your name and address, but also a rent debt."),
        ("persoonsgegevens",),
    ),
    Entry(
        "bijzondere-gegevens",
        N_("Special personal data"),
        N_("Data that the law protects more strictly, such as about your health, your faith or your origin."),
        ("bijzondere persoonsgegevens",),
    ),
    Entry(
        "strafrechtelijke-gegevens",
        N_("Criminal-offence data"),
        N_("Data about offences, convictions or suspicions. Only some organisations may use them."),
        ("strafrechtelijke gegevens", "strafrechtelijke persoonsgegevens"),
    ),
    Entry(
        "bsn",
        N_("Citizen service number (BSN)"),
        N_("The number by which the government knows you. An organisation may use it only if a law says so."),
        ("BSN", "burgerservicenummer"),
    ),
    Entry(
        "doel",
        N_("Purpose"),
        N_("What the data are for. They may not simply be used for anything else."),
    ),
    Entry(
        "grondslag",
        N_("Legal basis"),
        N_("The reason in the law why data may be used. The privacy law (GDPR) has six, such as a legal obligation."),
    ),
    Entry(
        "noodzaak",
        N_("Necessity"),
        N_("Data may be shared only when there is no other way that touches your privacy less."),
    ),
    Entry(
        "verwerkingsverantwoordelijke",
        N_("Controller"),
        N_("The organisation that decides why and how data are used. You can go there with your questions."),
        ("verwerkingsverantwoordelijke",),
    ),
    Entry(
        "verwerker",
        N_("Processor"),
        N_("An organisation that uses data on behalf of another, and only as the other says."),
        ("verwerker",),
    ),
    Entry(
        "bewaartermijn",
        N_("Retention period"),
        N_("How long data are kept. After that they are destroyed, unless a law says that they must be kept longer."),
    ),
    Entry(
        "vernietiging",
        N_("Destruction"),
        N_(
            "Removing data so that nobody can read them any more. The municipality asks each party that "
            "received data to confirm it."
        ),
    ),
    Entry(
        "doorverstrekking",
        N_("Onward sharing"),
        N_(
            "An organisation passes on data that it received from another. It may do so only if the "
            "agreement or a law says to whom."
        ),
        ("doorverstrekking",),
    ),
    Entry(
        "dpia",
        N_("Impact assessment (DPIA)"),
        N_("An investigation beforehand: what can go wrong for people, and what is done against it?"),
        ("DPIA", "gegevensbeschermingseffectbeoordeling"),
    ),
    Entry(
        "datalek",
        N_("Data breach"),
        N_("Data end up with somebody who may not have them, or get lost."),
        ("datalek", "datalekken"),
    ),
    Entry(
        "evaluatie",
        N_("Review"),
        N_("Looking back halfway: is the purpose reached, and is sharing data still right?"),
    ),
    Entry(
        "overgangsafspraak",
        N_("Transitional agreement"),
        N_(
            "An older agreement that does not meet the rules of this register yet. It may last at most "
            "twelve months more."
        ),
    ),
    Entry(
        "gemelde-afspraak",
        N_("Reported old agreement"),
        N_(
            "An older agreement that is shown with what is known of it. Its page tells what is missing. It may last "
            "at most twelve months more."
        ),
    ),
    Entry(
        "voornemen",
        N_("Plan"),
        N_(
            "An agreement that is not decided yet. You can read it and react for some weeks. When it is decided, the "
            "register tells what was done with the reactions."
        ),
    ),
    Entry(
        "wettelijk-bewaard",
        N_("Kept by law"),
        N_(
            "A law says that some data must be kept longer. Then they are not destroyed at the end of the agreement. "
            "The register tells which law, and until when."
        ),
    ),
    Entry(
        "rechten",
        N_("Your rights"),
        N_(
            "You may ask an organisation which data it has about you. Is something not right? Then ask to "
            "correct it. Sometimes you can have data removed, or object. Mostly you hear within a month "
            "what is done. It is free of charge. Do you not agree? Then you can complain to the Dutch "
            "data protection authority (Autoriteit Persoonsgegevens)."
        ),
    ),
    Entry(
        "fg",
        N_("Data protection officer (FG)"),
        N_("Somebody who watches independently over how the municipality handles data."),
        ("functionaris gegevensbescherming", "FG"),
    ),
)

GLOSSARY: tuple[Entry, ...] = (*_WORDS, *NAMES)
"""In the order of the page that explains them."""
