"""Time phrases cut into tokens, and a place in them that a grammar can move."""

import re
from typing import Final, NamedTuple

from ledger.core.dates import LONGEST, shown
from ledger.errors import InputError

HINT: Final = "write 2027-06-30, 2027, Q3 2027, June 2027, +90d, or a phrase such as 'by the end of 2027'"
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_QUOTES: Final = dict.fromkeys(map(ord, "\u2018\u2019\u02bc`"), "'") | dict.fromkeys(map(ord, "\u201c\u201d"), '"')
_SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u200a\u202f\t\n\r"), " ")
_PIECE: Final = r"""
  (?P<stamp>\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:[ ]?(?:z|utc|[+-]\d\d:?\d\d))?)(?![\w:.])
| (?P<date>\d{4}-\d\d-\d\d)(?![\w-])
| (?P<week>\d{4}-?w\d\d(?:-[1-7])?)(?![\w-])
| (?P<part>\d{4}-?[qh][1-4])(?![\w-])
| (?P<month>\d{4}-\d\d)(?![\w-])
| (?P<decade>\d{3}0s)(?!\w)
| (?P<ordinal>\d{1,2}(?:st|nd|rd|th))(?!\w)
| (?P<label>[qh][1-4])(?!\w)
| (?P<number>\d+(?:\.\d+)?)
| (?P<word>[a-z]+)
| (?P<mark>[-+~/])
"""
_RANGED: Final = r"(?:[qh][1-4]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|fall|autumn|winter)[a-z]*"


class Token(NamedTuple):
    """One word, number, date or mark, and which of these it is."""

    kind: str
    text: str


class Tokens:
    """The tokens of a phrase and how far they have been read.

    >>> words = tokens_of("By the end of 2027.")
    >>> words.phrase("by the", "by"), words.word("end"), words.rest
    ('by the', 'end', 'of 2027')
    """

    __slots__ = ("_items", "place")

    def __init__(self, items: tuple[Token, ...]) -> None:
        self._items = items
        self.place = 0

    @property
    def done(self) -> bool:
        """Whether every token has been read."""
        return self.place >= len(self._items)

    @property
    def rest(self) -> str:
        """What has not been read yet, joined by spaces."""
        return " ".join(item.text for item in self._items[self.place :])

    def word(self, *choices: str) -> str | None:
        """Read the next token if it is one of the choices."""
        if self.done or self._items[self.place].text not in choices:
            return None
        self.place += 1
        return self._items[self.place - 1].text

    def kind(self, kind: str) -> str | None:
        """Read the next token if it is of this kind, and give its text."""
        if self.done or self._items[self.place].kind != kind:
            return None
        self.place += 1
        return self._items[self.place - 1].text

    def among(self, choices: dict[str, int]) -> int | None:
        """Read the next token if the table has it, and give what the table says of it."""
        found = self.word(*choices)
        return None if found is None else choices[found]

    def phrase(self, *choices: str) -> str | None:
        """Read the first of these phrases (words joined by spaces) that comes next."""
        if self.done:
            return None
        first = self._items[self.place].text
        for choice in choices:
            if not choice.startswith(first):
                continue
            words = choice.split()
            ahead = [item.text for item in self._items[self.place : self.place + len(words)]]
            if ahead == words:
                self.place += len(words)
                return choice
        return None

    def back_to(self, place: int) -> None:
        """Return to an earlier place, so that another rule can be tried."""
        self.place = place


def unreadable(text: str, hint: str = HINT) -> InputError:
    """The one error of a phrase that is not understood to its end."""
    return InputError(f"cannot read {shown(text)} as a deadline", hint=hint)


def tokens_of(text: str) -> Tokens:
    """Cut a phrase into tokens: lower case, without brackets, commas and trailing punctuation.

    InputError for an empty phrase, more than 200 characters, or a character no date needs (only ASCII digits count).
    """
    if len(text) > LONGEST:
        raise unreadable(text, f"a deadline has at most {LONGEST} characters")
    words = _tidied(text)
    if not words:
        raise InputError("the deadline is empty", hint=HINT)
    if not words.isascii():
        raise unreadable(text)
    return Tokens(tuple(_cut(words, text)))


def _tidied(text: str) -> str:
    words = text.translate(_DASHES | _QUOTES | _SPACES).lower().strip(" .,;:!?\"'")
    words = re.sub(r"(?<=[a-z0-9])'(?=[a-z]|\s|$)", "", words)
    return re.sub(r"[(),;]|(?<=[a-z])\.", " ", words).strip()


def _cut(words: str, text: str) -> list[Token]:
    pattern, items, place = re.compile(_PIECE, re.VERBOSE), list[Token](), 0
    while place < len(words):
        if words[place] == " ":
            place += 1
            continue
        found = pattern.match(words, place)
        if found is None or found.lastgroup is None:
            raise unreadable(text)
        if not _is_hyphen(words, place):
            items.append(Token(found.lastgroup, found.group()))
        place = found.end()
    return items


def _is_hyphen(words: str, place: int) -> bool:
    """Whether this is the hyphen of mid-2027 or year-end, and not the dash of 2027-2030 or June-July."""
    if words[place] != "-" or not 0 < place < len(words) - 1 or " " in (words[place - 1], words[place + 1]):
        return False
    if not (words[place - 1].isalpha() or words[place + 1].isalpha()):
        return False
    before = re.search(r"[a-z0-9]*$", words[:place])
    after = re.match(r"[a-z0-9]*", words[place + 1 :])
    return not all(side and re.fullmatch(_RANGED, side.group()) for side in (before, after))
