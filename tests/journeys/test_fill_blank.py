"""Blank cells of a wide table, filled with the number of one column: imputed, said to be so, and kept apart."""

import pytest

import ledger
from ledger.book import Book
from ledger.errors import BadRowsError, InputError
from ledger.importers import Wishes
from tests.program import Fcl

TABLE = """Question,Outcome,Median,Ann,Bob,Remark
It rains,1,40,30,,
It snows,0,20,,35,by radio
It hails,-,60,,60,
It thaws,0,,70,,
"""
OPTIONS = ("--map", "made==2026-01-02", "--map", "by==2026-03-31", "--map", "known_on==2026-04-01",
           "--map", "note=Remark", "--percent", "--annulled", "-", "--fill-blank", "Median")  # fmt: skip
WISHES = {
    "columns": {"made": "=2026-01-02", "by": "=2026-03-31", "known_on": "=2026-04-01", "note": "Remark"},
    "wide": ("Ann", "Bob"),
    "percent": True,
    "annulled": ("-",),
    "fill_blank": "Median",
}
GIVEN = {
    ("It rains", "Ann", "0.3"),
    ("It snows", "Bob", "0.35"),
    ("It hails", "Bob", "0.6"),
    ("It thaws", "Ann", "0.7"),
}
FILLED = {("It rains", "Bob", "0.4"), ("It snows", "Ann", "0.2"), ("It hails", "Ann", "0.6")}


@pytest.fixture
def book(tmp_path, monkeypatch) -> Book:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with ledger.open(tmp_path / "ledger.db", actor="tester", zone="UTC") as opened:
        yield opened


def bring(book: Book, text: str = TABLE, **wishes):
    return book.import_table("csv", text.encode(), Wishes(**{**WISHES, **wishes}))


def forecasts(book: Book):
    """Claim, who and what of each standing forecast with its basis, its note and whether it quotes."""
    return {
        (question.claim, one.forecaster, one.forecasts[-1].p): one.forecasts[-1]
        for question in book.list()
        for one in question.predictions
    }


def test_a_blank_becomes_the_number_of_that_column_and_says_so(book) -> None:
    bring(book)
    kept = forecasts(book)
    assert kept.keys() == GIVEN | FILLED
    assert {key for key, one in kept.items() if one.basis == "imputed"} == FILLED
    assert {key for key, one in kept.items() if one.basis == "stated"} == GIVEN
    assert kept["It rains", "Bob", "0.4"].note == "blank, filled with the number of Median"
    assert kept["It snows", "Ann", "0.2"].note == "by radio; blank, filled with the number of Median"
    assert (kept["It rains", "Ann", "0.3"].note, kept["It snows", "Bob", "0.35"].note) == (None, "by radio")


def test_nobody_is_quoted_for_a_number_that_was_filled_in(book) -> None:
    columns = {**WISHES["columns"], "quote": "=as printed", "source": "=https://example.org/panel"}
    bring(book, columns=columns)
    kept = forecasts(book)
    assert {key for key, one in kept.items() if one.quote is not None} == GIVEN
    assert {one.source.url for one in kept.values()} == {"https://example.org/panel"}


def test_a_blank_in_that_column_stays_blank(book) -> None:
    bring(book)
    assert not any(claim == "It thaws" and who == "Bob" for claim, who, _ in forecasts(book))


def test_the_column_may_belong_to_one_of_the_forecasters(book) -> None:
    bring(book, wide=("Median", "Ann", "Bob"))
    kept = forecasts(book)
    assert kept["It rains", "Median", "0.4"].basis == "stated"
    assert kept["It rains", "Bob", "0.4"].basis == "imputed"
    assert not any(claim == "It thaws" and who == "Median" for claim, who, _ in kept)


def test_given_and_filled_are_counted(book) -> None:
    result = bring(book)
    assert result.forecasts_new == 7
    assert "4 forecasts given + 3 blanks filled with the number of Median (basis imputed)" in result.warnings
    assert result.ignored == ()


def test_without_the_option_a_blank_is_no_forecast(book) -> None:
    result = bring(book, fill_blank=None)
    assert forecasts(book).keys() == GIVEN
    assert not [warning for warning in result.warnings if "filled" in warning]
    assert result.ignored == ("Median",)


def test_a_second_import_adds_nothing(book) -> None:
    bring(book)
    once = book.state()["ledger"]["entries"]
    again = bring(book)
    assert (again.forecasts_new, again.forecasts_corrected, again.forecasts_same) == (0, 0, 7)
    assert book.state()["ledger"]["entries"] == once


def test_filling_later_adds_only_what_was_blank(book) -> None:
    bring(book, fill_blank=None)
    assert (bring(book).forecasts_new, forecasts(book).keys()) == (3, GIVEN | FILLED)


@pytest.mark.parametrize("cell", ["45", "40"])
def test_a_number_given_later_takes_the_place_of_a_filled_one(book, cell: str) -> None:
    bring(book)
    now = bring(book, TABLE.replace("1,40,30,,", f"1,40,30,{cell},"))
    assert (now.forecasts_new, now.forecasts_corrected) == (0, 1)
    one = forecasts(book)["It rains", "Bob", {"45": "0.45", "40": "0.4"}[cell]]
    assert (one.basis, one.note) == ("stated", None)


def test_a_filled_number_follows_its_column(book) -> None:
    bring(book)
    assert bring(book, TABLE.replace("1,40,30", "1,42,30")).forecasts_corrected == 1
    assert forecasts(book)["It rains", "Bob", "0.42"].basis == "imputed"


def test_what_is_without_a_number_by_the_table_is_filled_too(book) -> None:
    bring(
        book,
        TABLE.replace("35", "").replace("60,\n", ",\n"),
        columns={**WISHES["columns"], "basis": "=none"},
        wide=("Bob",),
    )
    assert {one.basis for (_, _, p), one in forecasts(book).items() if p} == {"imputed"}
    assert ("It thaws", "Bob", None) in forecasts(book)


def test_filters_tell_given_from_filled_in_every_table(book) -> None:
    bring(book)
    (stated,), (imputed,), (both,) = (
        book.scores(query).groups for query in ("basis:stated", "basis:imputed", "basis:stated,imputed")
    )
    assert (stated.n, imputed.n, both.n) == (3, 2, 5)
    assert stated.means["brier"].value == pytest.approx((0.7**2 + 0.35**2 + 0.7**2) / 3)
    assert imputed.means["brier"].value == pytest.approx((0.6**2 + 0.2**2) / 2)
    assert dict(imputed.excluded) == {"annulled": 1}
    bins = {str(row.low): row.n for row in book.calibration("basis:imputed", bins="10").rows}
    assert bins == {"0.2": 1, "0.4": 1}
    assert book.calibration("basis:stated").n == 3


def test_an_annulled_question_keeps_its_forecasts_unscored(book) -> None:
    bring(book)
    (question,) = (one for one in book.list() if one.claim == "It hails")
    assert question.status == "annulled"
    assert {one.forecaster for one in question.predictions} == {"Ann", "Bob"}
    assert question.scores == ()


REFUSED = [
    ("Scott", "no column is called 'Scott'"),
    ("", "no column is called ''"),
    ("Question", "the column 'Question' holds the claim, not a forecaster's numbers"),
    ("2", "the column 'Outcome' holds the outcome, not a forecaster's numbers"),
]


@pytest.mark.parametrize(("column", "told"), REFUSED)
def test_a_column_that_cannot_fill_is_refused(book, column: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        bring(book, fill_blank=column)
    assert caught.value.message == told
    assert "Median" in caught.value.hint
    assert book.list() == []


def test_a_number_that_cannot_be_read_is_told_with_its_column(book) -> None:
    with pytest.raises(BadRowsError) as caught:
        bring(book, TABLE.replace("1,40,", "1,100,").replace("0,20,", "0,x,"))
    first, second = caught.value.problems
    assert first.startswith("line 2: Median: ")
    assert second.startswith("line 3: Median: ")
    assert book.list() == []


def test_the_program_fills_counts_and_filters(tmp_path) -> None:
    fcl = Fcl(tmp_path)
    answer = fcl("import", "csv", "-", "--wide", "Ann", "--wide", "Bob", *OPTIONS, stdin=TABLE)
    assert answer.code == 0, answer
    assert "4 questions, 7 forecasts: 4 questions and 7 forecasts and 4 resolutions new" in answer.out
    assert "4 forecasts given + 3 blanks filled with the number of Median (basis imputed)" in answer.err
    rows = fcl.json("score", "--by", "basis", "--rule", "brier")
    assert {row["group"]: row["n"] for row in rows} == {"stated": 3, "imputed": 2}
    assert sum(row["n"] for row in fcl.json("calibration", "basis:imputed")) == 2
    assert fcl("import", "csv", "-", "--fill-blank", "Scott", stdin=TABLE).code == 2
    assert fcl("verify").code == 0
