"""What a forecaster said, as a fact: the number or its absence, the words, and where the number came from."""

from collections.abc import Sequence
from typing import NamedTuple

from ledger.core.frame import YES_OR_NO, Frame
from ledger.core.numbers import decimal_text
from ledger.core.probability import Probability, read_probability
from ledger.core.stated import Point, Stated, Typed
from ledger.errors import InputError
from ledger.question_types import TYPES
from ledger.store.chain import Value
from ledger.store.columns import BASES


class Said(NamedTuple):
    """What was typed about one forecast; every field as the user wrote it."""

    probability: str | None = None
    shares: str | None = None
    quantiles: str | None = None
    interval: str | None = None
    distribution: str | None = None
    cdf: str | None = None
    words: str | None = None
    scale: str = "survey"
    no_number: bool = False
    basis: str | None = None
    certain: bool = False
    as_said: bool = False
    low: str | None = None
    high: str | None = None
    expires: str | None = None
    reporter: str | None = None
    note: str | None = None

    @property
    def typed(self) -> Typed:
        """The number, shares or distribution."""
        return Typed(
            probability=self.probability, shares=self.shares, quantiles=self.quantiles, interval=self.interval,
            distribution=self.distribution, cdf=self.cdf,
        )  # fmt: skip

    @property
    def empty(self) -> bool:
        """True where neither a number, nor words, nor their absence was stated."""
        return self.typed.given is None and self.words is None and not self.no_number

    def refuse_empty(self) -> None:
        """Raise InputError where no probability, words or their absence was given."""
        if self.empty:
            hint = "write 70%, or --words probably, or --no-number"
            raise InputError("no probability", hint=hint, code="missing_value")


class Read(NamedTuple):
    """A forecast as facts: the columns that hold its number, words and basis, and its points where it has several."""

    columns: dict[str, Value]
    points: Sequence[Point] = ()


def read_said(said: Said, frame: Frame = YES_OR_NO) -> Read:
    """What was said on a question of that frame.

    A stated number is never overwritten by a word; without a number the basis is "none".
    """
    columns: dict[str, Value] = {"phrase": said.words, "reporter": said.reporter, "note": said.note}
    if said.typed.given is not None:
        stated = TYPES[frame.type].read_prediction(said.typed, frame, certain=said.certain, as_said=said.as_said)
        number = {**stated_columns(stated), **_range(said), "basis": _basis(said, "stated")}
        return Read(columns={**columns, **number}, points=stated.points)
    if said.words is not None and not said.no_number and frame.type == YES_OR_NO.type:
        return Read(columns={**columns, **_from_words(said), "basis": _basis(said, "words")})
    return Read(columns={**columns, "basis": _basis(said, "none")})


def stated_columns(stated: Stated) -> dict[str, Value]:
    """The columns of a forecast that hold a probability, or the kind of what is more than one."""
    if stated.probability is not None:
        return number_columns(stated.probability)
    return {"kind": stated.kind, "said": stated.said}


def check_scale(said: Said) -> None:
    """Refuse a scale that there is none of, also where no words are read by it."""
    if said.words is not None or said.scale != Said().scale:
        from ledger.core.words import scale_named

        scale_named(said.scale)


def number_columns(stated: Probability) -> dict[str, Value]:
    """The exact value, the words it was read from, and its parts per million."""
    return {"probability": stated.text, "said": stated.said, "p_ppm": stated.ppm}


def _from_words(said: Said) -> dict[str, Value]:
    from ledger.core.words import scale_named

    phrase = scale_named(said.scale).look_up(str(said.words))
    stated = read_probability(decimal_text(phrase.value))
    low, high = decimal_text(phrase.low), decimal_text(phrase.high)
    return {**number_columns(stated), "said": said.words, "scale": said.scale, "low": low, "high": high}


def _range(said: Said) -> dict[str, Value]:
    return {
        name: None if text is None else read_probability(text, certain=True).text
        for name, text in (("low", said.low), ("high", said.high))
    }


def _basis(said: Said, natural: str) -> str:
    basis = said.basis or natural
    if basis not in BASES:
        raise InputError(f"no basis is called {basis[:40]!r}", hint=f"there is {', '.join(BASES)}")
    if (basis == "none") != (natural == "none") or (basis == "words") != (natural == "words"):
        message = f"the basis {basis!r} does not fit what was said"
        raise InputError(message, hint="'words' goes with --words, 'none' with --no-number")
    return basis
