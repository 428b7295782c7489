"""What every part of a book stands on: the open ledger, entries that are written, snapshots that are read."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from ledger.core.question import Question
from ledger.errors import InputError
from ledger.store import places
from ledger.store.journal import Draft, read_head
from ledger.store.opening import PassingStore, Store, open_store
from ledger.store.reading import read_questions
from ledger.store.snapshot import Snapshot, take_snapshot

AsOf = int | date | None
Place = str | os.PathLike[str] | None


class OpenBook:
    """An open ledger, its writer and its clock.

    `turned` holds the bundles and branches that stand otherwise since the last entry.
    """

    def __init__(
        self,
        place: Place = None,
        *,
        actor: str | None = None,
        now: Callable[[], datetime] | None = None,
        zone: str | None = None,
        date_format: str | None = None,
        make: bool = True,
    ) -> None:
        self.actor = actor or places.user_name()
        self.date_format = date_format
        self._now = now or _instant
        self._fixed_clock = now is not None
        self._zone: str | None = None
        self.turned: tuple[Question, ...] = ()
        where = places.default_ledger() if place is None else place
        self.store: Store = open_store(
            where, now=_instant(), actor=self.actor, zone=zone or places.local_zone(), make=make
        )

    @property
    def created(self) -> bool:
        """True if opening made the ledger."""
        return self.store.created

    @property
    def passing(self) -> bool:
        """True where there is no ledger: what is written is gone when the book is closed."""
        return isinstance(self.store, PassingStore)

    @property
    def place(self) -> str:
        """Where the ledger lies."""
        return self.store.place

    def __enter__(self) -> Self:
        """The book itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the ledger."""
        self.close()

    def close(self) -> None:
        """Give the ledger's connections back."""
        self.store.close()

    def write(
        self, action: str, act: Callable[[Draft], Sequence[int]], *, note: str | None = None, dry_run: bool = False
    ) -> list[Question]:
        """One entry: `act` adds facts to the draft and says which questions to show; they, as they stand then."""
        with self._entry(action, note, dry_run=dry_run) as draft:
            keys = act(draft)
            self._append(draft)
            return read_questions(self._snapshot(draft.connection), keys)

    @contextmanager
    def _entry(self, action: str, note: str | None, *, dry_run: bool) -> Iterator[Draft]:
        with self.store.writing(keep=not dry_run) as connection:
            yield Draft(
                connection, read_head(connection), now=_instant(), actor=self.actor, action=action, note=note,
                clock=self._now(),
            )  # fmt: skip

    def _append(self, draft: Draft, touched: Sequence[int] = ()) -> None:
        if not draft.empty:
            draft.append(touched)
        turned = [key for key in draft.turned if key not in touched]
        self.turned = tuple(read_questions(self._snapshot(draft.connection), turned)) if turned else ()

    def _snapshot(self, connection: Any, as_of: AsOf = None) -> Snapshot:
        snapshot = take_snapshot(connection, as_of=as_of, now=self._now(), fixed_clock=self._fixed_clock)
        self._zone = snapshot.zone
        return snapshot

    @contextmanager
    def snapshot(self, as_of: AsOf = None) -> Iterator[Snapshot]:
        """One state of the ledger to read from: now, after an entry, or at the end of a day."""
        with self.store.reading() as connection:
            yield self._snapshot(connection, as_of)

    def state(self, as_of: AsOf = None) -> dict[str, Any]:
        """What a document says about the state it was read from: instant, ledger id, head hash, entries."""
        with self.snapshot(as_of) as snapshot:
            return {
                "as_of": snapshot.recorded_at[:19] + "Z",
                "ledger": {"id": snapshot.ledger, "head": snapshot.hash, "entries": snapshot.entry},
            }


def _instant() -> datetime:
    return datetime.now(tz=UTC)


def split_id(typed: str) -> tuple[str, str | None]:
    """An id and the forecaster behind its @.

    >>> split_id("k7qm@J. Doe")
    ('k7qm', 'J. Doe')
    """
    id_, at, who = typed.partition("@")
    return id_, who if at else None


def listed(texts: Iterable[str]) -> tuple[str, ...]:
    """Several texts; one by itself is that text, not its letters.

    >>> listed("ai"), listed(["ai", "be"])
    (('ai',), ('ai', 'be'))
    """
    return (texts,) if isinstance(texts, str) else tuple(texts)


def opened(file: str | os.PathLike[str]) -> BinaryIO:
    """A file to read bytes from; an InputError where there is none that can be read."""
    try:
        return Path(file).open("rb")
    except (OSError, ValueError) as error:
        message = f"cannot read the file {os.fspath(file)[:200]!r}: {getattr(error, 'strerror', None) or error}"
        raise InputError(message, hint="check the path", code="bad_file") from error
