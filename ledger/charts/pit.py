"""The PIT histogram: where outcomes lay in the forecasts of numbers and days; level is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ledger.calibration.counts import poisson_binomial
from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.calibration.intervals.consistency import count_range
from ledger.calibration.quantiles import PitBin, pit_histogram
from ledger.charts import Chart
from ledger.charts._style import BLUE, FAINT, INK, axes_for, count_axis, counted, grouped, percent_axis
from ledger.charts._told import conventions
from ledger.core.numbers import MILLION
from ledger.core.query import Term
from ledger.reports import REPORTS, Choices
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

BINS: Final = 10


def table_of(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> pd.DataFrame:
    """The table `pit`: a row for each forecast of a number or a day that counts."""
    return REPORTS["pit"](snapshot, terms, choices)


def plot_pit(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the table `pit` in ten bins; in the grey lie 95 % of counts if every forecast is right."""
    ax = axes_for(ax)
    bins = _bins(table)
    low, high = _chance(len(table))
    ax.axhspan(low, high, color=FAINT, alpha=0.25, linewidth=0)
    ax.axhline(len(table) / BINS, color=INK, linewidth=0.8, linestyle=(0, (4, 3)))
    bars = ax.bar(
        [float(one.low + one.high) / 2 for one in bins], [one.n for one in bins], 0.92 / BINS, color=BLUE, alpha=0.8
    )
    ax.bar_label(bars, [str(one.n) if one.n else "" for one in bins], fontsize=7, padding=1)
    ax.set(xlim=(-0.02, 1.02), xlabel="where the outcome lay in its forecast", ylabel="forecasts")
    percent_axis(ax.xaxis)
    count_axis(ax.yaxis)
    n = len(table)
    ax.set_title(f"PIT, n = {grouped(n)}" if n else "PIT: no number or day has been decided yet")
    return ax


def _bins(table: pd.DataFrame) -> Sequence[PitBin]:
    return pit_histogram(table["pit"].tolist(), bins=BINS) if len(table) else ()


def _chance(n: int) -> tuple[int, int]:
    return count_range(poisson_binomial([(MILLION // BINS, n)]), level=DEFAULT_LEVEL) if n else (0, 0)


def caption(table: pd.DataFrame) -> str:
    """n, and what the shapes mean."""
    if not len(table):
        return f"No forecast of a number or a day has been decided. {conventions(table)}".strip()
    said = (
        f"{counted(len(table), 'forecast')} of numbers and days. 0% is below all of the forecast, 100% above it. Level"
        " is right; a hump means too wide, a trough too narrow, a slope to one side. In the grey lie 95% of counts if"
        " all is right and independent."
    )
    return f"{said} {conventions(table)}".strip()


def alt(table: pd.DataFrame) -> str:
    """How many lie in each tenth."""
    counts = ", ".join(str(one.n) for one in _bins(table))
    return f"Histogram by tenths: {counts}." if counts else "An empty histogram: no number or day has been decided yet."


CHART: Final = Chart(title="PIT histogram", table=table_of, plot=plot_pit, caption=caption, alt=alt)
