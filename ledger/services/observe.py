"""Observe: record what was measured of a metric on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ledger.core.rules import Value, read_metric, read_value, value_text
from ledger.errors import BadRowsError, InputError, LedgerError, RefusedError
from ledger.services.clock import Clock, clock_of
from ledger.store import observed
from ledger.store.journal import Draft
from ledger.store.making import metric_named
from ledger.store.standing import scope_of
from ledger.store.tables import observations

LONGEST_SOURCE: Final = 200
LONGEST_TEXT: Final = 2_000
Place = tuple[str, str | None]
"""A day and a source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was typed about one observation; every field as the user wrote it. `line` is its place in a file."""

    metric: str
    value: str
    on: str | None = None
    evidence: str | None = None
    source: str | None = None
    note: str | None = None
    line: int | None = None


class Recording:
    """Observations on their way into an entry.

    `keys` are those of the new ones, `corrected` those of the earlier ones that they replace, `same` counts what was
    there already, and `metrics` are the keys of all metrics that were named.
    """

    def __init__(self, draft: Draft, *, correct: bool, date_format: str | None = None) -> None:
        """Nothing yet; with `correct` each takes the place of what its source said of that day."""
        self.draft, self.correct = draft, correct
        self.clock: Clock = clock_of(draft, date_format)
        self.keys: list[int] = []
        self.corrected: list[int] = []
        self.same = 0
        self._metrics: dict[str, int] = {}
        self._there: dict[int, dict[Place, dict[Value, int]]] = {}

    @property
    def metrics(self) -> list[int]:
        """The keys of all metrics that were named."""
        return list(self._there)

    def add(self, one: Wanted) -> None:
        """One more; what is there already, of the same day and source, is passed over.

        Raises InputError for what cannot be read and for words where the metric has numbers, RefusedError for a day in
        the future and, of one that was typed, where there is nothing to correct.
        """
        metric, value = self._metric(read_metric(one.metric)), value_text(one.value)
        self._check_kind(one, metric, value)
        day = self.clock.past(one.on, what="the day it was observed").on.isoformat()
        source = _text(one.source, "source", LONGEST_SOURCE)
        there = self._there[metric].setdefault((day, source), {})
        earlier = [key for other, key in there.items() if other != read_value(value)] if self.correct else []
        if read_value(value) in there and not earlier:
            self.same += 1
            return
        if self.correct and not there and one.line is None:
            raise _nothing_to_correct(one, day, source)
        replacing: list[int | None] = [*earlier] or [None]
        for replaced in replacing:
            self._add(one, metric=metric, day=day, value=value, source=source, replaced=replaced)

    def _check_kind(self, one: Wanted, metric: int, value: str) -> None:
        if isinstance(read_value(value), Decimal):
            return
        known = [each for said in self._there[metric].values() for each in said]
        if known and all(isinstance(each, Decimal) for each in known):
            message = f"{one.metric.strip()} is measured in numbers, and {value[:40]!r} is none"
            raise InputError(message, hint="write a number, or name another metric", code="not_a_number")

    def _add(self, one: Wanted, *, metric: int, day: str, value: str, source: str | None, replaced: int | None) -> None:
        key = self.draft.add(
            observations,
            metric_id=metric,
            observed_on=day,
            value=value,
            source=source,
            evidence=_text(one.evidence, "evidence", LONGEST_TEXT),
            note=_text(one.note, "note", LONGEST_TEXT),
            replaces=replaced,
        )
        self.keys.append(key)
        there = self._there[metric][day, source]
        if replaced is not None:
            self.corrected.append(replaced)
            there.pop(next(other for other, known in there.items() if known == replaced))
        there[read_value(value)] = key

    def _metric(self, name: str) -> int:
        """The key of a metric, with what stands of it read once."""
        folded = name.casefold()
        if folded not in self._metrics:
            key = self._metrics[folded] = metric_named(self.draft, name)
            there = self._there.setdefault(key, {})
            for row in observed.standing_observations(self.draft.connection, scope_of(self.draft.connection), [key]):
                there.setdefault((row.observed_on, row.source), {})[read_value(row.value)] = row.id
        return self._metrics[folded]


def _text(typed: str | None, what: str, longest: int) -> str | None:
    text = (typed or "").strip()
    if len(text) > longest:
        raise InputError(f"the {what} is too long: {len(text)} characters", hint=f"at most {longest}")
    return text or None


def _nothing_to_correct(one: Wanted, day: str, source: str | None) -> RefusedError:
    by = f" by {source}" if source else " without a source"
    message = f"there is nothing to correct: {one.metric.strip()} was not observed on {day}{by}"
    return RefusedError(message, hint="leave --correct out, or name its --on and --source", code="nothing_to_correct")


def record(
    draft: Draft, wanted: Sequence[Wanted], *, correct: bool = False, date_format: str | None = None
) -> Recording:
    """Add observations to an entry: all of them, or none.

    Raises what `Recording.add` raises; of rows of a file a BadRowsError that names every one that cannot be recorded.
    """
    recording = Recording(draft, correct=correct, date_format=date_format)
    problems = []
    for one in wanted:
        try:
            recording.add(one)
        except LedgerError as error:
            if one.line is None:
                raise
            problems.append(f"line {one.line}: {error.message}")
    refuse(problems)
    return recording


def refuse(problems: Sequence[str]) -> None:
    """Raise a BadRowsError that lists these, if there are any."""
    if problems:
        many = "1 row" if len(problems) == 1 else f"{len(problems)} rows"
        raise BadRowsError(f"{many} cannot be recorded", problems=problems, hint="nothing was written")
