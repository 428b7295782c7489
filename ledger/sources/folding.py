"""Texts folded for comparing: what differs in kind only is alike, and every letter knows where it stood."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

ALIKE: Final = str.maketrans("‘’‚‛′´`“”„‟″«»", "'''''''" + '"' * 7)
HYPHENS: Final = "-\u00ad\u2010\u2011"
DASHES: Final = HYPHENS + "\u2012\u2013\u2014\u2015\u2212"
UNSEEN: Final = "*_~\\[]\u200b\u200c\u200d\u2060\ufeff"
_MARK: Final = re.compile(
    r"(?:\s\s|[^\S ])\s*(?:[-\u00ad\u2010-\u2015\u2212]+\s*)?"  # white space but for one space, and a dash in it
    r"| ?[-\u00ad\u2010-\u2015\u2212]+\s*"
    r"|[*_~\\\[\u200b-\u200d\u2060\ufeff]+"  # marks of Markdown, and joints that are not seen
    r"|\](?:\([^()\s]*\))?"  # the address of a Markdown link
    r"|[\u2026\ufb00-\ufb06]"
    r"|[^\W_][\u0300-\u036f]+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A folded text; `starts` are places in it, `origins` and `ends` what of the text as written begins there.

    Offsets are code points, end exclusive.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the text as written.

        >>> folded = fold("It **will** rain")
        >>> folded.span(*(folded.text.find("will rain") + at for at in (0, 9)))
        (5, 16)
        """
        return self._origin(start), self._end(end)

    def _origin(self, at: int) -> int:
        piece = bisect_right(self.starts, at) - 1
        return min(self.origins[piece] + at - self.starts[piece], self.ends[piece] - 1)

    def _end(self, at: int) -> int:
        piece = bisect_right(self.starts, at - 1) - 1
        following = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        inside = self.origins[piece] + at - self.starts[piece]
        return self.ends[piece] if at == following else min(inside, self.ends[piece])


def fold(text: str) -> Folded:
    r"""A text in lower case with one kind of white space and quotation marks, without hyphens and marks of emphasis.

    A word parted at the end of a line is one word. A dash between words is a space; before a digit it stays, so that
    `5-10` is not 510.

    >>> fold("It **will**\n“fore-\ncast”\u00a05–10").text
    'it will "forecast" 5-10'
    """
    pieces, starts, origins, ends = [], [], [], []
    at = folded = 0
    for start, end, said in [*_changes(text), (len(text), len(text), "")]:
        for piece, first, last in ((_lower(text[at:start]), at, start), (said, start, end)):
            if piece:
                pieces.append(piece)
                starts.append(folded)
                origins.append(first)
                ends.append(last)
                folded += len(piece)
        at = end
    return Folded(text="".join(pieces), starts=tuple(starts), origins=tuple(origins), ends=tuple(ends))


def _changes(text: str) -> list[tuple[int, int, str]]:
    """What is replaced, with what stands in its place."""
    return [(mark.start(), mark.end(), _instead(text, mark)) for mark in _MARK.finditer(text)]


def _instead(text: str, mark: re.Match[str]) -> str:
    said = mark[0]
    if said[0].isspace() or said[0] in DASHES:
        return " " if said.isspace() else _dash(said, text[mark.end() : mark.end() + 1])
    return "" if said[0] in UNSEEN else _lower(normalize("NFKC", said))


def _dash(said: str, following: str) -> str:
    """What a dash with the white space around it comes to: a hyphen joins, also at the end of a line."""
    if following.isdigit():
        return "-"
    joins = said.rstrip() in HYPHENS and (said in HYPHENS or "\n" in said)
    return "" if joins else " "


def _lower(text: str) -> str:
    """Lower case of the same length."""
    small = text.translate(ALIKE).lower()
    if len(small) == len(text):
        return small
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text.translate(ALIKE))
