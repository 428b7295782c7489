"""Log: what happened, newest first, each act told in one sentence."""

from dataclasses import dataclass
from typing import Any, Final

from ledger.services.telling import follows, tell, tell_numbers
from ledger.store import find
from ledger.store.reading.history import History, read_history
from ledger.store.reading.texts import to_seconds
from ledger.store.snapshot import Snapshot

ABOUT_THE_LEDGER: Final = {
    "init": "The ledger begins",
    "merge": "Entries of another ledger were taken in",
    "redact": "A text was redacted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One entry of the journal: who did what and when, told in one sentence.

    `questions` counts the questions it is about; `ids` and `prefixes` name them where they are at most 20.
    `note` is the entry's, else that of what it brought; `undone` says that the entry does not stand any more.
    """

    entry: int
    recorded_at: str
    actor: str
    action: str
    ids: tuple[str, ...]
    prefixes: tuple[str, ...]
    questions: int
    summary: str
    undone: bool
    note: str | None
    hash: str


def log(snapshot: Snapshot, question: str | None = None, *, entries: bool = False, limit: int = 0) -> list[LogLine]:
    """What happened, or what happened to one question (a prefix of its id), newest first; `limit` 0 is all.

    With `entries` every entry of the journal, the genesis too, without it only what somebody did.
    Raises NotFoundError for a question that does not stand.
    """
    key = find.find_question(snapshot.connection, question, snapshot.scope).key if question else None
    history = read_history(snapshot, key, limit=limit)
    return [_line(history, row) for row in history.entries if entries or row.action != "init"]


def _line(history: History, row: Any) -> LogLine:
    keys = _questions(history, row.id)
    named = [history.names[key] for key in keys]
    summary, note = _summary(history, row)
    spread = max((history.spread.get(number, 0) for number in (row.id, *history.targets.get(row.id, ()))), default=0)
    return LogLine(
        entry=row.id,
        recorded_at=to_seconds(row.recorded_at),
        actor=row.actor,
        action=row.action,
        ids=tuple(one.id for one in named),
        prefixes=tuple(one.prefix for one in named),
        questions=max(spread, len(keys)),
        summary=summary,
        undone=row.id in history.undone,
        note=row.note or note,
        hash=row.hash,
    )


def _questions(history: History, number: int) -> list[int]:
    """The questions of an entry, or of the entries that it takes or brings back."""
    numbers = (number, *history.targets.get(number, ()))
    return sorted({key for one in numbers for key in history.touched.get(one, ())})


def _summary(history: History, row: Any) -> tuple[str, str | None]:
    targets = history.targets.get(row.id)
    if not targets:
        return _told(history, row.id, row.action)
    verb = "Brings back" if row.action == "redo" else "Takes back"
    first = targets[-1]
    told = _told(history, first, _action(history, first))[0]
    others = f" and {len(targets) - 1} more" if len(targets) > 1 else ""
    return f"{verb} entry {first}{others}: {told}", None


def _action(history: History, number: int) -> str:
    known = history.others.get(number) or next(row for row in history.entries if row.id == number)
    return str(known.action)


def _told(history: History, number: int, action: str) -> tuple[str, str | None]:
    if action in ABOUT_THE_LEDGER:
        return ABOUT_THE_LEDGER[action], None
    touched = history.touched.get(number, ())
    keys = [key for key in touched if not follows(history.about, number, key)] or touched
    if len(keys) == 1:
        told, note = tell(history.about, number, keys[0], undone=history.undone)
        if told:
            more = len(touched) - 1
            return told + (f"; {more} follow{'s' if more == 1 else ''}" if more else ""), note
    return tell_numbers(history.counts.get(number, {}), history.spread.get(number, 0), history.told.get(number)), None
