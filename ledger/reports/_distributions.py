"""What the tables about forecasts of numbers and days share: those that count, by group, and what every row says."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ledger.core.query import Term
from ledger.reports import Choices
from ledger.reports._calibrations import context
from ledger.reports._frame import Scalar
from ledger.services.distributions import Distribution, distributions
from ledger.services.grouping import grouping_named
from ledger.services.judging import LEDGER
from ledger.store.scorable import Row
from ledger.store.snapshot import Snapshot


def grouped(
    snapshot: Snapshot, terms: Sequence[Term], choices: Choices
) -> Iterator[tuple[Sequence[Distribution], tuple[Scalar, ...]]]:
    """The forecasts that count of each group that has some, in the order of names, with the cells of `CONTEXT`."""
    groups_of = grouping_named(choices.by)(snapshot)
    found, others = distributions(snapshot, terms, include=choices.include, view=choices.view)
    members: defaultdict[str, list[Distribution]] = defaultdict(list)
    left_out: defaultdict[str, list[Row]] = defaultdict(list)
    for one in found:
        for name in groups_of(one.row):
            members[name].append(one)
    for row in others:
        for name in groups_of(row):
            left_out[name].append(row)
    for name, some in sorted(members.items()):
        around = context(choices, name, counted=len(some), left_out=len(left_out[name]))
        yield some, (LEDGER, *around, snapshot.entry)
