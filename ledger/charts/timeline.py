"""The timeline: open predictions by deadline, the overdue ones left of today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ledger.charts import Chart
from ledger.charts._style import (
    BLUE,
    FAINT,
    INK,
    RED,
    axes_for,
    counted,
    day_axis,
    grouped,
    percent_axis,
    row_labels,
    rows_high,
    tipped,
    words,
)  # fmt: skip
from ledger.charts._told import conventions, rows_of
from ledger.core.query import Term
from ledger.reports import REPORTS, Choices
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROWS: Final = 30
LONGEST: Final = 58
KEPT: Final = ("question", "claim", "forecaster", "p", "told", "deadline")


def table_of(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> pd.DataFrame:
    """The open predictions that have a deadline, earliest first; `overdue` and `today` go by the clock of lists."""
    table = REPORTS["predictions"](snapshot, terms, choices)
    found = table[(table["state"] == "open") & table["deadline"].notna()]
    today = snapshot.today.isoformat()
    said = {"today": today, "filters": choices.filters or None, "as_of": snapshot.entry}
    found = found[[*KEPT]].assign(overdue=found["deadline"] < today, **said)
    return found.sort_values(["deadline", "question", "forecaster"], kind="stable").reset_index(drop=True)


def plot_timeline(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw up to 30 open predictions in a row each with its claim; more as points by deadline and probability."""
    ax = axes_for(ax)
    if len(table) <= ROWS:
        _rows(table, ax)
    else:
        _points(table, ax)
    if len(table):
        now: Any = date.fromisoformat(table["today"].iloc[0])
        ax.axvline(now, color=INK, linewidth=0.8, linestyle=(0, (4, 3)))
        day_axis(ax.xaxis)
    ax.set_xlabel("deadline (the broken line is today)")
    late = int(table["overdue"].sum())
    ax.set_title(
        f"Open predictions, n = {grouped(len(table))}, {late} overdue"
        if len(table)
        else "Nothing is open with a deadline"
    )
    return ax


def _rows(table: pd.DataFrame, ax: Axes) -> None:
    for place, row in enumerate(rows_of(table)):
        _row(row, place, ax)
    ax.margins(x=0.12)
    alone = table["forecaster"].value_counts().size <= 1
    row_labels(ax, [_label(row, alone=alone) for row in rows_of(table)], LONGEST)


def _row(row: Any, place: int, ax: Axes) -> None:
    day, today = date.fromisoformat(row.deadline[:10]), date.fromisoformat(row.today)
    ends: list[Any] = sorted([day, today])
    ax.hlines(place, ends[0], ends[1], color=FAINT, linewidth=0.8)
    x: Any = day
    (mark,) = ax.plot(x, place, "s" if row.overdue else "o", color=RED if row.overdue else BLUE, markersize=6)
    side, offset = ("right", -6) if row.overdue else ("left", 6)
    ax.annotate(
        _said(row), (x, place), (offset, 0), textcoords="offset points", va="center", ha=side, fontsize=7,
        parse_math=False,
    )  # fmt: skip
    tipped(mark, _told(row))


def _label(row: Any, *, alone: bool) -> str:
    return words(row.claim, LONGEST) if alone else f"{words(row.claim, 40)} ({words(row.forecaster, 16)})"


def _said(row: Any) -> str:
    if isinstance(row.p, str):
        return f"{float(row.p) * 100:.3g}%"
    return words(row.told, 20) if isinstance(row.told, str) else "no number"


def _told(row: Any) -> str:
    when = f"{'overdue since' if row.overdue else 'by'} {row.deadline[:10]}"
    return f"{words(row.claim, 80)}: {words(row.forecaster, 40)} {_said(row)}, {when}"


def _points(table: pd.DataFrame, ax: Axes) -> None:
    from pandas import to_datetime

    numbered = table[table["p"].notna()]
    for overdue, colour, marker in ((False, BLUE, "o"), (True, RED, "s")):
        rows = numbered[numbered["overdue"] == overdue]
        days: Any = to_datetime(rows["deadline"].str[:10])
        ax.scatter(
            days, rows["p"].astype(float), s=14, c=colour, marker=marker, alpha=0.6, linewidths=0,
            label="overdue" if overdue else "open",
        )  # fmt: skip
    ax.set(ylabel="stated probability", ylim=(-0.03, 1.03))
    percent_axis(ax.yaxis)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=2)


def caption(table: pd.DataFrame) -> str:
    """How many are open, and how many of them overdue."""
    if not len(table):
        return f"No open prediction has a deadline. {conventions(table)}".strip()
    late = int(table["overdue"].sum())
    unnumbered = int(table["p"].isna().sum()) if len(table) > ROWS else 0
    day = table["today"].iloc[0]
    said = f"{counted(len(table), 'open prediction')} with a deadline, on {day}; squares are overdue ({late})."
    left = f"{counted(unnumbered, 'prediction')} without a probability not drawn." if unnumbered else ""
    return " ".join(filter(None, [said, left, conventions(table)]))


def alt(table: pd.DataFrame) -> str:
    """The next ones, or of many between which days they lie."""
    if not len(table):
        return "An empty timeline: nothing is open with a deadline."
    if len(table) <= ROWS:
        return f"Timeline of open predictions. {'; '.join(map(_told, rows_of(table)))}."
    ends = f"{table['deadline'].iloc[0][:10]} to {table['deadline'].iloc[-1][:10]}"
    return f"Timeline of {counted(len(table), 'open prediction')}, {ends}, {int(table['overdue'].sum())} overdue."


CHART: Final = Chart(
    title="Timeline of open predictions", table=table_of, plot=plot_timeline, caption=caption, alt=alt,
    size=lambda table: (7.2, rows_high(len(table)) if len(table) <= ROWS else 4.2),
)  # fmt: skip
