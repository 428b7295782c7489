"""Sentences that people labelled, with what the detector says of them: the shared gold set and a list of our own."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from ledger.calibration.intervals import wilson
from ledger.sources.detection.detect import detect
from ledger.sources.detection.sentences import Sentence, split
from ledger.sources.proposals import Proposal
from tests.conftest import SHARED

GOLD = SHARED / "gold"
OWN = Path(__file__).parent / "detection"
HALVES = ("first_half", "second_half")
TIERS = ("core", "secondary", "borderline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A sentence of a group of texts: its best tier (empty: no prediction), the entries in it, what was found."""

    group: str
    words: str
    tier: str
    entries: tuple[str, ...] = ()
    found: Proposal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Sentences flagged rightly, flagged wrongly and missed; borderline ones count in none of these."""

    right: int
    wrong: int
    missed: int

    def row(self) -> str:
        """Precision, recall and F as cells of a table, with Wilson 95 % intervals.

        The interval of F is that of J = right / all three: F = 2 J / (1 + J) grows with it.
        """
        precision = _share(self.right, self.right + self.wrong)
        recall = _share(self.right, self.right + self.missed)
        of_f = tuple(2 * end / (1 + end) for end in _share(self.right, self.right + self.wrong + self.missed))
        return " | ".join(map(_cell, (precision, recall, of_f)))


def _share(right: int, n: int) -> tuple[float, ...]:
    """A share with both ends of its interval, nothing of nothing."""
    return (right / n, *wilson(happened=Decimal(right), n=n)) if n else ()


def _cell(share: tuple[float, ...]) -> str:
    return "{:.2f} ({:.2f} to {:.2f})".format(*share) if share else "none"


def figures(sentences: Iterable[Labelled]) -> Figures:
    """What the detector does on some sentences; borderline ones are left out."""
    strict = [one for one in sentences if one.tier != "borderline"]
    return Figures(
        right=sum(bool(one.found and one.tier) for one in strict),
        wrong=sum(bool(one.found and not one.tier) for one in strict),
        missed=sum(bool(one.tier and not one.found) for one in strict),
    )


@cache
def gold() -> tuple[Labelled, ...]:
    """Every sentence of the gold texts, by the entries of the top level that it shares words with."""
    entries = json.loads((GOLD / "predictions.json").read_text(encoding="utf-8"))["predictions"]
    texts = sorted((GOLD / "texts").glob("*.txt"))
    return tuple(one for path in texts for one in _labelled(path, [e for e in entries if e["seed"] == path.name]))


def _labelled(path: Path, entries: list[Mapping]) -> Iterator[Labelled]:
    text = path.read_bytes().decode()
    found = {proposal.start: proposal for proposal in detect(text)}
    for sentence in split(text):
        inside = [entry for entry in entries if not entry["parent"] and _meet(sentence, entry["anchor"])]
        tiers = {entry["tier"] for entry in inside}
        yield Labelled(
            group=path.name[:3],
            words=text[sentence.start : sentence.end],
            tier=next((tier for tier in TIERS if tier in tiers), ""),
            entries=tuple(entry["id"] for entry in inside if entry["tier"] == "core"),
            found=found.get(sentence.start),
        )


def _meet(sentence: Sentence, anchor: Mapping) -> bool:
    return bool(anchor["start"] < sentence.end and sentence.start < anchor["end"])


@cache
def own(half: str) -> tuple[Labelled, ...]:
    """The sentences of one half of our own list, each on its own."""
    rows = (line.split("\t") for line in (OWN / f"{half}.tsv").read_text(encoding="utf-8").splitlines())
    return tuple(
        Labelled(group=subject, words=words, tier="core" if label == "1" else "", found=next(iter(detect(words)), None))
        for subject, label, words in rows
    )


def core_entries(sentences: Iterable[Labelled]) -> dict[str, bool]:
    """Whether any sentence of each core entry is flagged."""
    found: dict[str, bool] = {}
    for one in sentences:
        for entry in one.entries:
            found[entry] = found.get(entry, False) or one.found is not None
    return found
