"""Fatebook's export: a CSV with a row for each forecast, its numbers from 0 to 1, its times without a zone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from ledger.errors import InputError
from ledger.importers._asking import told
from ledger.importers._cells import from_unit_scale
from ledger.importers._layout import lay_out
from ledger.importers._losses import Losses
from ledger.importers._platform import Chosen, need, refuse_twice
from ledger.importers._table import Problems, Sheet, read_sheet, rows_of
from ledger.importers._wishes import Wishes, refuse_foreign
from ledger.importers.csv import take_rows
from ledger.store.batch import Imported
from ledger.store.journal import Draft

SYSTEM: Final = "fatebook"
NUMBER: Final = "Forecast (scale = 0-1)"
WHOSE: Final = "Forecast created by"
MADE: Final = "Forecast created at"
OPTION: Final = "Multiple choice option"
TAGS: Final = "Question tags"
FIELDS: Final = ("key", "claim", "forecaster", "p", "made", "by", "outcome", "known_on", "fine_print", "tags")
NEEDED: Final = (
    "Question title", WHOSE, NUMBER, MADE, "Question created at", "Question resolve by", "Resolution", "Resolved at",
)  # fmt: skip
LEFT: Final[Mapping[str, str]] = {
    "Question created by": "a question has no author",
    "Your Brier score for this question": "scores are computed from the forecasts",
    "Your relative Brier score for this question": "scores are computed from the forecasts",
    "Question shared with": "a ledger is not shared question by question",
    "Question shared publicly": "a ledger is not shared question by question",
    "Question comments": "comments are of several people, and undated",
}
NOTHING: Final = frozenset({"", "null", "undefined"})
ANNULLED: Final = "ambiguous"
_TIME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})")

Texts = dict[str, str]


def take_in(draft: Draft, data: bytes, wishes: Wishes) -> Imported:
    """Add what is new in an export of Fatebook; counts of what became of it, and what was not carried.

    `wishes.forecaster` chooses whose rows. Each option of a multiple choice is a question of its own, for the export
    does not say whether they exclude each other. Raises `BadRowsError` with every row that cannot be read (unless
    `skip_bad`), an `InputError` for a file that is no such export, and for options that belong to other formats.
    """
    refuse_foreign(wishes, "a Fatebook export")
    sheet = _export(data)
    losses = Losses()
    reading = replace(wishes, annulled=(*wishes.annulled, ANNULLED), system=wishes.system or SYSTEM)

    def rows(problems: Problems) -> Iterator[tuple[int, list[str]]]:
        for line, texts in _chosen(sheet, wishes.forecaster, problems, losses):
            try:
                yield line, _row(texts, losses)
            except InputError as error:
                problems(line, told(error))

    result = take_rows(draft, lay_out(FIELDS, Wishes()), rows, reading)
    result.losses = losses.report
    result.ignored = tuple(name for name in sheet.names if name not in {*NEEDED, *LEFT, OPTION, TAGS, "Question notes"})
    return result


def _export(data: bytes) -> Sheet:
    """The table, once its header is that of an export."""
    sheet = read_sheet(data)
    if "questionTitle" in sheet.names:
        message = "this table is for Fatebook's own import, in percent, and no export of it"
        raise InputError(message, hint="fcl import csv FILE --percent --map claim=questionTitle --map p=forecast")
    need(sheet.names, NEEDED, what="Fatebook export", where="line 1")
    refuse_twice(sheet)
    return sheet


def _chosen(
    sheet: Sheet, forecaster: str | None, problems: Problems, losses: Losses
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows by column name; only those of one forecaster where that is asked for."""
    chosen = Chosen(forecaster)
    for line, cells in rows_of(sheet, problems):
        texts = {name: _said(cell) for name, cell in zip(sheet.names, cells, strict=True)}
        if chosen(texts[WHOSE]):
            yield line, texts
        else:
            losses.add(WHOSE, "forecasts of other people than -f chooses")
    chosen.refuse_nobody()


def _said(cell: str) -> str:
    text = cell.strip()
    return "" if text in NOTHING else text


def _row(texts: Texts, losses: Losses) -> list[str]:
    """What a row says, in the order of `FIELDS`; an `InputError` names the column of what cannot be read."""
    for name in (WHOSE, MADE, NUMBER):
        if not texts[name]:
            raise InputError(f"{name}: nothing is there", hint="fill it in, or leave the row out")
    fields = {
        "key": f"{texts['Question title']} | {_time(texts['Question created at'])}",
        "claim": texts["Question title"],
        "forecaster": texts[WHOSE],
        "p": from_unit_scale(texts[NUMBER], field=NUMBER),
        "made": _time(texts[MADE]),
        "by": _time(texts["Question resolve by"]),
        "outcome": texts["Resolution"],
        "known_on": _time(texts["Resolved at"]),
        "fine_print": texts.get("Question notes", ""),
        "tags": ";".join("-".join(tag.split()) for tag in texts.get(TAGS, "").split(";")),
    }
    _leave(texts, losses)
    if option := texts.get(OPTION, ""):
        fields |= {"claim": f"{fields['claim']}: {option}", "key": f"{fields['key']} | {option}"}
    return [fields[name] for name in FIELDS]


def _leave(texts: Texts, losses: Losses) -> None:
    for name, reason in LEFT.items():
        if texts.get(name):
            losses.add(name, reason)
    if texts.get(OPTION):
        losses.add(OPTION, "each option is a question of its own: that they are one question is lost")
    if texts["Resolved at"] and not texts["Resolution"]:
        losses.add("Resolved at", "resolved without a resolution: the question stays open")
    if texts["Resolution"].casefold() == ANNULLED:
        losses.add("Resolution", "AMBIGUOUS is annulled")


def _time(text: str) -> str:
    """A time as exports write it, seconds without their zero; any other text as it is.

    >>> _time("2024-01-02 03:04:5")
    '2024-01-02T03:04:05'
    """
    found = _TIME.fullmatch(text)
    if found is None:
        return text
    day, *clock = found.groups()
    return f"{day}T{':'.join(part.zfill(2) for part in clock)}"
