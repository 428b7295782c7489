"""What a scale of words is: phrases with their numbers, and how one is looked up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ledger.core.numbers import decimal_text
from ledger.errors import InputError

LONGEST: Final = 80
Near = Callable[[str], list[str]]
NEGATIONS: Final = frozenset({"not", "no", "never", "neither", "nor", "cannot", "hardly", "scarcely"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase of a scale: its number in (0, 1), the range that it spans in [0, 1], all exact, and a remark.

    `same` are the other forms that the scale takes for it.
    """

    phrase: str
    value: Decimal
    low: Decimal
    high: Decimal
    note: str = ""
    same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A named table of phrases, with what it is in a few words, and other forms of some of its phrases."""

    name: str
    about: str
    phrases: Mapping[str, Phrase]
    aliases: Mapping[str, str]

    def look_up(self, phrase: str) -> Phrase:
        """The entry for a phrase in any case and spacing; an `InputError` with the nearest ones if it is not there.

        Never guesses: "don't expect" is not "expect", and no phrase is turned round by a "not".

        >>> from ledger.core.words import SCALES
        >>> str(SCALES["survey"].look_up("  More  LIKELY than not ").value)
        '0.59'
        >>> SCALES["survey"].look_up("likly")
        Traceback (most recent call last):
        ...
        ledger.errors.InputError: the survey scale has no phrase 'likly'
        """
        found = self.find(phrase)
        if found is None:
            raise self._unknown(phrase.strip())
        return found

    def find(self, phrase: str) -> Phrase | None:
        """The entry for a phrase, None where the scale has none."""
        key = _key(phrase)
        return self.phrases.get(self.aliases.get(key, key))

    def near(self, phrase: str) -> list[str]:
        """The phrases of the scale that look like this one, the nearest first; at most four."""
        from difflib import get_close_matches

        close = get_close_matches(_key(phrase)[:LONGEST], [*self.phrases, *self.aliases], n=4, cutoff=0.6)
        return list(dict.fromkeys(self.phrases[self.aliases.get(one, one)].phrase for one in close))

    def _unknown(self, phrase: str) -> InputError:
        return InputError(f"the {self.name} scale has no phrase {shown(phrase)}", hint=hint_for(phrase, self.near))


def hint_for(phrase: str, near: Near) -> str:
    """What to type in place of a phrase that is not there; to one that is negated nothing is said to be near.

    >>> hint_for("not likely", lambda phrase: ["likely"])
    'no phrase is turned round by a "not": give a number, such as 30%'
    """
    if is_negated(phrase):
        return 'no phrase is turned round by a "not": give a number, such as 30%'
    known = near(phrase)
    return f"did you mean {' or '.join(map(repr, known))}?" if known else "give a number instead, such as 70%"


def is_negated(phrase: str) -> bool:
    """Whether a phrase denies something, by its words.

    >>> is_negated("I don't expect"), is_negated("unlikely"), is_negated("more likely than not")
    (True, False, False)
    """
    words = _key(phrase).replace("than not", "").replace("as not", "").split()
    return any(word in NEGATIONS or word.endswith("n't") for word in words)


def shown(phrase: str) -> str:
    """A phrase in quotation marks, cut where it is long.

    >>> shown("likly")
    "'likly'"
    """
    return repr(phrase if len(phrase) <= LONGEST else f"{phrase[:LONGEST]}…")


def _key(phrase: str) -> str:
    return " ".join(phrase.replace("\u2019", "'").casefold().split())


def scale(name: str, about: str, terms: Iterable[tuple[str, ...]], same: Mapping[str, str]) -> Scale:
    """A scale from its terms (phrase, value, low, high and perhaps a note) and other forms of them.

    >>> scale("small", "two words", [("yes", "0.9", "0.8", "1")], {"aye": "yes"}).look_up("Aye").same
    ('aye',)
    """
    forms = {_key(form): _key(term) for form, term in same.items()}
    phrases = {
        _key(term[0]): _phrase(term, tuple(form for form in same if _key(same[form]) == _key(term[0])))
        for term in terms
    }
    return Scale(name=name, about=about, phrases=phrases, aliases=forms)


def ranges(terms: Iterable[tuple[str, int, int]]) -> list[tuple[str, ...]]:
    """Terms with their ranges in percent, each with the middle of its range as its number.

    >>> ranges([("likely", 55, 80)])
    [('likely', '0.675', '0.55', '0.8')]
    """
    return [
        (name, *(decimal_text(Decimal(sum_) / 200) for sum_ in (low + high, 2 * low, 2 * high)))
        for name, low, high in terms
    ]


def _phrase(term: tuple[str, ...], same: tuple[str, ...]) -> Phrase:
    name, value, low, high, *note = term
    return Phrase(
        phrase=name, value=Decimal(value), low=Decimal(low), high=Decimal(high), note="".join(note), same=same
    )
