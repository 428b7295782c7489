"""Observations from tables, and everything that `fcl observe` and rules refuse, word for word."""

import pytest

from ledger.book import Book
from ledger.errors import NotFoundError

TABLE = """date,lab,rating,kind
2026-03-01,Google,1481.18,best
2026-03-01,OpenAI,1445.07,best
2026-03-01,xAI,1447.12,best
2026-03-01,OpenAI,1400,newest
2026-03-05,Google,1482,best
2026-03-05,OpenAI,1501.42,best
"""
READ = ("observe", "--from", "t.csv", "--on", "date", "--where", "kind=best")


@pytest.fixture
def table(fcl):
    (fcl.home / "t.csv").write_text(TABLE, encoding="utf-8")
    return fcl


def test_the_greatest_of_a_day_names_the_leader(table):
    id_ = table.add(
        "The lead changes", "70%", "--by", "2026-05-31", "--made", "2026-01-02", "--metric", "arena.leader", "--when",
        "changed",
    )  # fmt: skip
    told = table.ok(*READ, "--metric", "arena.leader", "--value", "lab", "--greatest", "rating", "--apply")
    assert told.out.splitlines() == [
        "arena.leader  2026-03-01  Google",
        "arena.leader  2026-03-05  OpenAI",
        f"settled {id_[:4]}  YES  because arena.leader changed from Google to OpenAI on 2026-03-05",
    ]


def test_the_name_of_a_metric_may_come_from_the_row(table):
    told = table.ok(*READ, "--metric", "arena.{lab}", "--value", "rating", "--where", "lab=Google,xAI")
    assert told.out.splitlines() == [
        "arena.Google  2026-03-01  1481.18", "arena.Google  2026-03-05  1482", "arena.xAI  2026-03-01  1447.12",
    ]  # fmt: skip
    again = table.ok(*READ, "--metric", "arena.{lab}", "--value", "rating", "--source-column", "kind")
    assert len(again.out.splitlines()) == 5


def test_the_same_table_twice_is_once_and_a_new_number_is_a_conflict_until_it_corrects(table):
    words = (*READ, "--metric", "best", "--value", "rating", "--greatest", "rating", "--source", "arena")
    assert len(table.ok(*words).out.splitlines()) == 2
    before = table.head
    again = table.ok(*words)
    assert (again.out, "2 observations already here" in again.err, table.head) == ("", True, before)
    (table.home / "t.csv").write_text(TABLE.replace("1501.42", "1501.50"), encoding="utf-8")
    assert table.ok(*words, "--dry-run").out.splitlines()[1] == (
        "conflict  best  2026-03-05  1501.42 (arena), 1501.5 (arena)"
    )
    assert table.ok(*words, "--correct").out == "best  2026-03-05  1501.5  arena  (correction)\n"
    assert [one["last_value"] for one in table.json("observe")["metrics"]] == ["1501.5"]


def test_level_rows_are_all_kept_so_that_nobody_is_picked_in_silence(table):
    (table.home / "t.csv").write_text("date,lab,rating,kind\n2026-03-01,a,5,best\n2026-03-01,b,5.0,best\n")
    told = table.ok(*READ, "--metric", "leader", "--value", "lab", "--greatest", "rating")
    assert told.out.splitlines()[-1] == "conflict  leader  2026-03-01  a (no source), b (no source)"


def test_the_least_other_separators_and_quoted_cells(table):
    (table.home / "t.csv").write_text('date;lab;rating;kind\n2026-03-01;"a; b";5;best\n\n2026-03-01;c;-1;best\n')
    told = table.ok(*READ, "--metric", "last", "--value", "lab", "--least", "rating", "--evidence", "https://x")
    assert told.out == "last  2026-03-01  c\n"


def test_a_table_from_standard_input_with_dates_of_another_form(fcl):
    words = ("observe", "--from", "-", "--metric", "m", "--value", "v", "--on", "d", "--date-format", "%d/%m/%Y")
    assert fcl.ok(*words, stdin="d,v\n05/03/2026,7\n").out == "m  2026-03-05  7\n"


def test_bad_rows_are_all_named_and_nothing_is_written(table):
    table.ok("list")
    before = table.head
    rows = (
        "date,lab,rating,kind\n2026-13-01,a,5,best\n2026-03-01,b,,best\n2999-01-01,c,3,best\n2026-03-01,d,4,best\nx\n"
    )
    (table.home / "t.csv").write_text(rows)
    bad = table(*READ, "--metric", "m.{lab}", "--value", "rating")
    assert (bad.code, bad.out, table.head) == (5, "", before)
    assert bad.err.splitlines() == [
        "error: 2 rows cannot be recorded", "  line 6: 1 cells, but the header has 4", "  line 3: no rating",
        "hint: nothing was written",
    ]  # fmt: skip
    (table.home / "t.csv").write_text(rows.replace("b,,", "b,1,").replace("\nx\n", "\n"))
    bad = table(*READ, "--metric", "m.{lab}", "--value", "rating")
    assert (bad.code, bad.out, table.head) == (5, "", before)
    assert bad.err.splitlines() == [
        "error: 2 rows cannot be recorded", "  line 2: there is no day 2026-13-01",
        "  line 4: the day it was observed '2999-01-01' lies in the future", "hint: nothing was written",
    ]  # fmt: skip


FILE = ("observe", "--from", "t.csv")
WHOLE = (*FILE, "--metric", "m", "--value", "rating", "--on", "date")
HOW = "fcl observe --from FILE.csv --metric NAME --value COLUMN --on COLUMN"
REFUSED = {
    ("observe", "m"): (2, "no value", "fcl observe METRIC VALUE --on DAY"),
    ("observe", "--on", "2026-01-01"): (2, "no metric", "fcl observe METRIC VALUE --on DAY"),
    ("observe", "m", " "): (
        2, "the observed value is empty", 'write a number, a day or a word: fcl observe NAME "24"'
    ),
    ("observe", "two words", "3"): (
        2, "'two words' cannot be the name of a metric", "one word of at most 100 characters, such as arena.leader"
    ),
    ("observe", "m", "3", "--on", "lately"): (
        2, "cannot read 'lately' as a date",
        "write 2026-11-18, 2026-11-18T10:00+01:00, 2026-11, 2026, today or yesterday",
    ),
    ("observe", "m", "x" * 201): (2, f"'{'x' * 59}…' has 201 characters", "a value has at most 200"),
    ("observe", "m", "3", "--evidence", "x" * 2001): (2, "the evidence is too long: 2001 characters", "at most 2000"),
    ("observe", "m", "3", "--on", "2026-01-01", "--correct"): (
        4, "there is nothing to correct: m was not observed on 2026-01-01 without a source",
        "leave --correct out, or name its --on and --source",
    ),
    ("observe", "m", "3", "--greatest", "x"): (
        2, "--greatest goes with --from", "write METRIC VALUE --on DAY, or --from FILE.csv"
    ),
    ("observe", "--apply", "--value", "x"): (
        2, "--value goes with --from", "write METRIC VALUE --on DAY, or --from FILE.csv"
    ),
    FILE: (2, "no --metric", HOW),
    (*FILE, "--metric", "m"): (2, "no --value", HOW),
    (*FILE, "--metric", "m", "--value", "rating"): (2, "no --on", HOW),
    ("observe", "m", "3", *FILE[1:]): (
        2, "--from brings its own values", "leave METRIC and VALUE out, and write --metric NAME"
    ),
    (*WHOLE, "--where", "lab"): (2, "cannot read --where 'lab'", "write --where lab=OpenAI,Google"),
    (*WHOLE, "--where", "team=a"): (2, "the table has no column 'team'", "it has date, lab, rating, kind"),
    (*WHOLE, "--where", "lab=Mistral"): (
        2, "the table has no row that is asked for", "check --where against its cells"
    ),
    (*WHOLE, "--greatest", "rating", "--least", "rating"): (
        2, "of several rows of one day either the greatest or the least", "keep one of the two"
    ),
    (*WHOLE, "--greatest", "lab"): (5, "6 rows cannot be recorded", "nothing was written"),
    (*WHOLE, "--source", "a", "--source-column", "lab"): (
        2, "a source for every row, or a column of sources", "keep --source or --source-column"
    ),
    ("add", "x", "50%", "--metric", "m"): (
        2, "a metric alone settles nothing", 'add --when RULE, such as "any >= 24" or "changed"'
    ),
    ("add", "x", "50%", "--when", "changed"): (
        2, "a rule needs a metric that it reads", "add --metric NAME, such as arena.leader"
    ),
    ("add", "x", "50%", "--metric", "m", "--when", "any ≥ 3"): (
        2, "no comparison is written '≥'", "there is >=, >, <=, <, =, !="
    ),
    ("add", "x", "50%", "--metric", "m", "--when", "any >= three"): (
        2, "'three' is no number", "any >= goes with a number such as 24: = and != take words"
    ),
    ("add", "x", "50%", "--metric", "m", "--when", "last"): (
        2, "the rule 'last' says neither yes nor no", 'compare with something: "last > 0.5"'
    ),
}  # fmt: skip


@pytest.mark.parametrize("words", REFUSED, ids=lambda words: " ".join(words)[:70])
def test_what_is_refused_is_said_in_one_line_with_what_to_type_instead(table, words):
    code, message, hint = REFUSED[words]
    table.ok("list")
    before = table.head
    answer = table(*words)
    told = answer.err.splitlines()
    assert (answer.code, told[0], told[-1], answer.out) == (code, f"error: {message}", f"hint: {hint}", "")
    assert table.head == before


def test_a_day_in_the_future_is_refused(fcl):
    fcl.ok("db", "init")
    answer = fcl("--now", "2026-11-20T12:00Z", "observe", "m", "3", "--on", "2026-11-21")
    assert (answer.code, answer.err) == (
        4, "error: the day it was observed '2026-11-21' lies in the future\nhint: today is 2026-11-20\n"
    )  # fmt: skip


def test_a_bundle_has_no_rule(fcl):
    ids = [fcl.add(f"claim {n}", "50%", "--by", "2030") for n in range(2)]
    rule = ("--metric", "m", "--when", "changed")
    refused = fcl("add", "both", "--all-of", ",".join(ids), "--by", "2030", *rule)
    assert (refused.code, refused.err) == (
        4,
        "error: a bundle comes out as its parts do, not by a rule\nhint: put --metric and --when on the parts\n",
    )
    bundle = fcl.add("both", "--all-of", ",".join(ids), "--by", "2030")
    assert fcl("edit", bundle, *rule).err == refused.err


def test_a_metric_that_was_never_named_is_none(fcl):
    with Book(fcl.ledger) as book, pytest.raises(NotFoundError, match="no metric is called 'm'"):
        book.observations("m")
