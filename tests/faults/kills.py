"""Programs killed at random moments while they write, import, upgrade and copy; what is there afterwards is counted.

Run as `python -m tests.faults.kills --n 1000`; `--server` adds the PostgreSQL that FORECAST_LEDGER_TEST_POSTGRES names.
Exits with 1 where anything that was acknowledged is gone, or anything is there by halves.
"""

import argparse
import functools
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import closing
from pathlib import Path

from ledger.book import Book, storage
from ledger.store import connect, migrate
from ledger.store import schema as schemas
from ledger.store.verify import verify
from tests.ledgers import schema

OLD = Path(__file__).parents[1] / "store" / "old"
ROWS = 300
ROUNDS_PER_LEDGER = 40


class Killed:
    """A child that does something at a place and says the number of each entry once it is stored."""

    def __init__(self, act, *words):
        reading, writing = os.pipe()
        self.said = os.fdopen(reading)
        self.child = os.fork()
        if self.child == 0:
            self.said.close()
            code = 1
            try:
                act(lambda entry: os.write(writing, f"{entry}\n".encode()), *words)
                code = 0
            except Exception:  # noqa: BLE001 - told here, and by the exit code
                traceback.print_exc()
            finally:
                os._exit(code)
        os.close(writing)

    def after(self, seconds):
        """Kill it then, or let it end (None); the entries that it said."""
        if seconds is not None:
            time.sleep(seconds)
            os.kill(self.child, signal.SIGKILL)
        _, status = os.waitpid(self.child, 0)
        if status not in {0, signal.SIGKILL}:
            sys.exit("failed, and not because it was killed")
        with self.said:
            # A line that was cut off was never said.
            return [int(line) for line in self.said if line.endswith("\n")]


def write(say, place, round_):
    """Predictions, changes of mind and outcomes, one after the other."""
    with Book(place, actor="Ann", zone="UTC") as book:
        for number in range(1000):
            made = book.add(f"claim {round_} {number}", "70%", by="2026-05-01", made="2026-01-02")
            say(book.state()["ledger"]["entries"])
            book.update(made.id, "80%", made="2026-02-01")
            say(book.state()["ledger"]["entries"])
            book.resolve(made.id, "yes", known_on="2026-05-01", evidence=["seen"])
            say(book.state()["ledger"]["entries"])


def bring_in(say, place, round_):
    """A table of predictions as one entry."""
    rows = [f"imported {round_} {number},0.25,2026-05-01,2026-01-05" for number in range(ROWS)]
    file = Path(tempfile.mkdtemp(dir=os.environ["XDG_STATE_HOME"])) / "rows.csv"
    file.write_text("\n".join(["claim,p,by,made", *rows]) + "\n")
    with Book(place, actor="Ann", zone="UTC") as book:
        book.import_csv(file)
        say(book.state()["ledger"]["entries"])


def bring_up(say, place, _round):
    """An upgrade from an old version."""
    storage.upgrade(place)
    say(0)


def carry(say, place, source):
    """A copy to another place."""
    say(storage.copy(source, place).entries)


def checked(place):
    """A ledger after a kill: its entries and imported questions; SystemExit where it is not whole."""
    with Book(place, actor="Bob", zone="UTC") as book, book.store.reading() as connection:
        verdict = verify(connection)
        count = "SELECT count(*) FROM wordings WHERE claim LIKE 'imported %'"
        imported = connection.exec_driver_sql(count.replace("%", "%%") if "://" in place else count).scalar()
    if not verdict.whole:
        sys.exit(f"damaged: {verdict.findings[0].message}")
    return verdict.entries, imported


def appended(act, place, rounds, chance, longest):
    """Kills of programs that append to one ledger: what was said, what is there."""
    found = Counter()
    entries, _ = checked(place)
    for round_ in range(rounds):
        said = Killed(act, place, f"{place[-6:]} {round_}").after(chance.uniform(0, longest))
        now, imported = checked(place)
        last = max(said, default=entries)
        if now not in {last, last + 1} or imported % ROWS:
            sys.exit(f"lost: {last} said, {now} stored, {imported} rows imported")
        found.update(kills=1, said=len(said), unsaid=now - last, midway=not said and now == entries)
        entries = now
    return found


def upgraded(place, version, seconds):
    """One kill of an upgrade: the old ledger or the new one, and then the new one."""
    said = Killed(bring_up, place, 0).after(seconds)
    engine = connect.make_engine(connect.database_url(place))
    stands = migrate.version_of(engine)
    engine.dispose()
    if stands not in {version, migrate.HEAD} or (said and stands != migrate.HEAD):
        sys.exit(f"half upgraded: {stands}")
    storage.upgrade(place)
    checked(place)
    return Counter(kills=1, said=len(said), unsaid=stands == migrate.HEAD and not said, midway=stands == version)


def copied(place, source, seconds):
    """One kill of a copy: nothing, or everything, and then everything."""
    said = Killed(carry, place, source).after(seconds)
    there = Path(place).exists()
    if said and not there:
        sys.exit("a copy that was said to be there is not")
    entries = checked(place)[0] if there else 0
    done = storage.copy(source, place)
    if entries not in {0, done.entries} or checked(place)[0] != done.entries:
        sys.exit(f"half copied: {entries}")
    return Counter(kills=1, said=len(said), unsaid=there and not said, midway=not there)


def load(home):
    """Load all that the acts need, so that what is killed is at work and not still loading."""
    place = str(home / "loaded.db")
    bring_in(lambda _: None, place, "x")
    with Book(place, actor="Ann", zone="UTC") as book:
        made = book.add("claim", "70%", by="2026-05-01", made="2026-01-02")
        book.update(made.id, "80%", made="2026-02-01")
        book.resolve(made.id, "yes", known_on="2026-05-01", evidence=["seen"])
    storage.copy(place, home / "loaded-copy.db")


def duration(act, *words):
    """How long it takes when it is left alone."""
    start = time.monotonic()
    Killed(act, *words).after(None)
    return time.monotonic() - start


def appending(home, act, total, chance, servers):
    """Kills of an act that appends, on new ledgers now and then."""
    found = Counter()
    longest = 0.4 if act is write else 1.3 * duration(act, str(home / f"timed-{act.__name__}.db"), "x")
    for number, start in enumerate(range(0, total, ROUNDS_PER_LEDGER)):
        rounds = min(ROUNDS_PER_LEDGER, total - start)
        place = servers[number] if number < len(servers) else str(home / f"{act.__name__}-{number}.db")
        found += appended(act, place, rounds, chance, longest)
    return found


def upgrading(home, total, chance):
    """Kills of upgrades, from each old version in turn."""
    found = Counter()
    files = {dump.stem: home / f"{dump.stem}.db" for dump in sorted(OLD.glob("*.sql"))}
    for version, file in files.items():
        with closing(sqlite3.connect(file)) as made:
            made.executescript((OLD / f"{version}.sql").read_text(encoding="utf-8"))
    longest = 1.3 * duration(bring_up, str(shutil.copy(files["0001"], home / "timed.db")), 0)
    for number in range(total):
        version = list(files)[number % len(files)]
        folder = home / f"upgrade-{number}"
        folder.mkdir()
        place = str(shutil.copy(files[version], folder / "ledger.db"))
        found += upgraded(place, version, chance.uniform(0, longest))
        shutil.rmtree(folder)
    return found


def copying(home, total, chance):
    """Kills of copies to a new file."""
    source = str(home / "source.db")
    Killed(bring_in, source, "copied").after(None)
    longest = 1.3 * duration(carry, str(home / "timed-copy.db"), source)
    return sum(
        (copied(str(home / f"copy-{number}.db"), source, chance.uniform(0, longest)) for number in range(total)),
        Counter(),
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--server", action="store_true")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    # What the migrations make is the same every time, and takes longer than all the rest of verifying.
    schemas._made_text = functools.cache(schemas._made_text)
    home = Path(tempfile.mkdtemp(prefix="kills-"))
    os.environ["XDG_STATE_HOME"] = str(home)
    load(home)
    share = {write: asked.n - 3 * (asked.n // 5)} | dict.fromkeys((bring_in, bring_up, carry), asked.n // 5)
    try:
        with schema() if asked.server else tempfile.TemporaryDirectory() as server:
            servers = [server] if asked.server else []
            report("write", appending(home, write, share[write], chance, servers))
            report("import", appending(home, bring_in, share[bring_in], chance, servers))
        report("upgrade", upgrading(home, share[bring_up], chance))
        report("copy", copying(home, share[carry], chance))
    finally:
        shutil.rmtree(home)


def report(name, found):
    sys.stdout.write(
        f"{name:8} {found['kills']:5} kills  {found['said']:6} acknowledged, 0 lost, 0 damaged  "
        f"{found['unsaid']:4} stored but not yet acknowledged  {found['midway']:4} with nothing stored yet\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
