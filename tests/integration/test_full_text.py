"""Full-text search in the public memory: on both databases the same, and exactly what `searching` says."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable

import pytest

from agreements.domain.errors import RegisterChanged
from agreements.publication.document import Document, to_json
from agreements.publication.public_words import words_of
from agreements.publication.published import published
from agreements.searching.question import question
from agreements.searching.spelling import meant, near
from agreements.services.rebuild import rebuild
from agreements.services.verify_history import verify_history
from agreements.storage.database.engine import Engine, bound, opened
from agreements.storage.database.register_engine import Answer
from agreements.storage.database.transaction import execute, fetch, unit_of_work
from agreements.storage.public_memory import words
from tests.integration.test_public_memory import HIDDEN, changed_to, lived
from tests.office import drafted, in_force, in_review
from tests.people import approved
from tests.plans import plans, reads_a_table
from tests.searched import sixty, tell
from tests.unit.test_searching import told_in

KNOWN = {
    "woonoverlast": "C001 C002 C005 C006 C007 C008",
    "overlast": "C001 C002 C005 C006 C007 C008 C056 C058 C060",
    "vroegsignalering": "C012 C014 M001",
    "hennep": "C006 C017 C018 C019 C020 C021 C022",
    "drugs": "C017 C018 C019 C020 C021 C022",
    "Liander": "C018 C019 C020",
    "radicalisering": "C040",
    "zorgfraude": "C067 C068",
    "ondermijning": "C023 C024 C025 C026 C027",
    "veiligheidshuis": "C028 C030 C031 C032 C042",
    "veiligheidshuizen": "C028 C030 C031 C032 C042",
    "jongeren": "C037 C048",
    "schulden": "C010 C011 C012 C014 C015 C061 M001",
    '"Wonen Limburg"': "C012",
    '"Limburg Wonen"': "",
    "limburg wonen": "C012",
    "C012": "C012",
    "gmb-2022-485650": "C001",
    "2025-2030": "C017",
    '"politie corporatie"': "",
    "horeca": "C056 C057 C058 C060 M002",
}
"""What an independent look through the list says."""
NOTHING = Answer([{"numbers": None}], 1)
WITHOUT_EXPECTATION = (
    "geheimhouding", "BRP", "Opiumwet", "huurders", "huurder", "huizen", "huis", "politie", "POLITIE", "pólitie",
    "gemeente gemeenten", "gemeente politie corporatie", '"openbaar ministerie"', '"Openbaar Ministerie" gemeente',
    "corporaties", "woningcorporatie", "persoonsgegevens", "ge", "de", "en van", "x", "2017", "201", "6:162",
    "e-mail", "Sint-Joseph", '"sint joseph', "zoek.officielebekendmakingen.nl", "AND", "OR politie", "NOT politie",
    "NEAR(politie gemeente)", "politie NEAR/2 gemeente", "polit*", "*", '"', '""', "-politie", "^politie",
    "words:politie", "seq:1", "{words}: politie", "politie & gemeente", "politie | gemeente", "!politie",
    "politie:*", "politie <-> gemeente", "'); DROP TABLE public_words; --", "' OR '1'='1", "\\", "%", "_", "=eitilop",
    "a b c d e f g h i j k l m n o p", "ﬁets", "ΣΊΣΥΦΟΣ", "\U0001f600", "\u0301\u0301", "\ud7ff",
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("staffed")


async def found(asked: str) -> list[int]:
    return sorted(await words.find(question(asked)))


async def test_sixty_questions_give_the_same_agreements_whichever_database_and_the_right_ones() -> None:
    await tell(sixty())
    texts = {reference: words_of(document) for reference, document in sixty().items()}
    asked = [*KNOWN, *WITHOUT_EXPECTATION]

    assert len(set(asked)) > 60
    for one in asked:
        names = [list(texts)[seq - 1] for seq in await found(one)]
        assert names == [name for name, text in texts.items() if question(one).fits(text)], one
        assert sorted(names) == KNOWN.get(one, " ".join(sorted(names))).split(), one


async def test_every_whole_word_of_a_public_record_finds_it() -> None:
    await tell(sixty())
    chance = random.Random(20261123)
    for seq, document in enumerate(sixty().values(), 1):
        typed = sorted({run for text in told_in(json.loads(to_json(document))) for run in text.split()})
        for run in chance.sample(typed, min(6, len(typed))):
            assert seq in await found(run) or not question(run).terms, run


async def test_questions_that_are_put_together_at_random_find_what_they_should() -> None:
    await tell(sixty())
    texts = [words_of(document) for document in sixty().values()]
    every = sorted({word for text in texts for word in text.split() if word.isalnum()})
    chance = random.Random(20261123)
    for _ in range(150):
        asked = " ".join(part_of(chance.choice(every), chance) for _ in range(chance.randint(1, 3)))
        asked = f'"{asked}"' if chance.random() < 0.2 else asked
        assert await found(asked) == [seq for seq, text in enumerate(texts, 1) if question(asked).fits(text)], asked


def part_of(word: str, chance: random.Random) -> str:
    return word[: chance.randint(1, len(word))] if chance.random() < 0.4 else word


async def test_a_phrase_is_found_however_far_it_stands_in_a_long_text() -> None:
    """PostgreSQL notes where a word stands up to the 16,383rd word only, and 256 times at most."""
    long = " ".join(["de gemeente en"] * 6000)
    kept = published(approved(purpose=f"{long} de allerlaatste politie"))
    await tell({kept.reference: Document(published=kept)})

    assert await found('"de allerlaatste politie"') == [1]
    assert await found('"allerlaatste de politie"') == []


async def test_words_in_a_row_are_found_in_a_text_of_which_the_index_knows_no_pairs() -> None:
    """PostgreSQL's set of words takes a megabyte at most: of very long texts it has no pairs."""
    long = " ".join(f"woord{number}" for number in range(20_000))
    kept = published(approved(purpose=f"{long} de allerlaatste politie-inzet"))
    await tell({kept.reference: Document(published=kept)})

    assert await found('"allerlaatste politie"') == await found("politie-inz") == [1]
    assert await found('"de allerlaatste politie"') == [1]
    assert await found('"politie allerlaatste"') == await found("inzet-pol") == []


async def proposed(typed: str) -> list[str]:
    where = near(typed)
    return [word for _, word in meant(typed, await words.near(where))] if where else []


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("woonoverlats", "woonoverlast"),
        ("wonoverlast", "woonoverlast"),
        ("radicalisring", "radicalisering"),
        ("veiligheidhuis", "veiligheidshuis"),
        ("poltie", "politie"),
        ("plitie", "politie"),
        ("politei", "politie"),
        ("hennpe", "hennep"),
        ("lianderr", "liander"),
    ],
)
async def test_a_typing_error_leads_to_a_word_of_the_register(typed: str, right: str) -> None:
    await tell(sixty())

    assert await found(typed) == []
    assert (await proposed(typed))[0] == right


async def test_nothing_of_a_draft_or_of_what_is_not_public_is_found_or_proposed() -> None:
    await drafted(title="Zonnebloemproef", purpose="Kriskrasonderzoek")
    await in_review(title="Paardenbloemproef")
    await in_force(title="Boterbloemproef", **HIDDEN)
    public = await in_force(title="Korenbloemproef", internal_notes="Vergeetmijnietproef")

    for word in ("Zonnebloemproef", "Kriskrasonderzoek", "Paardenbloemproef", "Boterbloemproef", "Vergeetmijnietproef"):
        assert await found(word) == []
        assert await proposed(f"{word[:-1].casefold()}") == []
    assert len(await found("korenbloemproef")) == 1
    assert await proposed("korenblomproef") == ["korenbloemproef"]

    await changed_to(public.reference, public.revision, title="Madeliefproef", internal_notes="Klaproosproef")
    assert len(await found("madeliefproef")) == 1
    assert await found("klaproosproef") == []


async def test_the_words_follow_from_the_ledger_and_are_made_anew_with_it() -> None:
    await lived()
    before = await fetch("SELECT seq, words FROM public_words ORDER BY seq", {})
    known, entries = await words.spellings(), await found("gemeente")
    await rebuild()

    assert await fetch("SELECT seq, words FROM public_words ORDER BY seq", {}) == before
    assert (await words.spellings(), await found("gemeente")) == (known, entries)
    assert len(entries) == len(before) > 2
    await verify_history()


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE public_words SET words = words || ' zonnebloem' WHERE seq = 1",
        "DELETE FROM public_words WHERE seq = 1",
        "INSERT INTO public_spelling (word, backwards, written) VALUES ('geheim', 'mieheg', 'geheim')",
        "UPDATE public_spelling SET written = 'Gemeente' WHERE word = 'gemeente'",
        "UPDATE public_spelling SET backwards = 'x' WHERE word = 'gemeente'",
        "DELETE FROM public_spelling WHERE word = 'gemeente'",
    ],
)
async def test_words_that_were_changed_by_hand_are_found(deed: str) -> None:
    await lived()
    await verify_history()
    await execute(deed, {})

    with pytest.raises(RegisterChanged, match="public"):
        await verify_history()


async def test_what_is_changed_by_hand_is_looked_up_as_it_stands() -> None:
    await in_force()
    await execute("UPDATE public_words SET words = words || ' zonnebloem'", {})
    assert await found("zonnebloem") == [1]
    await execute("DELETE FROM public_words", {})
    assert await found("zonnebloem") == await found("gemeente") == []


async def test_public_readers_search_on_their_own_connections(staffed: Engine) -> None:
    await in_force(title="Korenbloemproef")
    async with opened(staffed.public_reader()) as reader:
        with bound(reader):
            assert await found("korenbloem") == [1]
            assert await found('"korenbloemproef"') == [1]
            assert await proposed("korenblomproef") == ["korenbloemproef"]


async def test_search_goes_by_its_index_and_never_through_a_table(
    staffed: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tell(sixty())
    await execute("ANALYZE", {})
    for asked in ("gemeente", "politie gmb-2022-485650"):
        assert await index_steps(staffed, monkeypatch, asked) == []
    where = near("woonoverlats")
    assert where is not None
    (steps,) = await plans(staffed, monkeypatch, lambda: words.near(where))
    assert "public_spelling" in steps


async def index_steps(engine: Engine, monkeypatch: pytest.MonkeyPatch, asked: str) -> Iterable[str]:
    (steps,) = await plans(engine, monkeypatch, lambda: found(asked), NOTHING)
    if engine.dialect == "postgres":
        assert "entries_with_words" in steps
        steps = await steps_of_the_function("'gemeente':*")
    assert "public_words_index" in steps
    return [step for step in reads_a_table(steps) if "VIRTUAL TABLE INDEX" not in step]


async def steps_of_the_function(asked: str) -> str:
    """How PostgreSQL goes about what its function asks: the plan of a question does not look inside."""
    body, settings = "prosrc AS body", "proconfig AS settings"
    (function,) = await fetch(f"SELECT {body}, {settings} FROM pg_proc WHERE proname = 'entries_with_words'", {})
    assert function["settings"] == ["enable_seqscan=off"]
    async with unit_of_work():
        await execute("SET LOCAL enable_seqscan = off", {})
        asking = function["body"].replace("asked", "cast(:asked AS tsquery)")
        rows = await fetch(f"EXPLAIN {asking}", {"asked": asked})
    return "\n".join(str(row["QUERY PLAN"]) for row in rows)
