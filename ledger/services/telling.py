"""An entry told in one sentence, from the facts that it brought about a question."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from ledger.core.numbers import decimal_text

About = Mapping[str, Sequence[Any]]

LONGEST: Final = 100
TEXTS: Final = {"claim": "claim", "criteria": "criteria", "fine_print": "fine print", "look_at": "where to look"}
DAYS: Final = {"deadline": "deadline", "closes_on": "close", "review_on": "review"}
NOUNS: Final = {
    "wordings": "wording",
    "conditions": "condition",
    "parts": "part",
    "forecasts": "forecast",
    "withdrawals": "withdrawal",
    "rules": "rule",
    "resolutions": "resolution",
    "tags": "tag",
    "notes": "note",
    "source_texts": "source",
    "series_rules": "series",
    "observations": "observation",
    "aliases": "name",
}


def tell(about: About, entry: int, question: int, *, undone: Collection[int]) -> tuple[str, str | None]:
    """What an entry says of a question, one sentence ("" for nothing), and the note on what it brought.

    `about` holds the facts of questions by table, oldest first; what came before is looked up there, without the
    entries that were undone.
    """
    told: list[str] = []
    notes: list[str] = []
    for name, teller in TELLERS.items():
        rows = [row for row in about[name] if row.question_id == question]
        new = [row for row in rows if row.entry_id == entry]
        old = [row for row in rows if row.entry_id < entry and row.entry_id not in undone]
        if new:
            told += teller(new, old)
            notes += [row.note for row in new if getattr(row, "note", None)]
    return "; ".join(told), (notes[0] if notes else None)


def follows(about: About, entry: int, question: int) -> bool:
    """Whether an entry speaks of a question only because it follows from others."""
    said = [row for rows in about.values() for row in rows if (row.question_id, row.entry_id) == (question, entry)]
    return all(getattr(row, "made_by", None) in {"parts", "condition"} for row in said)


def tell_numbers(counts: Mapping[str, int], questions: int, named: str | None) -> str:
    """An entry about many questions, a source or a series: how much it brought.

    >>> tell_numbers({"wordings": 110, "forecasts": 203}, 110, None)
    '110 questions: 110 wordings, 203 forecasts'
    """
    parts = [_number(counts[name], noun) for name, noun in NOUNS.items() if name in counts]
    brought = ", ".join(parts) or "Nothing about a question"
    about = f"{_number(questions, 'question')}: " if questions else ""
    return f"{about}{brought}{f': {shortened(named)}' if named else ''}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count != 1 and noun != 'series' else ''}"


def shortened(text: str) -> str:
    """A text on one line, of at most 100 characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def percent(row: Any) -> str:
    """What a forecast says, as people say it."""
    if row.kind is not None:
        return shortened(row.said)
    if row.probability is None:
        return f"{row.phrase!r}" if row.phrase else "no number"
    return f"{decimal_text(Decimal(row.probability) * 100)}%"


def _wordings(new: Sequence[Any], old: Sequence[Any]) -> Iterator[str]:
    for at, row in enumerate(new):
        before = [*old, *new[:at]]
        yield _reworded(row, before[-1]) if before else f"{shortened(row.claim)}{_by(row)}"


def _by(row: Any) -> str:
    return f", by {row.deadline}" if row.deadline else ""


def _reworded(row: Any, before: Any) -> str:
    texts = [word for name, word in TEXTS.items() if getattr(row, name) != getattr(before, name)]
    days = [
        f"{word} {getattr(before, name) or 'none'} → {getattr(row, name) or 'none'}"
        for name, word in DAYS.items()
        if getattr(row, name) != getattr(before, name)
    ]
    return f"New wording: {', '.join([*texts, *days]) or 'no visible change'}"


def _forecasts(new: Sequence[Any], old: Sequence[Any]) -> Iterator[str]:
    for at, row in enumerate(new):
        before = [each for each in (*old, *new[:at]) if each.forecaster_id == row.forecaster_id]
        if row.replaces is not None:
            corrected = next((percent(each) for each in before if each.id == row.replaces), "?")
            yield f"{row.forecaster}: {corrected} corrected to {percent(row)}"
        else:
            yield f"{row.forecaster}: {f'{percent(before[-1])} → ' if before else ''}{percent(row)}"


def _conditions(new: Sequence[Any], old: Sequence[Any]) -> Iterator[str]:
    del old
    return (f"Only if another question comes out as {shortened(row.outcome)}" for row in new)


def _parts(new: Sequence[Any], old: Sequence[Any]) -> Iterator[str]:
    del old
    if new:
        yield f"{str(new[0].joined).capitalize()} of {len(new)} other questions"


def _withdrawals(new: Sequence[Any], old: Sequence[Any]) -> Iterator[str]:
    del old
    return (f"{row.forecaster} withdraws the forecast" for row in new)


def _rules(new: Sequence[Any], old: Sequence[Any]) -> Iterator[str]:
    before = [*old, *new]
    start = len(old)
    for at, row in enumerate(new, start):
        was = f"{before[at - 1].said} → " if at else ""
        yield f"Rule: {was}{row.said}"


def _resolutions(new: Sequence[Any], old: Sequence[Any]) -> Iterator[str]:
    for at, row in enumerate(new):
        before = [*old, *new[:at]]
        if row.verdict == "reopened":
            yield "Reopened"
            continue
        was = f"{_verdict(before[-1])} → " if before and before[-1].verdict != "reopened" else ""
        cause = f", because of its {row.made_by}" if row.made_by else ""
        yield f"{was}{_verdict(row)}, known on {row.known_on}{cause}"


def _verdict(row: Any) -> str:
    return str(row.outcome or row.verdict).upper()


def _tags(new: Sequence[Any], old: Sequence[Any]) -> Iterator[str]:
    del old
    for word, removed in (("Tagged", 0), ("Untagged", 1)):
        if names := [row.tag for row in new if row.removed == removed]:
            yield f"{word} {', '.join(names)}"


def _notes(new: Sequence[Any], old: Sequence[Any]) -> Iterator[str]:
    del old
    return (f"Note: {shortened(row.text)}" for row in new)


TELLERS: Final[dict[str, Callable[[Sequence[Any], Sequence[Any]], Iterator[str]]]] = {
    "wordings": _wordings,
    "conditions": _conditions,
    "parts": _parts,
    "forecasts": _forecasts,
    "withdrawals": _withdrawals,
    "rules": _rules,
    "resolutions": _resolutions,
    "tags": _tags,
    "notes": _notes,
}
