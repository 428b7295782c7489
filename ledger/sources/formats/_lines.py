"""Lines put together from pieces, and the stretches of them that belong to an element, a page or a cue."""

import re
from dataclasses import dataclass, field
from typing import Final

from ledger.sources.document import Place

_SPACE: Final = re.compile("[ \n\r\f]+")


@dataclass(slots=True, kw_only=True)
class Lines:
    """Text as it grows: white space in a line counts as one space, a line without words is none.

    `start` is where the next line will begin, `begun` whether the line that is being written has words.
    """

    finished: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    start: int = 0
    begun: bool = False

    def say(self, text: str) -> None:
        """Words on the line that is being written."""
        self.pieces.append(text.replace("\t", " "))
        self.begun = self.begun or bool(text.strip())

    def next_cell(self) -> None:
        """A tab, where the line has words already."""
        if self.begun:
            self.pieces.append("\t")

    def end(self) -> None:
        """The end of the line."""
        line = _SPACE.sub(" ", "".join(self.pieces)).replace(" \t", "\t").replace("\t ", "\t").strip(" \t")
        self.pieces.clear()
        self.begun = False
        if line.strip():
            self.finished.append(line)
            self.start += len(line) + 1

    def replace_last(self, line: str) -> None:
        """Another wording of the line that was finished last."""
        self.start += len(line) - len(self.finished[-1])
        self.finished[-1] = line

    def place(self, start: int, kind: str, value: str) -> None:
        """All lines from `start` to here stand there in the file."""
        if self.start > start:
            self.places.append(Place(start=start, end=self.start - 1, kind=kind, value=value))

    @property
    def text(self) -> str:
        """The finished lines, each with its line end."""
        return "".join(f"{line}\n" for line in self.finished)
