"""The score over time: the mean of all so far, and of the last ones, beside two that know nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from ledger.calibration.clusters import joined, mean_clustered
from ledger.calibration.distributions import student_quantile
from ledger.charts import Chart
from ledger.charts._style import BLUE, FAINT, INK, RED, axes_for, counted, day_axis, grouped, titled
from ledger.charts._told import conventions, first, level_of, rows_of
from ledger.core.numbers import decimal_text
from ledger.core.query import Term
from ledger.reports import REPORTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

WINDOW: Final = 50
WIDE_WINDOW: Final = 250
MANY: Final = 1000
COLUMNS: Final[dict[str, Kind]] = {
    "known_on": "text", "n": "integer", "mean": "number", "rolling": "number", "rolling_low": "number",
    "rolling_high": "number", "window": "integer", "base_rate_score": "number", "even_score": "number",
    "level": "decimal", "rule": "text", "timing": "text", "reading": "text", "scale": "text", "filters": "text",
    "as_of": "integer",
}  # fmt: skip


def table_of(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> pd.DataFrame:
    """A row for each day on which something became known: the mean score until then, and that of the last `window`.

    Of yes/no questions, by one rule: the first that is asked for, else Brier. `rolling_low` to `rolling_high` is an
    interval that knows which forecasts share a question, a series or a text.
    """
    chosen = replace(choices, rules=choices.rules[:1] or ("brier",), dialect=None)
    scores = REPORTS["scores"](snapshot, terms, chosen)
    scores = scores[scores["p"].notna()].sort_values(["known_on", "question", "forecaster"], kind="stable")
    shared = REPORTS["predictions"](snapshot, terms, chosen)[["question", "forecaster", "series", "source"]]
    rows = list(rows_of(scores.merge(shared.drop_duplicates(["question", "forecaster"]), how="left")))
    return frame_of(COLUMNS, _days(rows, chosen, snapshot.entry))


def _days(rows: Sequence[Any], choices: Choices, entry: int) -> Iterator[tuple[Scalar, ...]]:
    values, days = [row.value for row in rows], [row.known_on[:10] for row in rows]
    clusters = joined([(row.question, _text(row.series), _text(row.source)) for row in rows])
    window = WIDE_WINDOW if len(rows) > MANY else WINDOW
    asked = choices.view
    last = (
        *_knowing_nothing(rows, choices.rules[0]), decimal_text(choices.level), choices.rules[0], asked.timing,
        asked.reading, asked.scale, choices.filters or None, entry,
    )  # fmt: skip
    total = 0.0
    for n, (value, day) in enumerate(zip(values, days, strict=True), 1):
        total += value
        if n == len(rows) or days[n] != day:
            newest = slice(max(0, n - window), n)
            rolling = _rolling(values[newest], clusters[newest], window, choices.level)
            yield (day, n, total / n, *rolling, window, *last)


def _rolling(
    values: Sequence[float], clusters: Sequence[int], window: int, level: Decimal
) -> tuple[float | None, float | None, float | None]:
    if len(values) < window or not all(map(math.isfinite, values)):
        return None, None, None
    found = mean_clustered(values, clusters=clusters)
    if found.error is None:
        return found.value, None, None
    reach = student_quantile(level, df=found.clusters - 1) * found.error
    return found.value, max(0.0, found.value - reach), found.value + reach


def _knowing_nothing(rows: Sequence[Any], rule: str) -> tuple[float | None, float | None]:
    """The mean score of who always says how often it happened in the end, and of who always says 50 %."""
    outcomes = [{"yes": 1.0, "no": 0.0}.get(row.outcome) for row in rows]
    known = [one for one in outcomes if one is not None]
    base = sum(known) / len(known) if known else 0.5
    if rule == "brier":
        return base * (1 - base), 0.25
    if rule == "log":
        return -sum(p * math.log(p) for p in (base, 1 - base) if p), math.log(2)
    return None, None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def plot_scores(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the mean so far, the mean of the last ones with its band, the base rate and 50 %; lower is better."""
    ax = axes_for(ax)
    days = [date.fromisoformat(day) for day in table["known_on"]]
    x: Any = days
    if days:
        if _rolls(table):
            ax.fill_between(x, table["rolling_low"], table["rolling_high"], color=BLUE, alpha=0.18, linewidth=0)
            ax.plot(x, table["rolling"], color=BLUE, label=f"last {first(table, 'window')}")
        ax.plot(
            x, table["mean"], color=RED, linestyle="--", label="all so far", marker="." if len(days) < WINDOW else ""
        )
        _baseline(ax, first(table, "even_score"), "always 50%", ":")
        _baseline(ax, first(table, "base_rate_score"), "base rate", "-.")
        day_axis(ax.xaxis)
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=4)
    ax.set(
        xlabel="day on which the outcome was known",
        ylabel=f"mean {titled(first(table, 'rule')) if days else 'score'} (lower is better)",
    )
    ax.set_ylim(bottom=0)
    n = int(table["n"].max()) if days else 0
    ax.set_title(f"Score over time, n = {grouped(n)}" if n else "Score over time: nothing is scored yet")
    return ax


def _rolls(table: pd.DataFrame) -> bool:
    """Whether there are as many as the window holds."""
    return bool(table["rolling"].notna().any())


def _baseline(ax: Axes, score: float | None, label: str, dashes: str) -> None:
    if score is not None:
        ax.axhline(score, color=INK if dashes == ":" else FAINT, linewidth=1, linestyle=dashes, label=label)


def caption(table: pd.DataFrame) -> str:
    """n, rule and window."""
    if not len(table):
        return f"No forecast of a yes/no question has been scored. {conventions(table)}".strip()
    band = f"The band is a {level_of(table)} interval of the mean of the last {first(table, 'window')}, by clusters. "
    said = (
        f"{counted(int(table['n'].max()), 'forecast')} of yes/no questions by {titled(first(table, 'rule'))}, from"
        f" {table['known_on'].iloc[0]} to {table['known_on'].iloc[-1]}. {band if _rolls(table) else ''}"
        "The base rate is that of the whole time."
    )
    return f"{said} {conventions(table)}".strip()


def alt(table: pd.DataFrame) -> str:
    """Where it began and where it ended."""
    if not len(table):
        return "An empty chart: nothing is scored yet."
    start, end = table.iloc[0], table.iloc[-1]
    lately = "" if math.isnan(end["rolling"]) else f", {end['rolling']:.3f} over the last {end['window']}"
    return (
        f"Mean {titled(end['rule'])} of {counted(int(end['n']), 'forecast')}: {start['mean']:.3f} on"
        f" {start['known_on']}, {end['mean']:.3f} on {end['known_on']}{lately}."
    )


CHART: Final = Chart(title="Score over time", table=table_of, plot=plot_scores, caption=caption, alt=alt)
