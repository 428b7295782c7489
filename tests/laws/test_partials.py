"""Laws of partial sums: how the rows are split into files and in which order they come cannot show."""

import random
from collections import Counter
from itertools import count
from unittest.mock import patch

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from ledger.calibration.bootstrap import interval_of_mean
from ledger.calibration.means import mean_score
from ledger.calibration.tally import Tally
from ledger.errors import InputError, NotFoundError
from ledger.partials import cells, files
from ledger.partials.cells import Cells
from ledger.partials.counting import partial_of
from ledger.partials.files import pieces_of
from ledger.partials.partial import Partial, Wanted
from ledger.partials.running import run
from ledger.services.from_files import Files, scores_of_files

NUMBERS = count()
PARTS = st.sampled_from([0, 1, 40_000, 500_000, 700_000, 999_999, 1_000_000])
OUTCOMES = st.sampled_from([0, 1_000_000, 250_000])
ROWS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["Ann", "Bo"]), PARTS, OUTCOMES), max_size=30)
WANTED = st.sampled_from(
    [
        Wanted(),
        Wanted(by="forecaster"),
        Wanted(rules=("brier", "log"), replicates=5),
        Wanted(by="forecaster", rules=("brier",), replicates=5, seed=7),
    ]
)


def written(folder, rows, *, files=1):
    """The rows in so many files, one after the other."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        some = rows[number::files]
        names = ("question", "forecaster", "p_ppm", "y_ppm")
        columns = {name: [row[at] for row in some] for at, name in enumerate(names)}
        types = [pa.string(), pa.string(), pa.int32(), pa.int32()]
        table = pa.table([pa.array(columns[name], type=one) for name, one in zip(names, types, strict=True)], names)
        parquet.write_table(table, folder / f"{number}.parquet")
    return str(folder)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("partials")


@settings(max_examples=25, deadline=None)
@given(rows=ROWS, wanted=WANTED, files=st.integers(1, 4), seed=st.integers(0, 99))
def test_files_and_orders_cannot_show(place, rows, wanted, files, seed):
    folder = place / str(next(NUMBERS))
    together = run(pieces_of(written(folder / "one", rows)), wanted)
    shuffled = random.Random(seed).sample(rows, len(rows))
    apart = run(pieces_of(written(folder / "many", shuffled, files=files)), wanted)
    assert apart == together


@settings(max_examples=15, deadline=None)
@given(rows=ROWS, wanted=WANTED)
def test_neither_can_how_many_rows_are_read_at_once(place, rows, wanted):
    pieces = pieces_of(written(place / str(next(NUMBERS)), rows))
    with patch.object(files, "ROWS_AT_ONCE", 2), patch.object(cells, "WAITING", 1):
        bit_by_bit = run(pieces, wanted)
    assert bit_by_bit == run(pieces, wanted)


@pytest.mark.parametrize("most", [3, 2_000_000_000])
def test_cells_add_up_whole_numbers_exactly(most):
    chosen = random.Random(5)
    rows = [(chosen.randint(0, 2), chosen.randint(0, most), chosen.randint(0, 2**53)) for _ in range(200)]
    expected = Counter()
    sums = Cells()
    for first, second, value in rows:
        expected[first, second] += value
        sums.add(*np.array([[first], [second]]), [np.array([value])])
    first, second, (total,) = sums.total(sums=1)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == sorted(expected)
    assert total.tolist() == [expected[key] for key in sorted(expected)]


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_the_counts_are_the_tally_of_the_rows(place, rows):
    (piece,) = pieces_of(written(place / str(next(NUMBERS)), rows))
    expected = Tally.from_rows((p, y, 1) for _, _, p, y in rows)
    found = partial_of(piece, Wanted()).tallies()
    assert found.get("all", Tally()) == expected
    grouped = partial_of(piece, Wanted(by="forecaster")).tallies()
    assert grouped == {
        who: Tally.from_rows((p, y, 1) for _, name, p, y in rows if name == who) for who in {row[1] for row in rows}
    }


def test_sums_add_like_numbers():
    some = [
        Partial(counts={("all", 1, 0): 2}, weights={"all": (1, n)}, sums={("all", "brier"): (3, n)}) for n in (4, 5)
    ]
    assert some[0] + Partial() == Partial() + some[0] == some[0]
    total = some[0] + some[1]
    assert total.counts == {("all", 1, 0): 4}
    assert (total.weights, total.sums) == ({"all": (2, 9)}, {("all", "brier"): (6, 9)})


def test_intervals_are_those_of_the_bootstrap_of_the_ledger(place):
    rows = [
        (f"q{number}", "Ann", number * 37 % 99 * 10_000 + 10_000, number % 3 // 2 * 1_000_000) for number in range(60)
    ]
    found = scores_of_files(Files(address=written(place / "interval", rows, files=3)), rules=["brier"], seed=3)
    scores = [mean_score(Tally({(p, y): 1})).value for _, _, p, y in rows]
    low, high, error = interval_of_mean(
        [(1, one) for one in scores], [row[0] for row in rows], level=found.level, seed=3
    )
    mean = found.groups[0].means["brier"]
    assert (mean.low, mean.high, mean.error) == pytest.approx((low, high, error), abs=1e-7)
    assert mean.value == mean_score(Tally.from_rows((p, y, 1) for _, _, p, y in rows)).value


def test_a_certain_forecast_that_was_wrong_leaves_no_interval(place):
    rows = [("a", "Ann", 0, 1_000_000), ("b", "Ann", 500_000, 0)]
    found = scores_of_files(Files(address=written(place / "certain", rows)), replicates=10)
    log = found.groups[0].means["log"]
    assert (log.value, log.low, log.high) == (float("inf"), None, None)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"p_ppm": [1]}, "no column y_ppm"),
        ({"p_ppm": [0.7], "y_ppm": [1]}, "p_ppm is double"),
        ({"p_ppm": [1, None], "y_ppm": [1, 1]}, "p_ppm has empty cells"),
        ({"p_ppm": [1_000_001], "y_ppm": [1]}, "p_ppm is 1000001"),
        ({"p_ppm": [5], "y_ppm": [-1]}, "y_ppm is -1"),
    ],
)
def test_what_is_no_table_of_parts_is_refused_by_file(tmp_path, table, said):
    parquet.write_table(pa.table(table), tmp_path / "bad.parquet")
    with pytest.raises(InputError, match=r"bad\.parquet") as refused:
        run(pieces_of(str(tmp_path)), Wanted())
    assert said in refused.value.message


def test_an_empty_name_is_refused(tmp_path):
    parquet.write_table(
        pa.table({"p_ppm": [5], "y_ppm": [0], "forecaster": pa.array([None], pa.string())}), tmp_path / "a.parquet"
    )
    with pytest.raises(InputError, match="forecaster has empty cells"):
        run(pieces_of(str(tmp_path)), Wanted(by="forecaster"))


def test_where_nothing_is_nothing_is_counted(tmp_path):
    with pytest.raises(NotFoundError, match="there is nothing at"):
        pieces_of(str(tmp_path / "nowhere"))
    with pytest.raises(NotFoundError, match="no Parquet file is in"):
        pieces_of(str(tmp_path))
    (tmp_path / "a.parquet").write_text("claim,p\n")
    with pytest.raises(InputError, match="is no Parquet file"):
        run(pieces_of(str(tmp_path)), Wanted())
    with pytest.raises(InputError, match="cannot be read"):
        pieces_of("what://is/this")
