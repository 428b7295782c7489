"""Drafts of the predictions that are marked in the seed texts, beside what a careful reader wrote of each."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from ledger.core.dates import read_moment
from ledger.services.wording import precision_of
from ledger.sources.drafting import Candidate, Occasion, draft_all
from ledger.sources.formats.plain import read
from ledger.sources.proposals import Proposal
from tests.conftest import SHARED

AUTHORS = {"003": "Sean Goedecke", "004": "Dwarkesh Patel"}
"""Who is said to speak, as with -f; the other texts name no author."""
TODAY = date(2026, 11, 20)
ATTRIBUTIONS = {"author_own": "own", "quoted_endorsed": "quoted", "quoted_rejected": "rejected"}
KINDS = {"recurring": "series", "date": "range", "numeric": "binary"}
FIELDS = ("speaker", "attribution", "kind", "deadline", "hedge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One prediction as the reader wrote it down, and its draft."""

    gold: Any
    draft: Candidate

    @property
    def right(self) -> dict[str, bool]:
        """Which fields were drafted as the reader has them."""
        gold, draft = self.gold, self.draft
        attribution, kind = gold["attribution"], gold["type"]
        return {
            "speaker": draft.speaker == named(gold["speaker"]),
            "attribution": draft.attribution == ATTRIBUTIONS.get(attribution, attribution),
            "kind": draft.kind == KINDS.get(kind, kind),
            "deadline": draft.deadline == gold["deadline"]["scoring_date"],
            "hedge": same_hedge(gold["hedge"], draft.words),
        }


def named(speaker: str) -> str | None:
    """The name of a speaker without what was added to it; None for somebody who is not named."""
    name = speaker.split(" (", maxsplit=1)[0].split(",", maxsplit=1)[0]
    return None if name.startswith("unnamed") else name


def same_hedge(gold: Any, drafted: str | None) -> bool:
    """Whether the words of probability are part of the reader's; no words are right where they are a bare "will"."""
    words = (gold["text"] or "").lower().replace("\u2019", "'")
    return drafted.lower() in words if drafted else not words or "unhedged" in gold["cls"]


@cache
def pairs() -> tuple[Pair, ...]:
    """Every prediction of the five texts that is no part of another, with the draft of its words."""
    gold = json.loads((SHARED / "gold" / "predictions.json").read_text("utf-8"))
    return tuple(pair for document in gold["documents"] for pair in _pairs(document, gold["predictions"]))


def _pairs(document: Any, predictions: list[Any]) -> Iterator[Pair]:
    name, when = document["file"], document["date"]
    made = when["value"] or when["earliest"]
    occasion = Occasion(
        zone=UTC, now=datetime(2026, 11, 20, tzinfo=UTC), forecaster=AUTHORS.get(name[:3]),
        made=read_moment(made, zone=UTC, today=TODAY).on, precision=precision_of(made),
    )  # fmt: skip
    text = read((SHARED / "gold" / "texts" / name).read_bytes(), name=name)
    marked = sorted(
        (one for one in predictions if one["seed"] == name and one["parent"] is None),
        key=lambda one: (one["anchor"]["start"], one["anchor"]["end"]),
    )
    spans = [Proposal(start=one["anchor"]["start"], end=one["anchor"]["end"]) for one in marked]
    for gold, draft in zip(marked, draft_all(text, spans, occasion), strict=True):
        yield Pair(gold=gold, draft=draft)


def figures(tier: str | None = None) -> dict[str, tuple[int, int]]:
    """Of each field, how many were drafted right, and of how many; of a tier, or of all."""
    chosen = [one for one in pairs() if tier in {None, one.gold["tier"]}]
    counts = {name: (sum(one.right[name] for one in chosen), len(chosen)) for name in FIELDS}
    dated = [one.right["deadline"] for one in chosen if one.gold["deadline"]["scoring_date"]]
    return {**counts, "deadline, where there is one": (sum(dated), len(dated))}


def rows() -> Iterator[str]:
    """The figures as the lines of a table."""
    core, every = figures("core"), figures()
    for name in every:
        yield f"| {name} | {core[name][0]} of {core[name][1]} | {every[name][0]} of {every[name][1]} |"
