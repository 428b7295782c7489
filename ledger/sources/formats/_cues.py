"""Cues of subtitles put together into sentences, with the time at which each was said."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from ledger.errors import InputError
from ledger.sources.document import Document, Place
from ledger.sources.formats._canonical import document
from ledger.sources.formats._facts import Facts
from ledger.sources.formats._markup import unescape

ARROW: Final = "-->"
PAUSE_MS: Final = 3_000
LONGEST_LINE: Final = 1_500
"""Characters: automatic captions have no full stops, and a line must end somewhere."""
ROLLING: Final = 0.4
"""The share of cues that begin with the last line of the cue before, above which captions are said to roll."""
ENDS: Final = (".", "?", "!", "…", "。", "？", "！")
_TIME: Final = re.compile(r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,3})[.,](\d{1,3})")
_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>")
_TAG: Final = re.compile(r"</?[A-Za-z0-9][^<>]*>|\{\\[^{}]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Lines shown together; `stamp` is the start as written, `start` and `end` are in milliseconds."""

    stamp: str
    start: int
    end: int
    lines: tuple[str, ...] = ()
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The cues of a file in its order, and which timings could not be read."""

    cues: tuple[Cue, ...]
    unread: tuple[int, ...] = ()


def read_cues(blocks: Iterable[tuple[int, Sequence[str]]]) -> Cues:
    """The cues in blocks of lines, each with its line number; a block without an arrow is none."""
    cues: list[Cue] = []
    unread: list[int] = []
    for number, lines in blocks:
        at = next((at for at, line in enumerate(lines[:2]) if ARROW in line), None)
        if at is None:
            continue
        timed = _timed(lines[at])
        if timed is None:
            unread.append(number + at)
        else:
            cues += [replace(timed, speaker=who, lines=said) for who, said in _voices(lines[at + 1 :])]
    return Cues(cues=tuple(cues), unread=tuple(unread))


def blocks_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines between empty ones, each with the number of its first line, from 1."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def transcript(
    content: bytes,
    found: Cues,
    *,
    name: str,
    canonicaliser: str,
    media_type: str,
    facts: Facts,
    warnings: Iterable[str],
) -> Document:
    """A document of cues: a line for each run of whole sentences of one speaker, its cues and speakers as places.

    Raises InputError where there are no cues.
    """
    if not found.cues:
        message = f"{name} has no cues with times"
        raise InputError(message, hint="a plain transcript is read with --format plain", code="no_cues")
    said = _Said()
    for cue in _unrolled(found.cues):
        said.add(cue)
    said.end_line()
    return document(
        content,
        name=name,
        canonicaliser=canonicaliser,
        media_type=media_type,
        text=said.text,
        facts=facts,
        places=[*said.places, *said.speakers],
        warnings=[*warnings, *_doubts(found, name)],
    )


def milliseconds(stamp: str) -> int | None:
    """A time as subtitles write it; None for what is none. Minutes and seconds above 59 are taken as they are.

    >>> milliseconds("00:01:02,500"), milliseconds("01:02.5"), milliseconds("soon")
    (62500, 62500, None)
    """
    found = _TIME.fullmatch(stamp.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(found[4].ljust(3, "0"))


def _timed(timing: str) -> Cue | None:
    """A cue without words yet; None where its times cannot be read."""
    first, _, rest = timing.partition(ARROW)
    start, end = milliseconds(first), milliseconds(rest.split(maxsplit=1)[0]) if rest.strip() else None
    if start is None or end is None:
        return None
    return Cue(stamp=first.strip(), start=start, end=end)


def _voices(lines: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Who says which lines of a cue; a cue without words is nobody's."""
    before, *voiced = _VOICE.split("\n".join(lines))
    for speaker, words in [("", before), *zip(voiced[::2], voiced[1::2], strict=True)]:
        said = (" ".join(unescape(_TAG.sub("", line)).split()) for line in words.split("\n"))
        if kept := tuple(line for line in said if line):
            yield " ".join(unescape(speaker).split()), kept


def _unrolled(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Captions that roll, with each line said once; all others as they are."""
    rolls = sum(_goes_on(one, other) for one, other in pairwise(cues)) > ROLLING * (len(cues) - 1)
    shown: tuple[str, ...] = ()
    for cue in cues:
        lines = _new_lines(shown, cue.lines) if rolls else cue.lines
        shown = cue.lines or shown
        yield replace(cue, lines=lines)


def _goes_on(one: Cue, other: Cue) -> bool:
    return bool(one.lines and other.lines) and _new_lines(one.lines, other.lines) != other.lines


def _new_lines(shown: tuple[str, ...], lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines that were not shown before; a line that grew by words gives those."""
    for count in range(min(len(shown), len(lines)), 0, -1):
        if shown[-count:] == lines[:count]:
            return lines[count:]
    if shown and lines and lines[0].startswith(f"{shown[-1]} "):
        return (lines[0].removeprefix(f"{shown[-1]} "), *lines[1:])
    return lines


@dataclass(slots=True)
class _Said:
    lines: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    speakers: list[Place] = field(default_factory=list)
    line_start: int = 0
    at: int = 0
    before: Cue | None = None

    def add(self, cue: Cue) -> None:
        words = " ".join(cue.lines)
        if not words:
            return
        if self.before and self._ends_before(cue):
            self.end_line()
        start = self.at + bool(self.pieces)
        self.at = start + len(words)
        self.pieces.append(words)
        self.places.append(Place(start=start, end=self.at, kind="time", value=cue.stamp))
        self.before = cue

    def end_line(self) -> None:
        if not self.pieces:
            return
        if self.before and self.before.speaker:
            spoken = Place(start=self.line_start, end=self.at, kind="speaker", value=self.before.speaker)
            self.speakers.append(spoken)
        self.lines.append(" ".join(self.pieces))
        self.pieces.clear()
        self.at += 1
        self.line_start = self.at

    def _ends_before(self, cue: Cue) -> bool:
        """Whether a line ends between the cue before and this one."""
        before = self.before
        if before is None or before.speaker != cue.speaker or cue.start - before.end > PAUSE_MS:
            return True
        last = self.pieces[-1].rstrip("\"'”’)]»") if self.pieces else ""
        return last.endswith(ENDS) or self.at - self.line_start > LONGEST_LINE

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)


def _doubts(found: Cues, name: str) -> Iterator[str]:
    back = [other.stamp for one, other in pairwise(found.cues) if other.start < one.start]
    if back:
        times = "1 stamp runs" if len(back) == 1 else f"{len(back)} stamps run"
        yield f"{name}: {times} backwards, first at {back[0]}"
    if found.unread:
        cues = "1 cue has no time" if len(found.unread) == 1 else f"{len(found.unread)} cues have no times"
        yield f"{name}: {cues} that can be read, first at line {found.unread[0]}: left out"
