"""Laws, bodies and registers that agreements name by their letters, and kinds of agreements, in plain language."""

from __future__ import annotations

from agreements.domain.wording import N_
from agreements.web.glossary_entry import Entry

NAMES: tuple[Entry, ...] = (
    Entry(
        "convenant",
        N_("Covenant"),
        N_("An agreement between organisations that work together, such as the municipality and the police."),
        ("convenant",),
    ),
    Entry(
        "onderlinge-regeling",
        N_("Joint arrangement"),
        N_("Organisations that decide together about data write down who does what, and where you can ask."),
        ("onderlinge regeling",),
    ),
    Entry(
        "protocol",
        N_("Protocol"),
        N_("Rules on how people share data in their work, step by step."),
        ("protocol", "privacyprotocol"),
    ),
    Entry(
        "verwerkersovereenkomst",
        N_("Processing agreement"),
        N_("An agreement with an organisation that uses data on behalf of another."),
        ("verwerkersovereenkomst",),
    ),
    Entry("avg", N_("GDPR (AVG)"), N_("The European privacy law."), ("AVG",)),
    Entry("uavg", N_("UAVG"), N_("The Dutch law that belongs to the European privacy law."), ("UAVG",)),
    Entry("wpg", N_("Wpg"), N_("The law on data of the police."), ("Wpg", "Wet politiegegevens")),
    Entry(
        "woo",
        N_("Woo"),
        N_("The law on open government. It says what the government must make public."),
        ("Woo", "Wet open overheid"),
    ),
    Entry(
        "brp",
        N_("BRP"),
        N_("The register of everybody who lives in the Netherlands, with names and addresses."),
        ("BRP", "basisregistratie personen"),
    ),
    Entry("wmo", N_("Wmo"), N_("The law on help at home and in the neighbourhood."), ("Wmo", "Wmo 2015")),
    Entry("ggz", N_("GGZ"), N_("Care for people with mental health problems."), ("GGZ",)),
    Entry("ggd", N_("GGD"), N_("The public health service of the municipalities."), ("GGD",)),
    Entry(
        "cak",
        N_("CAK"),
        N_("An organisation of the government that collects what people pay themselves for care."),
        ("CAK",),
    ),
    Entry("uwv", N_("UWV"), N_("The organisation for work and for benefits of employees."), ("UWV",)),
    Entry("svb", N_("SVB"), N_("The organisation that pays state pensions and child benefit."), ("SVB",)),
    Entry(
        "riec",
        N_("RIEC"),
        N_("Governments in a region that act together against organised crime."),
        ("RIEC",),
    ),
    Entry(
        "zorg-en-veiligheidshuis",
        N_("Zorg- en Veiligheidshuis (ZVH)"),
        N_("Organisations in a region that look together at people with problems in care and safety."),
        ("Zorg- en Veiligheidshuis", "ZVH"),
    ),
    Entry(
        "om",
        N_("Public Prosecution Service (OM)"),
        N_("It decides who must appear before a criminal judge."),
        ("Openbaar Ministerie",),
    ),
)
