"""What may be said of so few questions, and in which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ledger.calibration.details import BinDetails
from ledger.core.numbers import decimal_text

FEW, SOME, MANY = 5, 20, 100
"""From so many questions on there are counts, a table, and a verdict."""

STRICT, USUAL = 0.01, 0.05
"""A verdict needs a p-value below this: from 20 questions on, and from 100 on."""

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


def verdict(
    *, questions: int, p_value: float | None, slope: float | None = None, z: float | None = None, certain_wrong: int = 0
) -> Verdict:
    """One of over-confident, under-confident, miscalibrated, no sign of miscalibration; or none for too few questions.

    `p_value` is that of a test of calibration (0 to 1; None where there is none), `slope` that of Cox (below 1 is
    over-confident), `z` Spiegelhalter's (above 0 is over-confident), asked for the direction where there is no slope.
    A certain forecast that was wrong is over-confidence, whatever p says: the test cannot see it.

    >>> verdict(questions=200, p_value=5.7e-08, slope=0.476).sentence
    'over-confident: what is said to be likely happens less often, and what is said to be unlikely more often'
    >>> verdict(questions=60, p_value=0.04, slope=0.5)
    Verdict(word=None, sentence='too few questions for a verdict: 60, where p is not below 0.01')
    """
    if questions < SOME:
        return Verdict(word=None, sentence="too few to say")
    if certain_wrong:
        return Verdict(word=_OVER, sentence=f"{_OVER}: it was certain, and wrong")
    if p_value is None:
        return Verdict(word=None, sentence="no verdict: there is no test of these forecasts")
    if p_value < (STRICT if questions < MANY else USUAL):
        word = _direction(slope, z)
        return Verdict(word=word, sentence=_MEANING[word])
    if questions < MANY:
        return Verdict(
            word=None, sentence=f"too few questions for a verdict: {questions}, where p is not below {STRICT}"
        )
    return Verdict(word=_FINE, sentence=f"{_FINE}: a perfect forecaster would often look like this")


_OVER, _UNDER, _OFF, _FINE = "over-confident", "under-confident", "miscalibrated", "no sign of miscalibration"
_MEANING = {
    _OVER: f"{_OVER}: what is said to be likely happens less often, and what is said to be unlikely more often",
    _UNDER: f"{_UNDER}: what is said to be likely happens more often, and what is said to be unlikely less often",
    _OFF: f"{_OFF}: what happens is not what was said, in no one direction",
}


def _direction(slope: float | None, z: float | None) -> str:
    if slope is not None and slope != 1:
        return _OVER if slope < 1 else _UNDER
    if z:
        return _OVER if z > 0 else _UNDER
    return _OFF


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
