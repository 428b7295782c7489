"""Eight writers on one PostgreSQL server, against the same eight under the same lock without hashes and guards.

Where FORECAST_LEDGER_TEST_POSTGRES names a server, as for the tests. What the server's own processes take is not seen.
"""

import sys
from collections.abc import Iterator, MutableSequence, Sequence
from contextlib import nullcontext
from itertools import islice
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from chained import append, no_hashes
from measure import Ratio, Skipped, Taken, taken_by
from sqlalchemy import text
from writes import forecast_rows

import ledger
from ledger.book import Book
from ledger.store import connect, schema
from ledger.store.tables import forecasters, wordings
from tests.ledgers import SERVER
from tests.ledgers import schema as place_on_server

WRITERS = 8
APPENDS = 25
RUNS = 5
PATIENCE = 120
WHAT = f"{WRITERS} writers on PostgreSQL, {APPENDS} forecasts each in entries of their own"


def measure() -> Iterator[Ratio | Skipped]:
    if not SERVER:
        yield Skipped(what=WHAT, reason="FORECAST_LEDGER_TEST_POSTGRES names no server")
        return
    with place_on_server() as chained, place_on_server() as plain:
        for place in (chained, plain):
            with ledger.open(place, actor="bench") as book:
                for number in range(WRITERS):
                    book.add(f"Claim {number}", "50%", by="2030-12-31", forecaster=f"Person {number}")
        _take_guards_off(plain)
        ours, theirs = _rounds(chained, plain)
    yield Ratio(
        what=WHAT,
        opponent="the same, under the same advisory lock, without hashes and guards",
        ours=ours,
        theirs=theirs,
        bar=0.7,
        at_most=False,
    )


def _take_guards_off(place: str) -> None:
    engine = connect.make_engine(connect.database_url(place))
    with engine.begin() as connection:
        for table in schema.GUARDED:
            connection.execute(text(f"ALTER TABLE {table.name} DISABLE TRIGGER USER"))
    engine.dispose()


def _rounds(chained: str, plain: str) -> tuple[list[Taken], list[Taken]]:
    """What eight processes take from the moment that all are ready to the last one's end, in turns."""
    processes = get_context("spawn")
    gate, used = processes.Barrier(WRITERS + 1), processes.Array("d", WRITERS)
    writers = [
        processes.Process(target=write, args=(chained, plain, number, gate, used), daemon=True)
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    rounds = [(_round(gate, used), _round(gate, used)) for _ in range(RUNS + 1)][1:]
    for writer in writers:
        writer.join()
    return [ours for ours, _ in rounds], [theirs for _, theirs in rounds]


def _round(gate: Barrier, used: Sequence[float]) -> Taken:
    gate.wait(PATIENCE)
    taken = taken_by(lambda: gate.wait(PATIENCE))
    return Taken(taken.clock, sum(used))


def write(chained: str, plain: str, number: int, gate: Barrier, used: MutableSequence[float]) -> None:
    """What one writer does: some forecasts here, as many there, and again."""
    with ledger.open(chained, actor="bench") as ours, ledger.open(plain, actor="bench") as theirs:
        left = {book: _rows(book, number) for book in (ours, theirs)}
        for _ in range(RUNS + 1):
            for book, hashing in ((ours, nullcontext()), (theirs, no_hashes())):
                gate.wait(PATIENCE)
                with hashing:
                    used[number] = taken_by(lambda book=book: _append(book, left[book])).processor
                gate.wait(PATIENCE)


def _append(book: Book, left: Iterator[tuple[object, ...]]) -> None:
    for row in islice(left, APPENDS):
        append(book, row)


def _rows(book: Book, number: int) -> Iterator[tuple[object, ...]]:
    with book.store.reading() as connection:
        asked = connection.execute(wordings.select().order_by(wordings.c.id)).all()[number]
        who = connection.execute(forecasters.select().order_by(forecasters.c.id)).all()[number].id
    return iter(forecast_rows([(asked.question_id, asked.id)], [who]))
