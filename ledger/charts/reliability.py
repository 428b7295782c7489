"""The reliability diagram: how often what was said came true, beside what was said; below it how often it was said."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from ledger.charts import Chart
from ledger.charts._style import (
    BLUE,
    FAINT,
    INK,
    axes_below,
    axes_for,
    count_axis,
    counted,
    grouped,
    percent_axis,
    tipped,
)
from ledger.charts._told import conventions, first, level_of, rows_of
from ledger.core.query import Term
from ledger.reports import REPORTS, Choices
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

FEW: Final = 5
CROWDED: Final = 25
MOST_LABELS: Final = 14


def table_of(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> pd.DataFrame:
    """A row for each bin, or with the bins `corp` for each stated probability."""
    from dataclasses import replace

    name = "calibration_curve" if choices.bins == "corp" else "calibration_bins"
    return REPORTS[name](snapshot, terms, replace(choices, by="none"))


def plot_reliability(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the table `calibration_bins` as points with intervals, or `calibration_curve` as a rising line.

    The diagonal is where everything said is right, the grey around it where chance alone leads to at the table's level.
    Below stands how often each was said.
    """
    ax = axes_for(ax)
    ax.plot([0, 1], [0, 1], color=INK, linewidth=0.8, linestyle=(0, (4, 3)))
    curve = "p" in table
    (_curve if curve else _points)(table, ax)
    n = int(table["n"].sum())
    ax.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), ylabel="how often it came true")
    percent_axis(ax.xaxis)
    percent_axis(ax.yaxis)
    ax.set_title(f"Reliability, n = {grouped(n)}" if n else "Reliability: nothing has fallen due yet")
    _said(table, ax, curve=curve)
    return ax


def _points(table: pd.DataFrame, ax: Axes) -> None:
    crowded = len(table) > CROWDED
    consistent = table.dropna(subset=["consistent_low"])
    low, high = (
        consistent[f"consistent_{end}"].astype(float) / consistent["n"].astype(float) for end in ("low", "high")
    )
    ax.vlines(
        consistent["mean_probability"],
        low,
        high,
        color=FAINT,
        alpha=0.35 / (1 + crowded),
        linewidth=3 if crowded else 9,
    )
    most = int(table["n"].max()) if len(table) else 1
    for row in rows_of(table):
        size = 1.5 + 5 * math.sqrt(row.n / most) if crowded else 6
        ax.vlines(
            row.mean_probability, row.effective_low, row.effective_high, color=BLUE,
            linewidth=0.5 if crowded else 1.4, alpha=0.5 if crowded else 1,
        )  # fmt: skip
        (mark,) = ax.plot(
            row.mean_probability, row.frequency, "o", color=BLUE, markersize=size,
            markerfacecolor="none" if row.n < FEW else BLUE,
        )  # fmt: skip
        tipped(mark, _told(row))


def _told(row: Any) -> str:
    low, high = (f"{float(getattr(row, end)) * 100:g}%" for end in ("low", "high"))
    said = low if low == high else f"{low} to {high}"
    ends = f"{row.effective_low:.0%} to {row.effective_high:.0%}"
    return f"said {said}: {row.happened} of {row.n} came true, {row.frequency:.0%} ({ends})"


def _curve(table: pd.DataFrame, ax: Axes) -> None:
    said = table["p"].astype(float)
    band = table.dropna(subset=["band_low"])
    ax.fill_between(
        band["p"].astype(float), band["band_low"], band["band_high"], color=FAINT, alpha=0.35, linewidth=0
    )  # fmt: skip
    ax.plot(said, table["frequency"], color=BLUE, marker="o", markersize=3)


def _said(table: pd.DataFrame, ax: Axes, *, curve: bool) -> None:
    below = axes_below(ax)
    if curve:
        below.vlines(table["p"].astype(float), 0, table["n"].astype(float), color=BLUE, linewidth=2)
    else:
        low, high = table["low"].astype(float), table["high"].astype(float)
        width = (high - low).clip(lower=0.015)
        bars = below.bar((low + high) / 2, table["n"].astype(float), width * 0.92, color=BLUE, alpha=0.6)
        if len(table) <= MOST_LABELS:
            below.bar_label(bars, [str(n) for n in table["n"]], fontsize=7, padding=1)
    below.set(xlim=ax.get_xlim(), xlabel="stated probability", ylabel="forecasts")
    below.margins(y=0.25)
    below.set_ylim(bottom=0)
    count_axis(below.yaxis)
    percent_axis(below.xaxis)


def caption(table: pd.DataFrame) -> str:
    """n, bins, intervals and the band, in words."""
    if not len(table):
        return f"No prediction has fallen due and been decided. {conventions(table)}".strip()
    n, level = counted(int(table["n"].sum()), "forecast"), level_of(table)
    if "p" in table:
        band = (
            f"; in the grey it would run at {level} if every forecast were right"
            if level
            else "; forecasts that share a question, series or text leave it without a band"
        )
        said = f"{n}. The line is the rising curve that fits best (CORP){band}."
    else:
        said = (
            f"{n} in bins {first(table, 'bins')}. Lines are {level} intervals ({first(table, 'interval')}), grey bars"
            f" hold {level} of what chance makes of forecasts that are right; hollow points stand for fewer than {FEW}."
        )
        said += " Larger points stand for more." if len(table) > CROWDED else ""
    return f"{said} {conventions(table)}".strip()


def alt(table: pd.DataFrame) -> str:
    """The bins, each with how often it came true."""
    if not len(table):
        return "An empty reliability diagram: nothing has fallen due yet."
    n = counted(int(table["n"].sum()), "forecast")
    if "p" in table:
        start, end = table["frequency"].iloc[0], table["frequency"].iloc[-1]
        return f"Reliability curve of {n}: it rises from {start:.0%} to {end:.0%}."
    shown = table if len(table) <= CROWDED else table.nlargest(CROWDED, "n").sort_values("bin")
    rows = (f"{row.mean_probability:.0%} said, {row.frequency:.0%} came true (n {row.n})" for row in rows_of(shown))
    largest = f" in {len(table)} bins, of which the {CROWDED} largest" if len(table) > CROWDED else ""
    return f"Reliability diagram of {n}{largest}: {'; '.join(rows)}."


CHART: Final = Chart(
    title="Reliability diagram",
    table=table_of,
    plot=plot_reliability,
    caption=caption,
    alt=alt,
    size=lambda _: (4.8, 5.2),
)
