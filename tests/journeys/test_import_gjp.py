"""Journeys of the Good Judgment Project's release: questions, options, conditions, revisions, and what is refused."""

from collections.abc import Iterator

import pytest

import ledger
from ledger.book import Book
from ledger.errors import BadRowsError, LedgerError
from ledger.importers import Wishes
from tests.downloads import zipped

ASKED = (
    "ifp_id,q_type,q_text,q_desc,q_status,date_start,date_suspend,date_to_close,date_closed,outcome,short_title,"
    "days_open,n_opts,options\n"
)
SAID = (
    '"ifp_id","ctt","cond","training","team","user_id","forecast_id","fcast_type","answer_option","value","fcast_date",'
    '"expertise","q_status","viewtime","year","timestamp"\n'
)
YES = "(a) Yes, (b) No"
WHO = "(a) Putin, (b) Medvedev, the other one, (c) Neither"
FILES = ("ifps.csv", "survey_fcasts.yr1.csv")


def ifp(
    id="1-0", options=YES, outcome="b", status="closed", closed="9/30/11", days="29", kind="0", **cells: str
) -> str:
    text = cells.get("text", "Does it rain?")
    dates = f"{cells.get('start', '9/1/11')},9/29/11 0:00,{cells.get('closes', '9/30/11')},{closed}"
    return f'{id},{kind},"{text}","By\r the airport.",{status},{dates},{outcome},rain,{days},2,"{options}"\n'


def said(
    *values: object, id="1-0", user="600", number=1, kind=0, at="2011-09-02 16:17:18", letters="abcde"
) -> str:  # fmt: skip
    return "".join(
        f'"{id}","1a",1,"a",NA,"{user}",{number},{kind},"{letter}",{value},"2011-09-02",1,"closed",NA,1,"{at}"\n'
        for letter, value in zip(letters, values, strict=False)
    )


def packed(asked: str, heard: str) -> bytes:
    return zipped({FILES[0]: ASKED + asked, FILES[1]: SAID + heard})


@pytest.fixture
def book(tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with ledger.open(tmp_path / "ledger.db", actor="tester", zone="UTC") as opened:
        yield opened


def bring(book: Book, asked: str, heard: str, **wishes: object):
    return book.import_table("gjp", packed(asked, heard), Wishes(**wishes))


QUESTIONS = (
    ifp()
    + ifp("2-0", WHO, "c", text="Who wins?")
    + ifp("3-1", f"If it snows? :  {YES}", "", "voided", "NA", "NA", "1", text="Does it melt?")
    + ifp("4-6", "(a) Before June, (b) In June, (c) Not before July", "a", kind="6", text="When?")
)
FORECASTS = (
    said(0.7, 0.3)
    + said(0.2, "5e-01", 0.3, id="2-0", number=2)
    + said(0.4, 0.6, number=3, kind=1, at="2011-09-05 10:00:00")
    + said(0.1, 0.9, number=4, user="NULL")
    + said(0.25, 0.5, 0.25, id="4-6", number=5, user="601")
)


def test_a_release_is_taken_in_and_twice_is_once(book: Book) -> None:
    result = bring(book, QUESTIONS, FORECASTS)
    assert (result.questions_new, result.forecasts_new, result.resolutions_new) == (4, 5, 4)
    again = bring(book, QUESTIONS, FORECASTS)
    assert (again.questions_new, again.forecasts_new, again.resolutions_new, again.forecasts_same) == (0, 0, 0, 5)
    found = {one.claim: one for one in book.list()}
    rain, who, melt, when = (
        found[claim] for claim in ("Does it rain?", "Who wins?", "Does it melt? (If it snows?)", "When?")
    )
    assert (rain.type, rain.criteria, rain.deadline.date) == ("binary", "By\r the airport.", "2011-09-30")
    assert [(one.forecaster, [made.p for made in one.forecasts]) for one in rain.predictions] == [
        ("gjp:600", ["0.7", "0.4"]), ("gjp:unknown", ["0.1"]),
    ]  # fmt: skip
    assert rain.predictions[0].forecasts[0].made == "2011-09-02"
    shares = who.predictions[0].forecasts[0].prediction["shares"]
    assert shares == {"Putin": "0.2", "Medvedev, the other one": "0.5", "Neither": "0.3"}
    assert [one.resolutions[0].outcome for one in (rain, who, melt, when)] == ["no", "Neither", None, "Before June"]
    assert (melt.status, rain.resolutions[0].known_on) == ("annulled", "2011-09-30")
    assert "rps" in {score.rule for score in when.scores}
    assert "rps" not in {score.rule for score in who.scores}


def test_what_is_not_carried_is_named(book: Book) -> None:
    lost = {loss.field: loss.rows for loss in bring(book, QUESTIONS, FORECASTS + said(0.1, 0.9, number=9, kind=2,
            at="2011-09-07 10:00:00")).losses}  # fmt: skip
    assert lost == {
        "date_suspend": 4, "short_title": 4, "q_type": 1, "ctt": 14, "cond": 14, "training": 14, "expertise": 14,
        "user_id": 2, "fcast_type": 2,
    }  # fmt: skip


def test_who_withdraws_has_no_forecast_any_more(book: Book) -> None:
    gone = said(0.7, 0.3, number=2, kind=4, at="2011-09-10 10:00:00")
    result = bring(book, ifp(), said(0.7, 0.3) + gone)
    assert (result.forecasts_new, result.withdrawals_new) == (1, 1)
    assert book.list()[0].predictions[0].withdrawn == "2011-09-10"
    assert bring(book, ifp(), said(0.7, 0.3) + gone).withdrawals_same == 1


def test_another_number_at_the_same_second_is_a_correction(book: Book) -> None:
    bring(book, ifp(), said(0.7, 0.3))
    result = bring(book, ifp(outcome="a"), said(0.8, 0.2))
    assert (result.forecasts_corrected, result.resolutions_amended, result.forecasts_new) == (1, 1, 0)


@pytest.mark.parametrize("wanted", ["601", "GJP:601"])
def test_whose_forecasts_can_be_chosen(book: Book, wanted: str) -> None:
    result = bring(book, QUESTIONS, FORECASTS, forecaster=wanted)
    assert (result.questions_new, result.forecasts_new) == (1, 1)
    assert [loss.rows for loss in result.losses if loss.field == "user_id"] == [9]


def test_questions_may_come_alone_with_bytes_that_are_no_text(book: Book) -> None:
    data = (ASKED + ifp(text="Does Zoë? win")).encode("latin-1")
    result = book.import_table("gjp", data, Wishes(file="ifps.csv"))
    assert (result.questions_new, book.list()[0].claim) == (1, "Does Zo ? win")
    assert [(loss.rows, loss.reason) for loss in result.losses if loss.field == "ifps.csv"] == [
        (1, "bytes that are no UTF-8 are read as a space")
    ]


def test_names_that_options_cannot_have_are_changed_and_kept_whole_in_the_fine_print(book: Book) -> None:
    long = "(a) Rise of >=3%, (b) " + "very " * 30 + "low"
    bring(book, ifp(options=long), said(0.5, 0.5))
    found = book.list()[0]
    assert found.fine_print == long
    assert next(iter(found.predictions[0].forecasts[0].prediction["shares"])) == "Rise of ≥3%"
    assert found.resolutions[0].outcome.endswith("…")


BAD = [
    ("", said('"0,7"', 0.3), "value: cannot read '0,7' as a probability"),
    ("", said('"70 %"', 0.3), "value: cannot read '70 %' as a probability (write 0.7, with a point"),
    ("", said(70, 30), "value: '70' is not between 0 and 1"),
    ("", said("1e-400", 1), "value: cannot read '1e-400' as a probability"),
    ("", said("NA", 0.3), "value: nothing is there"),
    ("", said(1, 0), "value: '100%' is a certainty (add --certain"),
    ("", said(0.7, 0.2), "value: the shares add up to 90%, not to 100%"),
    (
        "",
        said(0.7),
        "answer_option: the forecast says nothing of (b) No (each option has a row: the file may have been cut)",
    ),
    ("", said(0.7, 0.3, letters="az"), "answer_option: 'z' is no option (there is a, b)"),
    ("", said(0.7, 0.3, letters="aa"), "answer_option: 'a' stands in two rows"),
    ("", said(0.7, 0.3, at="9/2/2011 16:17"), "timestamp: cannot read '9/2/2011 16:17' as a date"),
    (
        "",
        said(0.7, at="2011-09-02 16:17:18") + said(0.3, at="2011-09-02 16:17:19", letters="b"),
        "timestamp: the rows of",
    ),
    ("", said(0.7, 0.3, id="9-0"), "ifp_id: there is no question '9-0'"),
    (
        "",
        said(0.7, 0.3) + said(0.6, 0.4, number=2),
        "another forecast than in survey_fcasts.yr1.csv:2 of this question",
    ),
    (
        ifp("2-0", start="31/8/11"),
        "",
        "date_start: '31/8/11' is no day of the calendar (this file writes month/day/year",
    ),
    (
        ifp("2-0", start="1 Sep"),
        "",
        "date_start: cannot read '1 Sep' as a date (this file writes month/day/year, such as",
    ),
    (
        ifp("2-0", start="1/9/11"),
        "",
        "days_open: '29', but date_start and date_closed are 264 days apart (days and months",
    ),
    (ifp("2-0", "Yes or no"), "", "options: 'Yes or no' is no list of options (write (a) Yes, (b) No)"),
    (ifp("2-0", outcome="d"), "", "outcome: 'd' is no option (there is a, b)"),
    (ifp("2-0", text=""), "", "a claim has 1 to 2000 characters, not 0"),
    (ifp(), "", "ifp_id: '1-0' stands there already"),
]
WRONG = [
    (zipped({FILES[1]: SAID + said(0.7, 0.3)}), "forecasts alone do not say what was asked"),
    (zipped({"a.csv": "x,y\n1,2\n"}), "no table of the Good Judgment Project: none has a column 'q_text'"),
    (zipped({"a.csv": ASKED, "b.csv": ASKED}), "a.csv and b.csv both hold questions"),
    (zipped({"../ifps.csv": ASKED}), "the archive holds '../ifps.csv', which leads out of it"),
    (ASKED.replace("q_desc", "desc").encode(), "ifps.csv: line 1 has no column 'q_desc'"),
    (ASKED.replace("q_desc", "q_type").encode(), "ifps.csv: line 1 names the column 'q_type' again as column 4"),
    (zipped({FILES[0]: ASKED + ifp(), FILES[1]: SAID.replace('"value"', '"share"')}), "line 1 has no column 'value'"),
    (zipped({FILES[0]: ASKED, FILES[1]: (SAID + said(0.7, user="Zoë")).encode("latin-1")}), "byte 0xEB at offset"),
    (b"", "the file is empty"),
]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One ledger for all, for none of this writes anything."""
    with ledger.open(tmp_path_factory.mktemp("refused") / "ledger.db", actor="tester", zone="UTC") as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "heard", "told"), BAD, ids=[f"{at} {told[:40]}" for at, (_, _, told) in enumerate(BAD)]
)
def test_a_bad_row_is_told_with_file_line_and_column(empty: Book, asked: str, heard: str, told: str) -> None:
    with pytest.raises(BadRowsError) as caught:
        bring(empty, ifp() + asked, heard)
    # A carriage return in the description of the first question begins a line.
    place = "ifps.csv:4: " if asked else "survey_fcasts.yr1.csv:"
    assert [one for one in caught.value.problems if one.startswith(place) and told in one], caught.value.problems
    assert not empty.list()


@pytest.mark.parametrize(("data", "told"), WRONG, ids=[told[:50] for _, told in WRONG])
def test_a_file_that_is_no_release_is_refused_whole(empty: Book, data: bytes, told: str) -> None:
    with pytest.raises(LedgerError) as caught:
        empty.import_table("gjp", data, Wishes())
    assert told in caught.value.message
    assert caught.value.exit_code == 2
    assert caught.value.hint
    assert not empty.list()
