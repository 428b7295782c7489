"""Pairs as people type them, with white space in between: `5%=50 50%=140`, `Google=50% 'Open AI'=25%`."""

from typing import Final

from ledger.core.dates import shown
from ledger.errors import InputError

LONGEST: Final = 50_000
QUOTING: Final = frozenset("'\"\\\x0b\x0c\x1c\x1d\x1e\x1f")
"""Without these a text falls into words at its white space, as a shell would have it, ten times faster."""


def split_pairs(text: str, *, example: str) -> list[tuple[str, str]]:
    """What stands before and after each "="; quotes hold white space together, and a comma may follow a pair.

    InputError for a quote that is not closed, a word without "=", no pairs at all, and more than 50 000 characters.

    >>> split_pairs("Google=50%, 'Open AI'=25%", example="")
    [('Google', '50%'), ('Open AI', '25%')]
    """
    import shlex

    hint = f'write "{example}"'
    if len(text) > LONGEST:
        raise InputError(f"{len(text)} characters are too many to read", hint=f"write at most {LONGEST}")
    try:
        words = text.split() if text.isascii() and not QUOTING.intersection(text) else shlex.split(text)
    except ValueError:
        raise InputError(f"a quote in {shown(text.strip())} is not closed", hint=hint) from None
    if not words:
        raise InputError("nothing is said", hint=hint)
    return [_pair(word, hint) for word in words]


def _pair(word: str, hint: str) -> tuple[str, str]:
    before, equals, after = word.removesuffix(",").partition("=")
    if not (equals and before and after):
        raise InputError(f"cannot read {shown(word)}", hint=hint)
    return before, after
