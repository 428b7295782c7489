"""What a caption says of a table: by which conventions it was counted, and as of when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ledger.charts._style import counted, words

if TYPE_CHECKING:
    import pandas as pd


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, each with its columns as attributes."""
    return iter(table.itertuples(index=False))


def first(table: pd.DataFrame, column: str) -> Any:
    """What the rows of a table say alike in a column; None where it has no rows or says nothing."""
    if column not in table or not len(table):
        return None
    values = table[column].dropna()
    return values.iloc[0] if len(values) else None


def conventions(table: pd.DataFrame) -> str:
    """The last sentence of a caption: what is unusual in how it was counted, what was left out, and as of when."""
    said = [_unusual(table, name, usual) for name, usual in (("timing", "last"), ("reading", "scored"), ("scale", ""))]
    said += ["folded at 50%" if first(table, "fold") else ""]
    said += ["without what was recorded late" if first(table, "retrospective") is False else ""]
    filters, left_out, entry = (first(table, name) for name in ("filters", "left_out", "as_of"))
    said += [f"only {words(filters, 160)}" if filters else ""]
    said += [f"{counted(int(left_out), 'prediction')} left out" if left_out else ""]
    said += [f"as of entry {entry}" if entry is not None else ""]
    told = ", ".join(filter(None, said))
    return f"{told[0].upper()}{told[1:]}." if told else ""


def _unusual(table: pd.DataFrame, name: str, usual: str) -> str:
    value = first(table, name)
    return f"{name} {value}" if value and value != usual else ""


def level_of(table: pd.DataFrame) -> str:
    """The level of a table's intervals in percent; nothing for an empty table."""
    value = first(table, "level")
    return "" if value is None else f"{float(value) * 100:g}%"
