"""Tables of separated values as text: encoding, separator, header, and rows with the line that each begins on."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from ledger.errors import BadRowsError, InputError

SEPARATORS: Final = (",", ";", "\t")
NAMED: Final = re.compile(r'"?sep=([^"\w\r\n])"?\r?(?=\n)', re.IGNORECASE)
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

WORKBOOK: Final = ("an Excel workbook", "save it as CSV UTF-8 there, one sheet at a time")
PACKED: Final = (
    (b"\x1f\x8b", "packed (gzip)", "unpack it first: gunzip -k FILE"),
    (b"PK\x03\x04", "packed (ZIP)", "unpack it first: unzip FILE"),
    (b"\xd0\xcf\x11\xe0", *WORKBOOK),
    (b"PAR1", "Parquet", "write it as CSV; fcl import hubverse reads a hub's"),
)

Cells = list[str]
Problem = Callable[[int, str], None]
Mend = Callable[[Cells], Cells]


class _Lines(Protocol):
    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[Cells]: ...
    def __next__(self) -> Cells: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table before its rows are read: names of the columns, and the text below them."""

    names: tuple[str, ...]
    separator: str
    text: str


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with a byte order mark.

    An `InputError` names the first byte that is neither, and says what to do with a packed file or a workbook.

    >>> decoded(b"claim,p")
    'claim,p'
    """
    if packed := next((one[1:] for one in PACKED if data.startswith(one[0])), None):
        what, hint = WORKBOOK if b"xl/workbook.xml" in data else packed
        raise InputError(f"the file is {what}", hint=hint, code="bad_encoding")
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        name = encoding.removesuffix("-sig").upper()
        message = f"byte 0x{data[error.start]:02X} at offset {error.start} (line {line}) is not {name}"
        hint = "save the file as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE"
        raise InputError(message, hint=hint, code="bad_encoding") from None


def read_sheet(data: bytes) -> Sheet:
    """The header of a file; the separator is that of `sep=;` above it, else the comma, semicolon or tab it has most of.

    An `InputError` for a file without a header.
    """
    separator, text = _named_separator(decoded(data))
    if not text.strip():
        raise InputError("the file is empty", hint="the first line must name the columns", code="bad_header")
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = separator or max(SEPARATORS, key=first.count)
    try:
        names = next(row for row in _reader(text, separator) if row)
    except csv.Error as error:
        message = f"the header cannot be read: {error}"
        raise InputError(message, hint="check its quotation marks", code="bad_header") from None
    if any("\0" in name for name in names):
        message = "the header holds zero bytes, as UTF-16 without its byte order mark does"
        raise InputError(message, hint="save the file as UTF-8", code="bad_encoding")
    return Sheet(names=tuple(name.strip() for name in names), separator=separator, text=text)


def _named_separator(text: str) -> tuple[str | None, str]:
    r"""The separator that Excel's own first line names, and the text with that line left empty.

    >>> _named_separator("sep=|\nclaim|p"), _named_separator("claim,p")
    (('|', '\nclaim|p'), (None, 'claim,p'))
    """
    found = NAMED.match(text)
    return (found[1], text[found.end() :]) if found else (None, text)


def rows_of(sheet: Sheet, problem: Problem, mend: Mend | None = None) -> Iterator[tuple[int, Cells]]:
    """Every row with the line that it begins on; ragged ones, and broken quotes, are told to `problem`.

    Empty lines are passed over. `mend` makes of a row of another width what it was meant to be.
    """
    reader = _reader(sheet.text, sheet.separator)
    width = len(sheet.names)
    header = True
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            problem(line, f"cannot be read as a table row: {error}")
            continue
        if row is None:
            return
        if header or not row:
            header = header and not row
            continue
        if mend and len(row) != width:
            row = mend(row)
        if len(row) == width:
            yield line, row
        elif any(map(str.strip, row)):
            problem(line, f"{len(row)} cells, but the header has {width}")


def _reader(text: str, separator: str) -> _Lines:
    # Strict: a quotation mark that is never closed is an error, not a cell that swallows the rest.
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


class Problems:
    """The rows that cannot be read, each with its line and what is wrong; at most a thousand are kept in words.

    `place` puts the number of a line into words.
    """

    KEPT: Final = 1_000

    def __init__(self, place: Callable[[int], str] = "line {}".format) -> None:
        self.place = place
        self.count = 0
        self.told: list[tuple[int, str]] = []

    def __call__(self, line: int, what: str) -> None:
        """One more."""
        self.count += 1
        if len(self.told) < self.KEPT:
            self.told.append((line, what))

    @property
    def lines(self) -> tuple[str, ...]:
        """What to print, in the order of the lines."""
        more = self.count - len(self.told)
        listed = tuple(f"{self.place(line)}: {what}" for line, what in sorted(self.told))
        return (*listed, f"and {more} more") if more else listed

    def refuse(self, *, hint: str = "--skip-bad imports the other rows") -> None:
        """Raise a `BadRowsError` if there are any."""
        if self.count:
            noun = "row" if self.count == 1 else "rows"
            message = f"{self.count} bad {noun}: nothing was written"
            raise BadRowsError(message, problems=self.lines, hint=hint)
