"""Strangers' words at their worst, a ledger in which every field holds them, and what may reach a terminal of them."""

import re
import unicodedata
from typing import Final

MOVING: Final = "\x1b[35;7mred\x1b]0;owned\x07\x9b2J\x08\x7f\x0b\x0c\x85"
TURNING: Final = "\u202eabc\u202c\u2066x\u2069\u200f\u200e\u061c"
HIDING: Final = "\u200b\u2060\ufeff\u00ad\u115f\u3164\uffa0\U000e0041"
ENDING: Final = "a\rb\u2028c\u2029d"
FLOOD: Final = "z" + "\u0301" * 60

TERMINAL: Final = {
    "moving": MOVING, "turning": TURNING, "hiding": HIDING, "ending": ENDING, "flood": FLOOD,
    "names": "\u05d3\u05d5\u05d3 \u0639\u0645\u0631 \U0001f468\u200d\U0001f469\u200d\U0001f467",
}  # fmt: skip
"""What a terminal obeys, hides or lays out otherwise."""

FORMULAS: Final = ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1+1", "\r=1+1", "\uff1d1+1")
MARKUP: Final = (
    "<script>alert(1)</script>",
    "{{7*7}}",
    "${7*7}",
    "[x](javascript:y)",
    "a|b",
    "'; DROP TABLE entries; --",
)
"""What a spreadsheet runs, and what a page, a template or a database would."""

WORST: Final = "".join(TERMINAL.values())
HARMLESS: Final = frozenset("\n\u200c\u200d")
OURS: Final = re.compile(r"\x1b\[(?:[0-3]?[0-9]|9[0-7])?m")
"""The colours of the program itself: one code at a time, or none."""
UNSEEN: Final = frozenset("\u115f\u1160\u3164\uffa0")


def harmful(text: str) -> str:
    """The characters of a text that must not reach a terminal, as Python writes them."""
    bad = (
        one for one in text if one not in HARMLESS and (unicodedata.category(one) in "Cc Cf Cs Zl Zp" or one in UNSEEN)
    )
    return ascii("".join(bad)).strip("'")


def flooded(text: str) -> bool:
    """Whether more than 30 combining marks stand on one letter."""
    return re.search(r"\u0301{31}", text) is not None


def worded(word: str) -> str:
    """The same as a tag may be: without white space, colons and commas, and short."""
    return "".join(word.replace(":", "").replace(",", "").split())[:50]


def acting(word: str) -> str:
    """The same without control characters: what the name of who writes may be."""
    return "".join(one for one in word if unicodedata.category(one) != "Cc")
