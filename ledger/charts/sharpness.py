"""The sharpness histogram: how often what was said, apart for what came true and what did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ledger.charts import Chart
from ledger.charts._style import BLUE, ORANGE, axes_for, count_axis, counted, grouped, percent_axis
from ledger.charts._told import conventions, first
from ledger.core.query import Term
from ledger.reports import REPORTS, Choices
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

NARROWEST: Final = 0.012


def table_of(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> pd.DataFrame:
    """The calibration table: a row for each bin, with n and how many happened."""
    return REPORTS["calibration"](snapshot, terms, replace(choices, by="none"))


def plot_sharpness(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the table `calibration`: bars upwards for what came true, hatched ones downwards for what did not."""
    from matplotlib.ticker import FuncFormatter

    ax = axes_for(ax)
    low, high = table["low"].astype(float), table["high"].astype(float)
    yes, no = _parts(table)
    width = (high - low).clip(lower=NARROWEST) * 0.92
    ax.bar((low + high) / 2, yes, width, color=BLUE, label=f"came true, {yes.sum():g}")
    ax.bar(
        (low + high) / 2, -no, width, facecolor="none", edgecolor=ORANGE, hatch="////", label=f"did not, {no.sum():g}"
    )
    ax.axhline(0, color="#8a8a8a", linewidth=0.8)
    ax.set(xlim=(-0.02, 1.02), xlabel="stated probability", ylabel="forecasts")
    ax.margins(y=0.12)
    percent_axis(ax.xaxis)
    count_axis(ax.yaxis)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: grouped(round(abs(value)))))
    n = int(table["n"].sum())
    ax.set_title(f"Sharpness, n = {grouped(n)}" if n else "Sharpness: nothing has fallen due yet")
    if n:
        ax.legend(loc="best")
    return ax


def _parts(table: pd.DataFrame) -> tuple[pd.Series[float], pd.Series[float]]:
    yes = table["happened"].astype(float)
    return yes, table["n"].astype(float) - yes


def caption(table: pd.DataFrame) -> str:
    """How many, in which bins."""
    if not len(table):
        return f"No prediction has fallen due and been decided. {conventions(table)}".strip()
    n = counted(int(table["n"].sum()), "forecast")
    said = f"{n} in bins {first(table, 'bins')}: above the line what came true, below it, hatched, what did not."
    return f"{said} {conventions(table)}".strip()


def alt(table: pd.DataFrame) -> str:
    """How many are near 50 %, and how many near the ends."""
    n = int(table["n"].sum())
    if not n:
        return "An empty histogram: nothing has fallen due yet."
    said = table["mean_probability"].astype(float)
    middle = int(table["n"][(said > 0.4) & (said < 0.6)].sum())
    ends = int(table["n"][(said < 0.1) | (said > 0.9)].sum())
    parts = f"{middle / n:.0%} between 40% and 60%, {ends / n:.0%} below 10% or above 90%"
    return f"Histogram of {counted(n, 'forecast')}: {parts}."


CHART: Final = Chart(title="Sharpness histogram", table=table_of, plot=plot_sharpness, caption=caption, alt=alt)
