"""The loss report: each field of a file that is not carried, with the rows in which it said something."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ledger.store.batch import Loss


class Losses:
    """What an importer leaves behind, counted while it reads.

    >>> losses = Losses()
    >>> losses.add("Votes", "nobody votes on what came true")
    >>> losses.report[0].rows
    1
    """

    def __init__(self) -> None:
        self.rows: Counter[tuple[str, str]] = Counter()

    def add(self, field: str, reason: str) -> None:
        """One more row whose field is left, for a reason that is said in a line."""
        self.rows[field, reason] += 1

    def watched(
        self, rows: Iterable[tuple[int, list[str]]], columns: Sequence[tuple[int, str]], reason: str
    ) -> Iterable[tuple[int, list[str]]]:
        """The same rows of a table; what they say in these columns, by position and name, is counted on the way."""
        return self._watching(rows, columns, reason) if columns else rows

    def _watching(
        self, rows: Iterable[tuple[int, list[str]]], columns: Sequence[tuple[int, str]], reason: str
    ) -> Iterator[tuple[int, list[str]]]:
        for line, row in rows:
            for place, name in columns:
                if row[place].strip():
                    self.add(name, reason)
            yield line, row

    @property
    def report(self) -> tuple[Loss, ...]:
        """Every field that was left, in the order in which it was met."""
        return tuple(Loss(field=field, rows=rows, reason=reason) for (field, reason), rows in self.rows.items())
