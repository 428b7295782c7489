"""Calibration as people read it: the table, the diagram, the statistics, and what may be said."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ledger.calibration.sentences import FEW
from ledger.cli.calibration_rows import tables_of
from ledger.cli.calibration_statistics import lines_of_statistics
from ledger.cli.counting import WORDS, interval_text, level_text, not_in_scale, some, sum_text
from ledger.cli.prose import wrapped
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.terminal import columns
from ledger.core.numbers import decimal_text, from_ppm

if TYPE_CHECKING:
    from ledger.calibration.table import CalibrationRow
    from ledger.services.calibrate import Calibration
    from ledger.services.conclude import Concluded, Conclusions

USUAL_WIDTH: Final = 80
SOME: Final = 20
TOGETHER: Final = "intervals: the forecasts of a cluster in a bin weigh as one outcome"


def lines_of(found: "Conclusions", *, plot: bool | None, robust: bool = False) -> Iterator[str]:
    """The table, or one for each group, with everything that is to be said; with `robust` no hint at more of it."""
    yield from _heading(found.whole)
    if found.by == "phrase":
        yield ""
        yield from phrases(found)
    elif found.by == "none":
        yield from body(found.whole, plot=plot is not False)
    else:
        for one in tables_of(found):
            if one.table.n:
                yield ""
                yield from wrapped(f"{one.table.group}: {_counted(one)}")
                yield from body(one, plot=plot is True)
    yield from _foot(found, robust=robust)


def _heading(one: "Concluded") -> Iterator[str]:
    from ledger.services.clustering import FEW_CLUSTERS

    found = one.table
    yield from wrapped(
        f"{some(found.n, 'prediction')} due by {found.day}, bins {found.bins}, as of entry {found.as_of}"
    )
    unusual = {
        "timing": found.timing if found.timing != "last" else None,
        "reading": found.reading if found.reading != "scored" else None,
        "scale": found.scale,
    }
    said = [f"{name} {value}" for name, value in unusual.items() if value]
    said += ["folded at 50%"] if found.choice.fold else []
    if said:
        yield from wrapped(", ".join(said))
    if one.summary.clusters < found.n:
        few = f", and fewer than {FEW_CLUSTERS} are not tested" if one.summary.clusters < FEW_CLUSTERS else ""
        yield from wrapped(f"{_counted(one)}: what shares a question, series or source text is one cluster{few}")


def _counted(one: "Concluded") -> str:
    n, summary = one.table.n, one.summary
    if summary.clusters == n:
        return some(n, "prediction")
    return f"{some(n, 'row')} from {some(summary.questions, 'question')} in {some(summary.clusters, 'cluster')}"


def body(one: "Concluded", *, plot: bool) -> Iterator[str]:
    """A table with its diagram, and its statistics."""
    found = one.table
    if one.summary.questions < FEW:
        yield from _listed(one)
    elif found.rows:
        yield ""
        yield from table(_columns(found), map(_cells, _shown(found)))
        if found.count.kin and one.summary.clusters < found.n:
            yield from wrapped(TOGETHER)
        if plot:
            yield ""
            yield from _diagram(found)
    if found.n:
        yield ""
        yield from lines_of_statistics(one)


def _listed(one: "Concluded") -> Iterator[str]:
    """So few are not counted but shown."""
    kin = one.table.count.kin or ()
    if not kin:
        return
    current = session()
    questions = current.book.show_all([row.question for row in kin], as_of=current.as_of)
    shown = {question.id: question for question in questions}
    yield ""
    heads = [
        Column(title="id"),
        Column(title="said", right=True),
        Column(title="came"),
        Column(title="claim", flexible=True),
    ]
    yield from table(
        heads,
        ([shown[row.question].prefix, _percent(row.p_ppm), _came(row.y_ppm), shown[row.question].claim] for row in kin),
    )


def _percent(parts: int) -> str:
    return f"{decimal_text(from_ppm(parts * 100))}%"


def _came(parts: int) -> str:
    return {0: "no", 1_000_000: "yes"}.get(parts, _percent(parts))


def _shown(found: "Calibration") -> Sequence["CalibrationRow"]:
    """The rows with the intervals of their effective counts."""
    from ledger.services.effective import with_effective

    return with_effective(found.rows, found.effective)


def _columns(found: "Calibration") -> list[Column]:
    return [
        Column(title="said", right=True),
        Column(title="n", right=True),
        Column(title="happened", right=True),
        Column(title="expected", right=True, spare=2),
        Column(title="mean", right=True, spare=1),
        Column(title="came true", right=True),
        Column(title=f"{level_text(found.level)} {found.interval}", right=True),
    ]


def _cells(row: "CalibrationRow") -> list[str]:
    low, high = (decimal_text(edge * 100) for edge in (row.low, row.high))
    return [
        f"{low}%" if low == high else f"{low}-{high}%",
        str(row.n),
        sum_text(row.happened),
        sum_text(row.expected),
        f"{row.mean_probability:.1%}",
        f"{row.frequency:.1%}",
        interval_text(row.interval_low, row.interval_high),
    ]


def _diagram(found: "Calibration") -> list[str]:
    from ledger.charts import IN_TEXT

    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
    draw: Callable[..., list[str]] = IN_TEXT["terminal-reliability"]
    return draw(_shown(found), width=columns() or USUAL_WIDTH, ascii_only=ascii_only)


def phrases(found: "Conclusions") -> Iterator[str]:
    """A line for each phrase: how often it happens when somebody says so."""
    speakers = found.whole.table.count.speakers or tuple(
        {who for one in found.groups for who in one.table.count.speakers}
    )
    who = f"{speakers[0]} says" if len(speakers) == 1 else "people say"
    for one in found.groups:
        if one.table.n:
            yield from wrapped(f"when {who} {_phrase(one.table.group)}{_happens(one)}")


def _phrase(group: str) -> str:
    return "a number" if group == "-" else f'"{group}"'


def _happens(one: "Concluded") -> str:
    """From so few questions no rate, and from fewer no count."""
    found, questions = one.table, one.summary.questions
    if questions < FEW:
        return f": n = {found.n}"
    if questions < SOME:
        return f", {sum_text(found.tally.happened)} of {found.n} came true"
    return f", it happens {float(found.tally.happened) / found.n:.0%} of the time, n = {found.n}"


def _foot(found: "Conclusions", *, robust: bool) -> Iterator[str]:
    whole = found.whole.table
    doubts = [
        *([f"{found.in_words} {'was' if found.in_words == 1 else 'were'} said in words"] if found.in_words else []),
        *(
            [f"{found.otherwise} {'has' if found.otherwise == 1 else 'have'} another reading"]
            if found.otherwise
            else []
        ),
    ]
    if doubts and not robust:
        yield ""
        yield from wrapped(f"{', '.join(doubts)}: --robust")
    if whole.excluded:
        yield ""
        yield from left_out(whole.excluded, whole.overdue)
        yield from not_in_scale(whole.scale, whole.count.not_in_scale)


def left_out(excluded: Mapping[str, int], overdue: int) -> Iterator[str]:
    """What was left out, and why; of the open ones how many are past their deadline.

    >>> list(left_out({"open": 12, "annulled": 1}, 3))
    ['left out: 12 open (3 of them overdue), 1 annulled']
    """
    late = f" ({overdue} of them overdue)" if overdue else ""
    said = (f"{n} {WORDS.get(reason, reason)}{late if reason == 'open' else ''}" for reason, n in excluded.items())
    yield from wrapped(", ".join(said), "left out: ", "  ")
