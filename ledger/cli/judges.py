"""Judges side by side: the last word of each on one question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from ledger.cli.lines import outcome_word
from ledger.cli.tables import Column, table

if TYPE_CHECKING:
    from ledger.core.resolution import Resolution

COLUMNS: Final = (
    Column(title="judge"),
    Column(title="verdict"),
    Column(title="happened", spare=2),
    Column(title="known"),
    Column(title="recorded", spare=1),
    Column(title="evidence", flexible=True),
)


def side_by_side(words: Iterable[Resolution], *, indent: str = "  ") -> list[str]:
    """A line for each judge; the verdict that stands says so."""
    return table(COLUMNS, map(_cells, words), indent=indent)


def _cells(word: Resolution) -> list[str]:
    stands = " (stands)" if word.stands else ""
    return [
        word.judge or "-",
        f"{outcome_word(word)}{stands}",
        word.happened_on or "-",
        word.known_on[:10],
        word.recorded_at[:10],
        "; ".join(word.evidence) or "-",
    ]
