"""The history of one question: what was said when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ledger.charts import Chart
from ledger.charts._style import (
    COLOURS,
    DASHES,
    FAINT,
    INK,
    MARKERS,
    axes_for,
    counted,
    day_axis,
    in_legend,
    percent_axis,
    tipped,
    words,
)  # fmt: skip
from ledger.charts._told import conventions, first, rows_of
from ledger.core.query import Term
from ledger.errors import InputError, NotFoundError
from ledger.reports import REPORTS, Choices
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MOST: Final = len(COLOURS)
SAID: Final = ("question", "forecaster", "n", "p", "told", "made", "counts", "as_of")
ASKED: Final = ("claim", "deadline", "status", "verdict", "outcome", "known_on")


def table_of(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> pd.DataFrame:
    """Every forecast of the one question that matches, with what came of it, and the day on which it is drawn.

    NotFoundError where none matches, InputError where several do.
    """
    questions = REPORTS["questions"](snapshot, terms, choices)
    if questions.empty:
        raise NotFoundError("no question matches", hint="name one: fcl plot history id:k7qm -o history.svg")
    if len(questions) > 1:
        message = f"{len(questions)} questions match, and a history is of one"
        raise InputError(message, hint=f"name one: fcl plot history id:{questions['id'].iloc[0]} -o history.svg")
    said = REPORTS["forecasts"](snapshot, terms, choices)[[*SAID]]
    asked = {name: questions[name].iloc[0] for name in ASKED}
    return said.assign(**asked, today=snapshot.today.isoformat())


def plot_history(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each forecaster said as steps, until the outcome was known, the deadline, and the outcome."""
    ax = axes_for(ax)
    numbered = table[table["p"].notna()]
    names = list(dict.fromkeys(numbered["forecaster"]))[:MOST]
    for place, name in enumerate(names):
        _steps(numbered[numbered["forecaster"] == name], ax, place)
    _line(ax, first(table, "deadline"), "deadline", ":")
    known = first(table, "known_on")
    if known is not None:
        _line(ax, known, f"{_outcome(table)}, known {known[:10]}", "--")
    if names:
        day_axis(ax.xaxis)
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=2)
    ax.set(xlabel="day on which it was said", ylabel="stated probability", ylim=(-0.03, 1.03))
    percent_axis(ax.yaxis)
    ax.set_title(words(first(table, "claim") or "Nothing was said", 64), parse_math=False)
    return ax


def _steps(rows: pd.DataFrame, ax: Axes, place: int) -> None:
    days: list[Any] = [date.fromisoformat(day[:10]) for day in rows["made"]]
    said = rows["p"].astype(float).tolist()
    until = max(days[-1], date.fromisoformat(_until(rows)))
    (line,) = ax.step(
        [*days, until], [*said, said[-1]], where="post", color=COLOURS[place], linestyle=DASHES[place],
        marker=MARKERS[place], markersize=5, markevery=list(range(len(days))),
        label=in_legend(rows["forecaster"].iloc[0]),
    )  # fmt: skip
    tipped(line, "; ".join(_told(row) for row in rows_of(rows)))


def _until(table: pd.DataFrame) -> str:
    """The last day of the steps: that of the outcome, else today or the deadline, whichever comes first."""
    known, deadline, today = first(table, "known_on"), first(table, "deadline"), first(table, "today")
    return str(known or min(filter(None, [deadline, today])))[:10]


def _line(ax: Axes, day: str | None, label: str, dashes: str) -> None:
    if day is not None:
        at: Any = date.fromisoformat(day[:10])
        ax.axvline(at, color=INK if dashes == "--" else FAINT, linewidth=1.2, linestyle=dashes, label=label)


def _outcome(table: pd.DataFrame) -> str:
    outcome = first(table, "outcome")
    return words(str(outcome).upper() if outcome is not None else first(table, "verdict"), 24)


def _told(row: Any) -> str:
    return f"{words(row.forecaster, 40)} {float(row.p) * 100:.4g}% on {row.made[:10]}"


def _parts(table: pd.DataFrame) -> Iterator[str]:
    yield f"{counted(len(table), 'forecast')} by {counted(int(table['forecaster'].nunique()), 'forecaster')}"
    late = int((~table["counts"].fillna(value=False).astype(bool)).sum())
    if late:
        yield f"{late} {'does' if late == 1 else 'do'} not count"
    unnumbered = int(table["p"].isna().sum())
    if unnumbered:
        yield f"{unnumbered} without a probability not drawn"
    more = int(table.loc[table["p"].notna(), "forecaster"].nunique()) - MOST
    if more > 0:
        yield f"{counted(more, 'forecaster')} not drawn"


def caption(table: pd.DataFrame) -> str:
    """How many forecasts, deadline and outcome."""
    deadline, known = first(table, "deadline"), first(table, "known_on")
    ends = f"Deadline {deadline}." if deadline else "No deadline."
    came = f" {_outcome(table)}, known on {known[:10]}." if known else " Not decided."
    return f"{', '.join(_parts(table))}. {ends}{came} {conventions(table)}".strip()


def alt(table: pd.DataFrame) -> str:
    """The claim, the first and the last number of each forecaster, and the outcome."""
    numbered = table[table["p"].notna()]
    ends = (_ends(rows) for _, rows in list(numbered.groupby("forecaster", sort=False))[:MOST])
    came = f" It came out {_outcome(table)}." if first(table, "known_on") else ""
    return (
        f"History of: {words(first(table, 'claim') or '', 120)}. {'; '.join(ends) or 'No probability was said'}.{came}"
    )


def _ends(rows: pd.DataFrame) -> str:
    told = [_told(row) for row in rows_of(rows)]
    return told[0] if len(told) == 1 else f"{told[0]}, at last {told[-1]}"


CHART: Final = Chart(title="History of a prediction", table=table_of, plot=plot_history, caption=caption, alt=alt)
