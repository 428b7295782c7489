"""The Murphy diagram: what the forecasts cost at every threshold of acting, so that no single rule decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.calibration.elementary import THRESHOLDS, elementary_scores
from ledger.calibration.tally import Tally
from ledger.charts import Chart
from ledger.charts._style import COLOURS, DASHES, FAINT, INK, axes_for, counted, grouped, in_legend, percent_axis
from ledger.charts._told import conventions, first
from ledger.core.numbers import MILLION, decimal_text, from_ppm
from ledger.core.query import Term
from ledger.reports import Choices
from ledger.reports._calibrations import CONTEXT, calibrations, context_of
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.calibrate import Calibration
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MOST: Final = len(COLOURS)
COLUMNS: Final[dict[str, Kind]] = {
    "threshold": "decimal",
    "score": "number",
    "base_rate_score": "number",
    "even_score": "number",
    "n": "integer",
    **CONTEXT,
}


def table_of(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> pd.DataFrame:
    """A row for each threshold of each group: the mean elementary score, and those of two that know nothing.

    `base_rate_score` is that of who always says how often it happened, `even_score` of who always says 50 %.
    """
    return frame_of(COLUMNS, (row for one in calibrations(snapshot, terms, choices) for row in _rows(one, choices)))


def _rows(one: Calibration, choices: Choices) -> Iterator[tuple[Scalar, ...]]:
    if not one.tally.n:
        return
    curves = [elementary_scores(tally) for tally in (one.tally, *_knowing_nothing(one.tally))]
    context = context_of(one, choices)
    for at, *scores in zip(THRESHOLDS, *curves, strict=True):
        yield (decimal_text(from_ppm(at)), *scores, one.tally.n, *context)


def _knowing_nothing(tally: Tally) -> Iterator[Tally]:
    base = round(float(tally.happened) / tally.n * MILLION)
    for said in (base, MILLION // 2):
        yield Tally.from_rows((said, y_ppm, n) for (_, y_ppm), n in tally.items())


def plot_murphy(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw a curve for each group, up to six, beside the base rate and 50 %; lower is better, at every threshold."""
    ax = axes_for(ax)
    groups = [(str(name), rows) for name, rows in table.groupby("group", sort=False)][:MOST]
    if len(groups) == 1:
        x = groups[0][1]["threshold"].astype(float)
        ax.plot(x, groups[0][1]["even_score"], color=FAINT, linewidth=1, linestyle=":", label="always 50%")
        ax.plot(x, groups[0][1]["base_rate_score"], color=INK, linewidth=1, linestyle="--", label="base rate")
    for place, (name, rows) in enumerate(groups):
        label = "forecasts" if len(groups) == 1 else f"{in_legend(name, 24)}, n = {grouped(int(rows['n'].iloc[0]))}"
        ax.plot(
            rows["threshold"].astype(float), rows["score"], color=COLOURS[place], linestyle=DASHES[place], label=label
        )
    ax.set(xlim=(0, 1), xlabel="threshold of acting", ylabel="mean elementary score (lower is better)")
    ax.set_ylim(bottom=0)
    percent_axis(ax.xaxis)
    ax.set_title(_title(table, len(groups)))
    if groups:
        ax.legend(loc="upper left")
    return ax


def _title(table: pd.DataFrame, groups: int) -> str:
    if not groups:
        return "Murphy diagram: nothing has fallen due yet"
    return f"Murphy diagram, n = {grouped(_n(table))}" if groups == 1 else "Murphy diagram"


def _n(table: pd.DataFrame) -> int:
    return int(table.groupby("group")["n"].first().sum())


def caption(table: pd.DataFrame) -> str:
    """n, and what the curves mean."""
    if not len(table):
        return f"No prediction has fallen due and been decided. {conventions(table)}".strip()
    groups = table["group"].nunique()
    apart = "Curves over different questions do not say who is better." if groups > 1 else ""
    more = groups - MOST
    said = (
        f"{counted(_n(table), 'forecast')}. At each threshold what it costs to act on the forecasts; the area under a"
        " curve is its Brier score, and a curve below another everywhere is better by every proper score."
    )
    return " ".join(
        filter(None, [said, apart, f"{more} more groups are not drawn." if more > 0 else "", conventions(table)])
    )


def alt(table: pd.DataFrame) -> str:
    """Where the curve is highest, and where it lies beside the base rate."""
    if not len(table):
        return "An empty Murphy diagram: nothing has fallen due yet."
    better = float((table["score"] < table["base_rate_score"]).mean())
    return (
        f"Murphy diagram of {counted(_n(table), 'forecast')}: the forecasts cost less than the base rate at"
        f" {better:.0%} of the thresholds, and {float(first(table, 'score')):.3f} at the lowest."
    )


CHART: Final = Chart(title="Murphy diagram", table=table_of, plot=plot_murphy, caption=caption, alt=alt)
