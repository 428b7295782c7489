"""Scores of shares of options."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ledger.core.frame import Frame
from ledger.core.stated import EXACT, Point
from ledger.question_types._shares import TOLERANCE, total_of

RANKED: Final = frozenset({"rps", "ranked-log"})


def score_exclusive(rule: str, points: Sequence[Point], outcome: str, frame: Frame) -> float | None:
    """The score of shares of which one came true; None where the rule says nothing of them.

    A forecast may name fewer options than its wording, where an imported one was made before the others were there.
    """
    from ledger.scoring import SHARE_RULES

    named = [point.at for point in points]
    option = next((name for name in (_known(outcome, frame), frame.catch_all) if name in named), None)
    shares = [Decimal(point.share or 0) for point in points]
    total = total_of(shares)
    if rule not in SHARE_RULES or (rule in RANKED and not frame.ordered):
        return None
    if option is None or abs(total - 1) > TOLERANCE:
        return None
    place = named.index(option)
    row = [float(EXACT.divide(share, total)) for share in shares]
    return float(SHARE_RULES[rule].share_scores(observed=place, predicted=row))


def score_independent(rule: str, points: Sequence[Point], came_true: Sequence[str], frame: Frame) -> float | None:
    """The mean over independent options of a rule for yes and no; None where the rule says nothing of them."""
    from ledger.scoring import RULES

    known = {_known(name, frame) for name in came_true}
    if rule not in RULES or not points or None in known:
        return None
    scores = [
        RULES[rule].score(probability=Decimal(point.share or 0), outcome=Decimal(point.at in known)) for point in points
    ]
    return math.fsum(scores) / len(scores)


def _known(name: str, frame: Frame) -> str | None:
    """The option of that name; if the forecast had none of that name, the one that stands for all others, or None."""
    return frame.option(name) or frame.catch_all
