"""Folders that change whole: the new one is written beside the old one, and moved into its place at the end."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ledger.errors import RefusedError, StorageError

MARKER: Final = "report.json"
FORMAT: Final = "forecast-ledger/report/1"
LONGEST: Final = 100_000
HINT: Final = "choose another folder with -o"


@contextmanager
def replaced(place: Path) -> Iterator[Path]:
    """A new folder to write into, which takes the place of the old report once everything is in it.

    What goes wrong before that leaves the old one as it was. Raises RefusedError for a file, and for a folder that
    holds anything but a report; StorageError where nothing can be written.
    """
    target = Path(os.path.realpath(place))
    _refuse_others(place, target)
    new, old = (target.with_name(f".{target.name}.{state}") for state in ("new", "old"))
    try:
        _tidy(target, new, old)
        new.mkdir(parents=True)
        try:
            yield new
            _move(target, new, old)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        message = f"cannot write {place}: {error.strerror or error}"
        raise StorageError(message, hint=HINT, code="unwritable") from error


def _refuse_others(place: Path, target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise RefusedError(f"{place} is a file", hint=f"{HINT}, or give --single", code="is_a_file")
    if target.is_dir() and any(target.iterdir()) and not _is_report(target):
        message = f"{place} holds something else than a report"
        raise RefusedError(message, hint=HINT, code="not_a_report")


def _is_report(folder: Path) -> bool:
    """Whether a folder says of itself that it is a report."""
    try:
        with (folder / MARKER).open(encoding="utf-8") as stream:
            said = json.loads(stream.read(LONGEST))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("format") == FORMAT


def _tidy(target: Path, new: Path, old: Path) -> None:
    """Clear what a build that was killed left: a report that was on its way out comes back if none took its place."""
    shutil.rmtree(new, ignore_errors=True)
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _move(target: Path, new: Path, old: Path) -> None:
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
