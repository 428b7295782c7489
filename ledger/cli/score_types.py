"""Mean scores of questions that are not yes or no as people read them: a line for each group, type, unit and rule."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ledger.cli.counting import interval_text, level_text, score_text
from ledger.cli.tables import Column, table
from ledger.cli.titles import better

if TYPE_CHECKING:
    from ledger.services.score import Scores
    from ledger.services.summing import GroupScore


def lines_of_types(scores: "Scores", groups: Sequence["GroupScore"]) -> Iterator[str]:
    """The table: which way is good stands beside each rule."""
    by_type = scores.by == "type"
    columns = [
        Column(title="" if scores.by == "none" else scores.by, flexible=True),
        *([] if by_type else [Column(title="type")]),
        Column(title="unit", flexible=True),
        Column(title="rule"),
        Column(title="better", spare=1),
        Column(title="n", right=True),
        Column(title="mean", right=True),
        Column(title=f"{level_text(scores.level)} interval", right=True, spare=2),
        *([Column(title="coverage", right=True, spare=3)] if _covered(groups) else []),
    ]
    covered = _covered(groups)
    yield from table(columns, [cells for one in groups for cells in _cells(one, by_type=by_type, covered=covered)])


def _cells(group: "GroupScore", *, by_type: bool, covered: bool) -> Iterator[list[str]]:
    for rule, mean in group.means.items():
        yield [
            group.group,
            *([] if by_type else [group.type]),
            group.unit or "-",
            rule,
            better(rule),
            str(group.counts[rule].n),
            score_text(mean.value),
            interval_text(mean.low, mean.high),
            *(["-" if group.coverage is None else f"{group.coverage:.0%}"] if covered else []),
        ]


def _covered(groups: Sequence["GroupScore"]) -> bool:
    return any(group.coverage is not None for group in groups)
