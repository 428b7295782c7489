"""What is done to very many questions in one go: in time to their number, and in how much memory.

The whole against ten times a tenth of it, and its peak in a process of its own.
"""

import csv
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from measure import Peak, Ratio, Taken, peak_of, taken_by
from reads import imported, resolved_rows

import ledger
from ledger.services.addition import Addition
from ledger.services.deciding import read_decisions

QUESTIONS = 100_000
SERIES = 2_000
ENDS = ("2026-05-31", "2026-10-31", "2027-03-31", "2027-08-31", "2027-12-31")
"""An entry takes 10,000 occurrences: two years of 2,000 monthly series are five."""
BAR = 1.5
RUNS = 3
ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
import bulk
bulk.JOBS[sys.argv[2]].work(*map(bulk.Path, sys.argv[3:]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing to do: to how many, on which ledger, with which table; and at most how many MB it may take."""

    size: int
    made: Callable[[Path, int], Path]
    work: Callable[[Path, Path], None]
    bar: int


def measure() -> Iterator[Ratio | Peak]:
    for what, job in JOBS.items():
        with tempfile.TemporaryDirectory(prefix="fcl-bench-") as folder:
            tenth, whole = (_ready(Path(folder) / str(size), job, size) for size in (job.size // 10, job.size))
            ours, theirs = _in_turns(job, tenth, whole)
            yield Ratio(what=what, opponent="ten times a tenth", ours=ours, theirs=theirs, bar=BAR, at_most=True)
            alone = _copied(whole)
            peak = peak_of(ALONE, Path(__file__).parent, what, alone, alone.with_suffix(".csv"))
            yield Peak(what=f"memory of {what}", megabytes=peak, bar=job.bar)


def _in_turns(job: Job, tenth: Path, whole: Path) -> tuple[list[Taken], list[Taken]]:
    """What the whole takes, and ten times what a tenth of it does."""
    ours, theirs = [], []
    for _ in range(RUNS):
        part = _taken(job, tenth)
        theirs.append(Taken(part.clock * 10, part.processor * 10))
        ours.append(_taken(job, whole))
    return ours, theirs


def _taken(job: Job, place: Path) -> Taken:
    copy = _copied(place)
    return taken_by(partial(job.work, copy, copy.with_suffix(".csv")))


def _copied(place: Path) -> Path:
    """Another ledger like this one, with the table beside it, to work on."""
    folder = Path(tempfile.mkdtemp(dir=place.parent))
    return Path(shutil.copytree(place.parent, folder / "copy", ignore=shutil.ignore_patterns("tmp*"))) / place.name


def _ready(folder: Path, job: Job, size: int) -> Path:
    folder.mkdir()
    return job.made(folder / "ledger.db", size)


def _open(place: Path, size: int) -> Path:
    """A ledger of questions that are due, and beside it a table of what they came out as."""
    header, rows = resolved_rows(size)
    known = [row[:6] for row in rows]
    imported(place, header[:6], iter(known))
    with ledger.open(place, actor="bench") as book, place.with_suffix(".csv").open("w", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", *header])
        ids = (question.id for question in book.list())
        writer.writerows([id_, *row] for id_, row in zip(ids, resolved_rows(size)[1], strict=True))
    return place


def _settled(place: Path, size: int) -> Path:
    return imported(place, *resolved_rows(size))


def _unscored(place: Path, size: int) -> Path:
    with closing(sqlite3.connect(_settled(place, size))) as connection:
        connection.execute("DELETE FROM scores")
        connection.commit()
    return place


def _series(place: Path, size: int) -> Path:
    said = {"probability": "60%", "every": "FREQ=MONTHLY;BYMONTHDAY=-1", "starting": "2026-01", "made": "2026-01-01"}
    numbers = iter(range(size))
    with ledger.open(place, actor="bench") as book:
        while block := list(islice(numbers, 1000)):
            book.add_many([Addition(claim=f"Claim {number} in {{period}}", **said) for number in block])
    return place


def _import(place: Path, table: Path) -> None:
    with ledger.open(place, actor="bench") as book:
        book.import_csv(table)


def _resolve(place: Path, table: Path) -> None:
    with ledger.open(place, actor="bench") as book:
        book.resolve_many(read_decisions(table.read_text(encoding="utf-8")))


def _rescore(place: Path, _: Path) -> None:
    with ledger.open(place, actor="bench") as book:
        book.rescore()


def _rebuild(place: Path, _: Path) -> None:
    with ledger.open(place, actor="bench") as book:
        book.rebuild()


def _expand(place: Path, _: Path) -> None:
    with ledger.open(place, actor="bench") as book:
        for last in ENDS:
            book.expand(until=last)


MANY = f"{QUESTIONS:,}"
JOBS: Mapping[str, Job] = {
    f"`import csv` with outcomes of {MANY} known questions": Job(size=QUESTIONS, made=_open, work=_import, bar=600),
    f"`resolve --from` of {MANY} questions": Job(size=QUESTIONS, made=_open, work=_resolve, bar=1200),
    f"`db rescore` of {MANY} questions": Job(size=QUESTIONS, made=_unscored, work=_rescore, bar=200),
    f"`db rebuild` of {MANY} questions": Job(size=QUESTIONS, made=_settled, work=_rebuild, bar=200),
    f"`expand` of {SERIES:,} monthly series over two years": Job(size=SERIES, made=_series, work=_expand, bar=400),
}
