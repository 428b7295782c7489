"""Files written whole or not at all."""

import errno
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from io import BufferedIOBase, TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Final, TextIO, cast

from ledger.errors import RefusedError, StorageError

Writer = Callable[[TextIO], None]
DATABASE: Final = b"SQLite format 3\0"


def write_file(path: str | os.PathLike[str], writer: Writer, *, mode: int = 0o666) -> None:
    """Let `writer` write a UTF-8 text file, a new one with that `mode`: beside its place first, then moved there whole.

    A symbolic link is followed within its own folder only; a pipe or device is written to directly. Raises
    RefusedError for a folder, a ledger or a link that leads elsewhere, StorageError where it cannot be written.
    """
    place = Path(path)
    try:
        _write(_followed(place), writer, mode)
    except OSError as error:
        # With its name it is told apart from an error of standard output.
        error.filename = error.filename or str(place)
        message = f"cannot write {place}: {error.strerror or error}"
        raise StorageError(message, hint="choose another file with -o", code="unwritable") from error


def write_stream(stream: TextIO | BufferedIOBase, writer: Writer) -> None:
    """Let `writer` write to a stream: one of bytes takes its text as UTF-8, and stays open."""
    if not isinstance(stream, BufferedIOBase):
        writer(stream)
        return
    text = TextIOWrapper(cast("BinaryIO", stream), encoding="utf-8", newline="")
    try:
        writer(text)
    finally:
        text.detach()


def _followed(place: Path) -> Path:
    if place.is_dir():
        raise RefusedError(f"{place} is a folder", hint="name a file in it with -o", code="is_a_folder")
    if not place.is_symlink() or _is_special(place):
        return place
    target = Path(os.path.realpath(place))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if target.parent != place.parent.resolve():
        message = f"{place} is a link that leads out of its folder, to {target}"
        raise RefusedError(message, hint="name that file itself with -o", code="link_elsewhere")
    return target


def _is_special(place: Path) -> bool:
    return place.exists() and not stat.S_ISREG(place.stat().st_mode)


def _refuse_ledger(place: Path) -> None:
    with suppress(OSError), place.open("rb") as stream:
        if stream.read(len(DATABASE)) == DATABASE:
            message = f"{place} is an SQLite database, as ledgers are: it is not written over"
            raise RefusedError(message, hint="name another file with -o", code="is_a_ledger")


def _write(place: Path, writer: Writer, new: int) -> None:
    if _is_special(place):
        with place.open("w", encoding="utf-8", newline="") as stream:
            writer(stream)
        return
    _refuse_ledger(place)
    unfinished = place.with_name(f".{secrets.token_hex(8)}.new")
    mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else None
    descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, new)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            writer(stream)
            stream.flush()
            os.fsync(descriptor)
        if mode is not None:
            unfinished.chmod(mode)
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)
