"""The places of a text that are most like a quote: looked for by shared words, so that long texts take linear time."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import cache
from heapq import nlargest
from itertools import takewhile
from math import log1p
from typing import Final

WINDOWS: Final = 6
WORTH: Final = 0.3
LETTERS: Final = 600
SKIPPED: Final = 8
# A letter of a script without spaces is a word of its own.
_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A place that is like a quote; `likeness` is from 0 to 100."""

    likeness: float
    start: int
    end: int


@cache
def _ratio() -> Callable[[str, str], float] | None:
    try:
        from rapidfuzz.fuzz import ratio
    except ImportError:
        return None
    return ratio


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 100: letters that both have in the same order, twice, of all letters.

    By `rapidfuzz` where it is installed, else by `difflib`, which never finds more than it; long texts are then
    compared by words.

    >>> round(likeness("it will rain", "it may rain"))
    70
    """
    if ratio := _ratio():
        return ratio(one, other)
    if len(one) + len(other) <= LETTERS:
        return 100 * SequenceMatcher(None, one, other, autojunk=False).ratio()
    return 100 * SequenceMatcher(None, _WORD.findall(one), _WORD.findall(other)).ratio()


def nearest(text: str, quote: str) -> list[Near]:
    """The places of a folded text that are most like a folded quote, the likest first; none twice.

    >>> [(one.start, one.end) for one in nearest("but it will surely rain soon, he said", "it will rain soon")]
    [(4, 28)]
    """
    words = list(_WORD.finditer(quote))
    windows = _windows(text, quote, Counter(one[0] for one in words))
    found = filter(None, (_aligned(text, quote, words, window) for window in windows))
    kept: list[Near] = []
    for one in sorted(found, key=lambda near: (-near.likeness, near.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


def _windows(text: str, quote: str, wanted: Counter[str]) -> list[tuple[int, int]]:
    """Stretches that share most of the quote's words, the rarer of them weighing more."""
    counts = Counter(word for _, word in _hits(text, wanted))
    hits = counts.total()
    weights = {word: log1p(hits / max(1, counts[word])) for word in wanted}
    width = len(quote) + len(quote) // 3 + 20
    best: dict[int, tuple[float, int]] = {}
    for weight, at in _slid(_hits(text, wanted), wanted, weights, width):
        best[at // width] = max(best.get(at // width, (0.0, 0)), (weight, at))
    most = sum(weights[word] * count for word, count in wanted.items())
    likely = nlargest(WINDOWS, (one for one in best.values() if one[0] >= WORTH * most))
    return [(max(0, at - len(quote) // 4 - 10), at + width) for _, at in likely]


def _hits(text: str, wanted: Counter[str]) -> Iterator[tuple[int, str]]:
    """Where each of the quote's words stands."""
    return ((word.start(), word[0]) for word in _WORD.finditer(text) if word[0] in wanted)


def _slid(
    hits: Iterable[tuple[int, str]], wanted: Counter[str], weights: Mapping[str, float], width: int
) -> Iterator[tuple[float, int]]:
    """The weight of the shared words of each window, no word oftener than the quote has it, with where it begins."""
    inside: deque[tuple[int, str]] = deque()
    numbers: Counter[str] = Counter()
    weight = 0.0
    for at, word in hits:
        inside.append((at, word))
        numbers[word] += 1
        weight += weights[word] if numbers[word] <= wanted[word] else 0
        while at - inside[0][0] > width:
            _, gone = inside.popleft()
            weight -= weights[gone] if numbers[gone] <= wanted[gone] else 0
            numbers[gone] -= 1
        yield weight, inside[0][0]


def _aligned(text: str, quote: str, words: Sequence[re.Match[str]], window: tuple[int, int]) -> Near | None:
    """The stretch of a window whose words answer to the quote's, from its first word to its last."""
    there = list(_WORD.finditer(text, *window))
    # Words that a long window is full of are no beginning of a match: a text of one word takes no more time.
    pair = SequenceMatcher(None, [one[0] for one in words], [one[0] for one in there])
    blocks = [block for block in pair.get_matching_blocks() if block.size]
    if not blocks:
        return None
    middle = max(range(len(blocks)), key=lambda at: blocks[at].size)
    left, right = _kept(blocks[middle::-1], words, there), _kept(blocks[middle:], words, there)
    first = max(0, left.b - left.a)
    last = min(len(there), right.b + len(words) - right.a) - 1
    start = _grown(text[: there[first].start()], quote[: words[0].start()], there[first].start())
    end = there[last].end() + _shared(text[there[last].end() :][:40], quote[words[-1].end() :])
    return Near(likeness=likeness(quote, text[start:end]), start=start, end=end)


def _kept(blocks: Sequence[Match], words: Sequence[re.Match[str]], there: Sequence[re.Match[str]]) -> Match:
    """The last of the blocks, from the longest outwards, that is not small beside what it skips."""
    kept = blocks[0]
    for block in blocks[1:]:
        one, other = sorted((kept, block), key=lambda each: each.a)
        skipped = _gap(there, one.b + one.size, other.b) - _gap(words, one.a + one.size, other.a)
        if skipped > SKIPPED + 2 * (words[block.a + block.size - 1].end() - words[block.a].start()):
            break
        kept = block
    return kept


def _gap(words: Sequence[re.Match[str]], end: int, start: int) -> int:
    """The letters between a word and a later one."""
    return words[start].start() - words[end - 1].end()


def _grown(before: str, marks: str, at: int) -> int:
    """Where the quote begins: at its first word, or at the marks before it."""
    return at - _shared(before[-len(marks) :][::-1], marks[::-1]) if marks else at


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
