"""How likely: a probability stated as a number, or the words for it on a scale."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ledger.core.numbers import decimal_text, ratio
from ledger.core.words import SCALES, Phrase

_NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "a hundred": 100, "thousand": 1000, "even": 1,
}  # fmt: skip
_N: Final = rf"(?:\d{{1,4}}(?:\.\d{{1,4}})?|{'|'.join(_NUMBERS)})"
_PERCENT: Final = r"[ -]?(?:%|percent|per cent)"
_CHANCE: Final = r"(?:chances?|probability|likelihood|odds|likely|confiden\w{1,3}|certain|sure|shot)"
_FIGURE: Final = re.compile(
    rf"""
      (?<![\w.])(?P<low>{_N})(?:{_PERCENT})?[ ]?(?:-|\u2013|to|or)[ ]?(?P<high>{_N}){_PERCENT}
      [ ](?:\w{{1,12}}[ ])?{_CHANCE}\b
    | (?<![\w.])(?P<percent>{_N}){_PERCENT}[ ](?:\w{{1,12}}[ ])?{_CHANCE}\b
    | \b{_CHANCE}(?:[ ]\w{{1,12}}){{0,3}}[ ](?P<after>{_N}){_PERCENT}
    | \b(?:odds|bet|it)(?:[ ]\w{{1,8}}){{0,3}}
      [ ](?P<for>{_N})[ -](?:to|:)[ -](?P<against>{_N})\b(?P<turned>[ ]against)?
    | (?<![\w.])(?P<share>{_N})[ -](?:in|out[ ]of)[ -](?:a[ ])?(?P<whole>{_N})
      [ ](?:chance|shot|odds|likelihood|probability)
    | \b(?:odds|chances?|probability|i'd[ ]say|put[ ]it[ ]at)(?:[ ]\w{{1,8}}){{0,3}}
      [ ](?P<part>{_N})[ ](?:in|out[ ]of)[ ](?P<all>{_N})\b
    | \b(?P<even>fifty[ -]fifty|50[ -/]50|(?:a[ ])?coin[ -](?:toss|flip)|even[ ](?:money|odds|chance))\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WORD: Final = re.compile(r"[\w'%]+")
_MAY: Final = re.compile(
    r"\bMay,?(?= \d)|\b\d{1,2}(?:st|nd|rd|th)? May\b"
    r"|\b(?:[Ii]n|[Bb]y|of|until|since|before|after|late|early|mid|this|next|last|from|to)[ -]May\b"
)
"""The month."""
_NOT: Final = frozenset({"not", "never", "no", "don't", "doesn't", "didn't", "isn't", "aren't", "won't", "cannot"})
_FIRST_PERSON: Final = frozenset({"i think", "i believe", "we believe", "i expect", "i doubt", "we doubt"})
_MODAL: Final = frozenset({"should", "may", "might", "could", "possibly", "maybe", "usually", "never", "impossible"})
_BARE: Final = frozenset({"will", "won't", "'ll"})
_FUTURE: Final = re.compile(r"\w'll\b|\bgoing to \w", re.IGNORECASE)
_LONGEST: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """What was said of the chances; all numbers exact text in (0, 1).

    `said` are the words of the text, `words` the phrase of the scale, `basis` is stated, words or none. `suggestion` is
    the scale's number for a bare "will" or "going to": nobody stated it.
    """

    said: str | None = None
    probability: str | None = None
    low: str | None = None
    high: str | None = None
    words: str | None = None
    scale: str | None = None
    basis: str = "none"
    suggestion: str | None = None


def likelihood_of(sentence: str, scale: str = "survey") -> Likelihood:
    """What a sentence says of its chances: a number first, then the strongest phrase of the scale.

    A phrase that is denied ("don't expect") has no number, as the scale has none for it.

    >>> likelihood_of("There is a two in three chance of rain").probability
    '0.666666666666666667'
    >>> likelihood_of("It will very likely rain").probability
    '0.88'
    >>> likelihood_of("They will win by May 2027").probability is None
    True
    >>> likelihood_of("It will rain").probability, likelihood_of("It will rain").suggestion
    (None, '0.9')
    """
    plain = sentence.replace("\u2019", "'")
    return _stated(plain) or _worded(plain, scale) or _bare(plain, scale)


def _stated(sentence: str) -> Likelihood | None:
    for found in _FIGURE.finditer(sentence):
        said = " ".join(found[0].split())
        if found["low"]:
            low, high = sorted((_share(found["low"]), _share(found["high"])))
            if 0 < low <= high < 1:
                return Likelihood(said=said, low=decimal_text(low), high=decimal_text(high))
        elif (value := _value(found)) is not None and 0 < value < 1:
            return Likelihood(said=said, probability=decimal_text(value), basis="stated")
    return None


def _value(found: re.Match[str]) -> Decimal | None:
    if found["even"]:
        return Decimal("0.5")
    if percent := found["percent"] or found["after"]:
        return _share(percent)
    if found["for"]:
        one, other = _number(found["for"]), _number(found["against"])
        return _ratio(other if found["turned"] else one, one + other)
    return _ratio(_number(found["share"] or found["part"]), _number(found["whole"] or found["all"]))


def _number(text: str) -> Decimal:
    return Decimal(_NUMBERS.get(text.lower(), text))


def _share(text: str) -> Decimal:
    return _number(text) / 100


def _ratio(one: Decimal, whole: Decimal) -> Decimal | None:
    return ratio(one, whole) if whole else None


def _worded(sentence: str, scale: str) -> Likelihood | None:
    words = [found[0].lower() for found in _WORD.finditer(_MAY.sub("", sentence))]
    found = [(place, *one) for place in range(len(words)) if (one := _phrase_at(words, place, scale))]
    if not found:
        return None
    place, length, phrase = min(found, key=lambda one: (_tier(one[2].phrase), -one[1], one[0]))
    said = " ".join(words[place : place + length])
    if denied := _denied(words, place):
        return Likelihood(said=f"{denied} {said}")
    return Likelihood(
        said=said, probability=decimal_text(phrase.value), low=decimal_text(phrase.low), high=decimal_text(phrase.high),
        words=said, scale=scale, basis="words",
    )  # fmt: skip


def _phrase_at(words: list[str], place: int, scale: str) -> tuple[int, Phrase] | None:
    """The longest phrase of the scale that begins here, in words and as the scale has it."""
    if words[place] not in _first_words(scale) or words[place] in _BARE:
        return None
    for length in range(min(_LONGEST, len(words) - place), 0, -1):
        if phrase := SCALES[scale].find(" ".join(words[place : place + length])):
            return length, phrase
    return None


@lru_cache(maxsize=8)
def _first_words(scale: str) -> frozenset[str]:
    return frozenset(phrase.split()[0].lower() for phrase in (*SCALES[scale].phrases, *SCALES[scale].aliases))


def _tier(phrase: str) -> int:
    name = phrase.lower()
    return 2 if name in _MODAL else 1 if name in _FIRST_PERSON else 0


def _denied(words: list[str], place: int) -> str | None:
    """The word just before a phrase that denies it."""
    return next((word for word in words[max(0, place - 1) : place] if word in _NOT), None)


def _bare(sentence: str, scale: str) -> Likelihood:
    words = {found[0].lower() for found in _WORD.finditer(sentence)}
    if not words & _BARE and not _FUTURE.search(sentence):
        return Likelihood()
    phrase = SCALES[scale].find("will")
    return Likelihood(suggestion=decimal_text(phrase.value) if phrase else None)
