"""The census of a source as lines: how much was read, and what became of the candidates."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ledger.cli.text import printable

if TYPE_CHECKING:
    from ledger.services.census import Census


def census_lines(found: "Iterable[Census]") -> Iterator[str]:
    """One line for each text and proposer, with the reasons for what was rejected."""
    for one in found:
        counts = {
            "flagged": one.flagged, "accepted": one.accepted, "rejected": one.rejected, "skipped": one.skipped,
            "not looked at": one.unseen, "made up": one.dropped,
        }  # fmt: skip
        told = ", ".join(f"{number} {name}" for name, number in counts.items() if number or name == "flagged")
        why = "; ".join(f"{number} {printable(reason)}" for reason, number in one.reasons.items())
        reasons = f" ({why})" if why else ""
        yield f"  census      {one.sentences} sentences, {told}{reasons}, by {printable(one.proposer)} {one.version}"
