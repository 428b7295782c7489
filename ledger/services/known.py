"""What a ledger knows of candidates already: decided before, quoted before, or claimed in other words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ledger.sources.drafting.candidate import Candidate
from ledger.store.find import prefixes
from ledger.store.scans import read_claims, read_judgements, read_quoted
from ledger.store.snapshot import Snapshot

ALIKE: Final = 0.6
MOST_NEAR: Final = 3
_WORD: Final = re.compile(r"\w+")
_IDLE: Final = frozenset({
    "the", "a", "an", "of", "to", "in", "on", "by", "for", "and", "or", "that", "this", "it", "is", "are", "be", "will",
    "would", "i", "we", "they", "at", "with", "as", "have", "has", "do", "not", "than", "from", "before", "until",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A question whose claim is like a candidate's: `likeness` is the share of words in common, 0 to 1."""

    id: str
    claim: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one candidate: the word on its sentence, questions that quote it, and claims near to its own."""

    judgement: str | None = None
    reason: str | None = None
    same: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nobody needs to be asked again: it was accepted or rejected, or is quoted already."""
        return self.judgement in {"accepted", "rejected"} or bool(self.same)


NOTHING: Final = Known()


def known(snapshot: Snapshot, candidates: Sequence[Candidate], source: int | None) -> dict[int, Known]:
    """What the ledger knows of each candidate, by number; a sentence is known by its words, wherever it moved to."""
    if not candidates:
        return {}
    said = read_judgements(snapshot, (one.sentence_sha256 for one in candidates))
    same = _quoting(snapshot, candidates, source)
    near = _near(snapshot, candidates)
    short = prefixes(snapshot.connection, {id_ for ids in same.values() for id_ in ids})
    found = {}
    for one in candidates:
        word = said.get(one.sentence_sha256)
        ids = tuple(short.get(id_, id_) for id_ in same[one.number])
        found[one.number] = Known(
            judgement=word.judgement if word else None,
            reason=word.reason if word else None,
            same=ids,
            near=() if ids else near[one.number],
        )
    return found


def _quoting(snapshot: Snapshot, candidates: Sequence[Candidate], source: int | None) -> dict[int, tuple[str, ...]]:
    """Ids of questions with the same words, or with words of the same source that overlap."""
    rows = read_quoted(snapshot, source, (one.quote for one in candidates))
    same: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        same[row.exact][row.public_id] = None
    spans = sorted(
        (row.start_offset, row.end_offset, row.public_id)
        for row in rows
        if row.source_id == source and row.start_offset is not None
    )
    return {
        one.number: tuple({**same.get(one.quote, {}), **dict.fromkeys(_overlapping(spans, one))}) for one in candidates
    }


def _overlapping(spans: Iterable[tuple[int, int, str]], candidate: Candidate) -> list[str]:
    return [id_ for start, end, id_ in spans if start < candidate.end and candidate.start < end]


def _near(snapshot: Snapshot, candidates: Sequence[Candidate]) -> dict[int, tuple[Near, ...]]:
    """Claims with at least 60 % of the words in common, the nearest first, at most three."""
    wanted = {one.number: words_of(one.claim) for one in candidates}
    holding: dict[str, list[int]] = defaultdict(list)
    for number, words in wanted.items():
        for word in words:
            holding[word].append(number)
    found: dict[int, dict[str, Near]] = {number: {} for number in wanted}
    for row in read_claims(snapshot):
        words = words_of(row.claim)
        for number, shared in Counter(number for word in words for number in holding.get(word, ())).items():
            likeness = shared / len(words | wanted[number])
            if likeness >= ALIKE:
                found[number][row.public_id] = Near(id=row.public_id, claim=row.claim, likeness=round(likeness, 2))
    return {number: _nearest(near) for number, near in found.items()}


def _nearest(near: dict[str, Near]) -> tuple[Near, ...]:
    return tuple(sorted(near.values(), key=lambda one: -one.likeness)[:MOST_NEAR])


def words_of(claim: str) -> frozenset[str]:
    """The words of a claim that say something, in small letters.

    >>> sorted(words_of("The ECB will cut the rates by 2030"))
    ['2030', 'cut', 'ecb', 'rates']
    """
    return frozenset(_WORD.findall(claim.casefold())) - _IDLE
