"""Journeys of imported tables: long and wide, twice, corrected."""

import codecs

import pytest

import ledger
from ledger.book import Book
from ledger.errors import BadRowsError
from tests.journeys.importing import LONG, WIDE, WIDE_WISHES, bring, entries, said
from tests.program import Fcl


@pytest.fixture
def book(tmp_path, monkeypatch) -> Book:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with ledger.open(tmp_path / "ledger.db", actor="tester", zone="UTC") as opened:
        yield opened


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
    lambda text: codecs.BOM_UTF8 + f"sep=;\r\n{text.replace(',', ';')}".encode(),
    lambda text: f"SEP=|\n{text.replace(',', '|')}".encode("utf-16"),
])  # fmt: skip
def test_the_usual_encodings_and_separators(book, encode) -> None:
    bring(book, encode("claim,p\nÜbung & 日本,70%\n"))
    assert said(book) == {("Übung & 日本", "tester"): ["0.7"]}


def test_the_line_that_names_the_separator_is_counted_and_is_no_header(book) -> None:
    with pytest.raises(BadRowsError) as caught:
        bring(book, "sep=;\nclaim;p\nAre 1,2 and 3,4 numbers;70%\nIt rains;seven\n")
    assert [one[:28] for one in caught.value.problems] == ["line 4: cannot read 'seven' "]


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


def test_a_day_that_is_left_blank_is_a_warning(book) -> None:
    (told,) = bring(book, "claim,p,made\nA,50%,2026-01-02\nB,50%,\n").warnings
    assert told == "forecasts whose day is left blank (they count as made now): 1"


def test_small_numbers_as_programs_write_them(book) -> None:
    bring(book, "claim,p,made\nA,5.0e-05,2026-01-02\nB,1E-7,2026-01-02\n")
    assert said(book) == {("A", "tester"): ["0.00005"], ("B", "tester"): ["0.0000001"]}


@pytest.mark.parametrize("days", [("2026-01-02", "2026-01-02T10:00"), ("2026-01-02T10:00", "2026-01-02")])
def test_a_day_and_a_time_of_that_day(book, days: tuple[str, str]) -> None:
    bring(book, "claim,p,made,by\n" + "".join(f"A,0.{at}0,{day},2026-03-31\n" for at, day in enumerate(days, 3)))
    (question,) = book.list()
    assert len(question.predictions[0].forecasts) == 2
    assert str(question.deadline.window_start) == "2026-01-02"


def test_an_import_verifies(book) -> None:
    bring(book, LONG)
    bring(book, WIDE, **WIDE_WISHES)
    with book.snapshot() as snapshot:
        assert snapshot.entry == 3
    assert book.frame("forecasts")["entry"].isin([2, 3]).all()
