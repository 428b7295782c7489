"""What may be said of so few questions, and in which words."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ledger.calibration.details import BinDetails
from ledger.core.numbers import decimal_text

FEW, SOME, MANY = 5, 20, 100
"""From so many questions on there are counts, a table, and a verdict."""

STRICT, USUAL = 0.01, 0.05
"""A verdict needs a p-value below this, corrected by `holm`: from 20 questions on, and from 100 on."""

WATCH = 0.1
"""A row whose mid-p lies below this is worth watching."""


class Stage(StrEnum):
    """How much may be shown of a number of questions."""

    LIST = "list"
    COUNTS = "counts"
    TABLE = "table"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A word for the calibration, or None where so little must not be given one, and a sentence that says why."""

    word: str | None
    sentence: str


def stage_of(questions: int) -> Stage:
    """Below 5 questions their list, and no rate; to 19 counts; to 99 a table without verdict; from 100 on everything.

    >>> [stage_of(n).value for n in (4, 5, 20, 100)]
    ['list', 'counts', 'table', 'everything']
    """
    if questions < FEW:
        return Stage.LIST
    if questions < SOME:
        return Stage.COUNTS
    return Stage.TABLE if questions < MANY else Stage.EVERYTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of a table's calibration: p-values, and which way it leans.

    `p_values` are of all tests that were made, by metric, each 0 to 1; `slope` is Cox's (below 1 is over-confident),
    `large` what happened less what was said, -1 to 1, `z` Spiegelhalter's (above 0 is over-confident). `likely` and
    `unlikely` are the sums of y - p over what was said above and below 50 %, None where nothing was. `draws` were made
    for the p-value of `brier_miscalibration`; `untested` says why there is none.
    """

    p_values: Mapping[str, float] = field(default_factory=dict)
    slope: float | None = None
    large: float | None = None
    z: float | None = None
    likely: float | None = None
    unlikely: float | None = None
    draws: int | None = None
    untested: str | None = None
    certain_wrong: int = 0


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """The p-values, raised for there being several: below a level only what so many tests seldom reach by chance.

    The smallest of m is multiplied by m, the next by m - 1, none falls below the one before it, and 1 is the most. Holm
    (1979), Scandinavian Journal of Statistics 6, 65-70. They may depend on one another.

    >>> holm({"a": 0.04, "b": 0.01, "c": 0.5})
    {'b': 0.03, 'a': 0.08, 'c': 0.5}
    """
    raised: dict[str, float] = {}
    least = 0.0
    for place, name in enumerate(sorted(p_values, key=lambda one: (p_values[one], one))):
        least = max(least, min(1.0, p_values[name] * (len(p_values) - place)))
        raised[name] = least
    return raised


def verdict(*, questions: int, evidence: Evidence) -> Verdict:
    """One of `WORDS`, or none for too few questions, too few draws, or no test of miscalibration.

    All tests that were made count, by the correction of Holm: one of them below 0.05 is a verdict, below 100 questions
    below 0.01. Then Cox's slope, if it differs from 1 by that rule, tells over- or under-confident; else what happened
    less what was said, if it differs from 0, too high or too low; else, where there is no slope to test, the sign of
    Spiegelhalter's z; else it is miscalibrated in no direction. A certain forecast that was wrong is over-confidence,
    whatever p says: the tests cannot see it.

    >>> found = Evidence(p_values={"cox_slope": 5.7e-08}, slope=0.476, likely=-9.5, unlikely=7.0)
    >>> verdict(questions=200, evidence=found).sentence
    'over-confident: what is said to be likely happens less often, and what is said to be unlikely more often'
    >>> verdict(questions=60, evidence=Evidence(p_values={"brier_miscalibration": 0.04}, draws=1000))
    Verdict(word=None, sentence='too few questions for a verdict: 60, where p is not below 0.01')
    """
    if questions < SOME:
        return Verdict(word=None, sentence="too few to say")
    if evidence.certain_wrong:
        return Verdict(word=_OVER, sentence=f"{_OVER}: it was certain, and wrong")
    level = STRICT if questions < MANY else USUAL
    told = {name for name, p_value in holm(evidence.p_values).items() if p_value < level}
    if told:
        return _direction(evidence, told)
    why = _why_none(questions, evidence, level)
    return Verdict(word=None, sentence=why) if why else _NO_SIGN


_OVER, _UNDER, _HIGH, _LOW = "over-confident", "under-confident", "too high", "too low"
_OFF, _FINE = "miscalibrated", "no sign of miscalibration"
WORDS = (_OVER, _UNDER, _HIGH, _LOW, _OFF, _FINE)
"""Every word that a verdict can be."""

_NO_SIGN = Verdict(word=_FINE, sentence=f"{_FINE}: a perfect forecaster would often look like this")


def _direction(evidence: Evidence, told: Collection[str]) -> Verdict:
    slope, large, z = evidence.slope, evidence.large, evidence.z
    if "cox_slope" in told and slope is not None:
        return _bold(evidence, over=slope < 1, leaning="in_the_large" in told)
    if "in_the_large" in told and large:
        word = _HIGH if large < 0 else _LOW
        return Verdict(word=word, sentence=f"{word}: {_leaning(large)}")
    if "cox_slope" not in evidence.p_values and "spiegelhalter_z" in told and z:
        return _bold(evidence, over=z > 0, leaning=False)
    return Verdict(word=_OFF, sentence=f"{_OFF}: what happens is not what was said, in no one direction")


def _leaning(large: float) -> str:
    return f"it happens {'less' if large < 0 else 'more'} often than is said"


def _bold(evidence: Evidence, *, over: bool, leaning: bool) -> Verdict:
    """Over- or under-confident, in a sentence that the halves of the table bear out."""
    word, likely = (_OVER, -1) if over else (_UNDER, 1)
    halves = [("likely", evidence.likely, likely), ("unlikely", evidence.unlikely, -likely)]
    there = [(name, gap, way) for name, gap, way in halves if gap is not None]
    if there and all(gap * way > 0 for _, gap, way in there):
        said = ", and ".join(
            f"what is said to be {name} {'less' if way < 0 else 'more'} often" for name, _, way in there
        )
        return Verdict(word=word, sentence=f"{word}: {said.replace('likely ', 'likely happens ', 1)}")
    more = f"; {_leaning(evidence.large)}" if leaning and evidence.large else ""
    differs = f"how often it happens differs {'less' if over else 'more'} than what is said"
    return Verdict(word=word, sentence=f"{word}: {differs}{more}")


def _why_none(questions: int, evidence: Evidence, level: float) -> str | None:
    if "brier_miscalibration" not in evidence.p_values:
        others = "; the other tests show no sign" if evidence.p_values else ""
        return f"no verdict: {evidence.untested or 'there is no test of these forecasts'}{others}"
    if evidence.draws is not None and len(evidence.p_values) / (1 + evidence.draws) >= level:
        return f"no verdict: too few draws (--resamples {math.ceil(len(evidence.p_values) / level)})"
    if questions < MANY:
        return f"too few questions for a verdict: {questions}, where p is not below {STRICT}"
    return None


def certain_and_wrong_sentence(count: int) -> str | None:
    """What comes before every statistic that a missed 0 or 1 breaks, or None if there was none.

    >>> certain_and_wrong_sentence(2)
    'certain and wrong: 2'
    """
    return f"certain and wrong: {count}" if count else None


def row_sentence(row: BinDetails) -> str:
    """A row in words, for n too small for a rate: what came true, and what was to be expected.

    >>> from ledger.calibration.details import bin_details
    >>> from ledger.calibration.tally import Tally
    >>> tally = Tally({(900_000, 1_000_000): 2, (900_000, 0): 2})
    >>> row_sentence(bin_details(tally, bins="stated", level=Decimal("0.9"))[0])
    '2 of 4 came true; at 90% said, 2 to 4 of 4 is the 90% range'
    """
    low, high = row.consistent_low, row.consistent_high
    span = f"{low}" if low == high else f"{low} to {high}"
    return (
        f"{decimal_text(row.happened)} of {row.n} came true; at {_said(row)} said, "
        f"{span} of {row.n} is the {_percent(row.level)} range"
    )


def remarks(
    rows: Sequence[BinDetails], *, questions: int, verdict: Verdict | None = None, certain_wrong: int = 0
) -> tuple[str, ...]:
    """Everything to be said in words, in the order in which it is said: what was certain and wrong comes first.

    Below 5 questions nothing else but that they are too few for a rate; to 19 a sentence for each row, and which of
    them are worth watching; from 20 on the verdict, if one is given.

    >>> from ledger.calibration.details import bin_details
    >>> from ledger.calibration.tally import Tally
    >>> tally = Tally({(900_000, 1_000_000): 2, (900_000, 0): 2, (200_000, 0): 2, (700_000, 1_000_000): 3})
    >>> rows = bin_details(tally, bins="stated", level=Decimal("0.9"))
    >>> remarks(rows, questions=9)[-1]
    'too few to say; the 90% statements are worth watching'
    >>> remarks(rows, questions=4, certain_wrong=1)
    ('certain and wrong: 1', 'too few for a rate: 4 questions')
    """
    first = certain_and_wrong_sentence(certain_wrong)
    said = [first] if first else []
    stage = stage_of(questions)
    if stage is Stage.LIST:
        said.append(f"too few for a rate: {questions} question{'' if questions == 1 else 's'}")
    elif stage is Stage.COUNTS:
        said += [*map(row_sentence, rows), _watched(rows)]
    elif verdict is not None:
        said.append(verdict.sentence)
    return tuple(said)


def _watched(rows: Sequence[BinDetails]) -> str:
    watched = [_said(row) for row in rows if row.mid_p < WATCH]
    if not watched:
        return "too few to say"
    *others, last = watched
    named = f"{', '.join(others)} and {last}" if others else last
    return f"too few to say; the {named} statements are worth watching"


def _said(row: BinDetails) -> str:
    if row.low == row.high:
        return _percent(row.low)
    return f"{_percent(row.low).removesuffix('%')}-{_percent(row.high)}"


def _percent(share: Decimal) -> str:
    return f"{decimal_text(share.scaleb(2))}%"
