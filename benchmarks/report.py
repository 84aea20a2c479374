"""Tables of what was measured. Pure: from figures to text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from benchmarks.figures import Figures, Goal, Judged, Key, Unit, judge, shown


def goals_table(goals: Iterable[Goal], figures: Figures) -> str:
    """Each goal that was measured: ours, the other, the ratio, what was asked, and whether it is met."""
    lines = ["| work | agreements | beside | ours | other | ratio | goal | met |", "|---|---|---|---|---|---|---|---|"]
    lines += [_line(one) for goal in goals if (one := judge(goal, figures))]
    return "\n".join(lines)


def _line(one: Judged) -> str:
    goal = one.goal
    asked = f"≥ {goal.least:g}" if goal.least is not None else f"≤ {goal.most:g}"
    other = f"{one.other[0]} {shown(one.other[1], goal.against_unit or goal.unit)}" if one.other else ""
    cells = (
        *(goal.work, f"{goal.size:,}" if goal.size else "", goal.words, shown(one.ours, goal.unit), other),
        *(shown(one.ratio) if one.ratio is not None else "", asked, "yes" if one.is_met else "**no**"),
    )
    return f"| {' | '.join(cells)} |"


def unmet(goals: Iterable[Goal], figures: Figures) -> list[Judged]:
    """The goals that were measured and are not met."""
    return [one for goal in goals if (one := judge(goal, figures)) and not one.is_met]


def figures_table(figures: Figures, units: Sequence[Unit] = tuple(Unit)) -> str:
    """Everything that was measured."""
    lines = [f"| work | agreements | who | {' | '.join(units)} |", f"|---|---|---|{'---|' * len(units)}"]
    for key, found in figures.found.items():
        values = " | ".join(shown(found.get(unit)) for unit in units)
        lines.append(f"| {key.work} | {key.size:,} | {key.who} | {values} |")
    return "\n".join(lines)


def as_json(figures: Figures) -> str:
    """Everything that was measured, for programs."""
    rows = [
        {
            "work": key.work,
            "agreements": key.size,
            "who": key.who,
            **{unit.value: value for unit, value in found.items()},
        }
        for key, found in figures.found.items()
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Figures:
    """Read them back."""
    figures = Figures()
    for row in json.loads(text):
        key = Key(row.pop("work"), row.pop("agreements"), row.pop("who"))
        figures.put(key, {Unit(name): value for name, value in row.items()})
    return figures
