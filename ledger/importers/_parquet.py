"""Tables as Apache Parquet, read as if they were CSV: a row of the one is a line of the other."""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

from ledger.errors import InputError, MissingExtraError

MAGIC: Final = b"PAR1"
LONGEST: Final = 100_000_000
"""Characters that a table may have as text: a few bytes of Parquet can stand for any number of rows."""
ROWS_AT_ONCE: Final = 100


def as_csv(data: bytes) -> bytes:
    """A Parquet file as CSV, missing values as empty cells; any other file as it is.

    MissingExtraError without pyarrow; an `InputError` for a file that is broken, or too long when unpacked.
    """
    if not data.startswith(MAGIC):
        return data
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        hint = "pip install 'forecast-ledger[parquet]'"
        raise MissingExtraError("Parquet needs the package pyarrow", hint=hint) from error
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        return _written(file.schema_arrow.names, file.iter_batches(batch_size=ROWS_AT_ONCE)).encode()
    except (ArrowException, OSError, ValueError, OverflowError) as error:  # a text or a day that Python has not
        what = (str(error).splitlines() or [""])[0][:200]
        raise InputError(f"the Parquet cannot be read: {what}", hint="download it again", code="bad_file") from None


def _written(names: list[str], batches: Iterator[Any]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    for batch in batches:
        writer.writerows(zip(*(column.to_pylist() for column in batch.columns), strict=True))
        if stream.tell() > LONGEST:
            message = f"the Parquet holds more than {LONGEST // 1_000_000} MB of text"
            raise InputError(message, hint="split it", code="bad_file")
    return stream.getvalue()
