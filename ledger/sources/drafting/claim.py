"""The claim: the words as they stand, without the marks around them."""

import re
from typing import Final

from ledger.sources.drafting.speaker import LABEL, is_told

LONGEST: Final = 2_000
_MARKS: Final = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb*_>\u2022 "
_NUMBERED: Final = re.compile(r"\(?(?:\d{1,3}[.)]|[a-zA-Z]\)) (?=\w)")
_SAID: Final = re.compile(
    r"(?:(?:i|we) (?:also |still |really |just )?(?:think|believe|expect|predict|suspect|reckon|guess)"
    r"|there(?:'s| is) an? [0-9.]{1,8}(?: ?%| percent| per cent) (?:chance|probability)"
    r"(?P<chance>(?! (?:of|to|at|in|for|by|on) )))"
    r"(?P<that> that)? (?=\w)",
    re.IGNORECASE | re.ASCII,
)
"""What is said about the claim before it: who thinks so, and how likely."""

_CLAUSE: Final = re.compile(
    r"\b(?:will|won't|is|are|going|falls?|rises?|wins?|loses?|gets?|becomes?)\b|'(?:ll|s|re) ", re.ASCII
)
_LEADS: Final = ("but ", "and ", "so ", "yet ", "besides, ", "instead, ", "however, ", "also, ", "and yet ")


def claim_of(words: str) -> str:
    """The words with single spaces, without label, number, quotation marks, full stop, "But" and "I think that".

    Pronouns stay.

    Where most of the words are a quotation, it alone is the claim.

    >>> claim_of("\u201cBut they  will fold.\u201d"), claim_of('"Rents will fall soon," Ann Roe said.')
    ('They will fold', 'Rents will fall soon')
    >>> claim_of("3. They will fold."), claim_of("I. Newton will fall")
    ('They will fold', 'I. Newton will fall')
    >>> claim_of("I think that they will fold."), claim_of("There's an 80 percent chance they fold.")
    ('They will fold', 'They fold')
    """
    spoken = quotation(LABEL.sub("", " ".join(words.split()))).strip(_MARKS)
    numbered = _NUMBERED.match(spoken)
    plain = spoken[numbered.end() if numbered else 0 :].strip(_MARKS).rstrip(".,").strip(_MARKS)
    lead = next((one for one in _LEADS if plain.lower().startswith(one)), "")
    rest = _unframed(plain[len(lead) :])
    return (rest if rest == plain else rest[:1].upper() + rest[1:])[:LONGEST].rstrip()


def _unframed(words: str) -> str:
    """Without "I think that" and "There's an 80 percent chance that", where a clause of its own is left."""
    said = words.replace("\u2019", "'")
    frame = _SAID.match(said)
    if frame is None:
        return words
    clause = frame["that"] or frame["chance"] is not None or _CLAUSE.search(said, frame.end())
    return words[frame.end() :] if clause else words


def quotation(words: str) -> str:
    """What is said in quotation marks, where that is most of the words or they open with it and then name the speaker.

    >>> quotation('"Rents will fall," Ann Roe said on 3 May, "and soon."'), quotation('It is "over" now.')
    ('Rents will fall, and soon.', 'It is "over" now.')
    """
    pieces = words.replace("\u201c", '"').replace("\u201d", '"').split('"')[1::2]
    if is_told(words):
        return " ".join(pieces)
    longest = max(pieces, key=len, default="")
    return longest if 2 * len(longest) > len(words) else words
