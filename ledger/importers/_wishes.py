"""What people say about a file to import: which column is what, and what to do where that is not enough."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ledger.errors import InputError

FOREIGN: Final = ("columns", "wide", "percent", "fill_blank")
"""What people can say about a table of any shape only."""
SPELLED: Final[Mapping[str, str]] = {"columns": "map", "zone": "tz"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The options of an import.

    `columns` maps a field to the name or number of its column, or to one value for every row, written `=VALUE`. `wide`
    lists the columns that hold one forecaster each (names, numbers, or ranges of numbers such as `13..520`); without
    it a table that has no column of probabilities is read as wide. `forecaster` is whose forecasts they are where no
    column says it. `fill_blank` names the column of a wide table whose number fills blank cells, with basis `imputed`.
    `annulled` lists what else the table writes for an annulled question. `percent` reads bare numbers as percent.
    `zone` is that of times without one. `system` keeps the keys of files apart that number their rows alike; without
    it the format's name does. `file` is what the file is called, for messages and for formats that say something in
    it; `follow` hears now and then which line was reached.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    wide: tuple[str, ...] = ()
    forecaster: str | None = None
    date_format: str | None = None
    zone: str | None = None
    percent: bool = False
    certain: bool = False
    fill_blank: str | None = None
    annulled: tuple[str, ...] = ()
    on_duplicate: str = "update"
    skip_bad: bool = False
    system: str | None = None
    file: str | None = None
    follow: Callable[[int], None] | None = None

    def place(self, line: int) -> str:
        """A line of the file as messages name it.

        >>> Wishes(file="old.csv").place(3), Wishes().place(3)
        ('old.csv:3', 'line 3')
        """
        return f"{self.file}:{line}" if self.file else f"line {line}"


def refuse_foreign(wishes: Wishes, what: str, *, foreign: Sequence[str] = FOREIGN) -> None:
    """Raise an `InputError` for what can only be said about a table of any shape; `what` names the file's format."""
    for name in foreign:
        if getattr(wishes, name):
            option = SPELLED.get(name, name.replace("_", "-"))
            raise InputError(f"--{option} is not for {what}", hint="leave it out, or use fcl import csv")
