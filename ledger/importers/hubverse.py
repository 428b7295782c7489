"""Tables of the hubverse, CSV or Parquet: model output (quantiles, CDFs, options, samples), and oracle output."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import PurePath
from typing import Final

from ledger.core.dates import shown
from ledger.core.frame import Frame, join_options
from ledger.errors import InputError
from ledger.importers._asking import told
from ledger.importers._hub_outputs import MEAN, NOTHING, NUMERIC, PMF, TYPES, Group, number, shares
from ledger.importers._layout import lay_out
from ledger.importers._losses import Losses
from ledger.importers._parquet import as_csv
from ledger.importers._platform import Chosen, need, refuse_twice
from ledger.importers._table import Problems, Sheet, read_sheet, rows_of
from ledger.importers._wishes import Wishes, refuse_foreign
from ledger.importers.csv import followed, take_rows
from ledger.store import known
from ledger.store.batch import Imported
from ledger.store.journal import Draft

SYSTEM: Final = "hubverse"
FIELDS: Final = (
    "key", "claim", "forecaster", "made", "by", "outcome", "known_on", "type", "options", "quantiles", "cdf", "shares",
    "tags",
)  # fmt: skip
TYPE, ID, VALUE, TRUTH, MODEL, TARGET = "output_type", "output_type_id", "value", "oracle_value", "model_id", "target"
ORIGINS: Final = ("origin_date", "reference_date", "forecast_date")
ENDS: Final = ("target_end_date", "target_date")
HORIZON: Final = "horizon"
SAID: Final = frozenset({TYPE, ID, VALUE, TRUTH, MODEL, "as_of"})
TRUE: Final = frozenset({"1", "1.0", "true"})
FALSE: Final = frozenset({"0", "0.0", "false"})
_FILE: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9A-Za-z_]+)-(\w+-\w+)\.")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Task:
    """What a row is about: the key and claim of its question, its target, its deadline, and the day it was said."""

    key: str
    claim: str
    target: str
    by: str
    made: str


class _Columns:
    """The columns of a table that say what it is about."""

    def __init__(self, sheet: Sheet) -> None:
        self.names = sheet.names
        self.made = next((name for name in ORIGINS if name in sheet.names), None)
        self.end = next((name for name in ENDS if name in sheet.names), None)
        # Where the end is named, forecasts from several days are of one question; else each day asks one of its own.
        left = {*SAID, TARGET, *((*ORIGINS, HORIZON) if self.end else ())}
        self.about = sorted(name for name in sheet.names if name and name not in left)
        self.read = [name for name in (*self.about, TARGET, self.end, self.made) if name and name in sheet.names]
        self.task_of = cache(self._task)

    def texts(self, cells: Sequence[str]) -> Row:
        """A row by column, blank where nothing is said."""
        texts = {name: cell.strip() for name, cell in zip(self.names, cells, strict=True)}
        return {name: "" if text.casefold() in NOTHING else text for name, text in texts.items()}

    def task(self, texts: Row) -> _Task:
        """What a row is about, whatever it says of it."""
        return self.task_of(tuple(texts[name] for name in self.read))

    def _task(self, cells: tuple[str, ...]) -> _Task:
        texts = dict(zip(self.read, cells, strict=True))
        about = [f"{name} {texts[name]}" for name in self.about if texts[name]]
        target = texts.get(TARGET, "")
        claim = f"{target} ({', '.join(about)})" if target and about else target or ", ".join(about)
        return _Task(
            key=" | ".join([target, *about]),
            claim=claim,
            target=target,
            by=texts[self.end] if self.end else "",
            made=texts[self.made] if self.made else "",
        )


def take_in(draft: Draft, data: bytes, wishes: Wishes) -> Imported:
    """Add what is new in a hub's model output or oracle output; counts of what became of it, and what was left.

    Forecasts of one target at several horizons are one prediction. Without a column of models the file's name
    (`ROUND-TEAM-MODEL.csv`) or `wishes.forecaster` says whose they are; with one, `wishes.forecaster` chooses. Oracle
    output is of questions that are here already. Raises `BadRowsError` with every row that cannot be read (unless
    `skip_bad`), an `InputError` for a file that is neither.
    """
    refuse_foreign(wishes, "a table of a hub")
    sheet = read_sheet(as_csv(data))
    refuse_twice(sheet)
    reading = replace(wishes, system=wishes.system or SYSTEM)
    losses = Losses()
    if TRUTH in sheet.names:
        found = _oracle(draft, sheet, reading, losses)
    else:
        need(sheet.names, (TYPE, ID, VALUE), what="table of a hub", where="line 1")
        found = _Output(draft, sheet, reading, losses).rows

    def rows(problems: Problems) -> Iterator[tuple[int, list[str]]]:
        for line, row in found(problems):
            yield line, [row.get(name, "") for name in FIELDS]

    # What is read is followed there; a second time would be none.
    result = take_rows(draft, lay_out(FIELDS, Wishes()), rows, replace(reading, follow=None))
    result.losses = losses.report
    result.ignored = tuple(f"column {at}" for at, name in enumerate(sheet.names, start=1) if not name)
    return result


class _Output:
    """Model output: rows put together to forecasts."""

    def __init__(self, draft: Draft, sheet: Sheet, wishes: Wishes, losses: Losses) -> None:
        self.draft, self.sheet, self.losses, self.follow = draft, sheet, losses, wishes.follow
        self.system = wishes.system or SYSTEM
        self.columns = _Columns(sheet)
        named = _FILE.match(PurePath(wishes.file or "").name)
        self.day, self.whose = named.groups() if named else ("", "")
        if MODEL not in sheet.names:
            self.whose = wishes.forecaster or self.whose
        self.chosen = Chosen(wishes.forecaster)
        self.groups: dict[tuple[_Task, str], dict[str, Group]] = {}
        self._refuse_unknown()

    def _refuse_unknown(self) -> None:
        if MODEL not in self.sheet.names and not self.whose:
            message = f"nothing says whose forecasts these are: line 1 has no column {MODEL!r}"
            raise InputError(message, hint="-f NAME, or keep the file's name: ROUND-TEAM-MODEL.csv", code="bad_header")
        if self.columns.made is None and self.day.count("-") != len("--"):
            message = f"nothing says when they were made: line 1 has no column {ORIGINS[1]!r}"
            raise InputError(
                message, hint="add one, or keep the file's name: 2026-01-03-TEAM-MODEL.csv", code="bad_header"
            )

    def rows(self, problems: Problems) -> Iterator[tuple[int, Row]]:
        """A row for each forecast, with the line where it begins."""
        for line, cells in followed(rows_of(self.sheet, problems), self.follow):
            try:
                self._add(line, self.columns.texts(cells))
            except InputError as error:
                problems(line, told(error))
        self.chosen.refuse_nobody()
        options = self._options()
        for (task, model), groups in self.groups.items():
            about = {"claim": task.claim, "by": task.by, "forecaster": model, "made": task.made}
            about["tags"] = "-".join(task.target.split())
            for line, said in self._said(task, groups, options, problems):
                yield line, about | said

    def _add(self, line: int, texts: Row) -> None:
        kind, model = texts[TYPE].lower(), texts.get(MODEL, self.whose)
        if not model:
            raise InputError(f"{MODEL}: nothing is there", hint="say whose forecast it is")
        if not self.chosen(model):
            self.losses.add(MODEL, "forecasts of others than -f chooses")
        elif kind not in TYPES:
            raise InputError(f"{TYPE}: {shown(kind)} is unknown", hint=f"there is {', '.join(TYPES)}")
        elif kind == MEAN:
            self.losses.add(MEAN, "a mean alone says nothing of how likely what is")
        elif not texts[VALUE]:
            self.losses.add(VALUE, "nothing was said")
        else:
            self._group(line, kind, model, texts)

    def _group(self, line: int, kind: str, model: str, texts: Row) -> None:
        number(texts[VALUE], field=VALUE)
        task = self.columns.task(texts)
        task = task if self.columns.made else replace(task, made=self.day)
        if not task.made or not task.key:
            name = self.columns.made if not task.made else TARGET
            raise InputError(f"{name}: nothing is there", hint="fill it in, or leave the row out")
        if _is_over(task):
            self.losses.add(HORIZON, "a forecast of what was over when it was made")
            return
        groups = self.groups.setdefault((task, model), {})
        groups.setdefault(kind, Group(line)).add(texts[ID], texts[VALUE])

    def _options(self) -> Mapping[str, list[str]]:
        """The options of each question: as the ledger has them, else in the order in which they come."""
        found: dict[str, dict[str, None]] = {}
        for (task, _), groups in self.groups.items():
            if PMF in groups:
                found.setdefault(_of_options(task), {}).update(dict.fromkeys(groups[PMF].values))
        here = known.framed(self.draft.connection, self.system, list(found))
        return {key: list(here[key].options if key in here else names) for key, names in found.items()}

    def _said(
        self, task: _Task, groups: Mapping[str, Group], options: Mapping[str, list[str]], problems: Problems
    ) -> Iterator[tuple[int, Row]]:
        numeric = [kind for kind in NUMERIC if kind in groups]
        for kind in numeric[1:]:
            for _ in groups[kind].values:
                self.losses.add(kind, f"the same forecast as {numeric[0]}, which says more")
        for kind in [*numeric[:1], *([PMF] if PMF in groups else [])]:
            try:
                yield groups[kind].line, self._one(task, kind, groups[kind], options)
            except InputError as error:
                problems(groups[kind].line, told(error))

    def _one(self, task: _Task, kind: str, group: Group, options: Mapping[str, list[str]]) -> Row:
        if kind == PMF:
            key = _of_options(task)
            return {"key": key, "options": join_options(options[key]), "shares": shares(group.values, self.losses)}
        form, read = NUMERIC[kind]
        return {"key": task.key, "type": "numeric", form: read(group.values, self.losses)}


def _is_over(task: _Task) -> bool:
    """Whether what a forecast is about had ended before it was made; no where its days are none."""
    try:
        return date.fromisoformat(task.by) < date.fromisoformat(task.made)
    except ValueError:
        return False


def _of_options(task: _Task) -> str:
    """The key of the question which option it will be: another one than that of how much."""
    return f"{task.key} | {PMF}"


def _oracle(
    draft: Draft, sheet: Sheet, wishes: Wishes, losses: Losses
) -> Callable[[Problems], Iterator[tuple[int, Row]]]:
    """Oracle output: what each question came out as that the ledger has."""
    columns, system = _Columns(sheet), wishes.system or SYSTEM
    if wishes.forecaster is not None:
        raise InputError("-f is not for oracle output: nobody forecast it", hint="leave it out")
    tasks = {columns.task(columns.texts(cells)) for _, cells in rows_of(sheet, lambda _line, _what: None)}
    keys = [key for task in tasks for key in (task.key, _of_options(task))]
    frames, claims = known.framed(draft.connection, system, keys), known.claims(draft.connection, system, keys)
    if tasks and not frames:
        message = "no question of this oracle output is in the ledger"
        raise InputError(message, hint="first fcl import hubverse MODEL_OUTPUT", code="bad_file")

    def rows(problems: Problems) -> Iterator[tuple[int, Row]]:
        for line, cells in rows_of(sheet, problems):
            texts = columns.texts(cells)
            try:
                for key, outcome in _came_out(columns.task(texts), texts, frames, losses):
                    about = {"claim": claims[key], "known_on": columns.task(texts).by, "outcome": outcome}
                    yield line, {"key": key, **about, **_asked(frames[key])}
            except InputError as error:
                problems(line, told(error))

    return rows


def _asked(frame: Frame) -> Row:
    return {"type": frame.type, "options": join_options(frame.options)}


def _came_out(task: _Task, texts: Row, frames: Mapping[str, Frame], losses: Losses) -> Iterator[tuple[str, str]]:
    kind, truth = texts.get(TYPE, "").lower(), texts[TRUTH]
    key = _of_options(task) if kind == PMF else task.key
    if not truth:
        losses.add(TRUTH, "not known yet")
    elif key not in frames:
        losses.add(TRUTH, "no forecast of it is in the ledger")
    elif kind == "cdf":
        losses.add("cdf", "on which side of a threshold it came out, not at what")
    elif kind != PMF:
        yield key, number(truth, field=TRUTH)
    elif truth.lower() in TRUE:
        yield key, texts[ID]
    elif truth.lower() not in FALSE:
        raise InputError(f"{TRUTH}: {shown(truth)} is neither 0 nor 1", hint="1 at the option that came true")
