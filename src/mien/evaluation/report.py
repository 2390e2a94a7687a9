"""What an evaluation found: rows of figures, gains with their intervals, bars, and remarks."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

Metrics = dict[str, float]


@dataclass(frozen=True, slots=True)
class Gain:
    """A paired difference to another row, with its 95 % interval over resampled people.

    Attributes:
        over: name of the other row.
        metric: what is compared.
    """

    over: str
    metric: str
    difference: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves 0 out, so that a gain or loss may be claimed."""
        return self.low > 0 or self.high < 0


Gains = Mapping[str, tuple[Gain, ...]]
"""By method, what it gains over each method that it is held against."""

NO_GAINS: Final[Gains] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """One method: a baseline of the protocol or one of ours."""

    name: str
    metrics: Metrics
    ours: bool = False
    gains: tuple[Gain, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A level that a row is held to.

    Attributes:
        aim: a higher level that is hoped for, or None.
        lower_is_better: the bar is an upper limit.
    """

    row: str
    metric: str
    bar: float
    aim: float | None = None
    lower_is_better: bool = False

    def reached_by(self, value: float) -> bool:
        """Return whether a value reaches the bar."""
        return value <= self.bar if self.lower_is_better else value >= self.bar


@dataclass(frozen=True, slots=True)
class TaskReport:
    """All rows of one task on one data set."""

    task: str
    title: str
    data: str
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...] = ()
    remarks: tuple[str, ...] = ()

    def value(self, row: str, metric: str) -> float:
        """Return one figure."""
        return next(each.metrics[metric] for each in self.rows if each.name == row)

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        return {
            "task": self.task,
            "title": self.title,
            "data": self.data,
            "rows": [_row_json(row) for row in self.rows],
            "bars": [
                {
                    "row": bar.row,
                    "metric": bar.metric,
                    "bar": bar.bar,
                    "aim": bar.aim,
                    "value": round(self.value(bar.row, bar.metric), 4),
                    "reached": bar.reached_by(self.value(bar.row, bar.metric)),
                }
                for bar in self.bars
            ],
            "remarks": list(self.remarks),
        }

    def to_markdown(self) -> str:
        """Return the report as a section of Markdown."""
        names = list(dict.fromkeys(name for row in self.rows for name in row.metrics))
        lines = [
            f"## {self.task}: {self.title}",
            "",
            f"{self.data}",
            "",
            f"| method | {' | '.join(names)} | gain (95 % interval) |",
            f"|---|{'---|' * (len(names) + 1)}",
        ]
        for row in self.rows:
            figures = [f"{row.metrics[n]:.4f}" if n in row.metrics else "" for n in names]
            name = f"**{row.name}**" if row.ours else row.name
            gains = "; ".join(_gain_text(gain) for gain in row.gains)
            lines.append(f"| {name} | {' | '.join(figures)} | {gains} |")
        lines += ["", *(self._bar_text(bar) for bar in self.bars)]
        lines += [f"- {remark}" for remark in self.remarks]
        return "\n".join([*lines, ""])

    def _bar_text(self, bar: Bar) -> str:
        value = self.value(bar.row, bar.metric)
        verdict = "reached" if bar.reached_by(value) else "**not reached**"
        sign = "≤" if bar.lower_is_better else "≥"
        aim = "" if bar.aim is None else f", aim {bar.aim:g}"
        return f"- {bar.row}: {bar.metric} {value:.4f}, bar {sign} {bar.bar:g}{aim}: {verdict}"


def task_report(
    *,
    task: str,
    title: str,
    data: str,
    figures: Mapping[str, Metrics],
    ours: AbstractSet[str],
    gains: Gains = NO_GAINS,
    bars: tuple[Bar, ...] = (),
    remarks: tuple[str, ...] = (),
) -> TaskReport:
    """Put together what a task found.

    Args:
        task: its name, such as `T1`.
        title: what is predicted.
        data: the data set, its size and the folds.
        figures: the metrics of each method, in the order of the table.
        ours: the methods that are no baselines.
        gains: what methods gain over others.
        bars: levels that methods are held to.
        remarks: sentences below the table.
    """
    rows = tuple(
        Row(method, metrics, ours=method in ours, gains=gains.get(method, ()))
        for method, metrics in figures.items()
    )
    return TaskReport(task, title, data, rows, bars, remarks)


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "ours": row.ours,
        "metrics": {name: round(value, 4) for name, value in row.metrics.items()},
        "gains": [
            {
                "over": gain.over,
                "metric": gain.metric,
                "difference": round(gain.difference, 4),
                "interval": [round(gain.low, 4), round(gain.high, 4)],
                "clear": gain.clear,
            }
            for gain in row.gains
        ],
    }


def _gain_text(gain: Gain) -> str:
    doubt = "" if gain.clear else ", not clear"
    return (
        f"{gain.difference:+.4f} {gain.metric} over {gain.over} "
        f"({gain.low:+.4f} to {gain.high:+.4f}{doubt})"
    )
