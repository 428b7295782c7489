"""Tables of a book: mean scores, calibration, and frames for pandas or a file."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from io import BufferedIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, Unpack

from ledger.book.base import AsOf, OpenBook
from ledger.book.choices import Chosen, Counting, Level, Scoring
from ledger.book.reading import Query, terms_of
from ledger.services.view import USUAL, View

__all__ = ["Level", "Tables", "choices_of"]

if TYPE_CHECKING:
    import pandas as pd

    from ledger.reports import Choices
    from ledger.services.calibrate import Calibration, Choice
    from ledger.services.conclude import Conclusions
    from ledger.services.evidence import Evidence
    from ledger.services.robust_scores import RobustScores
    from ledger.services.robustness import Robustness
    from ledger.services.score import Scores
    from ledger.services.summary import Inference


class Tables(OpenBook):
    """The part of a book that counts."""

    def scores(
        self,
        query: Query = (),
        *,
        rules: Sequence[str] = (),
        dialect: str | None = None,
        by: str = "none",
        min_n: int = 1,
        last: int | None = None,
        level: Level = "0.95",
        interval: str = "clustered",
        seed: int = 1,
        baseline: str | None = None,
        retrospective: bool = True,
        view: View = USUAL,
        as_of: AsOf = None,
    ) -> Scores:
        """Mean scores of what counts, by `forecaster`, `tag`, `month` and others; lower is better but where named.

        Without `rules` each type of question is scored by its own, never in one mean; `dialect` scores as a platform
        does; `view` says which forecasts count, by which reading and scale; `min_n` hides small groups, `last` keeps
        the newest outcomes; `interval` is `clustered` or `bootstrap`; `baseline` adds skill. `retrospective=False`
        leaves out what was recorded after the outcome was known. Raises InputError for a name or level that is none.
        """
        from ledger.services.score import Asked, scores

        asked = Asked(
            rules=tuple(rules), dialect=dialect, by=by, min_n=min_n, last=last, level=_level(level), interval=interval,
            seed=seed, baseline=baseline, view=view if retrospective else replace(view, retrospective=False),
        )  # fmt: skip
        with self.snapshot(as_of) as snapshot:
            return scores(snapshot, terms_of(query, snapshot.today), asked)

    def robust_scores(self, query: Query = (), *, as_of: AsOf = None, **asked: Unpack[Scoring]) -> RobustScores:
        """The mean scores under every reading of the deadlines and every scale of the words, and what survives all.

        `asked` are the choices of `scores`.
        """
        from ledger.services.robust_scores import robust_scores
        from ledger.services.score import Asked

        chosen: dict[str, Any] = {**asked, "level": _level(asked.get("level", "0.95"))}
        with self.snapshot(as_of) as snapshot:
            return robust_scores(snapshot, terms_of(query, snapshot.today), Asked(**chosen))

    def calibration(
        self,
        query: Query = (),
        *,
        bins: str = "centred11",
        interval: str = "wilson",
        level: Level = "0.95",
        include: Collection[str] = (),
        retrospective: bool = True,
        view: View = USUAL,
        fold: bool = False,
        as_of: AsOf = None,
    ) -> Calibration:
        """How often what was said came true, by bins of what was said, over the questions that have fallen due.

        `include` lets in what resolved `early` or is `undated`; `view` says which forecasts count, by which reading and
        scale; `fold` reads what was said below 50 % as its opposite. Its `statistics` take each forecast as independent
        of the others and have no nulls: `calibration_summary` does better. Raises InputError for a name or level that
        is none.
        """
        from ledger.services.calibrate import calibrate

        with self.snapshot(as_of) as snapshot:
            return calibrate(
                snapshot, terms_of(query, snapshot.today), bins=bins, interval=interval, level=_level(level),
                include=include, retrospective=retrospective, view=view, fold=fold,
            )  # fmt: skip

    def calibration_summary(
        self,
        query: Query = (),
        *,
        by: str = "none",
        seed: int = 1,
        resamples: int | None = None,
        expected_error: bool = False,
        as_of: AsOf = None,
        **choices: Unpack[Counting],
    ) -> Conclusions:
        """The calibration, whole and by groups, with what may be concluded from it.

        Errors and tests know which forecasts share a question, a series or a text; miscalibration stands beside what a
        perfect forecaster would get; a verdict is given where there are enough questions. Nulls are drawn from `seed`,
        `resamples` times, by default as often as is quick. `expected_error` adds the expected calibration error.
        `choices` are those of `calibration`. Raises InputError for a name that is none.
        """
        from ledger.services.conclude import conclude

        inference = _inference(seed, resamples, expected_error=expected_error)
        with self.snapshot(as_of) as snapshot:
            return conclude(snapshot, terms_of(query, snapshot.today), _choice(choices), by=by, inference=inference)

    def evidence(self, query: Query = (), *, as_of: AsOf = None, **choices: Unpack[Counting]) -> Evidence:
        """How many of the predictions in a calibration table are of each evidence grade.

        Where the query restricts grades, also how many others there are, and their mean Brier score. `choices` are
        those of `calibration`.
        """
        from ledger.services.evidence import evidence_of

        with self.snapshot(as_of) as snapshot:
            return evidence_of(snapshot, terms_of(query, snapshot.today), _choice(choices))

    def robustness(
        self,
        query: Query = (),
        *,
        by: str = "none",
        seed: int = 1,
        resamples: int | None = None,
        as_of: AsOf = None,
        **choices: Unpack[Counting],
    ) -> Robustness:
        """What the calibration says under every reading of its deadlines and every scale of its words.

        And which of its conclusions survive all of them. `choices` are those of `calibration`.
        """
        from ledger.services.robustness import robustness

        inference = _inference(seed, resamples)
        with self.snapshot(as_of) as snapshot:
            return robustness(snapshot, terms_of(query, snapshot.today), _choice(choices), by=by, inference=inference)

    def frame(self, table: str, query: Query = (), *, as_of: AsOf = None, **choices: Unpack[Chosen]) -> pd.DataFrame:
        """A table as a pandas frame, by its name in `ledger.reports.REPORTS`; hyphens stand for underscores.

        `choices` are the fields of `ledger.reports.Choices`: those of `scores` and `calibration`.
        """
        from ledger.reports import REPORTS

        name = table.replace("-", "_")
        report = REPORTS[name]
        with self.snapshot(as_of) as snapshot:
            frame = report(snapshot, terms_of(query, snapshot.today), choices_of(choices, query))
            frame.attrs |= {"table": name, "entry": snapshot.entry}
        return frame

    def records(
        self, table: str, query: Query = (), *, numbers: bool = False, as_of: AsOf = None, **choices: Unpack[Chosen]
    ) -> list[dict[str, Any]]:
        """A table as a list of rows: exact numbers as text, with `numbers` as plain numbers."""
        from ledger.exporters.json import records

        rows: list[dict[str, Any]] = [*records(self.frame(table, query, as_of=as_of, **choices), numbers=numbers)]
        return rows

    def export(
        self,
        table: str,
        target: str | os.PathLike[str] | TextIO | BufferedIOBase,
        query: Query = (),
        *,
        format: str | None = None,
        spreadsheet_safe: bool = False,
        with_codebook: bool = False,
        as_of: AsOf = None,
        **choices: Unpack[Chosen],
    ) -> int:
        """Write a table to a file, whole or not at all, or to a stream of text or bytes; how many rows it has.

        The format is the one named, else the one of the file's extension: csv, tsv, json, ndjson, md, html, parquet,
        xlsx. With `spreadsheet_safe` no cell can be read as a formula. `with_codebook` writes what the columns mean
        beside the file: NAME.codebook.csv, and for csv and tsv descriptors (Data Package, CSV on the Web). Raises
        RefusedError for a link that leads elsewhere and for what a format cannot hold, InputError for a codebook of a
        stream and an extension of another format, MissingExtraError for a format whose package is not installed.
        """
        from ledger.exporters import EXPORTERS, format_of
        from ledger.exporters._descriptors import companions, refuse_streams
        from ledger.exporters._files import write_file, write_stream

        path = os.fspath(target) if isinstance(target, (str, os.PathLike)) else None
        if with_codebook:
            refuse_streams(path)
        form = format_of(path, format)
        exporter = EXPORTERS[form]
        frame = self.frame(table, query, as_of=as_of, **choices)

        def write(stream: TextIO) -> None:
            exporter(frame, stream, spreadsheet_safe=spreadsheet_safe)

        if isinstance(target, (str, os.PathLike)):
            write_file(target, write)
            for place, writer in companions(Path(target), form, frame) if with_codebook else ():
                write_file(place, writer)
        else:
            write_stream(target, write)
        return len(frame)

    def export_partitioned(
        self, address: str | os.PathLike[str], query: Query = (), *, as_of: AsOf = None, **choices: Unpack[Chosen]
    ) -> int:
        """Write the table `counted` as Parquet by the year of resolution, a year at a time; how many rows it has.

        To a new folder at a path or URL (s3, gs, hdfs): resolved_year=2026/part-0.parquet and so on, never all of it in
        memory. Raises RefusedError where something is there, StorageError where it cannot be written.
        """
        from ledger.exporters._partitioned import write_partitioned
        from ledger.reports.counted import YEAR, frames_by_year

        with self.snapshot(as_of) as snapshot:
            pieces = frames_by_year(snapshot, terms_of(query, snapshot.today), choices_of(choices, query))
            return write_partitioned(os.fspath(address), YEAR, pieces)


def _level(level: Level) -> Decimal:
    from ledger.errors import InputError

    try:
        return Decimal(str(level)[:40])
    except ArithmeticError:
        raise InputError(f"{str(level)[:40]!r} is no level of an interval", hint="such as 0.95") from None


def choices_of(choices: Mapping[str, Any], query: Query) -> Choices:
    """The choices of a table as they are given, beside the query as it was typed."""
    from ledger.reports import Choices

    made = {**_read(choices), "filters": query if isinstance(query, str) else " ".join(query)}
    return Choices(**({**made, "rules": tuple(made["rules"])} if "rules" in made else made))


def _choice(choices: Mapping[str, Any]) -> Choice:
    from ledger.services.calibrate import Choice

    return Choice(**_read(choices))


def _read(choices: Mapping[str, Any]) -> dict[str, Any]:
    """Choices as they are given, with a set of inclusions, an exact level, and one view."""
    made = {**choices, "include": frozenset(choices.get("include", ()))}
    if "level" in made:
        made["level"] = _level(made["level"])
    if not made.pop("retrospective", True):
        made["view"] = replace(made.get("view", USUAL), retrospective=False)
    return made


def _inference(seed: int, resamples: int | None, *, expected_error: bool = False) -> Inference:
    from ledger.services.summary import Inference

    return Inference(seed=seed, resamples=resamples, expected_error=expected_error)
