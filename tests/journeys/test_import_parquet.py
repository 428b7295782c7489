"""Journeys of a hub's tables as Parquet: the same as CSV; broken, swollen, or without the package."""

import io
import sys

import pytest

from tests.journeys.test_import_hubverse import CAME_OUT, FILE, NEW, ORACLE, counts

pa = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")


def packed(table) -> bytes:
    """A table, or the text of one, as the bytes of a Parquet file."""
    from pyarrow import csv, parquet

    stream = io.BytesIO()
    parquet.write_table(csv.read_csv(io.BytesIO(table.encode())) if isinstance(table, str) else table, stream)
    return stream.getvalue()


def test_parquet_brings_what_csv_brings(fcl) -> None:
    new = fcl("--json", "import", "hubverse", "-", "--certain", stdin=packed(FILE))
    assert counts(new, *NEW) == (5, 5, 0, 0)
    same = fcl("--json", "import", "hubverse", "-", "--certain", stdin=FILE)
    assert counts(same, *NEW)[:2] == (0, 0)
    oracle = fcl("--json", "import", "hubverse", "-", stdin=packed(ORACLE + CAME_OUT))
    assert counts(oracle, "resolutions_new") == (2,)


def test_a_broken_or_swollen_file_is_refused(fcl, monkeypatch) -> None:
    head = fcl.head
    broken = fcl("import", "hubverse", "-", stdin=packed(FILE)[:-30])
    assert (broken.code, "error: the Parquet cannot be read: " in broken.err) == (2, True)
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 2_000, pa.int32()), pa.array(["x" * 1_000]))
    monkeypatch.setattr("ledger.importers._parquet.LONGEST", 1_000_000)
    swollen = packed(pa.table({"value": column}))
    assert len(swollen) < 10_000
    refused = fcl("import", "hubverse", "-", stdin=swollen)
    assert (refused.code, "the Parquet holds more than 1 MB of text" in refused.err) == (2, True)
    assert fcl.head == head


def test_a_text_or_an_instant_that_is_none_is_refused(fcl) -> None:
    text = pa.Array.from_buffers(
        pa.string(), 1, [None, pa.py_buffer(bytes([0, 0, 0, 0, 1, 0, 0, 0])), pa.py_buffer(b"\xff")]
    )
    for column in (text, pa.array([2**62], pa.timestamp("us"))):
        answer = fcl("import", "hubverse", "-", stdin=packed(pa.table({"target": column})))
        assert (answer.code, "error: the Parquet cannot be read: " in answer.err) == (2, True)


def test_without_the_package_it_says_how_to_get_it(fcl, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = fcl("import", "hubverse", "-", stdin=b"PAR1")
    assert answer.code == 7
    assert "Parquet needs the package pyarrow" in answer.err
    assert "forecast-ledger[parquet]" in answer.err
