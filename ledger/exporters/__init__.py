"""Formats of tables by name: one file for each, every one writes a frame to a stream."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Protocol, TextIO

from ledger.core.dates import shown
from ledger.errors import InputError
from ledger.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from ledger.core.query import Term
    from ledger.store.snapshot import Snapshot


class Exporter(Protocol):
    """What every file of a format offers."""

    def __call__(self, frame: "pd.DataFrame", stream: TextIO, *, spreadsheet_safe: bool = False) -> None:
        """Write the whole frame: the same frame gives the same bytes."""


class Document(Protocol):
    """What every file of a document offers."""

    def __call__(self, snapshot: "Snapshot", terms: "Sequence[Term]" = (), *, title: str = "Predictions") -> bytes:
        """The document of what matches: the same state and day give the same bytes."""


EXPORTERS: Registry[Exporter] = Registry(
    "export format",
    {
        "csv": "ledger.exporters.csv:write",
        "tsv": "ledger.exporters.tsv:write",
        "json": "ledger.exporters.json:write",
        "ndjson": "ledger.exporters.ndjson:write",
        "md": "ledger.exporters.md:write",
        "html": "ledger.exporters.html:write",
        "parquet": "ledger.exporters.parquet:write",
        "xlsx": "ledger.exporters.xlsx:write",
    },
)

DOCUMENTS: Registry[Document] = Registry(
    "document",
    {
        "ics": "ledger.exporters.ics:calendar",
        "atom": "ledger.exporters.atom:feed",
    },
)
"""What is no table: a state of the ledger, and what matches in it, as bytes."""

EXTENSIONS: Final = {
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson",
    ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".parquet": "parquet", ".xlsx": "xlsx",
}  # fmt: skip
CALLED: Final = {**EXTENSIONS, ".ics": "ics", ".atom": "atom"}
"""What every extension promises, of tables and documents."""

BINARY: Final = frozenset({"parquet", "xlsx"})
"""Formats that are bytes: a stream of text has to have one of bytes below it, and a terminal is none for them."""


def format_of(path: str | None, chosen: str | None = None) -> str:
    """The format that was chosen, else the one that the file's extension names, else csv for standard output.

    An `InputError` for an unknown name, an extension that names none, or another than was chosen.

    >>> format_of("table.md"), format_of(None), format_of("table.txt", "tsv")
    ('md', 'csv', 'tsv')
    """
    if chosen is not None:
        if chosen not in EXPORTERS:
            return _unknown(chosen)
        refuse_other(path, chosen)
        return chosen
    if path is None or path == "-":
        return "csv"
    extension = PurePath(path).suffix.lower()
    if extension in EXTENSIONS:
        return EXTENSIONS[extension]
    name = f"the extension {extension[:20]!r}" if extension else "a file name without an extension"
    raise InputError(f"no format goes with {name}", hint=f"choose one with -O: {', '.join(EXPORTERS)}")


def refuse_other(path: str | None, written: str) -> None:
    """An `InputError` for a file whose extension promises another format than what is written into it.

    >>> refuse_other("due.xlsx", "ics")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: 'due.xlsx' would be ics under the name of xlsx
    """
    file = PurePath(path or "-")
    called = CALLED.get(file.suffix.lower(), written)
    if called != written:
        either = f", or -O {called}" if {called, written} <= set(EXPORTERS) else ""
        message = f"{shown(str(file))} would be {written} under the name of {called}"
        raise InputError(message, hint=f"-o {file.with_suffix('.' + written)}{either}")


def _unknown(name: str) -> str:
    EXPORTERS[name]
    return name
