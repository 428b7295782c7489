"""SubRip subtitles (SRT): cues merged to sentences, with the time of each cue."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ledger.sources.decoding import decode
from ledger.sources.document import Document
from ledger.sources.formats._cues import ARROW, read_cues, transcript
from ledger.sources.formats._facts import NO_FACTS

CANONICALISER: Final = "srt/1"


def read(content: bytes, *, name: str) -> Document:
    r"""The words of subtitles; places are the start times of the cues, as written.

    Raises InputError for bytes that are no text, and where there are no cues.

    >>> read(b"1\n00:00:01,0 --> 00:00:02,0\nIt will\n\n2\n00:00:02,0 --> 00:00:03,0\nrain.\n", name="-").text
    'It will rain.\n'
    """
    decoded = decode(content, name=name)
    return transcript(
        content,
        read_cues(_timed(decoded.text)),
        name=name,
        canonicaliser=CANONICALISER,
        media_type="application/x-subrip",
        facts=NO_FACTS,
        warnings=decoded.warnings,
    )


def _timed(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line with times and the words up to the number of the next one; empty lines may stand anywhere."""
    lines = text.split("\n")
    starts = [at for at, line in enumerate(lines) if ARROW in line]
    for start, end in pairwise([*starts, len(lines)]):
        numbered = end < len(lines) and lines[end - 1].strip().isdecimal()
        yield start + 1, [line for line in lines[start : end - numbered] if line.strip()]
