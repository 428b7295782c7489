"""What the columns of tables mean, from the files in columns/: one for each table, and one for what they share."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any, Final

from ledger.reports._frame import Kind
from ledger.scoring import RULES

FOLDER: Final = files("ledger.reports") / "columns"
SHARED: Final = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A column: its type, its unit, what its values can be, and what it says.

    `range` is "0..1" with both ends, "1.." without one, "a | b" for the only values, "" for anything.
    """

    table: str
    column: str
    type: Kind
    unit: str
    range: str
    meaning: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The only values that a text can have; none where it can have any."""
        return tuple(self.range.split(" | ")) if self.type == "text" and self.range else ()

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """The least and the greatest value of a number, None where there is none.

        >>> codebook("tally")[1].bounds
        (0.0, 1000000.0)
        """
        low, _, high = self.range.partition("..")
        return (float(low) if low else None, float(high) if high else None) if ".." in self.range else (None, None)


def about(table: str) -> str:
    """One sentence that says what a table's rows are.

    >>> about("excluded")
    'What was left out of the calibration table: one row for each reason.'
    """
    return str(_read(table)["about"])


def codebook(table: str, columns: Iterable[str] | None = None) -> tuple[Described, ...]:
    """The columns of a table in order, or those that are named; a column named like a scoring rule is its score.

    >>> codebook("tally", ["p_ppm"])[0].meaning
    'The same in parts per million, a whole number'
    """
    kinds: Mapping[str, Kind] = import_module(f"ledger.reports.{table}").COLUMNS
    return tuple(_described(table, name, kinds) for name in (kinds if columns is None else columns))


def _described(table: str, name: str, kinds: Mapping[str, Kind]) -> Described:
    own, shared = _read(table)["columns"], _read(SHARED)["columns"]
    unit, range_, meaning = own.get(name) or shared.get(name) or _scored(name)
    return Described(
        table=table, column=name, type=kinds.get(name, "number"), unit=unit, range=range_, meaning=meaning
    )  # fmt: skip


def _scored(name: str) -> tuple[str, str, str]:
    rule = RULES[name]
    low, high = (f"{end:g}" if abs(end) < float("inf") else "" for end in rule.BOUNDS)
    return "score", f"{low}..{high}", f"The score by the rule {name}, of which {rule.BETTER} is better"


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
