"""A candidate: words of a text that may be a prediction, with all that could be read about them."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from ledger.core.lint import Finding
from ledger.sources.proposals import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What is known of a text as a whole: who wrote it, who is said to speak in it, and when.

    `author` stands in the file, `forecaster` was typed and goes before it. `made` None: nobody knows when it was said,
    and only what means the same day on any day is read as one. `precision` is that of `made`: day, month or year.
    """

    zone: tzinfo
    now: datetime
    author: str | None = None
    forecaster: str | None = None
    made: date | None = None
    precision: str = "day"
    scale: str = "survey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One draft. Offsets are code points of the canonical text, end exclusive; lines are counted from 1.

    `kind` is binary, range, series, conditional or compound. `attribution` is own, quoted, rejected, reported, imputed
    or commenter, `speaker_basis` says where the speaker was found, `speaker` None that nobody is named. `probability`
    is exact text, with `likelihood_basis` stated, words or none; `suggestion` is what the scale makes of a bare "will",
    which is no number that was stated. `deadline` None with `deadline_text` are words that name no day.
    """

    number: int
    line: int
    start: int
    end: int
    quote: str
    paragraph: str
    sentence_sha256: str
    score: int | None
    reasons: tuple[Reason, ...]
    claim: str
    kind: str
    condition: str | None
    every: str | None
    parts: tuple[str, ...]
    speaker: str | None
    attribution: str
    speaker_basis: str
    probability: str | None
    low: str | None
    high: str | None
    words: str | None
    scale: str | None
    likelihood_basis: str
    suggestion: str | None
    deadline: str | None
    window_start: str | None
    deadline_text: str | None
    deadline_rule: str | None
    criteria: str
    missing: tuple[Finding, ...]
