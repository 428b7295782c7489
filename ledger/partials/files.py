"""The pieces of a data set: Parquet files in a folder, on this machine or in a store of objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledger.errors import InputError, MissingExtraError, NotFoundError

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem
    from pyarrow.lib import RecordBatch

ROWS_AT_ONCE: Final = 1 << 20
INSTALL: Final = "pip install 'forecast-ledger[cluster]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file: the address of its data set and its path within that store."""

    root: str
    path: str


def pieces_of(address: str) -> tuple[Piece, ...]:
    """The Parquet files at a path or URL (file, s3, gs, hdfs), in the order of their paths.

    A folder is searched with everything below it. A NotFoundError where there is none.
    """
    store, path = _store(address)
    from pyarrow.fs import FileSelector, FileType

    about = store.get_file_info(path)
    if about.type == FileType.File:
        return (Piece(root=address, path=about.path),)
    if about.type == FileType.NotFound:
        raise NotFoundError(f"there is nothing at {address[:200]}", hint="name a Parquet file or a folder of them")
    found = store.get_file_info(FileSelector(path, recursive=True))
    paths = sorted(one.path for one in found if one.type == FileType.File and one.extension == "parquet")
    if not paths:
        message = f"no Parquet file is in {address[:200]}"
        raise NotFoundError(message, hint="fcl export counted --partition resolved_year -o DIR")
    return tuple(Piece(root=address, path=path) for path in paths)


def batches_of(piece: Piece, columns: Sequence[str]) -> Iterator[RecordBatch]:
    """The columns of a file, some rows at a time. An InputError for a file that is no Parquet or lacks a column."""
    from pyarrow import ArrowInvalid
    from pyarrow.parquet import ParquetFile

    store, _ = _store(piece.root)
    try:
        with store.open_input_file(piece.path) as stream, ParquetFile(stream) as file:
            if missing := [name for name in columns if name not in file.schema_arrow.names]:
                there = ", ".join(file.schema_arrow.names[:20])
                raise InputError(f"{piece.path} has no column {missing[0]}", hint=f"it has {there}")
            yield from file.iter_batches(batch_size=ROWS_AT_ONCE, columns=list(columns))
    except ArrowInvalid as error:
        raise InputError(f"{piece.path} is no Parquet file: {str(error)[:120]}") from None


def _store(address: str) -> tuple[FileSystem, str]:
    try:
        from pyarrow.fs import FileSystem, LocalFileSystem
    except ImportError:
        raise MissingExtraError("reading Parquet needs the package pyarrow", hint=INSTALL) from None
    if "://" not in address:
        return LocalFileSystem(), address
    try:
        found: tuple[FileSystem, str] = FileSystem.from_uri(address)
    except (ValueError, OSError) as error:
        raise InputError(f"{address[:200]} cannot be read: {str(error)[:120]}") from None
    return found
