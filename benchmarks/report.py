"""The report: each measure beside its limit, said plainly whether it holds."""

import statistics
from typing import Any, NamedTuple

HEAD = (
    "| measure | limit | measured | rounds | lowest to highest | | figures (medians) |\n|---|---|---|---|---|---|---|"
)


class Row(NamedTuple):
    """One measure. `ratios` has a value per round; without a limit it is told, not judged."""

    name: str
    ratios: list[float]
    limit: float | None
    detail: str = ""
    at_least: bool = False

    @property
    def value(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.ratios)

    @property
    def verdict(self) -> str:
        """Whether the limit holds."""
        if self.limit is None:
            return ""
        is_held = self.value >= self.limit if self.at_least else self.value <= self.limit
        return "held" if is_held else "**missed**"

    def line(self) -> str:
        """The row of the table."""
        sign = "≥" if self.at_least else "≤"
        limit = "–" if self.limit is None else f"{sign} {figure(self.limit)}"
        spread = f"{figure(min(self.ratios))} to {figure(max(self.ratios))}"
        return (
            f"| {self.name} | {limit} | {figure(self.value)} | {len(self.ratios)} | {spread} "
            f"| {self.verdict} | {self.detail} |"
        )


class Part(NamedTuple):
    """One subject: what was done, its rows, and every figure behind them."""

    title: str
    how: str
    rows: list[Row]
    raw: Any


def figure(value: float) -> str:
    """Three significant figures, as people write them."""
    if value and abs(value) < 0.01:
        return f"{value:.4f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:,.1f}" if abs(value) < 100 else f"{value:,.0f}"


def ratios(above: list[float], below: list[float]) -> list[float]:
    """Round by round, one over the other: noise that lasts longer than a round cancels out."""
    return [one / other for one, other in zip(above, below, strict=True)]


def middle(values: list[float]) -> str:
    """The median, written."""
    return figure(statistics.median(values))


def page(parts: list[Part], failures: dict[str, str], facts: list[str], took_s: float) -> str:
    """The whole report, in Markdown."""
    judged = [row for part in parts for row in part.rows if row.limit is not None]
    missed = [row.name for row in judged if row.verdict != "held"]
    lines = [
        "# What was measured",
        "",
        "Written by `make bench`; the raw figures are in results.json beside it. Only ratios of one run are worth",
        "comparing: the product, its limit and its rival take turns on the same machine, and each ratio is the median",
        "of the rounds. A limit was set before the product was built; where it is missed, it says so.",
        "",
        *(f"- {fact}" for fact in facts),
        f"- {len(judged) - len(missed)} of {len(judged)} limits held; the whole run took {took_s / 60:.0f} min",
        *([f"- **Missed:** {'; '.join(missed)}"] if missed else []),
        *(f"- **Could not be measured:** {name}: {why}" for name, why in failures.items()),
    ]
    for part in parts:
        lines += ["", f"## {part.title}", "", part.how, "", HEAD, *(row.line() for row in part.rows)]
    return "\n".join(lines) + "\n"
