"""Asking for a prediction: claim, deadline, probability, criteria, with a deadline proposed from the claim."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

from ledger.cli.asking import Proposal, Step, ask_steps
from ledger.cli.session import session
from ledger.core.dates import read_moment
from ledger.core.deadlines import Deadline, Recurring, read_deadline
from ledger.core.probability import read_probability
from ledger.errors import InputError, LedgerError

LEADS: Final = frozenset({"by", "before", "until", "within", "in", "on", "this", "next", "during", "end", "mid"})
LONGEST_PHRASE: Final = 8
MOST_WORDS: Final = 100


def ask_missing(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, and what the user answers about the rest."""
    with session().book.snapshot() as snapshot:
        zone = ZoneInfo(snapshot.zone)
        today = read_moment(given["made"], zone=zone, today=snapshot.today).on if "made" in given else snapshot.today
    steps = [step for step in _steps(given, today, zone) if step.name not in given]
    if given.keys() & {"words", "no_number", "question_only"}:
        steps = [step for step in steps if step.name != "probability"]
    return {**given, **ask_steps(steps)}


def _steps(given: Mapping[str, Any], today: date, zone: tzinfo) -> tuple[Step, ...]:
    def claim_of(earlier: Mapping[str, str]) -> str:
        return str(given.get("claim") or earlier.get("claim", ""))

    def propose(earlier: Mapping[str, str]) -> Proposal | None:
        return proposed_deadline(claim_of(earlier), today=today, zone=zone)

    return (
        Step(name="claim", prompt="Claim", check=_check_claim),
        Step(
            name="by",
            prompt="Deadline",
            propose=propose,
            optional=True,
            check=lambda text, _: _check_deadline(text, today, zone),
        ),
        Step(
            name="probability",
            prompt="Probability",
            check=lambda text, _: _check_probability(text, certain=bool(given.get("certain"))),
        ),
        Step(name="criteria", prompt="Resolved by what? (criteria, empty to skip)", optional=True),
    )


def _check_claim(text: str, _: Mapping[str, str]) -> None:
    if not text:
        raise InputError(
            "say in one sentence what will happen", hint="Ctrl-C leaves; nothing is written before the end"
        )


def _check_probability(text: str, *, certain: bool) -> None:
    read_probability(text, certain=certain)


def _check_deadline(text: str, today: date, zone: tzinfo) -> None:
    read = read_deadline(text, made=today, zone=zone, now=datetime.now(tz=UTC))
    if isinstance(read, Recurring):
        raise InputError("that is a series, not a deadline", hint="fcl add ... --every RULE --starting DAY")
    if isinstance(read, Deadline) and read.day < today:
        raise InputError(f"{read.day} is over", hint="a deadline lies ahead; --made says that it was said earlier")


def proposed_deadline(claim: str, *, today: date, zone: tzinfo) -> Proposal | None:
    """The first words of a claim that name a day ahead: "before July 2027" in "ECB cuts rates before July 2027".

    >>> proposed_deadline("ECB cuts rates before July 2027", today=date(2026, 11, 20), zone=UTC).shown
    '2027-06-30, from "before July 2027"'
    """
    words = claim.split()[:MOST_WORDS]
    for start, word in enumerate(words):
        if re.sub(r"\W", "", word.lower()) not in LEADS and not re.fullmatch(r"mid-\d{4}", word.lower()):
            continue
        for end in range(min(len(words), start + LONGEST_PHRASE), start, -1):
            phrase = " ".join(words[start:end]).rstrip(".,;:!?)\"'")
            if found := _deadline(phrase, today, zone):
                return Proposal(text=phrase, shown=f'{found}, from "{phrase}"')
    return None


def _deadline(phrase: str, today: date, zone: tzinfo) -> date | None:
    try:
        read = read_deadline(phrase, made=today, zone=zone, now=datetime.now(tz=UTC))
    except LedgerError:
        return None
    return read.day if isinstance(read, Deadline) and read.day >= today else None
