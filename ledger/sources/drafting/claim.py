"""The claim: the words as they stand, without the marks around them."""

import re
from typing import Final

from ledger.sources.drafting.speaker import LABEL

LONGEST: Final = 2_000
_MARKS: Final = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb*_>\u2022 "
_NUMBERED: Final = re.compile(r"\(?(?:\d{1,3}[.)]|[a-zA-Z]\)) (?=\w)")
_LEADS: Final = ("but ", "and ", "so ", "yet ", "besides, ", "instead, ", "however, ", "also, ", "and yet ")


def claim_of(words: str) -> str:
    """The words with single spaces, without label, number, quotation marks, full stop and "But"; pronouns stay.

    Where most of the words are a quotation, it alone is the claim.

    >>> claim_of("\u201cBut they  will fold.\u201d"), claim_of('"Rents will fall soon," Ann Roe said.')
    ('They will fold', 'Rents will fall soon')
    >>> claim_of("3. They will fold."), claim_of("I. Newton will fall")
    ('They will fold', 'I. Newton will fall')
    """
    spoken = _quotation(LABEL.sub("", " ".join(words.split()))).strip(_MARKS)
    numbered = _NUMBERED.match(spoken)
    plain = spoken[numbered.end() if numbered else 0 :].strip(_MARKS).rstrip(".,").strip(_MARKS)
    lead = next((one for one in _LEADS if plain.lower().startswith(one)), "")
    rest = plain[len(lead) :]
    return (rest[:1].upper() + rest[1:] if lead else rest)[:LONGEST].rstrip()


def _quotation(words: str) -> str:
    """The longest stretch in quotation marks, if it is at least half of the words; else all of them."""
    pieces = words.replace("\u201c", '"').replace("\u201d", '"').split('"')
    longest = max(pieces[1::2], key=len, default="")
    return longest if 2 * len(longest) > len(words) else words
