"""The worst case: a forecaster's score if everything that has no outcome had gone against them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import fsum
from typing import Final

from ledger.core.hindsight import Finding, flags, standing_forecast
from ledger.core.question import Prediction, Question

VOID: Final = frozenset({"annulled", "ambiguous"})
NEVER_SAID: Final = 1.0
"""The worst Brier score there is, for what was committed and never revealed."""
RULE: Final = "brier"
KINDS: Final = ("scored", "left_open", "void", "unrevealed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A question and everything that was found about it."""

    question: Question
    found: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorstCase:
    """A forecaster's mean Brier score (0 to 1) as scored, and if everything without an outcome had gone against them.

    `mean` is over the `n` scored predictions. `left_open` and `void` predictions have a number and no outcome: against
    the forecaster means that the likelier side did not happen, and at one half either. `unrevealed` ones have the worst
    score, 1. `worst` is over all of these, `n_worst`. A mean of nothing is None.
    """

    forecaster: str
    n: int
    mean: float | None
    left_open: int
    void: int
    unrevealed: int
    n_worst: int
    worst: float | None


def worst_cases(looked: Sequence[Looked]) -> tuple[WorstCase, ...]:
    """The worst case of each forecaster who has something to score, by name; only yes/no questions are scored here."""
    by_forecaster: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in looked:
        for forecaster, kind, score in _scores(one):
            by_forecaster[forecaster][kind].append(score)
    return tuple(_worst_case(name, by_forecaster[name]) for name in sorted(by_forecaster))


def against(p: Decimal) -> float:
    """The Brier score of a probability if what it thought likelier did not happen; at one half, if nothing happened.

    >>> against(Decimal("0.8")), against(Decimal("0.4")), against(Decimal("0.5"))
    (0.64, 0.36, 0.25)
    """
    return float(max(p, 1 - p) ** 2)


def _scores(looked: Looked) -> Iterator[tuple[str, str, float]]:
    question, names = looked.question, flags(looked.found)
    said = {one.forecaster: one for one in question.predictions}
    for one in looked.found:
        if one.finding == "unrevealed" and one.forecaster is not None:
            yield one.forecaster, "unrevealed", NEVER_SAID
    if question.type != "binary":
        return
    yield from (
        (one.forecaster, "scored", one.value) for one in question.scores if one.rule == RULE and one.forecaster in said
    )
    kind = "left_open" if "left_open" in names else "void" if VOID.intersection(names) else None
    if kind:
        yield from ((one.forecaster, kind, against(Decimal(one.p))) for one in said.values() if one.p and _counts(one))


def _counts(prediction: Prediction) -> bool:
    return standing_forecast(prediction).counts


def _worst_case(forecaster: str, scores: Mapping[str, Sequence[float]]) -> WorstCase:
    scored, left_open, void, unrevealed = (scores.get(kind, ()) for kind in KINDS)
    every = [*scored, *left_open, *void, *unrevealed]
    return WorstCase(
        forecaster=forecaster,
        n=len(scored),
        mean=_mean(scored),
        left_open=len(left_open),
        void=len(void),
        unrevealed=len(unrevealed),
        n_worst=len(every),
        worst=_mean(every),
    )


def _mean(scores: Sequence[float]) -> float | None:
    return fsum(scores) / len(scores) if scores else None
