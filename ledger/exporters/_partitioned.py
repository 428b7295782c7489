"""Parquet in a folder of folders, one for each value of a column, as Hive names them: written frame by frame."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from ledger.errors import InputError, RefusedError, StorageError
from ledger.exporters._binary import missing
from ledger.exporters.parquet import COMPRESSION, arrow_table

if TYPE_CHECKING:
    import pandas as pd
    from pyarrow import Schema
    from pyarrow.fs import FileSystem
    from pyarrow.parquet import ParquetWriter

    Piece = tuple[int, pd.DataFrame]

NAME: Final = "part-0.parquet"


def write_partitioned(address: str, column: str, pieces: Iterable[Piece]) -> int:
    """Write frames, each with its value of `column`, to a new folder at a path or URL (s3, gs, hdfs); how many rows.

    Those of one value become COLUMN=VALUE/part-0.parquet, without that column; a file is open for each value. The
    folder of a path is there whole or not at all. Raises RefusedError where something is there, InputError for an
    address that is none, StorageError where it cannot be written, MissingExtraError without pyarrow.
    """
    store, place, local = _store(address)
    try:
        _refuse_what_is_there(store, place, address)
        with _placed(store, place, local=local) as folder:
            return _write(store, folder, column, pieces)
    except OSError as error:
        # With its name it is told apart from an error of standard output.
        error.filename = error.filename or address
        message = f"cannot write {address[:200]}: {os.strerror(error.errno) if error.errno else str(error)[:120]}"
        raise StorageError(message, hint="choose another folder with -o", code="unwritable") from error


def _store(address: str) -> tuple[FileSystem, str, bool]:
    try:
        from pyarrow.fs import FileSystem, LocalFileSystem
    except ImportError as error:
        raise missing("Parquet", "pyarrow", "parquet") from error
    if "://" not in address:
        return LocalFileSystem(), address.rstrip("/") or "/", True
    try:
        store, place = FileSystem.from_uri(address)
    except (ValueError, OSError) as error:
        raise InputError(f"{address[:200]} is no place to write to: {str(error)[:120]}") from None
    return store, place.rstrip("/"), False


def _refuse_what_is_there(store: FileSystem, place: str, address: str) -> None:
    from pyarrow.fs import FileSelector, FileType

    there = store.get_file_info(place).type
    if there == FileType.File or (there == FileType.Directory and store.get_file_info(FileSelector(place))):
        message = f"{address[:200]} is there already, and not empty"
        raise RefusedError(message, hint="name a new folder with -o", code="already_there")


@contextmanager
def _placed(store: FileSystem, place: str, *, local: bool) -> Iterator[str]:
    """A folder to write to: on this machine beside its place, and moved there whole; elsewhere the place itself."""
    from pyarrow.fs import FileType

    folder = f"{place}.{secrets.token_hex(8)}.new" if local else place
    store.create_dir(folder, recursive=not local)
    try:
        yield folder
        if local:
            if store.get_file_info(place).type == FileType.Directory:
                store.delete_dir(place)
            store.move(folder, place)
    except BaseException:
        store.delete_dir(folder)
        raise


def _write(store: FileSystem, folder: str, column: str, pieces: Iterable[Piece]) -> int:
    writers: dict[int, ParquetWriter] = {}
    rows = 0
    with ExitStack() as opened:
        for value, frame in pieces:
            table = arrow_table(frame.drop(columns=column))
            if value not in writers:
                writers[value] = opened.enter_context(_writer(store, f"{folder}/{column}={value}", table.schema))
            writers[value].write_table(table)
            rows += len(frame)
    return rows


@contextmanager
def _writer(store: FileSystem, folder: str, schema: Schema) -> Iterator[ParquetWriter]:
    from pyarrow.parquet import ParquetWriter

    store.create_dir(folder)
    with (
        store.open_output_stream(f"{folder}/{NAME}") as stream,
        ParquetWriter(stream, schema, compression=COMPRESSION) as writer,
    ):
        yield writer
