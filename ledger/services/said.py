"""What a forecaster said, as a fact: the number or its absence, the words, and where the number came from."""

from dataclasses import dataclass

from ledger.core.numbers import decimal_text
from ledger.core.probability import Probability
from ledger.errors import InputError
from ledger.question_types import TYPES
from ledger.store.chain import Value
from ledger.store.columns import BASES


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was typed about one forecast; every field as the user wrote it."""

    probability: str | None = None
    words: str | None = None
    scale: str = "survey"
    no_number: bool = False
    basis: str | None = None
    certain: bool = False
    low: str | None = None
    high: str | None = None
    reporter: str | None = None
    note: str | None = None

    @property
    def empty(self) -> bool:
        """True where neither a number, nor words, nor their absence was stated."""
        return self.probability is None and self.words is None and not self.no_number


def said_columns(said: Said, *, question_type: str = "binary") -> dict[str, Value]:
    """The columns of a forecast that hold its number, words and basis.

    A stated number is never overwritten by a word; without a number the basis is "none".
    """
    columns: dict[str, Value] = {"phrase": said.words, "reporter": said.reporter, "note": said.note}
    if said.probability is not None:
        stated = TYPES[question_type].read_prediction(said.probability, certain=said.certain)
        return {**columns, **number_columns(stated), **_range(said), "basis": _basis(said, "stated")}
    if said.words is not None and not said.no_number:
        return {**columns, **_from_words(said), "basis": _basis(said, "words")}
    return {**columns, "basis": _basis(said, "none")}


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
    stated = TYPES["binary"].read_prediction(decimal_text(phrase.value), certain=False)
    low, high = decimal_text(phrase.low), decimal_text(phrase.high)
    return {**number_columns(stated), "said": said.words, "scale": said.scale, "low": low, "high": high}


def _range(said: Said) -> dict[str, Value]:
    reader = TYPES["binary"]
    return {
        name: None if text is None else reader.read_prediction(text, certain=True).text
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
