"""What a language model answered, read strictly: what has not the form that was asked for is left out and counted."""

import json
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from ledger.errors import InputError

MOST: Final = 40
LONGEST_QUOTE: Final = 1_000
LONGEST_HINT: Final = 300
HINTS: Final = ("claim", "speaker", "deadline")
KEYS: Final = frozenset({"quote", *HINTS})
FENCE: Final = "```"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that a model calls a prediction, and what it says of them; nothing here has been held against the text."""

    quote: str
    claim: str | None = None
    speaker: str | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The candidates of one answer; `left_out` counts by kind: `malformed`, `beyond`, `hints`, `keys`."""

    candidates: tuple[Candidate, ...]
    left_out: Counter[str] = field(default_factory=Counter)


def read_answer(said: str) -> Answer:
    """The candidates in a model's answer, at most 40; InputError where it is no JSON object with `predictions`.

    The object may stand in a code fence. A candidate without a quote, or with one above 1,000 letters, is left out; so
    is a hint that is no text, holds signs that cannot be seen, or is above 300 letters.

    >>> read_answer('{"predictions": [{"quote": "It will rain", "mood": "sad"}]}')
    Answer(candidates=(Candidate(quote='It will rain', ...),), left_out=Counter({'keys': 1}))
    """
    document = _object(said)
    found = document.get("predictions")
    if not isinstance(found, list):
        raise InputError("the model's answer has no list of predictions")
    left_out = Counter(beyond=max(0, len(found) - MOST), keys=len(document.keys() - {"predictions"}))
    read = [_candidate(one, left_out) for one in found[:MOST]]
    return Answer(candidates=tuple(one for one in read if one), left_out=+left_out)


def _object(said: str) -> dict[str, Any]:
    """The JSON object of an answer as it stands, else that of its code fence."""
    for text in (said, _fenced(said)):
        with suppress(ValueError, RecursionError):
            document = json.loads(text)
            if isinstance(document, dict):
                return document
    raise InputError("the model's answer is no JSON object")


def _fenced(said: str) -> str:
    """What stands between the first fence, with the rest of its line, and the last."""
    opened = said.partition(FENCE)[2].partition("\n")[2]
    inside, closed, rest = opened.rpartition(FENCE)
    return inside if closed else rest


def _candidate(found: object, left_out: Counter[str]) -> Candidate | None:
    quote = found.get("quote") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(quote, str) or not 0 < len(quote) <= LONGEST_QUOTE:
        left_out["malformed"] += 1
        return None
    left_out["keys"] += len(found.keys() - KEYS)
    return Candidate(quote=quote, **{name: _hint(found.get(name), left_out) for name in HINTS})


def _hint(said: object, left_out: Counter[str]) -> str | None:
    if said is None or said == "":
        return None
    words = " ".join(said.split()) if isinstance(said, str) else ""
    if words.isprintable() and 0 < len(words) <= LONGEST_HINT:
        return words
    left_out["hints"] += 1
    return None
