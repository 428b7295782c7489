"""The Good Judgment Project's release: a ZIP file of its questions and of survey forecasts, or its questions alone."""

from collections.abc import Iterator, Mapping
from typing import Final

from ledger.errors import InputError
from ledger.importers._cells import Cells
from ledger.importers._entered import entered
from ledger.importers._gjp import LEFT, NEEDED, READ
from ledger.importers._gjp_said import LETTER, SPOKEN, UNSAID, Release
from ledger.importers._losses import Losses
from ledger.importers._package import MAGIC, sheet_called, unpacked
from ledger.importers._platform import need
from ledger.importers._table import Sheet, rows_of
from ledger.importers._wishes import FOREIGN, Wishes, refuse_foreign
from ledger.importers.csv import clock_for
from ledger.store.batch import Imported
from ledger.store.journal import Draft

SYSTEM: Final = "gjp"
WHAT: Final = "a release of the Good Judgment Project"
TABLE: Final = "table of the Good Judgment Project"
ASKED: Final = "q_text"
"""The column that tells the table of questions from others."""
REPEATED: Final = frozenset({"fcast_date", "q_status", "year"})
ALONE: Final = "ifps.csv"
"""How a table of questions is called that came alone and without a name."""
TABLES: Final = (".csv", ".tab", ".txt")
WITHOUT_STRAY: Final = bytes(range(128)) + b" " * 128


def take_in(draft: Draft, data: bytes, wishes: Wishes) -> Imported:
    """Add what is new in a release to the draft; counts of what became of it, and what was not carried.

    `wishes.forecaster` chooses whose forecasts, and then only questions that they speak of. Raises `BadRowsError` with
    every forecast that cannot be read (unless `skip_bad`), an `InputError` for a file that is no such release, and for
    options that belong to other formats.
    """
    refuse_foreign(wishes, WHAT, foreign=(*FOREIGN, "date_format"))
    losses = Losses()
    sheets = dict(_sheets(data, wishes.file, losses))
    asked = _asked(sheets, wishes.file)
    release = Release(Cells(wishes, clock_for(draft, wishes)), list(sheets), wishes.forecaster, losses)
    release.read_questions(list(sheets).index(asked), sheets[asked])
    for file, (name, sheet) in enumerate(sheets.items()):
        if LETTER in sheet.names:
            need(sheet.names, SPOKEN, what=_told(name, wishes.file), where="line 1")
            release.read_forecasts(file, sheet, wishes.follow)
    release.chosen.refuse_nobody()
    result = entered(draft, release.batch(wishes.system or SYSTEM), release.problems, wishes)
    result.losses = losses.report
    known = {*READ, *LEFT, *SPOKEN, *UNSAID, *REPEATED}
    ours = [sheet for sheet in sheets.values() if {ASKED, LETTER} & set(sheet.names)]
    result.ignored = tuple(dict.fromkeys(name for sheet in ours for name in sheet.names if name not in known))
    return result


def _told(name: str, given: str | None) -> str:
    """A table in messages: by the name of its file in the archive; whoever reads the file names what was given."""
    return TABLE if name == given else f"{TABLE}: {name}"


def _sheets(data: bytes, given: str | None, losses: Losses) -> Iterator[tuple[str, Sheet]]:
    """Every table by the name of its file; what is neither questions nor forecasts is counted as lost."""
    for file, content in _files(data, given or ALONE):
        sheet = sheet_called("" if file == given else file, _without_stray(file, content, losses))
        if not {ASKED, LETTER} & set(sheet.names):
            for _ in rows_of(sheet, lambda _line, _what: None):
                losses.add(file, "it holds neither questions nor survey forecasts")
        yield file, sheet


def _files(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    if not data.startswith(MAGIC):
        yield name, data
        return
    package = unpacked(data, name=WHAT)
    for member in package.members:
        if member.lower().endswith(TABLES) and not member.lower().startswith("readme"):
            yield member, package.read(member)


def _without_stray(file: str, content: bytes, losses: Losses) -> bytes:
    """The published questions hold bytes that are no text in any encoding; a space stands for them."""
    first = content.partition(b"\n")[0]
    try:
        content.decode()
    except UnicodeDecodeError:
        if ASKED.encode() not in first or not first.isascii():
            return content
        for line in content.split(b"\n"):
            if not line.isascii():
                losses.add(file, "bytes that are no UTF-8 are read as a space")
        return content.translate(WITHOUT_STRAY)
    return content


def _asked(sheets: Mapping[str, Sheet], given: str | None) -> str:
    """The file of the questions."""
    found = [name for name, sheet in sheets.items() if ASKED in sheet.names]
    if len(found) > 1:
        raise InputError(f"{found[0]} and {found[1]} both hold questions", hint="take one of them out", code="bad_file")
    if found:
        need(sheets[found[0]].names, NEEDED, what=_told(found[0], given), where="line 1")
        return found[0]
    if any(LETTER in sheet.names for sheet in sheets.values()):
        message = "forecasts alone do not say what was asked"
        raise InputError(message, hint="put ifps.csv and survey_fcasts.yr1.csv into one ZIP file", code="bad_file")
    message = f"no table of the Good Judgment Project: none has a column '{ASKED}'"
    raise InputError(message, hint="give ifps.csv, or a ZIP file of it and survey_fcasts.yr1.csv", code="bad_file")
