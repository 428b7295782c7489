"""Killed at any moment: what was said to be stored is there, what was not is there whole or not at all."""

import random
import signal
import time

import pytest

from ledger.store import backup, migrate
from ledger.store.verify import verify
from tests.ledgers import Ledger


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("rows", [1, 3_000])
def test_a_killed_writer_leaves_a_whole_ledger(place, writer, seed, rows):
    Ledger(place).close()
    process = writer(place, "Ann", count=100_000, rows=rows)
    assert process.stdout.readline().startswith("ready")
    chance = random.Random(f"{seed} {rows}")
    said = [process.stdout.readline().split(" ", 1)[0] for _ in range(chance.randrange(4))]
    time.sleep(chance.random() * 0.05)
    process.send_signal(signal.SIGKILL)
    said += [line.split(" ", 1)[0] for line in process.communicate()[0].splitlines() if line.count(" ") == 3]
    ledger = Ledger(place)
    with ledger.store.reading() as connection:
        verdict = verify(connection)
    assert verdict.findings == ()
    last = max(map(int, said), default=1)
    # One more may be stored than the program had time to say.
    assert verdict.entries in {last, last + 1}
    assert len(ledger.rows("forecasters")) == rows * (verdict.entries - 1)
    ledger.forecast(ledger.ask())
    assert ledger.head().entry == verdict.entries + 2
    ledger.close()


def test_what_a_killed_writer_left_is_restored_from_and_over(tmp_path, writer):
    place = str(tmp_path / "ledger.db")
    process = writer(place, "Ann", count=100_000, rows=500)
    for _ in range(3):
        process.stdout.readline()
    copy = tmp_path / "copy.db"
    ledger = Ledger(place)
    backup.backup(ledger.store, copy)
    ledger.close()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert backup.restore(copy, tmp_path / "ledger.db") is not None
    restored = Ledger(place)
    with restored.store.reading() as connection:
        assert verify(connection).whole
    restored.close()


def test_a_ledger_that_was_being_made_is_made_again(tmp_path, monkeypatch):
    path = tmp_path / "ledger.db"

    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(migrate, "upgrade", die)
        with pytest.raises(Killed):
            Ledger(path)
    assert not path.exists()
    ledger = Ledger(path)
    assert ledger.head().entry == 1
    ledger.close()
