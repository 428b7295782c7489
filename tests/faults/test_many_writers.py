"""Many writers at once: each entry that was said to be stored is stored, once, in one chain."""

import pytest

from ledger.store.verify import verify
from tests.ledgers import Ledger


def finished(processes):
    """What all of them said: the ledgers' ids, and (entry, name) of each entry."""
    said = [process.communicate(timeout=240)[0].splitlines() for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes)
    ready = {line.split()[1] for lines in said for line in lines if line.startswith("ready")}
    entries = [line.split(" ", 1) for lines in said for line in lines if not line.startswith("ready")]
    return ready, {int(entry): name for entry, name in entries}, len(entries)


def test_programs_that_make_the_same_ledger_at_once_make_one(place, writer):
    ids, said, count = finished([writer(place, f"P{n}") for n in range(6)])
    assert len(ids) == 1
    ledger = Ledger(place)
    assert ledger.head().entry == 7
    assert {row[4] for row in ledger.rows("forecasters")} == set(said.values())
    assert count == 6
    ledger.close()


def test_eight_programs_lose_nothing(place, writer):
    Ledger(place).close()
    ids, said, count = finished([writer(place, f"P{n}", count=50) for n in range(8)])
    assert len(ids) == 1
    assert sorted(said) == list(range(2, 402))
    assert count == 400
    ledger = Ledger(place)
    with ledger.store.reading() as connection:
        verdict = verify(connection)
    assert (verdict.findings, verdict.entries) == ((), 401)
    stored = {row[1]: row[4] for row in ledger.rows("forecasters")}
    assert stored == said
    ledger.close()


@pytest.mark.parametrize("rows", [1, 2_000])
def test_a_reader_sees_whole_entries_while_others_write(place, writer, rows):
    Ledger(place).close()
    process = writer(place, "P", count=20, rows=rows)
    ledger = Ledger(place)
    while process.poll() is None:
        with ledger.store.reading() as connection:
            assert verify(connection, remembered=False).findings == ()
            people = connection.exec_driver_sql("SELECT entry_id, count(*) FROM forecasters GROUP BY entry_id").all()
        assert {count for _, count in people} <= {rows}
    finished([process])
    ledger.close()
