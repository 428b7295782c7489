"""A team's ledger on PostgreSQL: sixteen programs that write while four read, and how long each of them waited.

Where FORECAST_LEDGER_TEST_POSTGRES names a server, as for the tests. Every program has a fixed number of operations to
do, each write in an entry of its own; afterwards every write that was acknowledged is looked for.
"""

import csv
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import quantiles
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))

from measure import Skipped
from reads import resolved_rows

import ledger
from ledger.book import Book
from tests.ledgers import SERVER, database

WRITERS = 16
READERS = 4
ROUNDS = 10
BEFORE = 2_000
PATIENCE = 120
DAYS = {"made": "2026-01-01", "by": "2026-06-30"}
KINDS = ("add", "resolve", "calibration", "due")
HEADER = """\
| operation | number | p50 | p95 | p99 | longest |
|---|---|---|---|---|---|"""
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One operation of one program: which, how many seconds it took, and the question that it wrote."""

    kind: str
    seconds: float
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one program does: as its number says, it writes or reads."""

    place: str
    number: int


def measure() -> Iterator[Skipped]:
    """Nothing to compare: `report` tells how long it took."""
    if not SERVER:
        yield Skipped(what="a team's ledger on PostgreSQL", reason="FORECAST_LEDGER_TEST_POSTGRES names no server")


def report() -> Iterator[str]:
    if not SERVER:
        return
    with database() as place:
        _begin(place)
        begun = time.perf_counter()
        done = _worked(place)
        seconds = time.perf_counter() - begun
        programs = f"{WRITERS} programs write, {READERS} read, beside {BEFORE} questions that were there before"
        yield f"{programs}: {len(done)} operations in {seconds:.1f} s, starts included.\n"
        yield HEADER
        yield from _rows(done)
        yield f"\n{_kept(place, done)}"


def _begin(place: str) -> None:
    """A ledger in which there is something to read."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as stream:
        header, rows = resolved_rows(BEFORE)
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)
        stream.flush()
        with ledger.open(place, actor="bench") as book:
            book.import_csv(stream.name)


def _worked(place: str) -> list[Done]:
    """What all programs did, each in a process of its own, from the moment that all are ready."""
    processes = get_context("spawn")
    programs = [Work(place=place, number=number) for number in range(WRITERS + READERS)]
    gate = processes.Barrier(len(programs))
    with processes.Pool(len(programs), _wait_at, (gate,)) as pool:
        return [one for done in pool.map(work, programs, chunksize=1) for one in done]


def _wait_at(gate: Barrier) -> None:
    work.gate = gate  # type: ignore[attr-defined] # what a pool hands to its processes has no other place


def work(one: Work) -> list[Done]:
    """All that one program does."""
    with ledger.open(one.place, actor=f"Person {one.number}") as book:
        work.gate.wait(PATIENCE)  # type: ignore[attr-defined] # as above
        rounds = _written if one.number < WRITERS else _read
        return [done for number in range(ROUNDS) for done in rounds(book, number)]


def _written(book: Book, number: int) -> Iterator[Done]:
    question, taken = _timed(lambda: book.add(f"{book.actor} is right {number} times", "70%", **DAYS))
    yield Done(kind="add", seconds=taken, question=question.id)
    _, taken = _timed(lambda: book.resolve(question.id, "yes" if number % 4 else "no"))
    yield Done(kind="resolve", seconds=taken, question=question.id)


def _read(book: Book, _: int) -> Iterator[Done]:
    yield Done(kind="calibration", seconds=_timed(book.calibration)[1])
    yield Done(kind="due", seconds=_timed(book.due)[1])


def _timed(call: Callable[[], Answer]) -> tuple[Answer, float]:
    begun = time.perf_counter()
    answer = call()
    return answer, time.perf_counter() - begun


def _rows(done: Sequence[Done]) -> Iterator[str]:
    taken: Mapping[str, list[float]] = defaultdict(list)
    for one in done:
        taken[one.kind].append(one.seconds * 1000)
    for kind in KINDS:
        cuts = quantiles(taken[kind], n=100, method="inclusive")
        shown = " | ".join(f"{value:.0f} ms" for value in (cuts[49], cuts[94], cuts[98], max(taken[kind])))
        yield f"| {kind} | {len(taken[kind])} | {shown} |"


def _kept(place: str, done: Sequence[Done]) -> str:
    """Whether every acknowledged write is there; the program ends where one is lost or the ledger is not whole."""
    with ledger.open(place, actor="bench") as book:
        settled = {question.id for question in book.list() if question.status == "resolved"}
        verdict = book.verify()
    told = {kind: {one.question for one in done if one.kind == kind} for kind in ("add", "resolve")}
    lost = (told["add"] | told["resolve"]) - settled
    if lost or not verdict.whole or len(told["add"]) != WRITERS * ROUNDS:
        sys.exit(f"{len(lost)} acknowledged writes are lost; {verdict.findings[:1]}")
    writes = len(told["add"]) + len(told["resolve"])
    return f"Of {writes} acknowledged writes {writes} are there; `verify` finds the ledger whole."
