"""Tables of a book: mean scores, calibration, and frames for pandas or a file."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TextIO

from ledger.book.base import AsOf, OpenBook
from ledger.book.reading import Query, terms_of

if TYPE_CHECKING:
    import pandas as pd

    from ledger.reports import Choices
    from ledger.services.calibrate import Calibration
    from ledger.services.score import Scores

Level = Decimal | str | float


class Tables(OpenBook):
    """The part of a book that counts."""

    def scores(
        self,
        query: Query = (),
        *,
        rules: Sequence[str] = ("brier", "log"),
        by: str = "none",
        min_n: int = 1,
        level: Level = "0.95",
        retrospective: bool = True,
        as_of: AsOf = None,
    ) -> Scores:
        """Mean scores of what counts, by `forecaster`, `tag`, `month` and others; lower is better.

        `min_n` hides small groups, `retrospective=False` leaves out what was recorded after the outcome was known.
        Raises InputError for a rule, grouping or level that is none.
        """
        from ledger.services.score import scores

        with self.snapshot(as_of) as snapshot:
            return scores(
                snapshot, terms_of(query, snapshot.today), rules=tuple(rules), by=by, min_n=min_n, level=_level(level),
                retrospective=retrospective,
            )  # fmt: skip

    def calibration(
        self,
        query: Query = (),
        *,
        bins: str = "centred11",
        interval: str = "wilson",
        level: Level = "0.95",
        include: Collection[str] = (),
        retrospective: bool = True,
        as_of: AsOf = None,
    ) -> Calibration:
        """How often what was said came true, by bins of what was said, over the questions that have fallen due.

        `include` lets in what resolved `early` or is `undated`. Raises InputError for bins, an interval or a level
        that is none.
        """
        from ledger.services.calibrate import calibrate

        with self.snapshot(as_of) as snapshot:
            return calibrate(
                snapshot, terms_of(query, snapshot.today), bins=bins, interval=interval, level=_level(level),
                include=include, retrospective=retrospective,
            )  # fmt: skip

    def frame(self, table: str, query: Query = (), *, as_of: AsOf = None, **choices: Any) -> pd.DataFrame:
        """A table as a pandas frame: questions, predictions, forecasts, resolutions, scores or calibration.

        `choices` are those of `scores` and `calibration`: bins, interval, level, include, retrospective, rules.
        """
        from ledger.reports import REPORTS

        report = REPORTS[table]
        with self.snapshot(as_of) as snapshot:
            return report(snapshot, terms_of(query, snapshot.today), _choices(choices))

    def records(
        self, table: str, query: Query = (), *, numbers: bool = False, as_of: AsOf = None, **choices: Any
    ) -> list[dict[str, Any]]:
        """A table as a list of rows: exact numbers as text, with `numbers` as plain numbers."""
        from ledger.exporters.json import records

        rows: list[dict[str, Any]] = [*records(self.frame(table, query, as_of=as_of, **choices), numbers=numbers)]
        return rows

    def export(
        self,
        table: str,
        target: str | os.PathLike[str] | TextIO,
        query: Query = (),
        *,
        format: str | None = None,
        spreadsheet_safe: bool = False,
        as_of: AsOf = None,
        **choices: Any,
    ) -> int:
        """Write a table to a file, whole or not at all, or to a stream; how many rows it has.

        The format is the one named, else the one of the file's extension: csv, tsv, json, ndjson, md. With
        `spreadsheet_safe` no cell can be read as a formula. Raises RefusedError for a link that leads elsewhere.
        """
        from ledger.exporters import EXPORTERS, format_of
        from ledger.exporters._files import write_file

        path = os.fspath(target) if isinstance(target, (str, os.PathLike)) else None
        exporter = EXPORTERS[format_of(path, format)]
        frame = self.frame(table, query, as_of=as_of, **choices)

        def write(stream: TextIO) -> None:
            exporter(frame, stream, spreadsheet_safe=spreadsheet_safe)

        if isinstance(target, (str, os.PathLike)):
            write_file(target, write)
        else:
            write(target)
        return len(frame)


def _level(level: Level) -> Decimal:
    from ledger.errors import InputError

    try:
        return Decimal(str(level)[:40])
    except ArithmeticError:
        raise InputError(f"{str(level)[:40]!r} is no level of an interval", hint="such as 0.95") from None


def _choices(choices: dict[str, Any]) -> Choices:
    from ledger.reports import Choices

    made = {**choices, "include": frozenset(choices.get("include", ()))}
    if "level" in made:
        made["level"] = _level(made["level"])
    if "rules" in made:
        made["rules"] = tuple(made["rules"])
    return Choices(**made)
