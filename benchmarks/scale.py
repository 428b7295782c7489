"""Ten million forecasts in one ledger: time and memory of what reads them all, and whether both grow with their number.

python benchmarks/scale.py [FORECASTS [ON_SERVER]]: so many in a SQLite file, and so many, else a fifth of them, on the
PostgreSQL server that FORECAST_LEDGER_TEST_POSTGRES names, in databases that are dropped again. `make bench` measures a
million. Each act has a process of its own, and is held against ten times the same on a tenth.
"""

import csv
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from measure import PEAK, Peak, Ratio, Skipped, Taken, in_turns
from reads import GROUP_BY
from writes import COLUMNS

sys.path.insert(0, str(Path(__file__).parents[1]))

import ledger
from ledger.store import connect
from ledger.store.tables import forecasters, forecasts, wordings
from tests.ledgers import SERVER, database

FORECASTS = 1_000_000
PEOPLE = 100
AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A call of a book, what it is given, and how many MB may be used: so many, and for each million forecasts."""

    call: str
    given: Mapping[str, Any]
    megabytes: int
    per_million: int = 0

    def bar(self, forecasts: int) -> int:
        return self.megabytes + self.per_million * forecasts // 1_000_000


ACTS: Mapping[str, Act] = {
    "calibration": Act(call="calibration", given={}, megabytes=150),
    "due": Act(call="due", given={"limit": 50}, megabytes=150),
    "search": Act(call="search", given={"text": "claim 77777", "limit": 50}, megabytes=500),
    "score --by forecaster": Act(call="scores", given={"by": "forecaster"}, megabytes=200, per_million=60),
    "leaderboard with its bootstrap": Act(call="leaderboard", given={}, megabytes=250, per_million=150),
}
BAR = 1.5
ONE_ACT = """
import json, sys, time, ledger
with ledger.open(sys.argv[1], actor="bench") as book:
    book.state()
    act, given = getattr(book, sys.argv[2]), json.loads(sys.argv[3])
    clock, used = time.perf_counter(), time.process_time()
    act(**given)
    print(time.perf_counter() - clock, time.process_time() - used)
"""


def measure(number: int = FORECASTS, on_server: int | None = None) -> Iterator[Ratio | Peak | Skipped]:
    on_server = number // 5 if on_server is None else on_server
    with tempfile.TemporaryDirectory(prefix="fcl-bench-") as name:
        folder = Path(name)
        places = {size: filled(str(folder / f"{size}.db"), folder, size) for size in sizes(number)}
        yield _against_group_by(places[number], number)
        yield from acts(places, "SQLite")
    if SERVER is None:
        yield Skipped(what=f"{on_server:,} forecasts on a server", reason="FORECAST_LEDGER_TEST_POSTGRES names none")
        return
    with ExitStack() as stack, tempfile.TemporaryDirectory(prefix="fcl-bench-") as name:
        yield from acts(
            {size: filled(stack.enter_context(database()), Path(name), size) for size in sizes(on_server)},
            "PostgreSQL",
        )


def sizes(number: int) -> tuple[int, ...]:
    """A hundredth, a tenth and all."""
    return (number // 100, number // 10, number)


def _against_group_by(place: str, number: int) -> Ratio:
    with ledger.open(place, actor="bench") as book, sqlite3.connect(place) as connection:
        ours, theirs = in_turns(book.calibration, lambda: connection.execute(GROUP_BY).fetchall(), runs=3)
    return Ratio(
        what=f"`calibration` of {number:,} counted forecasts",
        opponent="one GROUP BY, same index",
        ours=ours,
        theirs=theirs,
        bar=1.5,
        at_most=True,
    )


def acts(places: Mapping[int, str], where: str) -> Iterator[Ratio | Peak]:
    """Each act on the largest of these ledgers, and on the one a tenth as large."""
    size = max(places)
    for name, act in ACTS.items():
        small, _ = once(places[size // 10], act)
        large, peak = once(places[size], act)
        what = f"`{name}` of {size:,} forecasts, {where}"
        ten_times = Taken(*(10 * seconds for seconds in small))
        yield Ratio(what=what, opponent="ten times a tenth", ours=[large], theirs=[ten_times], bar=BAR, at_most=True)
        yield Peak(what=f"memory of {what}", megabytes=peak, bar=act.bar(size))


def once(place: str, act: Act) -> tuple[Taken, float]:
    """What an act takes in a process of its own, and the most memory that this ever held, in MB."""
    command = [sys.executable, "-c", ONE_ACT + PEAK, place, act.call, json.dumps(act.given)]
    clock, processor, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return Taken(float(clock), float(processor)), int(peak) * 1024 / 1e6


def filled(place: str, folder: Path, number: int) -> str:
    """A new ledger of so many forecasts by a hundred people, in entries of a million; it says where it lies."""
    with ledger.open(place, actor="bench") as book:
        book.import_csv(_questions(folder / "questions.csv", number // PEOPLE))
        with book.store.reading() as connection:
            asked = connection.execute(wordings.select().order_by(wordings.c.id)).all()
            people = [one.id for one in connection.execute(forecasters.select().order_by(forecasters.c.id))]
        rows = _forecasts([(one.question_id, one.id) for one in asked], people)
        while some := list(islice(rows, AT_ONCE)):
            book.write("import", lambda draft, some=some: list(draft.add_rows(forecasts, COLUMNS, some))[:0])
    if place.startswith("postgresql"):
        _analyse(place)
    return place


def _analyse(place: str) -> None:
    """What the server does by itself some time after an import."""
    engine = connect.make_engine(connect.database_url(place))
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _questions(path: Path, number: int) -> Path:
    """Settled questions and one in a thousand that is due, with a first forecast by each of the people in turn."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["key", "claim", "forecaster", "p", "by", "made", "outcome", "known_on"])
        for n in range(number):
            settled = ["yes" if n * 7919 % 100 < 50 else "no", "2026-06-30"] if n % 1000 else ["", ""]
            writer.writerow(
                [f"q{n}", f"Claim {n}", f"Person {n % PEOPLE}", "50%", "2026-06-30", "2025-12-01", *settled]
            )
    return path


def _forecasts(asked: list[tuple[int, int]], people: list[int]) -> Iterator[tuple[object, ...]]:
    """Each of the people on each question, in whole percents."""
    for at, (question, wording) in enumerate(asked):
        for number, who in enumerate(people):
            percent = (at * 7 + number * 13) % 99 + 1
            said = f"0.{percent:02d}".rstrip("0")
            yield (
                question, who, wording, said, f"{percent}%", percent * 10_000, "stated",
                f"2026-{number % 5 + 1:02d}-{at % 28 + 1:02d}", "UTC", f"f{at}-{number}",
            )  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("XDG_STATE_HOME", tempfile.mkdtemp(prefix="fcl-bench-state-"))
    for measured in measure(*map(int, sys.argv[1:])):
        print(measured.row(), flush=True)
