"""Journeys of imported tables: long and wide, twice, corrected, dirty, and against published scores."""

import codecs
import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

import ledger
from ledger.book import Book
from ledger.errors import BadRowsError, InputError, LedgerError
from tests.conftest import SHARED, needs_shared
from tests.program import Fcl

LONG = """question,forecaster,probability,made,deadline,outcome,known on,tags
It rains in Ghent,Ann,70%,2026-01-02,2026-03-31,yes,2026-03-31,"weather, be"
It rains in Ghent,Bob,0.4,2026-01-03,2026-03-31,,,
It rains in Ghent,Ann,80%,2026-02-01,2026-03-31,,,
The bridge opens,Ann,1/4,2026-01-02,2026-06-30,no,2026-06-30,
The road opens,Bob,,2026-01-02,2027,,,
"""
WIDE = """Question,Resolves by,Outcome,Ann,Bob
A,2026-03-31,1,40,
B,2026-03-31,0,20,35.5
C,2026-03-31,-,60,60
"""
WIDE_WISHES = {"columns": {"by": "Resolves by", "made": "=2026-01-02"}, "percent": True, "annulled": ("-",)}


@pytest.fixture
def book(tmp_path, monkeypatch) -> Book:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with ledger.open(tmp_path / "ledger.db", actor="tester", zone="UTC") as opened:
        yield opened


def bring(book: Book, text: str | bytes, **wishes):
    from ledger.importers import Wishes

    data = text if isinstance(text, bytes) else text.encode()
    return book.import_table("csv", data, Wishes(**wishes))


def entries(book: Book) -> int:
    with book.snapshot() as snapshot:
        return snapshot.entry


def refused(book: Book, text: str | bytes, **wishes) -> LedgerError:
    before = entries(book)
    with pytest.raises(LedgerError) as caught:
        bring(book, text, **wishes)
    assert entries(book) == before
    assert not book.list()
    return caught.value


def problems(book: Book, text: str, **wishes) -> list[str]:
    error = refused(book, text, **wishes)
    assert isinstance(error, BadRowsError), error
    assert error.exit_code == 5
    return list(error.problems)


def said(book: Book) -> dict[tuple[str, str], list[str | None]]:
    return {
        (question.claim, one.forecaster): [forecast.p for forecast in one.forecasts]
        for question in book.list()
        for one in question.predictions
    }


def test_a_long_table(book) -> None:
    result = bring(book, LONG)
    assert (result.questions_new, result.forecasts_new, result.resolutions_new, result.rejected) == (3, 4, 2, 0)
    assert said(book) == {
        ("It rains in Ghent", "Ann"): ["0.7", "0.8"],
        ("It rains in Ghent", "Bob"): ["0.4"],
        ("The bridge opens", "Ann"): ["0.25"],
    }
    rain = next(question for question in book.list() if question.claim == "It rains in Ghent")
    assert (rain.tags, rain.deadline.date, rain.deadline.window_start) == (
        ("be", "weather"),
        "2026-03-31",
        "2026-01-02",
    )
    assert (rain.resolutions[0].outcome, rain.resolutions[0].known_on) == ("yes", "2026-03-31")
    road = next(question for question in book.list() if question.claim == "The road opens")
    assert (road.deadline.date, road.deadline.text, road.predictions) == ("2027-12-31", "2027", ())
    assert {score.value for score in rain.scores if score.rule == "brier"} == {0.04, 0.36}


def test_the_same_file_twice_is_one_import(book) -> None:
    bring(book, LONG)
    once = entries(book)
    again = bring(book, LONG)
    assert entries(book) == once
    assert (again.questions_same, again.forecasts_same, again.resolutions_same) == (3, 4, 2)
    assert (again.questions_new, again.forecasts_new, again.forecasts_corrected, again.resolutions_new) == (0, 0, 0, 0)


def test_ids_are_the_same_in_every_ledger(book, tmp_path) -> None:
    bring(book, LONG)
    with ledger.open(tmp_path / "other.db", actor="tester", zone="UTC") as other:
        bring(other, LONG)
        assert {question.id for question in other.list()} == {question.id for question in book.list()}


def test_another_number_is_a_correction_another_day_a_change_of_mind(book) -> None:
    bring(book, LONG)
    changed = LONG.replace("Bob,0.4", "Bob,0.45") + "It rains in Ghent,Bob,90%,2026-02-02,2026-03-31,,,\n"
    result = bring(book, changed)
    assert (result.forecasts_corrected, result.forecasts_new, result.forecasts_same) == (1, 1, 3)
    assert said(book)["It rains in Ghent", "Bob"] == ["0.45", "0.9"]
    assert bring(book, changed).forecasts_same == 5


def test_a_correction_made_here_stays_until_the_file_changes(book) -> None:
    bring(book, LONG)
    bridge = next(question for question in book.list() if question.claim == "The bridge opens")
    book.reopen(bridge.id)
    book.update(bridge.id, "33%", forecaster="Ann", correct=True)
    once = entries(book)
    bring(book, LONG)
    assert entries(book) == once
    assert said(book)["The bridge opens", "Ann"] == ["0.33"]
    bring(book, LONG.replace("1/4", "1/5"))
    assert said(book)["The bridge opens", "Ann"] == ["0.2"]


def test_what_differs_can_be_left_or_refused(book) -> None:
    bring(book, LONG)
    changed = LONG.replace("Bob,0.4", "Bob,0.45").replace("no,2026-06-30", "yes,2026-06-30")
    kept = bring(book, changed, on_duplicate="skip")
    assert (kept.kept, kept.forecasts_corrected, kept.resolutions_amended) == (2, 0, 0)
    with pytest.raises(BadRowsError) as caught:
        bring(book, changed, on_duplicate="error")
    assert [problem[:7] for problem in caught.value.problems] == ["line 3:", "line 5:"]
    amended = bring(book, changed)
    assert (amended.forecasts_corrected, amended.resolutions_amended) == (1, 1)
    bridge = next(question for question in book.list() if question.claim == "The bridge opens")
    assert [one.outcome for one in bridge.resolutions] == ["no", "yes"]


def test_an_outcome_decided_here_stays_until_the_file_changes(book) -> None:
    bring(book, LONG)
    bridge = next(question for question in book.list() if question.claim == "The bridge opens")
    book.resolve(bridge.id, "yes", known_on="2026-06-30", amend=True)
    once = entries(book)
    bring(book, LONG)
    assert entries(book) == once
    bring(book, LONG.replace("no,2026-06-30", "ambiguous,2026-06-30"))
    assert book.show(bridge.id).status == "ambiguous"


def test_an_undone_import_can_be_brought_again(book) -> None:
    bring(book, LONG)
    before = said(book)
    book.undo()
    assert book.list() == []
    result = bring(book, LONG)
    assert (result.questions_new, result.forecasts_new) == (3, 4)
    assert said(book) == before


def test_a_dry_run_writes_nothing(book) -> None:
    from ledger.importers import Wishes

    before = entries(book)
    result = book.import_table("csv", LONG.encode(), Wishes(), dry_run=True)
    assert (result.questions_new, result.forecasts_new) == (3, 4)
    assert entries(book) == before
    assert book.list() == []


def test_a_wide_table_in_percent(book) -> None:
    result = bring(book, WIDE, **WIDE_WISHES)
    assert (result.questions_new, result.forecasts_new, result.resolutions_new) == (3, 5, 3)
    assert said(book)["B", "Bob"] == ["0.355"]
    assert ("A", "Bob") not in said(book)
    assert {question.claim: question.status for question in book.list()}["C"] == "annulled"


def test_blanks_filled_with_another_forecasters_number(book) -> None:
    bring(book, WIDE, **WIDE_WISHES, fill_blank="Ann")
    frame = book.frame("forecasts")
    filled = frame[frame["basis"] == "imputed"]
    assert list(zip(filled["forecaster"], filled["p"], strict=True)) == [("Bob", "0.4")]
    once = entries(book)
    bring(book, WIDE, **WIDE_WISHES, fill_blank="Ann")
    assert entries(book) == once
    now = bring(book, WIDE.replace("1,40,", "1,40,45"), **WIDE_WISHES, fill_blank="Ann")
    assert now.forecasts_corrected == 1
    assert said(book)["A", "Bob"] == ["0.45"]


def test_columns_of_forecasters_by_number(book) -> None:
    text = "Question,,,x\nA,10%,20%,nonsense\n"
    result = bring(book, text, wide=("2..3",))
    assert result.ignored == ("x",)
    assert {who for _, who in said(book)} == {"column 2", "column 3"}


def test_columns_under_other_names(book) -> None:
    text = "Frage;Wert;Wann;Bis\nRegen;0.7;03/01/2026;30/06/2026\n"
    columns = {"claim": "frage", "p": "2", "made": "Wann", "by": "Bis"}
    bring(book, text, columns=columns, date_format="%d/%m/%Y", forecaster="Cem")
    (question,) = book.list()
    assert (question.claim, question.deadline.date) == ("Regen", "2026-06-30")
    assert [(one.forecaster, one.forecasts[0].made) for one in question.predictions] == [("Cem", "2026-01-03")]


@pytest.mark.parametrize("encode", [
    lambda text: text.encode(),
    lambda text: codecs.BOM_UTF8 + text.encode(),
    lambda text: text.encode("utf-16"),
    lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: text.replace(",", "\t").encode(),
    lambda text: text.replace(",", ";").encode(),
    lambda text: ("\n" + text.replace("\n", "\n\n")).encode(),
])  # fmt: skip
def test_the_usual_encodings_and_separators(book, encode) -> None:
    bring(book, encode("claim,p\nÜbung & 日本,70%\n"))
    assert said(book) == {("Übung & 日本", "tester"): ["0.7"]}


def test_words_and_their_absence(book) -> None:
    text = "claim,p,phrase,basis,quote,source,note\nA,,very likely,,said so,https://example.org/1,n1\nB,,,none,,,\n"
    bring(book, text)
    by_claim = {question.claim: question.predictions[0].forecasts[0] for question in book.list()}
    assert (by_claim["A"].basis, by_claim["A"].phrase, by_claim["A"].scale) == ("words", "very likely", "survey")
    assert by_claim["A"].quote.text == "said so"
    assert (by_claim["A"].source.url, by_claim["A"].note) == ("https://example.org/1", "n1")
    assert (by_claim["B"].basis, by_claim["B"].p) == ("none", None)


def test_a_name_in_other_letters_is_the_same_person(book) -> None:
    book.add("X", "50%", forecaster="ANN")
    bring(book, "claim,p,forecaster\nA,10%,Ann\nB,20%,ann\n")
    assert {who for _, who in said(book)} == {"ANN"}


def test_a_question_that_moves_gets_a_new_wording(book) -> None:
    text = "id,claim,p,made,by\n7,A,10%,2026-01-02,2026-05\n"
    bring(book, text)
    assert bring(book, text.replace("2026-05", "2026-07")).questions_reworded == 1
    (question,) = book.list()
    assert (question.wording, question.deadline.date) == (2, "2026-07-31")
    assert [one.p for one in question.predictions[0].forecasts] == ["0.1"]


def test_a_key_that_names_another_question_is_refused(book) -> None:
    bring(book, "id,claim,p\n7,A,10%\n")
    with pytest.raises(BadRowsError) as caught:
        bring(book, "id,claim,p\n7,B,10%\n")
    assert "belongs to another question: 'A'" in caught.value.problems[0]
    assert bring(book, "id,claim,p\n7,B,10%\n", system="other file").questions_new == 1


def test_forecasts_that_came_too_late_are_kept_and_counted_in_a_warning(book) -> None:
    text = (
        "claim,forecaster,p,made,by,outcome,known on\n"
        "A,Ann,60%,2026-01-02,2026-03-31,yes,2026-02-10\n"
        "A,Ann,99%,2026-02-11,2026-03-31,yes,2026-02-10\n"
        "A,Bob,98%,2026-05-01,2026-03-31,yes,2026-02-10\n"
        "B,Ann,50%,2026-01-02,2026-03-31,,\n"
        "B,Ann,20%,2026-04-01,2026-03-31,,\n"
        "B,Bob,20%,2026-03-31,2026-03-31,,\n"
    )
    result = bring(book, text)
    assert result.forecasts_new == 6
    assert result.warnings == [
        "2 forecasts were made after the outcome was known: kept, and left out of scores",
        "1 forecast was made after the question closed: kept, and left out of scores",
    ]
    assert [row["p"] for row in book.records("scores", rules=["brier"])] == ["0.6"]
    assert bring(book, text).warnings == []


def test_late_forecasts_are_told_in_text_and_json(tmp_path) -> None:
    fcl = Fcl(tmp_path)
    table = "claim,p,made,by,outcome,known on\nA,60%,2026-02-11,2026-03-31,yes,2026-02-10\n"
    said = "1 forecast was made after the outcome was known: kept, and left out of scores"
    assert said in fcl("import", "csv", "-", "--dry-run", stdin=table).err
    document = fcl("--json", "import", "csv", "-", stdin=table).document
    assert said in document["data"]["warnings"]
    assert [one["message"] for one in document["warnings"]] == [said]


def test_deadlines_before_the_day_of_the_import_are_a_warning(book) -> None:
    first, second = bring(book, "claim,p,by\nA,50%,2020\nB,50%,2999\n").warnings
    assert first.startswith("no column says when forecasts were made")
    assert second == "1 forecast was made after the question closed: kept, and left out of scores"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("claim,p\nA,50%\nA,60%\n", "--map made=COLUMN tells a change of mind apart"),
        ("claim,p,made\nA,50%,2026-01-02\nA,60%,2026-01-02\n", "leave one of them out, or say at what time"),
    ],
)
def test_a_row_that_contradicts_another_is_told_what_may_help(book, text: str, hint: str) -> None:
    (problem,) = problems(book, text)
    assert hint in problem
    assert problem.count("made=COLUMN") == hint.count("made=COLUMN")


@pytest.mark.parametrize("text", ["claim|p|made\nA|50%|2026-01-02\n", "claim^p\nA^50%\n", "claim p\nA 50%\n"])
def test_a_table_with_another_delimiter_is_told_which_are_read(book, text: str) -> None:
    error = refused(book, text)
    assert "cannot tell the columns of the first line apart" in error.message
    assert error.hint == "separate them by commas, semicolons or tabs"


BAD = [
    ("claim,p\nA,0,7\n", "line 2: 3 cells, but the header has 2"),
    ('claim,p\nA,"0,7"\n', "line 2: cannot read '0,7' as a probability (write 0.7, with a point)"),
    ("claim,p\nA,70\n", "line 2: '70' is not between 0 and 1 (did you mean 70%?; --percent if the whole"),
    ("claim,p\nA,1\n", "line 2: cannot tell what '1' means as a probability (did you mean 1% or 100%?; --percent"),
    ("claim,p\nA,100%\n", "line 2: '100%' is a certainty (add --certain if you mean it"),
    ("claim,p\nA,nan\n", "line 2: cannot read 'nan' as a probability"),
    ("claim,p\n ,50%\n", "line 2: no claim"),
    ("claim,p,by\nA,50%,30m\n", "line 2: cannot read '30m' as a deadline"),
    ("claim,p,made\nA,50%,6/7/27\n", "line 2: cannot read '6/7/27' as a date"),
    ("claim,p,made\nA,50%,2999-01-01\n", "line 2: the day it was said '2999-01-01' lies in the future"),
    ("claim,p,made,by\nA,50%,2026-01-02,2025\n", "line 2: the deadline '2025' (2025-12-31) lies before the day it was"),
    ("claim,p,outcome\nA,50%,-\n", "line 2: cannot read '-' as an outcome"),
    ("claim,p,outcome\nA,50%,perhaps\n", "line 2: cannot read 'perhaps' as an outcome"),
    ('claim,p\nA,50%\n"B,50%\nC,50%\n', "line 3: cannot be read as a table row: unexpected end of data"),
    ('claim,p\nA,"50%" x\n', "line 2: cannot be read as a table row: ',' expected after '\"'"),
    ("claim,p\nA,50%\nA,60%\n", "line 3: another number than in line 2 for this question, forecaster and day"),
    ("id,claim,p,forecaster\n1,A,50%,x\n1,B,60%,y\n", "line 3: another claim of this question than in line 2: 'B'"),
    (
        "claim,p,outcome,known on,happened on\nA,50%,yes,2026-01-02,2026-02-02\n",
        "line 2: it cannot be known on 2026-01",
    ),
    ("claim,p,source\nA,50%,The Times\n", "line 2: a source is a URL, not 'The Times' (--map note=COLUMN"),
    ("claim,p,tags\nA,50%,a:b\n", "line 2: 'a:b' cannot be a tag"),
    ("claim,p,phrase\nA,,likly\n", "line 2: the survey scale has no phrase 'likly'"),
    (f"claim,p\n{'A' * 2001},50%\n", "line 2: a claim has 1 to 2000 characters, not 2001"),
]


@pytest.mark.parametrize(("text", "told"), BAD, ids=[told[8:40] for _, told in BAD])
def test_a_bad_row_is_told_with_its_line_and_nothing_is_written(book, text: str, told: str) -> None:
    (problem,) = problems(book, text)
    assert problem.startswith(told)


def test_every_bad_row_is_told_and_the_good_ones_can_be_taken(book) -> None:
    text = 'claim,p\n"two\nlines",50%\nB,150%\nC,20%\n\nD,x\nE,30%,extra\n'
    assert [problem.split(":")[0] for problem in problems(book, text)] == ["line 4", "line 7", "line 8"]
    result = bring(book, text, skip_bad=True)
    assert (result.questions_new, result.rejected, len(result.problems)) == (2, 3, 3)
    assert {claim for claim, _ in said(book)} == {"two lines", "C"}


def test_a_question_that_cannot_be_worded_takes_its_forecasts_along(book) -> None:
    rows = ("A,50%,whenever 30m,x", "A,60%,whenever 30m,y", "B,50%,2027,x")
    text = "claim,p,by,forecaster\n" + "".join(f"{row}\n" for row in rows)
    result = bring(book, text, skip_bad=True)
    assert (result.questions_new, result.forecasts_new, result.rejected) == (1, 1, 2)
    assert "its question cannot be taken in" in result.problems[-1]


def test_a_past_deadline_without_days_of_making_is_taken_with_a_warning(book) -> None:
    result = bring(book, "claim,p,by,outcome,known on\nA,70%,2026-01-31,yes,2026-02-01\n")
    assert "no column says when" in result.warnings[0]
    assert dict(book.calibration().excluded) == {"after_known": 1}


HEADERS = [
    (b"", "the file is empty"),
    (b" \n\n", "the file is empty"),
    (b"a,b\n1,2\n", "no column holds the claims"),
    (b"claim,forecaster\nA,x\n", "no column holds the probabilities"),
    (b"claim\nA\n", "no column holds the probabilities"),
    (b"claim,p,P\nA,50%,60%\n", "2 columns are called 'p'"),
    (b"claim,Ann,ann\nA,50%,60%\n", "columns 2 and 3 are both called 'ann'"),
    ("claim,p\nGrüße,50%\n".encode("latin-1"), "byte 0xFC at offset 10 (line 2) is not UTF-8"),
    (codecs.BOM_UTF16_LE + b"c\x00\xff", "byte 0xFF at offset 4 (line 1) is not UTF-16"),
    (b'claim,"p\nA,50%\n', "the header cannot be read"),
]


@pytest.mark.parametrize(("data", "told"), HEADERS, ids=[told[:30] for _, told in HEADERS])
def test_a_file_that_cannot_be_read_is_refused_whole(book, data: bytes, told: str) -> None:
    error = refused(book, data)
    assert isinstance(error, InputError)
    assert error.message.startswith(told)
    assert error.hint


WISHES = [
    ({"columns": {"claims": "x"}}, "no field to map is called 'claims'"),
    ({"columns": {"p": "nope"}}, "no column is called 'nope'"),
    ({"columns": {"p": "99"}}, "no column is called '99'"),
    ({"fill_blank": "p"}, "--fill-blank is for tables with one column per forecaster"),
    ({"wide": ("p",)}, "a table is long or wide, not both"),
    ({"on_duplicate": "shrug"}, "no choice for --on-duplicate is called 'shrug'"),
    ({"zone": "Mars/Olympus"}, "no time zone is called 'Mars/Olympus'"),
    ({"forecaster": "x" * 201}, "a forecaster's name has 1 to 200 characters"),
]


@pytest.mark.parametrize(("wishes", "told"), WISHES, ids=[told[:30] for _, told in WISHES])
def test_a_wish_that_cannot_be_met_is_refused(book, wishes, told: str) -> None:
    assert refused(book, "claim,p\nA,50%\n", **wishes).message.startswith(told)


def test_text_that_no_store_can_hold_is_refused(book) -> None:
    assert refused(book, b"claim,p\nA\0B,50%\n").exit_code in {2, 5}


def test_an_import_verifies(book) -> None:
    bring(book, LONG)
    bring(book, WIDE, **WIDE_WISHES)
    with book.snapshot() as snapshot:
        assert snapshot.entry == 3
    assert book.frame("forecasts")["entry"].isin([2, 3]).all()


# Against what others have published.


def published(name: str) -> dict[str, float]:
    return json.loads((SHARED / "data/expected_open/EXPECTED.json").read_text())[name]


def close(value: float, expected: float) -> bool:
    return abs(value - expected) <= 5.0001e-11


@needs_shared
def test_the_acx_contest_of_2022(book) -> None:
    data = (SHARED / "data/acx_2022_contest/acx_2022_predictions.csv").read_bytes()
    columns = {"made": "=2022-01-31", "by": "=2022-12-31", "known_on": "=2023-01-15"}
    wide = ("Scott", "13..520")
    result = bring(
        book, data, columns=columns, wide=wide, percent=True, certain=True, annulled=("-",), fill_blank="Scott"
    )
    given, asked = published("open_acx2022_all_given_forecasts"), published("open_acx2022")
    assert (result.questions_new, result.forecasts_new, result.rejected) == (70, 70 * 509, 0)
    table = {group.group: group for group in book.scores(by="forecaster").groups}
    scott = published("open_acx2022_scott")
    assert table["Scott"].n == scott["n"]
    assert close(table["Scott"].means["brier"].value, scott["brier"])
    assert close(table["Scott"].means["log"].value, scott["log_loss_nat"])
    by_basis = {group.group: group for group in book.scores(["not:forecaster:Scott"], by="basis").groups}
    assert (by_basis["stated"].n, by_basis["stated"].happened) == (given["n"], given["sum_y"])
    assert close(by_basis["stated"].means["brier"].value, given["brier"])
    assert close(by_basis["stated"].means["log"].value, given["log_loss_nat"])
    assert by_basis["stated"].n + by_basis["imputed"].n == asked["cells_compared"]
    assert_ten_bins(book, "open_acx2022_scott", ["forecaster:Scott"])


@needs_shared
def test_nba_games_by_fivethirtyeight(book) -> None:
    stream = io.StringIO(newline="")
    out = csv.writer(stream)
    out.writerow(["claim", "probability", "made", "deadline", "outcome", "known on", "id"])
    with (SHARED / "data/fivethirtyeight_open/nba_games.csv").open(newline="") as games:
        for number, game in enumerate(csv.DictReader(games)):
            before = (date.fromisoformat(game["date"]) - timedelta(days=1)).isoformat()
            claim = f"{game['team1']} beat {game['team2']} on {game['date']}"
            out.writerow([claim, game["prob1"], before, game["date"], game["prob1_outcome"], game["date"], number])
    result = bring(book, stream.getvalue(), forecaster="FiveThirtyEight")
    expected = published("open_538_nba_games")
    assert (result.forecasts_new, result.rejected) == (expected["n"], 0)
    (group,) = book.scores().groups
    assert (group.n, group.happened) == (expected["n"], expected["sum_y"])
    assert close(group.means["brier"].value, expected["brier"])
    assert close(group.means["log"].value, expected["log_loss_nat"])
    assert_ten_bins(book, "open_538_nba_games")


def assert_ten_bins(book: Book, name: str, query: list[str] | None = None) -> None:
    with Path(SHARED / f"data/expected_open/calibration_10bin/{name}.csv").open(newline="") as table:
        expected = {at: row for at, row in enumerate(csv.DictReader(table)) if row["n"] != "0"}
    rows = {row.bin: row for row in book.calibration(query or (), bins="10").rows}
    assert rows.keys() == expected.keys()
    for at, row in rows.items():
        assert row.n == int(expected[at]["n"])
        assert row.frequency == pytest.approx(float(expected[at]["freq"]), abs=1e-15)
        # The tally holds parts per million.
        assert row.mean_probability == pytest.approx(float(expected[at]["mean_p"]), abs=5e-7)
