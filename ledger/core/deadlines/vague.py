"""Words that speak of the future and name no date: soon, eventually, in the coming years."""

from typing import Final

from ledger.core.deadlines.lengths import UNITS
from ledger.core.deadlines.tokens import Tokens

_LEAD: Final = (
    "into the", "well into the",
    "within the", "over the", "in the", "during the", "for the", "by the", "at some point in the", "sometime in the",
    "at some point within the", "within", "over", "in", "during", "for", "at", "on", "the", "as",
)  # fmt: skip
_DEGREE: Final = (
    "not too", "not so", "very", "pretty", "relatively", "fairly", "quite", "really", "rather", "so", "too",
    "much", "all",
)  # fmt: skip
_VAGUE: Final = frozenset(
    phrase.strip()
    for phrase in """
soon | sooner or later | sooner rather than later | soon enough | eventually | someday | some day | one day
at some point | some point | some stage | some time | sometime | in time | due course | due time | good time
fullness of time
before long | before too long | before very long | shortly | short term | near term | short run | long run | long term
longer term | medium term | mid term | near to medium term | medium to long term | short to medium term | longer run
near future | immediate future | foreseeable future | distant future | far future | future | not distant future
not far future | years ahead | months ahead | weeks ahead | lifetime | our lifetime | our lifetimes | my lifetime
your lifetime | their lifetime | our children's lifetime | a generation | generation | generations | ultimately
anytime soon | any time soon | any day now | any day | any time now | any time | any moment | any moment now | anytime
momentarily | imminently | imminent | presently | soon as possible | asap | quickly | a while | some while | while
time being | later | later on | down the line | down the road | over time | with time | by and by | a matter of time
matter of time | forever | indefinitely | always | never | ever | in the end | not soon | not anytime soon
not any time soon | once and for all | tbd | unknown | undated | none | no deadline | no date | open ended
not too distant future | no time | no time at all
""".replace("\n", "|").replace("'", "").split("|")
) - {""}  # fmt: skip
_COUNTLESS: Final = (
    "the coming", "the next", "the following", "the upcoming", "coming", "next", "upcoming", "just", "only", "mere",
    "a matter of", "matter of", "several", "many", "some", "a number of", "a handful of", "a good many", "the", "long",
    "several more", "many more",
)  # fmt: skip
_TAIL: Final = ("from now", "ahead", "to come", "away", "time", "out", "down the road", "down the line")
_PLURALS: Final = frozenset(word for word in UNITS if word.endswith("s") and len(word) > 4 and word != "centurys")


def is_vague(tokens: Tokens) -> bool:
    """Whether all that is left to read names no date; nothing is read.

    >>> from ledger.core.deadlines.tokens import tokens_of
    >>> is_vague(tokens_of("in the very short term")), is_vague(tokens_of("in 2 months"))
    (True, False)
    """
    place = tokens.place
    vague = _phrase(tokens) or _countless(tokens, place)
    tokens.back_to(place)
    return vague


def _phrase(tokens: Tokens) -> bool:
    if tokens.rest in _VAGUE:
        return True
    tokens.phrase(*_LEAD)
    if tokens.rest in _VAGUE:
        return True
    degree = tokens.phrase(*_DEGREE)
    return degree is not None and (tokens.rest in _VAGUE or f"not {tokens.rest}" in _VAGUE)


def _countless(tokens: Tokens, place: int) -> bool:
    """Years, in the coming months, over the next weeks and months, in several years: a unit without a number."""
    tokens.back_to(place)
    tokens.word("within", "over", "in", "during", "for", "across", "after")
    while tokens.phrase(*_COUNTLESS):
        pass
    if tokens.word(*_PLURALS) is None:
        return False
    while not tokens.phrase(*_TAIL) and tokens.word("and", "or", "to"):
        tokens.phrase("even")
        if tokens.word(*_PLURALS) is None:
            return False
    return tokens.done
