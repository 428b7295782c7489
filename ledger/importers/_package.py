"""Exports of several tables in a ZIP file: each table by its file's name, refused where the archive plays tricks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from zipfile import ZipInfo

from ledger.core.dates import shown
from ledger.errors import InputError
from ledger.importers._platform import refuse_twice
from ledger.importers._table import Problems, Sheet, read_sheet
from ledger.sources.formats._archive import Archive, opened

MAGIC: Final = b"PK"
SMALL: Final = 1_000_000
"""Bytes up to which nobody asks how well a file was packed."""
MOST_TIMES: Final = 200
"""How many times larger than packed a file may be; tables of digits are about ten times larger."""
APART: Final = 10**9
"""More lines than a file has: with it one number names a line of one of several files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The files of an archive by their own names, without the folders they lie in."""

    archive: Archive
    members: Mapping[str, ZipInfo]

    def sheet(self, name: str) -> Sheet:
        """A table of it; an `InputError` names the file that is missing or cannot be read."""
        if name not in self.members:
            there = ", ".join(map(shown, list(self.members)[:5])) or "nothing"
            raise InputError(f"the archive holds no {name}", hint=f"there is {there}", code="bad_file")
        return sheet_called(name, self.read(name))

    def read(self, name: str) -> bytes:
        """The bytes of a file of it."""
        return self.archive.read(self.members[name].filename)


def sheet_called(name: str, content: bytes) -> Sheet:
    """A table, each column named once; an `InputError` names the file that is none, unless it has no `name`."""
    try:
        sheet = read_sheet(content)
        refuse_twice(sheet)
    except InputError as error:
        message = f"{name}: {error.message}" if name else error.message
        raise InputError(message, hint=error.hint, code=error.code) from None
    return sheet


def unpacked(content: bytes, *, name: str) -> Package:
    """The files of an archive; `name` is what messages call it.

    An `InputError` for what is no ZIP file, for names that lead out of it, for a name that two files bear, and for
    files that unpack to more than 200 times their size or 100 MB together.
    """
    if not content.startswith(MAGIC):
        raise InputError(
            f"{name} is a ZIP file, and this is none", hint="give it as it was downloaded", code="bad_file"
        )
    archive = opened(content, name="the file", kind="ZIP file")
    members: dict[str, ZipInfo] = {}
    for info in archive.file.infolist():
        _check(info)
        own = PurePosixPath(info.filename).name
        if info.is_dir() or own.startswith(".") or info.filename.startswith("__MACOSX/"):
            continue
        if own in members:
            raise InputError(f"the archive holds two files {shown(own)}", hint="take one of them out", code="bad_file")
        members[own] = info
    return Package(archive=archive, members=members)


def _check(info: ZipInfo) -> None:
    path = info.filename
    if path.startswith("/") or "\\" in path or ":" in path or ".." in PurePosixPath(path).parts:
        message = f"the archive holds {shown(path)}, which leads out of it"
        raise InputError(message, hint="pack the tables alone, without folders", code="bad_file")
    if info.file_size > max(SMALL, MOST_TIMES * info.compress_size):
        message = f"{shown(path)} unpacks to more than {MOST_TIMES} times its size"
        raise InputError(message, hint="no export is like that: download it again", code="too_large")


def problems_of(names: Sequence[str]) -> Problems:
    """Problems of several files: lines are told by `numbered`, and named by file and line.

    >>> problems = problems_of(["asked.csv", "said.csv"])
    >>> problems(numbered(1, 7), "no number")
    >>> problems.lines
    ('said.csv:7: no number',)
    """
    return Problems(lambda number: f"{names[number // APART]}:{number % APART}")


def numbered(file: int, line: int) -> int:
    """One number for a line of the file in that place, in the order of files and lines."""
    return file * APART + line
