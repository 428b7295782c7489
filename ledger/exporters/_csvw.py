"""Metadata of separated values as the W3C describes them: CSV on the Web, Recommendation of 17 December 2015."""

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final

from ledger.reports._codebook import Described, about

CONTEXT: Final = "http://www.w3.org/ns/csvw"
TYPES: Final = {"text": "string", "decimal": "decimal", "integer": "integer", "number": "double", "flag": "boolean"}
TIMES: Final = {"day": "date", "instant": "dateTime"}


def csv_metadata(path: PurePath, separator: str, columns: Sequence[Described]) -> str:
    """The metadata of a file of separated values, as JSON; the file lies beside it."""
    table = {
        "@context": [CONTEXT, {"@language": "en"}],
        "url": path.name,
        "dc:title": columns[0].table,
        "dc:description": about(columns[0].table),
        "dialect": {"delimiter": separator, "encoding": "utf-8", "header": True, "quoteChar": '"', "doubleQuote": True},
        "tableSchema": {"columns": [_column(one) for one in columns]},
    }
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def _column(one: Described) -> dict[str, Any]:
    low, high = one.bounds
    limits = {"minimum": low, "maximum": high, "format": "|".join(one.choices) or None}
    base = TIMES.get(one.unit) or TYPES[one.type]
    datatype = {"base": base, **{name: limit for name, limit in limits.items() if limit is not None}}
    return {"name": one.column, "titles": one.column, "datatype": datatype, "dc:description": one.meaning}
