"""Where no ledger is yet: reading and trying answer as from an empty one, and make none."""

import pytest

import ledger
from tests.ledgers import needs_server, role, schema, url_as
from tests.program import Fcl

SAID = "There's an 80 percent chance we ship by the end of next year."


@pytest.fixture
def fcl(tmp_path):
    (tmp_path / "t.csv").write_text("claim,p,made\nA,70%,2026-01-02\n", encoding="utf-8")
    (tmp_path / "talk.txt").write_text(SAID, encoding="utf-8")
    return Fcl(tmp_path)


@pytest.mark.parametrize(
    ("words", "code", "out"),
    [
        ((), 0, "Nothing here yet."),
        (("list",), 0, ""),
        (("show", "k7qm"), 3, ""),
        (("due",), 0, "0 due, 0 within 14 days\n"),
        (("calibration",), 0, "0 predictions due by "),
        (("export", "predictions"), 0, "question,forecaster,claim,"),
        (("source", "check"), 0, "no quotes\n"),
        (("scan", "HOME/talk.txt", "--made", "2026-11-18"), 0, "HOME/talk.txt  1 candidate\n"),
        (("add", "It rains", "50%", "--dry-run"), 0, "Would add  50%"),
        (("import", "csv", "HOME/t.csv", "--dry-run"), 0, "1 question, 1 forecast: "),
        (("resolve", "k7qm", "yes", "--dry-run"), 3, ""),
        (("demo", "--dry-run"), 0, "000  The Training Revolution"),
    ],
)
def test_what_reads_or_tries_answers_as_from_an_empty_ledger_and_makes_none(fcl, tmp_path, words, code, out):
    before = sorted(tmp_path.iterdir())
    answer = fcl("-v", *(word.replace("HOME", str(tmp_path)) for word in words))

    assert (answer.code, answer.out.startswith(out.replace("HOME", str(tmp_path)))) == (code, True)
    assert out or not answer.out
    assert f"ledger: {fcl.ledger} (not made yet)\n" in answer.err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("words", [("verify",), ("db", "status"), ("db", "rebuild"), ("export", "ledger")])
def test_what_is_about_the_ledger_itself_says_that_there_is_none(fcl, words):
    answer = fcl(*words)

    assert (answer.code, answer.out, fcl.ledger.exists()) == (6, "", False)
    assert answer.err == f"error: there is no ledger at {fcl.ledger}\nhint: fcl db init makes one\n"


def test_the_first_prediction_makes_the_ledger(fcl):
    fcl.ok("list")
    assert f"ledger: {fcl.ledger} (created)\n" in fcl("add", "It rains", "50%").err
    assert [one["claim"] for one in fcl.json("list")] == ["It rains"]


def test_a_folder_that_may_not_be_looked_into_is_no_empty_ledger(fcl):
    fcl.ledger.mkdir()
    fcl.environment["FORECAST_LEDGER_DB"] = str(fcl.ledger / ("x" * 300))
    answer = fcl("list")

    assert (answer.code, answer.out) == (6, "")
    assert answer.err.startswith("error: cannot look at ")


def test_a_book_that_makes_no_ledger_forgets_what_was_written(tmp_path):
    with ledger.open(tmp_path / "ledger.db", make=False) as book:
        book.add("It rains", "50%")
        assert (len(book.list()), book.passing, book.created) == (1, True, False)
    assert list(tmp_path.iterdir()) == []


@needs_server
def test_who_may_not_see_the_ledger_on_a_server_is_not_told_that_it_is_empty(tmp_path):
    with schema() as url, role() as name:
        assert Fcl(tmp_path, FORECAST_LEDGER_DB=url).ok("list") == ""
        refused = Fcl(tmp_path, FORECAST_LEDGER_DB=url_as(url, name))("list")
    assert (refused.code, refused.out) == (6, "")
