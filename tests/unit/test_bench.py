"""What the benchmark makes of what it measured."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from benchmarks import addresses
from benchmarks.charts import bars, rows_of
from benchmarks.figures import Figures, Goal, Key, Unit, judge, shown
from benchmarks.load import Loaded, NoLoad, median, read_wrk
from benchmarks.page import PAGE, between
from benchmarks.paper import Country, needs, paper
from benchmarks.report import as_json, figures_table, from_json, goals_table, unmet

SAID = "Running 1s test\nBENCH requests=2000 us=1000000 p50=3500 p99=12000 bytes=60000000 refused=0 lost=0\n"


def goal(**changes: object) -> Goal:
    given = {"work": "overview", "words": "a floor", "unit": Unit.CPU, "size": 10_000, "against": ("floor", "peer")}
    return Goal(**given | changes)  # type: ignore[arg-type]


def measured(ours: float, floor: float, peer: float, unit: Unit = Unit.CPU) -> Figures:
    figures = Figures()
    for who, value in {"ours": ours, "floor": floor, "peer": peer}.items():
        figures.put(Key("overview", 10_000, who), {unit: value})
    return figures


def test_what_wrk_said_is_read_per_second_and_per_request() -> None:
    loaded = read_wrk(SAID, cpu_seconds=1)

    assert loaded == Loaded(2000, per_second=2000, p50_ms=3.5, p99_ms=12, cpu_ms=0.5, body_bytes=30_000)


@pytest.mark.parametrize("wrong", ["refused=1", "lost=1"])
def test_a_load_with_errors_counts_for_nothing(wrong: str) -> None:
    with pytest.raises(NoLoad, match="1"):
        read_wrk(SAID.replace(wrong.replace("1", "0"), wrong))


def test_a_load_that_says_nothing_counts_for_nothing() -> None:
    with pytest.raises(NoLoad, match="unable to connect"):
        read_wrk("unable to connect")


def test_of_the_rounds_the_middle_one_counts_for_each_figure() -> None:
    some = [Loaded(1, per_second, p50_ms, 1, 1, 1) for per_second, p50_ms in ((10, 3), (30, 1), (20, 2))]

    assert (median(some).per_second, median(some).p50_ms) == (20, 2)


def test_half_the_cost_of_the_best_other_is_twice_as_well() -> None:
    judged = judge(goal(least=2), measured(ours=0.5, floor=1, peer=4))

    assert judged is not None
    assert (judged.other, judged.ratio, judged.is_met) == (("floor", 1), 2, True)


def test_twice_as_many_a_second_as_the_best_other_is_twice_as_well() -> None:
    judged = judge(goal(unit=Unit.PER_SECOND, least=2.1), measured(200, 100, 50, Unit.PER_SECOND))

    assert judged is not None
    assert (judged.other, judged.ratio, judged.is_met) == (("floor", 100), 2, False)


def test_a_goal_of_at_most_so_many_times_looks_at_the_cost() -> None:
    assert [judged.is_met for most in (1.5, 1.6) if (judged := judge(goal(most=most), measured(1.6, 1, 9)))] == [
        False,
        True,
    ]


def test_a_goal_without_others_looks_at_the_figure_itself() -> None:
    figures = measured(119, 1, 1, Unit.MEMORY)

    assert judge(goal(unit=Unit.MEMORY, against=(), most=120), figures).is_met  # type: ignore[union-attr]
    assert not judge(goal(unit=Unit.MEMORY, against=(), most=118), figures).is_met  # type: ignore[union-attr]


def test_what_was_not_measured_is_not_judged() -> None:
    assert judge(goal(least=1), Figures()) is None
    assert goals_table([goal(least=1)], Figures()).count("\n") == 1


def test_the_table_says_which_goals_are_not_met() -> None:
    figures = measured(ours=2, floor=1, peer=4)

    assert "| overview | 10,000 | a floor | 2.00 CPU ms | floor 1.00 CPU ms | 0.50 | ≥ 0.6 | **no** |" in goals_table(
        [goal(least=0.6)], figures
    )
    assert [one.goal.least for one in unmet([goal(least=0.6), goal(least=0.4)], figures)] == [0.6]


def test_figures_are_read_back_as_they_were_written() -> None:
    figures = measured(2, 1, 4)

    assert from_json(as_json(figures)).found == figures.found
    assert "| overview | 10,000 | peer |" in figures_table(figures)


@pytest.mark.parametrize(
    ("value", "words"), [(None, "–"), (0.0123, "0.012"), (1.234, "1.23"), (12.34, "12.3"), (1234.5, "1,234")]
)
def test_a_figure_has_the_digits_that_matter(value: float | None, words: str) -> None:
    assert shown(value) == words


@pytest.mark.parametrize(
    "asked", [addresses.pages(10_000), addresses.searches(), addresses.empty(), addresses.last_pages(99)]
)
def test_no_address_is_asked_twice_in_a_cold_work(asked: list[str]) -> None:
    assert len(asked) == len(set(asked))
    assert "/" not in asked


def test_a_figure_for_people_says_in_words_what_it_draws() -> None:
    svg = bars("Overview <all>", [("ours, 10,000", 0.5), ("peer, 10,000", 40)], Unit.CPU)

    root = ElementTree.fromstring(svg)
    assert root.findtext("{http://www.w3.org/2000/svg}desc") == "ours, 10,000: 0.50 CPU ms; peer, 10,000: 40.0 CPU ms"
    widths = [float(one.attrib["width"]) for one in root.iter("{http://www.w3.org/2000/svg}rect") if "x" in one.attrib]
    assert widths[0] < widths[1]


def test_the_rows_of_a_figure_are_those_that_were_measured_in_order() -> None:
    rows = rows_of(measured(ours=2, floor=1, peer=4), (("overview", ""), ("search", "")), Unit.CPU)

    assert rows == [("floor, 10,000", 1), ("ours, 10,000", 2), ("peer, 10,000", 4)]


def test_what_the_country_needs_grows_with_what_each_thing_costs() -> None:
    def cores(cost: float) -> float:
        figures = Figures()
        for work in ("304 calendar", "overview"):
            figures.put(Key(work, 100_000, "ours"), {Unit.CPU: cost})
        return sum(one.cores for one in needs(figures))

    assert cores(2) == pytest.approx(2 * cores(1))
    assert cores(1) > 0


def test_only_what_was_measured_is_told_on_paper() -> None:
    figures = Figures()
    figures.put(Key("304 calendar", 100_000, "ours"), {Unit.CPU: 1})

    told = paper(figures, bytes_each=10_000, country=Country(municipalities=1, agreements=100, calendars=864_000))

    assert "| calendars that look and find nothing new |" in told
    assert "pages" not in told.partition("| in the busiest hour")[2]
    assert "Disk: 0.001 GB" in told


def test_the_words_around_the_figures_stay_as_people_wrote_them() -> None:
    page = "Before.\n<!-- made: goals -->\nold\n<!-- end -->\nAfter.\n<!-- made: other -->\nkept\n<!-- end -->\n"

    assert between(page, "goals", "new \\1") == page.replace("old", "new \\1")
    with pytest.raises(ValueError, match="charts"):
        between(page, "charts", "")


def test_the_page_has_a_place_for_all_that_is_made() -> None:
    text = PAGE.read_text(encoding="utf-8")

    for name in ("goals", "charts", "paper", "figures"):
        between(text, name, "")
