"""WebVTT (W3C, 2019): cues merged to sentences, with the time and the speaker of each cue."""

from collections.abc import Iterator
from typing import Final

from ledger.errors import InputError
from ledger.sources.decoding import decode
from ledger.sources.document import Document
from ledger.sources.formats._cues import blocks_of, read_cues, transcript
from ledger.sources.formats._facts import Facts

CANONICALISER: Final = "vtt/1"
SIGNATURE: Final = "WEBVTT"
ASIDE: Final = ("NOTE", "STYLE", "REGION")


def read(content: bytes, *, name: str) -> Document:
    r"""The words of captions; places are the start times of the cues, as written, and who speaks.

    Captions that roll, each cue repeating the line before, are said once. Raises InputError for bytes that are no text,
    for what does not begin as WebVTT does, and where there are no cues.

    >>> read(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>It will rain.\n", name="a.vtt").places[1].value
    'Ann'
    """
    decoded = decode(content, name=name)
    first, _, rest = decoded.text.partition("\n")
    if not first.startswith(SIGNATURE):
        raise InputError(f"{name} does not begin with {SIGNATURE}", hint="name its format, as in --format srt")
    return transcript(
        content,
        read_cues(_spoken(rest)),
        name=name,
        canonicaliser=CANONICALISER,
        media_type="text/vtt",
        facts=Facts(title=first.removeprefix(SIGNATURE).lstrip(" \t-") or None),
        warnings=decoded.warnings,
    )


def _spoken(text: str) -> Iterator[tuple[int, list[str]]]:
    """The blocks that are no remarks and no styles, line numbers counted in the whole file."""
    for number, lines in blocks_of(text):
        if lines[0].strip().partition(" ")[0] not in ASIDE:
            yield number + 1, lines
