"""What travels with a file of a table: its codebook, and a Data Package for other programs (datapackage.org, 2.0)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final, TextIO

from ledger.errors import InputError
from ledger.exporters import csv
from ledger.exporters._cells import name_of
from ledger.exporters._csvw import csv_metadata
from ledger.exporters._files import Writer
from ledger.reports._codebook import Described, about, codebook

if TYPE_CHECKING:
    import pandas as pd

PROFILE: Final = "https://datapackage.org/profiles/2.0/{}.json"
SEPARATED: Final = {"csv": ("text/csv", ","), "tsv": ("text/tab-separated-values", "\t")}
TYPES: Final = {"text": "string", "decimal": "number", "integer": "integer", "number": "number", "flag": "boolean"}
TIMES: Final = {"day": "date", "instant": "datetime"}


def refuse_streams(path: str | None) -> None:
    """Raise an `InputError` where there is no file that something could lie beside."""
    if path is None:
        raise InputError("a codebook lies beside a file", hint="name a file with -o, or fcl export codebook")


def companions(place: Path, form: str, frame: pd.DataFrame) -> Iterator[tuple[Path, Writer]]:
    """The files beside a file of that frame: NAME.codebook.csv, and for separated values two descriptors.

    They are NAME.datapackage.json and, as CSV on the Web names it, FILE-metadata.json.
    """
    from ledger.reports.codebook import frame_about

    columns = codebook(name_of(frame), map(str, frame.columns))
    described = frame_about(columns, frame.attrs["entry"])
    yield place.with_suffix(".codebook.csv"), lambda stream: csv.write(described, stream)
    if form in SEPARATED:
        yield place.with_suffix(".datapackage.json"), _writer(data_package(place, form, columns))
        metadata = csv_metadata(place, SEPARATED[form][1], columns)
        yield place.with_name(f"{place.name}-metadata.json"), _writer(metadata)


def data_package(path: PurePath, form: str, columns: Sequence[Described]) -> str:
    """The descriptor of a file of separated values, as JSON; the file lies beside it."""
    table = columns[0].table
    media, separator = SEPARATED[form]
    resource = {
        "$schema": PROFILE.format("dataresource"),
        "name": table.replace("_", "-"),
        "type": "table",
        "path": path.name,
        "description": about(table),
        "format": form,
        "mediatype": media,
        "encoding": "utf-8",
        "dialect": {"$schema": PROFILE.format("tabledialect"), "delimiter": separator},
        "schema": {
            "$schema": PROFILE.format("tableschema"),
            "fields": [_field(one) for one in columns],
            "missingValues": [""],
        },
    }
    package = {"$schema": PROFILE.format("datapackage"), "name": table.replace("_", "-"), "resources": [resource]}
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _writer(text: str) -> Writer:
    def write(stream: TextIO) -> None:
        stream.write(text)

    return write


def _field(one: Described) -> dict[str, Any]:
    low, high = one.bounds
    limits = {"minimum": low, "maximum": high, "enum": list(one.choices) or None}
    constraints = {name: limit for name, limit in limits.items() if limit is not None}
    return {
        "name": one.column,
        "type": TIMES.get(one.unit) or TYPES[one.type],
        "description": f"{one.meaning} ({one.unit})" if one.unit else one.meaning,
        **({"constraints": constraints} if constraints else {}),
    }
