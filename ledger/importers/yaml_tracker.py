"""Trackers of dated public statements in YAML: who said what, by when it was to be, and what became of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from ledger.core.dates import shown
from ledger.errors import InputError
from ledger.importers._asking import told
from ledger.importers._layout import lay_out
from ledger.importers._losses import Losses
from ledger.importers._platform import Chosen, need
from ledger.importers._records import Once, Record, text_of
from ledger.importers._table import Problems
from ledger.importers._wishes import Wishes, refuse_foreign
from ledger.importers._yaml import read_yaml
from ledger.importers.csv import take_rows
from ledger.store.batch import Imported
from ledger.store.journal import Draft

SYSTEM: Final = "yaml-tracker"
WHAT: Final = "tracker"
LIST: Final = "predictions"
FIELDS: Final = (
    "key", "claim", "forecaster", "p", "basis", "made", "by", "outcome", "known_on", "fine_print", "tags", "source",
    "quote", "note",
)  # fmt: skip
NEEDED: Final = ("id", "quote", "speaker", "date_said", "predicted_date", "status")
READ: Final = frozenset({
    *NEEDED, "theme", "venue", "primary_url", "predicted_horizon_verbatim", "resolved_date", "tags", "notes",
})  # fmt: skip
LEFT: Final[Mapping[str, str]] = {
    "archive_url": "one address of a source is kept, the primary one",
    "confidence": "of the sourcing, not of the claim",
    "evidence": "an import brings no evidence: fcl resolve --amend --evidence adds it",
}
OUTCOMES: Final[Mapping[str, str]] = {
    "achieved": "yes",
    "missed": "no",
    "partially": "0.5",
    "in_window": "",
    "pending": "",
}
HALF: Final = "partially"
HALVED: Final = "partially achieved is one half"
OTHERS: Final = "statements of other people than -f chooses"

Records = list[tuple[int, Record]]


def take_in(draft: Draft, data: bytes, wishes: Wishes) -> Imported:
    """Add what is new in a tracker to the draft; counts of what became of it, and what was not carried.

    Statements have no numbers: each is a forecast with basis `none`. `wishes.forecaster` chooses whose. Raises
    `BadRowsError` with every record that cannot be read (unless `skip_bad`), an `InputError` for a file that is no
    tracker and for options that belong to other formats, MissingExtraError without PyYAML.
    """
    refuse_foreign(wishes, "a tracker")
    records, beside = read_yaml(data, under=LIST)
    for line, record in records[:1]:
        need(record, NEEDED, what=WHAT, where=f"the record in line {line}")
    losses = Losses()
    rows = partial(_rows, records, Chosen(wishes.forecaster), losses)
    result = take_rows(
        draft, lay_out(FIELDS, Wishes()), rows, replace(wishes, system=wishes.system or SYSTEM), renames=True
    )
    unknown = (name for _, record in records for name in record if name not in READ | LEFT.keys())
    result.losses, result.ignored = losses.report, (*beside, *dict.fromkeys(unknown))
    return result


def _rows(records: Records, chosen: Chosen, losses: Losses, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    once = Once({})
    for line, record in records:
        try:
            if not once.new(line, _needed(record, "id"), record, problems):
                continue
            if chosen(_needed(record, "speaker")):
                fields = _read(record, losses)
                yield line, [fields.get(name, "") for name in FIELDS]
            else:
                losses.add("speaker", OTHERS)
        except InputError as error:
            problems(line, told(error))
    if not problems.count:
        chosen.refuse_nobody()


def _read(record: Record, losses: Losses) -> dict[str, str]:
    fields = {
        "key": text_of(record, "id"),
        "claim": _needed(record, "quote"),
        "forecaster": text_of(record, "speaker"),
        "basis": "none",
        "made": _needed(record, "date_said"),
        "by": text_of(record, "predicted_date"),
        "outcome": _outcome(record),
        "known_on": text_of(record, "resolved_date"),
        "fine_print": _horizon(record),
        "tags": ";".join([*_listed(record, "tags"), text_of(record, "theme")]),
        "source": text_of(record, "primary_url"),
        "quote": text_of(record, "quote"),
        "note": ". ".join(filter(None, (text_of(record, "venue"), text_of(record, "notes")))),
    }
    if text_of(record, "status") == HALF:
        losses.add("status", HALVED)
    for name, reason in LEFT.items():
        if record.get(name):
            losses.add(name, reason)
    return fields


def _outcome(record: Record) -> str:
    """What became of it; the day on which that was known goes with an outcome only."""
    status = text_of(record, "status")
    if status not in OUTCOMES:
        raise InputError(f"status: cannot read {shown(status)}", hint=f"write {', '.join(OUTCOMES)}")
    if text_of(record, "resolved_date") and not OUTCOMES[status]:
        raise InputError(
            f"resolved_date: nothing is resolved, it is {status}", hint="change the status, or leave it out"
        )
    return OUTCOMES[status]


def _horizon(record: Record) -> str:
    """The words for the deadline, beside the day that somebody read into them."""
    said = text_of(record, "predicted_horizon_verbatim")
    return f"The deadline as it was said: {said}" if said else ""


def _listed(record: Record, name: str) -> list[str]:
    listed: Any = record.get(name) or []
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise InputError(f"{name}: not a list of words", hint=f"write {name}: [ai, scaling]")
    return listed


def _needed(record: Record, name: str) -> str:
    if text := text_of(record, name):
        return text
    raise InputError(f"{name}: nothing is there", hint="fill it in, or leave the record out")
