"""Decisions from a table: one row for each question, read into what `resolve` takes."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Final

from ledger.errors import BadRowsError, InputError
from ledger.services.resolve import Decision

COLUMNS: Final = {
    "id": ("id", "question", "prediction"),
    "outcome": ("outcome", "resolution"),
    "known_on": ("known_on", "on", "known"),
    "happened_on": ("happened_on", "happened"),
    "evidence": ("evidence",),
    "note": ("note", "message"),
    "judge": ("judge",),
}
LONGEST: Final = 20_000_000


def read_decisions(text: str) -> list[tuple[str, Decision]]:
    r"""The decisions of a CSV table: columns id and outcome; known_on, happened_on, evidence, note, judge where known.

    Several pieces of evidence stand on lines of their own inside the cell.
    Raises InputError for a table without these columns, BadRowsError for rows without id or outcome.

    >>> read_decisions("id,outcome,known_on\nk7qm,yes,2026-11-14\n")[0][1].known_on
    '2026-11-14'
    """
    if len(text) > LONGEST:
        raise InputError(f"the table is too long: {len(text)} characters", hint="split it")
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        places = _places(rows.fieldnames or [])
        read = list(_rows(rows, places))
    except csv.Error as error:
        raise InputError(f"line {rows.line_num} is no CSV: {error}", hint="check the quotation marks") from None
    problems = [f"line {line}: no {missing}" for line, missing, _ in read if missing]
    if problems:
        many = "1 row" if len(problems) == 1 else f"{len(problems)} rows"
        raise BadRowsError(f"{many} cannot be read", problems=problems, hint="nothing was written")
    if not read:
        raise InputError("the table has no rows", hint="give one row for each question: id,outcome")
    return [row for _, _, row in read]


def _places(names: object) -> dict[str, str]:
    given = {str(name).strip().lower().replace("-", "_"): str(name) for name in names}  # type: ignore[attr-defined]
    found = {column: given[word] for column, words in COLUMNS.items() for word in reversed(words) if word in given}
    for needed in ("id", "outcome"):
        if needed not in found:
            raise InputError(f"the table has no column {needed}", hint=f"it has {', '.join(given) or 'none'}")
    return found


def _rows(rows: "csv.DictReader[str]", places: Mapping[str, str]) -> Iterator[tuple[int, str, tuple[str, Decision]]]:
    for row in rows:
        cells = {column: (row.get(name) or "").strip() for column, name in places.items()}
        if not any(cells.values()):
            continue
        missing = next((name for name in ("id", "outcome") if not cells[name]), "")
        decision = Decision(
            outcome=cells["outcome"],
            known_on=cells.get("known_on") or None,
            happened_on=cells.get("happened_on") or None,
            evidence=tuple(cells.get("evidence", "").splitlines()),
            note=cells.get("note") or None,
            judge=cells.get("judge") or None,
        )
        yield rows.line_num, missing, (cells["id"], decision)
