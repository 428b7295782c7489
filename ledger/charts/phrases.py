"""The phrase chart: what "probably" meant: how often it happened when somebody said so, beside how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ledger.charts import Chart
from ledger.charts._style import BLUE, RED, axes_for, counted, grouped, percent_axis, row_labels, rows_high, tipped
from ledger.charts._told import conventions, first, level_of, rows_of
from ledger.core.query import Term
from ledger.reports import REPORTS, Choices
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MOST: Final = 30
NO_PHRASE: Final = "-"


def table_of(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> pd.DataFrame:
    """A row of the calibration table for each phrase, all of its forecasts in one bin; numbers are left out."""
    table = REPORTS["calibration"](snapshot, terms, replace(choices, by="phrase", bins="1"))
    return table[table["group"] != NO_PHRASE].reset_index(drop=True)


def plot_phrases(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how often each phrase came true with its interval, and as a diamond the number that it was read as."""
    ax = axes_for(ax)
    shown = _shown(table)
    for place, row in enumerate(rows_of(shown)):
        ax.hlines(place, row.effective_low, row.effective_high, color=BLUE, linewidth=1.4)
        (mark,) = ax.plot(row.frequency, place, "o", color=BLUE, markersize=6)
        ax.plot(row.mean_probability, place, "D", color=RED, markersize=6, markerfacecolor="none")
        tipped(mark, _told(row))
    row_labels(ax, [f"{row.group} (n {row.n})" for row in rows_of(shown)])
    ax.set(xlim=(-0.02, 1.02), xlabel="probability")
    percent_axis(ax.xaxis)
    if len(shown):
        ax.plot([], [], "o-", color=BLUE, label="came true")
        ax.plot([], [], "D", color=RED, markerfacecolor="none", label="read as")
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18 * 3.2 / rows_high(len(shown))), ncols=2)
    n = int(table["n"].sum())
    ax.set_title(
        f"What words meant, n = {grouped(n)}" if n else "What words meant: nothing said in words has fallen due"
    )
    return ax


def _shown(table: pd.DataFrame) -> pd.DataFrame:
    most = table.nlargest(MOST, "n") if len(table) > MOST else table
    return most.sort_values(["mean_probability", "group"], ascending=[False, True])


def _told(row: Any) -> str:
    return f"{row.group}: {row.happened} of {row.n} came true, {row.frequency:.0%}; read as {row.mean_probability:.0%}"


def caption(table: pd.DataFrame) -> str:
    """How many, and which intervals."""
    if not len(table):
        return f"No prediction said in words has fallen due and been decided. {conventions(table)}".strip()
    more = len(table) - MOST
    said = (
        f"{counted(int(table['n'].sum()), 'forecast')} said in {counted(len(table), 'phrase')}: how often they came"
        f" true with {level_of(table)} intervals ({first(table, 'interval')}), and the mean of the numbers that they"
        " were read as."
    )
    return " ".join(filter(None, [said, f"The {MOST} commonest are drawn." if more > 0 else "", conventions(table)]))


def alt(table: pd.DataFrame) -> str:
    """Each phrase with how often it came true."""
    told = "; ".join(_told(row) for row in rows_of(_shown(table)))
    return (
        f"What words meant. {told}." if told else "An empty chart: nothing that was said in words has fallen due yet."
    )


CHART: Final = Chart(
    title="What words meant", table=table_of, plot=plot_phrases, caption=caption, alt=alt,
    size=lambda table: (6.4, rows_high(min(len(table), MOST))),
)  # fmt: skip
