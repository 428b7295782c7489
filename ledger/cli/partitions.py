"""`fcl export counted --partition`: a folder of Parquet files, for `--from` and other programs on many machines."""

from collections.abc import Mapping
from typing import Any, Final

from ledger.cli.answer import answer
from ledger.cli.counting import some
from ledger.cli.session import session
from ledger.cli.writing import tell
from ledger.errors import InputError

PARTITIONED: Final = "counted"
PARTITIONS: Final = ("resolved_year",)
FORMAT: Final = "parquet"


def export_partitions(
    what: str,
    query: tuple[str, ...],
    output: str,
    format_: str | None,
    choices: Mapping[str, Any],
    *,
    with_codebook: bool,
) -> None:
    """Write the table by years to a folder. An `InputError` for another table, another format, and standard output."""
    if with_codebook:
        raise InputError("a codebook lies beside a file, and partitions are a folder", hint="fcl export codebook")
    if what != PARTITIONED:
        raise InputError(f"{what} is not written in partitions", hint=f"fcl export {PARTITIONED} --partition ...")
    if format_ not in {None, FORMAT}:
        raise InputError(f"partitions are Parquet, not {format_}", hint=f"-O {FORMAT}")
    if output == "-":
        raise InputError("partitions are a folder, and standard output is none", hint="name a new folder with -o")
    current = session()
    rows = current.book.export_partitioned(output, query, as_of=current.as_of, **choices)
    tell(f"{what}: {some(rows, 'row')} written to {output}")
    if current.json:
        answer(f"export.{what}", {"table": what, "file": output, "rows": rows}, as_of=current.as_of)
