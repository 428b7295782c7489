"""Tables as Apache Parquet: columns with their types, for pandas, DuckDB, Spark and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TextIO

from ledger.exporters._binary import bytes_of, missing
from ledger.exporters._cells import decimals_of

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

COMPRESSION: Final = "zstd"


def write(frame: pd.DataFrame, stream: TextIO, *, spreadsheet_safe: bool = False) -> None:
    """A file of that frame: text, whole numbers, numbers and flags, missing values as such.

    Exact decimals become the nearest binary numbers, of which the first 15 digits are the same. `spreadsheet_safe`
    changes nothing here. MissingExtraError without pyarrow.
    """
    _ = spreadsheet_safe
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise missing("Parquet", "pyarrow", "parquet") from error
    parquet.write_table(arrow_table(frame), bytes_of(stream), compression=COMPRESSION)


def arrow_table(frame: pd.DataFrame) -> pa.Table:
    """The frame as Arrow has it, decimals as numbers; pandas reads it back with the same types."""
    import pyarrow as pa

    numbers = {name: _numbers(frame[name]) for name in decimals_of(frame)}
    plain = frame.assign(**numbers)
    # The attributes of a frame are our own, and of no use to who reads the file.
    plain.attrs = {}
    return pa.Table.from_pandas(plain, preserve_index=False)


def _numbers(decimals: pd.Series) -> pd.Series:
    """Decimals as numbers, read by Arrow: many times faster than one by one."""
    import pandas as pd
    import pyarrow as pa

    read = pa.array(decimals).cast(pa.float64()).to_numpy(zero_copy_only=False)
    return pd.Series(read, index=decimals.index).astype("Float64")
