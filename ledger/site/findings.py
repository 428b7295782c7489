"""Findings: what cannot all hold, what was done in hindsight, and claims that were said again."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from ledger.core.hindsight import FINDINGS
from ledger.services.coherence import Contradiction, audit
from ledger.services.goalposts import goalposts
from ledger.services.hindsight import Case, Hindsight, hindsight
from ledger.site.page import Page
from ledger.site.view import View

SHOWN: Final = 50
"""Cases of each finding that are shown; the others are counted."""
PRIVATE: Final = "unrevealed"


def pages(view: View) -> Iterator[Page]:
    """The page of findings."""
    with view.reading() as snapshot:
        told = audit(snapshot)
        seen = hindsight(snapshot, view.terms)
        moved = goalposts(snapshot, view.terms)
    contradictions = [one for one in told.contradictions if _within(view, one)]
    yield Page(
        kind="findings",
        title="Findings",
        content={
            "contradictions": contradictions,
            "statements": told.statements,
            "not_searched": told.too_large,
            "chains": [one for one in moved.chains if all(each.question in view.lines for each in one.statements)],
            "meanings": FINDINGS,
            "shown": SHOWN,
            **_hindsight(view, seen),
        },
    )


def _within(view: View, found: Contradiction) -> bool:
    return all(one.question in view.lines for one in found.statements)


def _hindsight(view: View, seen: Hindsight) -> Mapping[str, Any]:
    cases = [one for one in seen.cases if one.question in view.lines]
    left_out = {PRIVATE} if view.asked.public else set()
    return {
        "questions": len(view.lines),
        "counts": [one for one in seen.counts if one.of and one.finding not in left_out],
        "cases": _by_finding(cases),
        "worst": () if view.asked.public else seen.worst_case,
    }


def _by_finding(cases: Sequence[Case]) -> list[tuple[str, list[Case]]]:
    return [(name, list(some)) for name, some in groupby(cases, lambda one: one.found.finding)]
