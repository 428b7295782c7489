"""The leaderboard as a forest plot: where each forecaster stands, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ledger.charts import Chart
from ledger.charts._style import (
    BLUE,
    FAINT,
    INK,
    axes_for,
    counted,
    few_ticks,
    row_labels,
    rows_high,
    tipped,
    titled,
    words,
)
from ledger.charts._told import conventions, first, level_of, rows_of
from ledger.core.query import Term
from ledger.reports import REPORTS, Choices
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MOST: Final = 40
MEANINGS: Final = {
    "fixed-effects": "difference from the average forecaster on equal questions",
    "relative-skill": "ratio of mean scores to those of the others",
    "head-to-head": "difference to expect in a match",
    "common": "mean over the questions that all answered",
}
AVERAGE: Final = {"fixed-effects": 0, "relative-skill": 1, "head-to-head": 0}


def table_of(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> pd.DataFrame:
    """The table `leaderboard` by one rule: the first that is asked for, else Brier."""
    rules = () if choices.dialect else choices.rules[:1] or ("brier",)
    return REPORTS["leaderboard"](snapshot, terms, replace(choices, rules=rules))


def plot_leaderboard(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw those with a rank, best first, with their intervals; hollow and grey where neighbours overlap."""
    ax = axes_for(ax)
    shown = _shown(table)
    rows = list(rows_of(shown))
    for place, row in enumerate(rows):
        apart = _apart(rows, place)
        ax.hlines(place, row.interval_low, row.interval_high, color=BLUE if apart else FAINT, linewidth=1.6)
        (mark,) = ax.plot(
            row.value, place, "o", color=BLUE if apart else FAINT, markerfacecolor=BLUE if apart else "none"
        )
        ax.annotate(
            _rank(row),
            (1, place),
            (4, 0),
            ("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            fontsize=7,
        )
        tipped(mark, _told(row))
    if len(shown) and first(table, "method") in AVERAGE:
        ax.axvline(AVERAGE[first(table, "method")], color=INK, linewidth=0.8, linestyle=(0, (4, 3)))
    row_labels(ax, [f"{words(row.forecaster, 30)} (n {row.n})" for row in rows])
    ax.set_xlabel(_unit(table))
    few_ticks(ax.xaxis)
    n = int(table["rank"].notna().sum())
    ax.set_title(f"Leaderboard of {counted(n, 'forecaster')}" if n else "Leaderboard: nobody can be ranked yet")
    return ax


def _shown(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["rank"].notna()].head(MOST)


def _apart(rows: Sequence[Any], place: int) -> bool:
    """Whether an interval overlaps neither of its neighbours'."""
    own = rows[place]
    others = [rows[at] for at in (place - 1, place + 1) if 0 <= at < len(rows)]
    return all(own.interval_high < one.interval_low or one.interval_high < own.interval_low for one in others)


def _rank(row: Any) -> str:
    return f"rank {row.rank_low} to {row.rank_high}" if row.rank_low != row.rank_high else f"rank {row.rank}"


def _told(row: Any) -> str:
    ends = f"{row.interval_low:.3f} to {row.interval_high:.3f}"
    return f"{words(row.forecaster, 60)}: {row.value:.3f} ({ends}), {_rank(row)}, n {row.n}"


def _unit(table: pd.DataFrame) -> str:
    method, rule = first(table, "method"), first(table, "rule")
    return f"{titled(str(rule))}: {MEANINGS.get(str(method), method)}" if method else ""


def caption(table: pd.DataFrame) -> str:
    """Method, rule, minimum and intervals, and who is not ranked."""
    if not len(table):
        return f"No forecast has been scored. {conventions(table)}".strip()
    ranked = int(table["rank"].notna().sum())
    unranked = len(table) - ranked
    questions = counted(int(first(table, "questions") or 0), "question")
    said = (
        f"{questions}, by {first(table, 'method')}, of who has {first(table, 'minimum')} or more in common with others."
        f" Lines are {level_of(table)} intervals over clusters of questions, hollow where neighbours overlap. The"
        " ranges of ranks came out when the questions were drawn again."
    )
    left = f"{counted(unranked, 'forecaster')} not ranked." if unranked else ""
    cut = f"The first {MOST} are drawn." if ranked > MOST else ""
    return " ".join(filter(None, [said, left, cut, conventions(table)]))


def alt(table: pd.DataFrame) -> str:
    """Everybody who is drawn, with interval and ranks."""
    told = "; ".join(_told(row) for row in rows_of(_shown(table)))
    return f"Leaderboard. {told}." if told else "An empty leaderboard: nobody can be ranked yet."


CHART: Final = Chart(
    title="Leaderboard", table=table_of, plot=plot_leaderboard, caption=caption, alt=alt,
    size=lambda table: (6.4, rows_high(len(_shown(table)))),
)  # fmt: skip
