"""Formats that are bytes: the stream that they go to, and packages that may be missing."""

from typing import BinaryIO, TextIO

from ledger.errors import InputError, MissingExtraError


def bytes_of(stream: TextIO) -> BinaryIO:
    """The stream of bytes below a stream of text; an `InputError` where there is none."""
    stream.flush()
    try:
        return stream.buffer
    except AttributeError:
        raise InputError("this format is bytes, no text", hint="name a file, or give a stream of bytes") from None


def missing(what: str, package: str, extra: str) -> MissingExtraError:
    """What to say where a package is not installed.

    >>> missing("Parquet", "pyarrow", "parquet").message
    'Parquet needs the package pyarrow'
    """
    return MissingExtraError(f"{what} needs the package {package}", hint=f"pip install 'forecast-ledger[{extra}]'")
