"""Robustness as people and programs read it: a line for each variant, then what survives all of them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ledger.calibration.sentences import FEW
from ledger.cli.calibration_statistics import figure
from ledger.cli.prose import wrapped
from ledger.cli.tables import Column, table

if TYPE_CHECKING:
    from ledger.services.robust_scores import RobustScores
    from ledger.services.robustness import Finding, Robustness, Survival

SHOWN = 4
NO_VARIANT = "nothing was said in words, and no deadline has another reading: there is no variant"
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
        "unchanged": list(found.unchanged),
        "conclusions": [asdict(one) for one in found.survivals],
    }


def lines_of_robustness(found: "Robustness") -> Iterator[str]:
    """A line for each variant, then for each conclusion whether it survives."""
    yield from table(COLUMNS, map(_cells, found.findings))
    if found.unchanged:
        yield from wrapped(f"changes no number: {', '.join(found.unchanged)}", "", "  ")
    if not found.unchanged or len(found.findings) > 1:
        yield from _survivals(found.survivals, len(found.findings) - 1)


def told_of_scores(found: "RobustScores") -> dict[str, Any]:
    """The variants of mean scores and what survives them, for JSON."""
    from dataclasses import asdict

    return {
        "rule": found.rule,
        "variants": [asdict(one) for one in found.findings],
        "conclusions": [asdict(one) for one in found.survivals],
    }


def lines_of_scores(found: "RobustScores") -> Iterator[str]:
    """A line for each variant with the largest groups, then for each conclusion whether it survives."""
    groups = list(found.findings[0].values)[:SHOWN]
    columns = [Column(title="variant", flexible=True), Column(title="n", right=True)]
    columns += [Column(title=f"{found.rule} {name}", right=True) for name in groups]
    rows = ([one.variant, str(one.n), *(figure(one.values.get(name)) for name in groups)] for one in found.findings)
    yield from table(columns, rows)
    yield from _survivals(found.survivals, len(found.findings) - 1)


def _survivals(found: Sequence["Survival"], variants: int) -> Iterator[str]:
    if not variants:
        yield from wrapped(NO_VARIANT)
        return
    if not found:
        yield from wrapped("too few to conclude anything")
    for one in found:
        yield from wrapped(_survival(one), "", "  ")


def _cells(one: "Finding") -> list[str]:
    figures = (one.brier, one.in_the_large, one.slope) if one.n >= FEW else (None, None, None)
    return [one.variant, str(one.n), *map(figure, figures), one.verdict or "-"]


def _survival(one: "Survival") -> str:
    if not one.asked:
        return f"no variant speaks of as many forecasts: {one.conclusion}"
    if one.survives:
        return f"survives: {one.conclusion}"
    where = "; ".join(f"{variant}: {said}" for variant, said in one.differs.items())
    return f"does not survive ({len(one.differs)} of {one.asked} differ): {one.conclusion}. {where}"
