"""Words that deny, told from those that only look like it: "no later than", "No. 1", "not only"."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ledger.core.lint._words import Phrases, Word, at, words_of

_NEGATORS: Final = frozenset({
    "not", "no", "never", "none", "neither", "nobody", "nothing", "nowhere", "cannot", "without",
})  # fmt: skip
_HARMLESS: Final = Phrases("""
    no later than | not later than | no more than | not more than | no less than | not less than | no fewer than |
    not fewer than | no greater than | no higher than | no lower than | no earlier than | not only | no one |
    whether or not | no confidence | no fly | no deal | no ball | no man's | no longer | no first use |
    without a doubt | out of nowhere | middle of nowhere | no doubt | if not | yes or no | no vote
""")


def is_negator(word: str) -> bool:
    """Whether a word can turn a sentence round.

    >>> is_negator("won't"), is_negator("not"), is_negator("knot")
    (True, True, False)
    """
    return word in _NEGATORS or word.endswith("n't")


def denials(words: Sequence[Word]) -> list[int]:
    """The places of the words that deny.

    >>> denials(words_of("It does not land by 2030")), denials(words_of("It lands no later than 2030"))
    ([2], [])
    """
    harmless = {place for span in _HARMLESS.found(words) for place in range(span.start, span.end)}
    return [n for n, word in enumerate(words) if is_negator(word.text) and n not in harmless and not _label(words, n)]


@lru_cache(maxsize=16)
def denies(text: str) -> bool:
    """Whether a text denies anything.

    >>> denies("None of them lands"), denies("No. 10 is silent")
    (True, False)
    """
    return bool(denials(words_of(text)))


def _label(words: Sequence[Word], place: int) -> bool:
    """Whether it is "No. 1" and no denial."""
    return words[place].text == "no" and at(words, place + 1)[:1].isdigit()
