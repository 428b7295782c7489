"""PredictionBook's exports: JSON with every response, or a CSV of predictions without any."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from ledger.core.dates import shown
from ledger.errors import InputError
from ledger.importers._asking import told
from ledger.importers._layout import lay_out
from ledger.importers._losses import Losses
from ledger.importers._platform import Chosen, need, refuse_twice
from ledger.importers._records import Once, Record, looks_like_json, read_records, text_of
from ledger.importers._table import Problems, read_sheet, rows_of
from ledger.importers._wishes import Wishes, refuse_foreign
from ledger.importers.csv import take_rows
from ledger.store.batch import Imported
from ledger.store.journal import Draft

SYSTEM: Final = "predictionbook"
WHAT: Final = "PredictionBook export"
FIELDS: Final = ("key", "claim", "forecaster", "p", "made", "by", "outcome", "known_on", "note")
NEEDED: Final = ("id", "description", "created_at", "deadline", "outcome")
READ: Final = frozenset({*NEEDED, "last_judgement_at", "withdrawn", "updated_at", "responses"})
LEFT: Final[Mapping[str, str]] = {
    "creator_id": "a question has no author",
    "creator_label": "a question has no author",
    "description_with_group": "the same words with the name of a group",
    "group_id": "a ledger has no groups",
    "mean_confidence": "the mean of several people's numbers, of no known day, is nobody's forecast",
    "prediction_group_id": "questions of one group are questions of their own",
    "uuid": "the id is the key",
    "version": "earlier wordings are not in the export",
    "visibility": "a ledger is not shared question by question",
}
OTHERS: Final = "responses of other people than -f chooses"
ALONE: Final = "a comment without a number is no forecast"
UNKNOWN: Final = "judged unknown is ambiguous"
WITHDRAWN: Final = "withdrawn is annulled"
ONE_WORDING: Final = "1"
_WHOLE: Final = re.compile(r"[0-9]{1,3}")

Records = Callable[[Problems], Iterable[tuple[int, Record]]]
Rows = Iterator[tuple[int, list[str]]]


def take_in(draft: Draft, data: bytes, wishes: Wishes) -> Imported:
    """Add what is new in an export of PredictionBook; counts of what became of it, and what was not carried.

    `wishes.forecaster` chooses whose responses. The CSV holds none: its questions come in alone, with a warning. Raises
    `BadRowsError` with every row that cannot be read (unless `skip_bad`), an `InputError` for a file that is no such
    export, and for options that belong to other formats.
    """
    refuse_foreign(wishes, "a PredictionBook export")
    listed = looks_like_json(data)
    records = _from_json(data) if listed else _from_table(data, wishes)
    reader = _Reader(wishes)
    reading = replace(wishes, system=wishes.system or SYSTEM)
    result = take_rows(draft, lay_out(FIELDS, Wishes()), partial(reader.rows, records), reading, renames=True)
    result.losses, result.ignored = reader.losses.report, tuple(reader.ignored)
    if not listed:
        result.warnings.append("this CSV holds questions without forecasts: the JSON of the same predictions has them")
    return result


def _from_json(data: bytes) -> Records:
    records = read_records(data, under="predictions")
    for line, record in records[:1]:
        need(record, NEEDED, what=WHAT, where=f"the object in line {line}")
    return lambda _problems: records


def _from_table(data: bytes, wishes: Wishes) -> Records:
    if wishes.forecaster is not None:
        message = "this CSV holds nobody's forecasts, so -f chooses none"
        raise InputError(message, hint="leave -f out, or import the JSON of the same predictions")
    sheet = read_sheet(data)
    need(sheet.names, NEEDED, what=WHAT, where="line 1")
    refuse_twice(sheet)
    return lambda problems: (
        (line, dict(zip(sheet.names, cells, strict=True))) for line, cells in rows_of(sheet, problems)
    )


class _Reader:
    """Reads predictions and their responses, and counts what is left behind."""

    def __init__(self, wishes: Wishes) -> None:
        self.losses = Losses()
        self.ignored: dict[str, None] = {}
        self.chosen = Chosen(wishes.forecaster)
        self.predictions, self.responses = Once({}), Once({})

    def rows(self, records: Records, problems: Problems) -> Rows:
        """The rows of all predictions, in the order of `FIELDS`."""
        for line, record in records(problems):
            try:
                if self.predictions.new(line, _needed(record, "id"), record, problems):
                    yield from self._prediction(line, record, problems)
            except InputError as error:
                problems(line, told(error))
        if not problems.count:
            self.chosen.refuse_nobody()

    def _prediction(self, line: int, record: Record, problems: Problems) -> Rows:
        fields = {
            "key": text_of(record, "id"),
            "claim": _needed(record, "description"),
            "made": _needed(record, "created_at"),
            "by": text_of(record, "deadline"),
            **self._judged(record),
        }
        given = list(self._given(line, record, problems))
        if given or self.chosen.wanted is None:
            self._leave(record)
        if not given and self.chosen.wanted is None:
            yield line, _row(fields)
        for said in given:
            yield line, _row(fields | said)

    def _judged(self, record: Record) -> dict[str, str]:
        """Outcome and the day it was known; a prediction that was withdrawn has no other outcome than that."""
        outcome, judged = text_of(record, "outcome"), text_of(record, "last_judgement_at")
        if text_of(record, "withdrawn") == "true":
            self.losses.add("withdrawn", WITHDRAWN)
            return {"outcome": "annulled", "known_on": text_of(record, "updated_at")}
        if outcome not in {"", "true", "false"}:
            raise InputError(f"outcome: cannot read {shown(outcome)}", hint="write true, false or null")
        if not outcome and judged:
            self.losses.add("outcome", UNKNOWN)
            return {"outcome": "ambiguous", "known_on": judged}
        return {"outcome": outcome, "known_on": judged if outcome else ""}

    def _given(self, line: int, record: Record, problems: Problems) -> Iterator[dict[str, str]]:
        """What the responses say, of those who are chosen."""
        listed = record.get("responses") or []
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            raise InputError("responses: not a list of objects", hint="export it again")
        for number, response in enumerate(listed, 1):
            try:
                yield from self._response(line, response, problems)
            except InputError as error:
                raise InputError(f"response {number}: {error.message}", hint=error.hint) from None

    def _response(self, line: int, response: Record, problems: Problems) -> Iterator[dict[str, str]]:
        who, confidence = _needed(response, "user_label"), text_of(response, "confidence")
        number = text_of(response, "id")
        if not self.chosen(who):
            self.losses.add("responses", OTHERS)
        elif not confidence:
            self.losses.add("comment", ALONE)
        elif not number or self.responses.new(line, number, response, problems):
            made, note = _needed(response, "created_at"), text_of(response, "comment")
            yield {"forecaster": who, "p": _percent(confidence), "made": made, "note": note}

    def _leave(self, record: Record) -> None:
        self.ignored.update(dict.fromkeys(name for name in record if name not in READ | LEFT.keys()))
        for name, reason in LEFT.items():
            said = text_of(record, name)
            told_already = (name == "version" and said == ONE_WORDING) or said == text_of(record, "description")
            if said and not told_already:
                self.losses.add(name, reason)


def _needed(record: Record, name: str) -> str:
    if text := text_of(record, name):
        return text
    raise InputError(f"{name}: nothing is there", hint="fill it in, or leave it out")


def _row(fields: Mapping[str, str]) -> list[str]:
    return [fields.get(name, "") for name in FIELDS]


def _percent(text: str) -> str:
    """A confidence, which is a whole percent, as the ledger reads it.

    >>> _percent("7")
    '7%'
    """
    if not _WHOLE.fullmatch(text):
        message = f"confidence: cannot read {shown(text)} as a whole percent"
        raise InputError(message, hint="write 70, without a percent sign or a point")
    if int(text) > 100:
        raise InputError(f"confidence: {shown(text)} is not between 0 and 100", hint="this scale is percent: write 70")
    return f"{text}%"
