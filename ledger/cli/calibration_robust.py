"""Robustness as people and programs read it: a line for each variant, then what survives all of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ledger.cli.calibration_statistics import figure
from ledger.cli.prose import wrapped
from ledger.cli.tables import Column, table

if TYPE_CHECKING:
    from ledger.services.robustness import Finding, Robustness, Survival

FEW = 5
COLUMNS = (
    Column(title="variant", flexible=True),
    Column(title="n", right=True),
    Column(title="Brier (0-1)", right=True),
    Column(title="happened - said", right=True),
    Column(title="slope", right=True, spare=2),
    Column(title="verdict", spare=1),
)


def told_of_robustness(found: "Robustness") -> dict[str, Any]:
    """The variants and what survives them, for JSON."""
    from dataclasses import asdict

    return {
        "variants": [asdict(one) for one in found.findings],
        "conclusions": [asdict(one) for one in found.survivals],
    }


def lines_of_robustness(found: "Robustness") -> Iterator[str]:
    """A line for each variant, then for each conclusion whether it survives."""
    yield from table(COLUMNS, map(_cells, found.findings))
    variants = len(found.findings) - 1
    if not variants:
        yield from wrapped("nothing was said in words, and no deadline has another reading: there is no variant")
        return
    if not found.survivals:
        yield from wrapped("too few to conclude anything")
    for one in found.survivals:
        yield from wrapped(_survival(one, variants), "", "  ")


def _cells(one: "Finding") -> list[str]:
    figures = (one.brier, one.in_the_large, one.slope) if one.n >= FEW else (None, None, None)
    return [one.variant, str(one.n), *map(figure, figures), one.verdict or "-"]


def _survival(one: "Survival", variants: int) -> str:
    if one.survives:
        return f"survives: {one.conclusion}"
    where = "; ".join(f"{variant}: {said}" for variant, said in one.differs.items())
    return f"does not survive ({len(one.differs)} of {variants} differ): {one.conclusion}. {where}"
