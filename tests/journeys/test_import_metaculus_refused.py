"""What a download of Metaculus is refused for: bad rows, files that are none, archives that play tricks."""

from collections.abc import Iterator

import pytest

import ledger
from ledger.book import Book
from ledger.errors import BadRowsError, LedgerError
from ledger.importers import Wishes
from tests.downloads import FORECAST, QUESTION, forecast, packed, question, table, zipped

SHARED = question(question_type="multiple_choice", mc_options__all_="['a', 'b']")
NUMBER = question(
    question_type="numeric", lower_bound="0", upper_bound="10", continuous_range="[0.0, 5.0, 10.0]"
)  # fmt: skip
SAID, ASKED = "forecast_data.csv:2: ", "question_data.csv:2: "


def shares(text: str):
    return forecast("", probability_yes_per_category=text)


def cdf(text: str):
    return forecast("", continuous_cdf=text)


BAD_FORECASTS = [
    (forecast("0,7"), "Probability Yes: cannot read '0,7' as a probability (write 0.7, with a point"),
    (forecast("70 %"), "Probability Yes: cannot read '70 %' as a probability"),
    (forecast("70"), "Probability Yes: '70' is not between 0 and 1 (this scale has no percent: write 0.7 for 70%)"),
    (forecast("nan"), "Probability Yes: 'nan' is not between 0 and 1"),
    (forecast("1e-400"), "Probability Yes: cannot read '1e-400' as a probability"),
    (forecast(""), "Probability Yes: nothing is there"),
    (forecast("1.0"), "Probability Yes: '100%' is a certainty (add --certain"),
    (forecast(start_time="2/1/2026"), "Start Time: cannot read '2/1/2026' as a date (write 2026-11-18"),
    (forecast(start_time="2026-01-02 10:00:00"), "Start Time: '2026-01-02 10:00:00' is no time in UTC (such as"),
    (forecast(start_time="2026-01-02"), "Start Time: '2026-01-02' is no time in UTC"),
    (forecast(start_time=""), "Start Time: nothing is there"),
    (
        forecast(start_time="9000-01-02 10:00:00+00:00"),
        "Start Time: the day it was said '9000-01-02 10:00:00+00:00' lies in the",
    ),
    (
        forecast(end_time="2026-01-01 10:00:00+00:00"),
        "End Time: '2026-01-01 10:00:00+00:00' lies before its Start Time",
    ),
    (forecast(forecaster_username=""), "Forecaster Username: nothing is there"),
    (forecast(question_id="99"), "Question ID: question_data.csv has no question '99'"),
]
PLAIN = question(question_type="discrete", lower_bound="0", upper_bound="3")
ENDLESS = question(question_type="discrete", upper_bound="3", continuous_range="[0.0, 1.5, 3.0]")
BAD_KINDS = [
    (PLAIN, cdf("[0.0, 1.0]"), SAID + "Continuous CDF: 2 numbers, but the Continuous Range of the question has 0"),
    (ENDLESS, cdf("[0.0, 1.0]"), SAID + "Continuous CDF: 2 numbers, but the Continuous Range of the question has 3"),
    (question(question_url="https://a\0"), forecast(), SAID + "text cannot be stored: character U+0000 at offset 9"),
    (
        SHARED,
        shares("[0.5, 0.3, 0.2]"),
        SAID + "Probability Yes Per Category: 3 shares, but the question has 2 options",
    ),
    (SHARED, shares("[None, None]"), SAID + "Probability Yes Per Category: 0 shares, but the question has 2 options"),
    (SHARED, shares("[0.5, 0.4]"), SAID + "Probability Yes Per Category: the shares add up to 90%, not to 100%"),
    (SHARED, shares("0.5; 0.5"), SAID + "Probability Yes Per Category: '0.5; 0.5' is no list (download it again"),
    (SHARED, shares("[0.5, '0,5']"), SAID + "Probability Yes Per Category: cannot read '0,5' as a probability"),
    (NUMBER, cdf("[0.0, 1.0]"), SAID + "Continuous CDF: 2 numbers, but the Continuous Range of the question has 3"),
    (NUMBER, cdf("[0.0, 0.7, 0.6]"), SAID + "Continuous CDF: the CDF falls from 70% at 5 to 60% at 10"),
    (question(question_type="group"), forecast(), ASKED + "Question Type: 'group' is none that is known (there is bin"),
    (question(resolution="maybe"), forecast(), ASKED + "Resolution: cannot read 'maybe' as an outcome"),
    (question(question_title=""), forecast(), ASKED + "a claim has 1 to 2000 characters, not 0"),
    (question(open_time="soon"), forecast(), ASKED + "Open Time: cannot read 'soon' as a date"),
    (question(categories="[" * 9000 + "'a'" + "]" * 9000), forecast(), ASKED + "Categories: '[[["),
    (question(categories="['a"), forecast(), ASKED + "Categories: '['a' is no list"),
    (question(scheduled_close_time="3/4/2026"), forecast(), ASKED + "Scheduled Close Time: cannot read '3/4/2026'"),
]


WHOLE = {"question_data.csv": table([question()], QUESTION), "forecast_data.csv": table([forecast()], FORECAST, cut=1)}
WRONG = [
    (b"Question ID,p\n7,0.7\n", "a Metaculus download is a ZIP file, and this is none"),
    (zipped(WHOLE)[:200], "the file is a damaged ZIP file, or none"),
    (zipped({"ifps.csv": "a,b"}), "the archive holds no question_data.csv (there is 'ifps.csv')"),
    (zipped(WHOLE | {"../question_data.csv": ""}), "the archive holds '../question_data.csv', which leads out of it"),
    (zipped(WHOLE | {"/etc/question.csv": ""}), "the archive holds '/etc/question.csv', which leads out of it"),
    (zipped(WHOLE | {"C:\\q.csv": ""}), "the archive holds 'C:\\q.csv', which leads out of it"),
    (zipped(WHOLE | {"old/question_data.csv": ""}), "the archive holds two files 'question_data.csv'"),
    (zipped(WHOLE | {"forecast_data.csv": "0" * 2_000_000}), "'forecast_data.csv' unpacks to more than 200 times"),
    (zipped(WHOLE | {"forecast_data.csv": ""}), "forecast_data.csv: the file is empty"),
    (
        zipped(WHOLE | {"forecast_data.csv": WHOLE["forecast_data.csv"].replace("Start Time", "Begun")}),
        "no Metaculus download: forecast_data.csv: line 1 has no column 'Start Time'",
    ),
    (
        zipped(WHOLE | {"question_data.csv": WHOLE["question_data.csv"].replace("Post ID", "Label")}),
        "question_data.csv: line 1 names the column 'Label' again as column 11",
    ),
    (
        zipped(WHOLE | {"question_data.csv": WHOLE["question_data.csv"].replace("Ghent", "Zoë").encode("latin-1")}),
        "question_data.csv: byte 0xEB at offset",
    ),
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One ledger for all, for none of this writes anything."""
    with ledger.open(tmp_path_factory.mktemp("refused") / "ledger.db", actor="tester") as opened:
        yield opened


def refusal(book: Book, data: bytes, **wishes: object) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        book.import_table("metaculus", data, Wishes(**wishes))
    assert not book.list()
    return caught.value


@pytest.mark.parametrize(
    ("asked", "said", "told"), [(question(), row, SAID + told) for row, told in BAD_FORECASTS] + BAD_KINDS
)
def test_a_bad_row_is_told_with_file_line_and_column(book, asked, said, told: str) -> None:
    error = refusal(book, packed([asked], [said]))
    assert isinstance(error, BadRowsError)
    assert [problem for problem in error.problems if told in problem], error.problems


def test_what_is_said_twice_is_told_where_it_was_said_before(book) -> None:
    twice = packed([question(), question()], [forecast(), forecast(0.6), forecast()])
    again = (
        "forecast_data.csv:3: another forecast than in forecast_data.csv:2 of this question, forecaster and time "
        "(leave one of them out)"
    )
    assert refusal(book, twice).problems == (
        "question_data.csv:3: Question ID: '7' stands in line 2 already (leave one of them out)",
        again,
    )


def test_a_row_that_lacks_more_than_the_export_leaves_out_is_told(book) -> None:
    assert refusal(book, packed([question()], [forecast()], cut=2)).problems == (
        "forecast_data.csv:2: 17 cells, but the header has 19",
    )


@pytest.mark.parametrize(("data", "told"), WRONG, ids=[told[:50] for _, told in WRONG])
def test_a_file_that_is_no_download_is_refused_whole(book, data: bytes, told: str) -> None:
    error = refusal(book, data)
    assert told in f"{error.message} ({error.hint})"
    assert error.exit_code == 2
    assert error.hint


@pytest.mark.parametrize("wish", [{"percent": True}, {"zone": "UTC"}, {"date_format": "%d"}, {"wide": ("2",)}])
def test_a_wish_that_fits_no_download_is_refused(book, wish: dict[str, object]) -> None:
    assert "is not for a Metaculus download" in refusal(book, packed([question()], [forecast()]), **wish).message


def test_the_command_line_tells_where_the_bad_rows_are_and_leaves_them_out_if_asked(fcl) -> None:
    data = packed([question()], [forecast("0,7"), forecast(0.4, forecaster_username="bob")])
    answer = fcl("import", "metaculus", "-", stdin=data)
    assert answer.code == 5
    assert "forecast_data.csv:2: Probability Yes: cannot read '0,7'" in answer.err
    kept = fcl("import", "metaculus", "-", "--skip-bad", stdin=data)
    assert kept.code == 0
    assert "1 question, 1 forecast: 1 question and 1 forecast new, 0 already here, 1 rejected." in kept.out
