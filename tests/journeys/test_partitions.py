"""Journeys of what many machines add up: the forecasts that count, in folders by year of resolution."""

import sys
from collections import Counter

import pyarrow.dataset
import pytest

import ledger
from ledger.calibration.tally import Tally
from ledger.core.query import read_query
from ledger.partials.files import pieces_of
from ledger.partials.partial import Wanted
from ledger.partials.running import run
from ledger.reports import counted
from ledger.reports.counted import frames_by_year
from tests.program import Fcl

YEARS = ("2024", "2025", "2026")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Twelve predictions by two people, known in three years; one early, one open, one in numbers."""
    fcl = Fcl(tmp_path_factory.mktemp("partitions"))
    with ledger.open(fcl.ledger, actor="tester", zone="UTC") as book:
        for n in range(12):
            year = YEARS[n % 3]
            one = book.add(f"Claim {n}", f"{n * 7 + 3}%", by=f"{year}-02-28", made="2024-01-02", forecaster="AB"[n % 2])
            book.resolve(one.id, ("yes", "no", "0.25")[n // 4], known_on=f"{year}-03-01")
        early = book.add("Early", "60%", by="2099", made="2024-01-02", forecaster="A")
        book.resolve(early.id, "yes", known_on="2025-01-10")
        book.add("Open", "60%", by="2099", made="2024-01-02", forecaster="A")
    return fcl


def written(fcl: Fcl, name: str, *more: str):
    place = fcl.home / name
    fcl.ok("export", "counted", "--partition", "resolved_year", "-o", place, *more)
    return place


def test_each_year_is_a_folder_of_what_was_known_in_it(told):
    place = written(told, "years")
    names = {str(file.relative_to(place)) for file in place.rglob("*") if file.is_file()}
    assert names == {f"resolved_year={year}/part-0.parquet" for year in YEARS}
    table = pyarrow.dataset.dataset(place, partitioning="hive").to_table().to_pandas()
    with ledger.open(told.ledger) as book:
        frame = book.frame("counted").sort_values("resolved_year", kind="stable")
    assert list(table.columns) == [*frame.columns.drop("resolved_year"), "resolved_year"]
    assert len(table) == len(frame) == 12
    assert table["p_ppm"].tolist() == frame["p_ppm"].tolist()
    assert table["p"].tolist() == frame["p"].astype(float).tolist()
    assert (table["known_on"].str[:4].astype(int) == table["resolved_year"]).all()


@pytest.mark.parametrize(("include", "more"), [((), ()), (("early",), ("--include", "early"))], ids=["due", "early"])
def test_they_add_up_to_the_calibration_of_the_ledger(told, include, more):
    place = written(told, f"added{len(include)}", *more)
    partial = run(pieces_of(str(place)), Wanted(by="forecaster"))
    with ledger.open(told.ledger) as book:
        for name, tally in partial.tallies().items():
            assert tally == book.calibration(f"forecaster:{name}", include=include).tally
        whole = book.calibration(include=include).tally
    assert sum(partial.tallies().values(), Tally()) == whole
    assert sum(row["n"] for row in told.json("calibration", "--from", place)) == whole.n


def test_a_query_and_a_past_entry_narrow_them(told):
    assert written(told, "of-a", "forecaster:A").joinpath("resolved_year=2025").is_dir()
    past = told.home / "past"
    told.ok("--as-of", "3", "export", "counted", "--partition", "resolved_year", "-o", past)
    assert [one.name for one in past.iterdir()] == ["resolved_year=2024"]


def test_years_come_in_frames_that_are_bounded(told, monkeypatch):
    monkeypatch.setattr(counted, "AT_ONCE", 3)
    with ledger.open(told.ledger) as book, book.snapshot(None) as snapshot:
        pieces = [(year, len(frame)) for year, frame in frames_by_year(snapshot, read_query("", today=snapshot.today))]
    assert pieces == [(2024, 3), (2025, 3), (2026, 3), (2024, 1), (2025, 1), (2026, 1)]
    whole = written(told, "in-pieces")
    assert Counter(len(pyarrow.dataset.dataset(one).to_table()) for one in whole.rglob("*.parquet")) == {4: 3}


def test_an_address_is_a_place_like_a_path(told):
    with ledger.open(told.ledger) as book:
        assert book.export_partitioned((told.home / "by-address").as_uri()) == 12
    assert {one.name for one in (told.home / "by-address").iterdir()} == {f"resolved_year={year}" for year in YEARS}


def test_the_same_state_gives_the_same_bytes_and_nothing_beside(told):
    first, second = (written(told, name) for name in ("one", "two"))
    for file in first.rglob("*.parquet"):
        assert file.read_bytes() == (second / file.relative_to(first)).read_bytes()
    assert not [one for one in told.home.iterdir() if one.name.endswith(".new")]


def test_a_place_with_something_in_it_is_refused_and_stays(told):
    place = told.home / "full"
    place.mkdir()
    (place / "kept").write_text("kept")
    answer = told("export", "counted", "--partition", "resolved_year", "-o", place)
    assert (answer.code, answer.err) == (
        4, f"error: {place} is there already, and not empty\nhint: name a new folder with -o\n",
    )  # fmt: skip
    assert [one.name for one in place.iterdir()] == ["kept"]


REFUSED = (
    (("scores",), "scores is not written in partitions"),
    (("counted", "-O", "csv"), "partitions are Parquet, not csv"),
    (("counted", "--with-codebook"), "a codebook lies beside a file, and partitions are a folder"),
)


@pytest.mark.parametrize(("words", "why"), REFUSED)
def test_what_is_no_folder_of_counted_forecasts_is_refused(told, words, why):
    answer = told("export", *words, "--partition", "resolved_year", "-o", told.home / "no")
    assert (answer.code, answer.err.splitlines()[0]) == (2, f"error: {why}")
    assert not (told.home / "no").exists()


def test_standard_output_is_no_folder_and_other_places_are_told(told, monkeypatch):
    words = ("export", "counted", "--partition", "resolved_year")
    assert told(*words).err.startswith("error: partitions are a folder, and standard output is none\n")
    answer = told(*words, "-o", "nowhere://x/y")
    assert (answer.code, "nowhere://x/y is no place to write to" in answer.err) == (2, True)
    place = told.home / "no" / "such"
    answer = told(*words, "-o", place)
    assert (answer.code, answer.err) == (
        6, f"error: cannot write {place}: No such file or directory\nhint: choose another folder with -o\n",
    )  # fmt: skip
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.fs", None)
    assert told(*words, "-o", told.home / "gone").code == 7


def test_what_fails_on_the_way_leaves_nothing(told, monkeypatch):
    monkeypatch.setattr("ledger.exporters._partitioned.arrow_table", lambda _: 1 / 0)
    before = sorted(told.home.iterdir())
    assert told("export", "counted", "--partition", "resolved_year", "-o", told.home / "broken").code == 1
    assert sorted(told.home.iterdir()) == before
