"""The passage of a candidate: its sentence, its paragraph and its line."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from ledger.sources.detection.sentences import Sentence, split
from ledger.sources.document import text_hash

LONGEST_HEADING: Final = 24
_COMMENTS: Final = frozenset({"comment", "comments", "replies", "responses", "discussion"})
AROUND: Final = 1_500
"""Code points of a paragraph on either side of a candidate: one line may be a whole book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Where words stand, by code points of `text`, ends exclusive, and the number of their line from 1.

    The paragraph is the line, cut 1,500 code points before and behind the words. `commented` says that it stands below
    a heading such as "Comments".
    """

    text: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    paragraph_start: int
    paragraph_end: int
    line: int
    commented: bool = False

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.text[self.start : self.end]

    @property
    def sentence(self) -> str:
        """The sentence or sentences that they stand in."""
        return self.text[self.sentence_start : self.sentence_end]

    @property
    def paragraph(self) -> str:
        """The paragraph that they stand in."""
        return self.text[self.paragraph_start : self.paragraph_end]

    @property
    def before(self) -> str:
        """What goes before the sentence, at most 1,500 code points, over the ends of paragraphs."""
        return self.text[max(0, self.sentence_start - AROUND) : self.sentence_start]

    @property
    def after(self) -> str:
        """What follows the sentence in its paragraph."""
        return self.text[self.sentence_end : self.paragraph_end]

    @property
    def sha256(self) -> str:
        """The hash of the sentence with single spaces: the same wherever it moves to."""
        return text_hash(" ".join(self.sentence.split()))


class Layout:
    r"""The sentences and lines of a text, found once for all candidates.

    >>> layout = Layout("Heading\nIt rains. It will snow.")
    >>> layout.sentences, layout.passage(21, 25).sentence, layout.passage(21, 25).line
    (3, 'It will snow.', 2)
    """

    def __init__(self, text: str) -> None:
        """Cut the text; takes linear time."""
        self.text = text
        found = split(text)
        self._starts = [one.start for one in found]
        self._ends = [one.end for one in found]
        self._breaks = [at for at, character in enumerate(text) if character == "\n"]
        self._comments = next((one.start for one in found if _is_heading(text, one)), len(text))

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return len(self._starts)

    def passage(self, start: int, end: int) -> Passage:
        """The passage of the words from `start` to `end`."""
        line = bisect_left(self._breaks, start)
        began = self._breaks[line - 1] + 1 if line else 0
        closed = bisect_left(self._breaks, end)
        ended = self._breaks[closed] if closed < len(self._breaks) else len(self.text)
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._ends, end)
        inside = first >= 0 and last < len(self._ends)
        return Passage(
            text=self.text, start=start, end=end,
            sentence_start=min(start, self._starts[first]) if inside else start,
            sentence_end=max(end, self._ends[last]) if inside else end,
            paragraph_start=max(began, start - AROUND), paragraph_end=min(ended, end + AROUND), line=line + 1,
            commented=self._comments < start,
        )  # fmt: skip


def _is_heading(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is the heading of readers' comments."""
    if sentence.end - sentence.start > LONGEST_HEADING:
        return False
    return text[sentence.start : sentence.end].lower().strip("0123456789 #*:") in _COMMENTS
