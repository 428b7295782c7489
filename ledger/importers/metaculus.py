"""Metaculus' data download: a ZIP file of questions, and of what people and aggregates forecast on them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ledger.core.dates import shown
from ledger.errors import InputError
from ledger.importers._cells import Cells
from ledger.importers._entered import entered
from ledger.importers._metaculus import AGAIN, LEFT, NEEDED, READ
from ledger.importers._metaculus_said import ANONYMOUS, IS_BOT, SPOKEN, UNSAID, WHO, Download
from ledger.importers._package import Package, problems_of, unpacked
from ledger.importers._platform import need
from ledger.importers._table import Sheet, rows_of
from ledger.importers._wishes import FOREIGN, Wishes, refuse_foreign
from ledger.importers.csv import followed
from ledger.services.clock import clock_of
from ledger.store.batch import Imported, Loss
from ledger.store.journal import Draft

SYSTEM: Final = "metaculus"
WHAT: Final = "a Metaculus download"
ASKED, SAID = "question_data.csv", "forecast_data.csv"
FILES: Final = (ASKED, SAID)
UNTYPED: Final = (*FOREIGN, "zone", "date_format")
OTHERS: Final[Mapping[str, str]] = {
    "comment_data.csv": "comments belong to posts, not to forecasts",
    "score_data.csv": "scores are computed from the forecasts",
    "key_factor_data.csv": "key factors belong to comments",
    "question_link_data.csv": "links between questions are opinions without a day",
}
KNOWN: Final = frozenset({*READ, *LEFT, *SPOKEN, *UNSAID, WHO, ANONYMOUS, IS_BOT})
_TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} ")


def take_in(draft: Draft, data: bytes, wishes: Wishes) -> Imported:
    """Add what is new in a download to the draft; counts of what became of it, and what was not carried.

    `wishes.forecaster` chooses whose forecasts, and then only questions that they speak of. Aggregates are forecasters
    called `metaculus:METHOD`. Raises `BadRowsError` with every row that cannot be read (unless `skip_bad`), an
    `InputError` for a file that is no such download, and for options that belong to other formats.
    """
    refuse_foreign(wishes, WHAT, foreign=UNTYPED)
    package = unpacked(data, name=WHAT)
    asked, said = _sheet(package, ASKED, NEEDED), _sheet(package, SAID, SPOKEN)
    if not {WHO, ANONYMOUS} & set(said.names):
        raise InputError(f"{SAID}: line 1 has no column {shown(WHO)}", hint=AGAIN, code="bad_header")
    download = Download(Cells(wishes, clock_of(draft)), problems_of(FILES), wishes.forecaster)
    download.read_questions(asked.names, rows_of(asked, download.problem_in(0)))
    rows = rows_of(said, download.problem_in(1), lambda row: mended(row, said.names))
    download.read_forecasts(said.names, followed(rows, wishes.follow))
    result = entered(draft, download.batch(wishes.system or SYSTEM), download.problems, wishes)
    result.losses = (*download.losses.report, *_left(package))
    result.ignored = tuple(name for name in (*asked.names, *said.names) if name not in KNOWN)
    return result


def mended(row: list[str], names: Sequence[str]) -> list[str]:
    """A row that is too short as its header wants it.

    Until autumn 2025 rows of aggregates lacked the cell `Is Bot`; those of open questions lack the last cell.

    >>> mended(["7", "recency_weighted", "2025-05-01 10:00:00+00:00", "0.4"], ["ID", "Who", "Is Bot", "At", "p", "q"])
    ['7', 'recency_weighted', '', '2025-05-01 10:00:00+00:00', '0.4', '']
    """
    at = names.index(IS_BOT) if IS_BOT in names else len(row)
    if at < len(row) < len(names) and _TIME.match(row[at]):
        row = [*row[:at], "", *row[at:]]
    return [*row, ""] if len(row) == len(names) - 1 else row


def _sheet(package: Package, name: str, needed: Sequence[str]) -> Sheet:
    sheet = package.sheet(name)
    need(sheet.names, needed, what=f"Metaculus download: {name}", where="line 1")
    return sheet


def _left(package: Package) -> Iterator[Loss]:
    """The tables of the archive that nothing is read from."""
    for name in package.members:
        if name.endswith(".csv") and name not in FILES:
            rows = sum(1 for _ in rows_of(package.sheet(name), lambda _line, _what: None))
            yield Loss(field=name, rows=rows, reason=OTHERS.get(name, "it holds neither questions nor forecasts"))
