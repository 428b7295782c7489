"""`fcl redact`: words that must go are gone everywhere, and everything else goes on."""

import pytest

from ledger.errors import StorageError
from tests.journeys.test_json import valid

SECRET = "a most unlucky phrase"


@pytest.fixture
def rain(fcl):
    """A prediction with a quote, a note and evidence."""
    text = fcl.home / "speech.txt"
    text.write_text(f"Before it. I said {SECRET}, and meant it. After it.\n", encoding="utf-8")
    source = fcl.json("source", "add", text, "--title", "A speech")["id"]
    rain = fcl.add(
        "It rains in Ghent", "70%", "--by", "2026-06-30", "--made", "2026-01-02", "--quote", f"I said {SECRET}",
        "--source", source, "--note", f"{SECRET} in the entry",
    )  # fmt: skip
    fcl.ok("note", rain, f"first: {SECRET}")
    fcl.ok("note", rain, f"second: {SECRET}")
    fcl.ok(
        "resolve", rain, "yes", "--known-on", "2026-06-30", "--evidence", f"paper: {SECRET}", "-m", f"judged: {SECRET}"
    )
    fcl.source = source
    return rain


def test_every_text_that_may_go_goes_and_the_words_are_nowhere(fcl, rain):
    for words in (("quote", rain), ("note", rain, "--all"), ("evidence", rain), ("text", fcl.source)):
        fcl.ok("redact", *words, "-m", "takedown", "-y")
    fcl.ok("redact", "note", "--entry", "3", "-m", "takedown", "-y")

    assert SECRET.encode() not in b"".join(file.read_bytes() for file in fcl.home.glob("ledger.db*"))
    for command in (("show", rain), ("log",), ("log", "--entries"), ("list",), ("source", "show", fcl.source)):
        assert SECRET not in fcl.ok(*command).out
    assert SECRET not in fcl.ok("export", "forecasts").out
    assert fcl.json("search", "unlucky") == []
    assert fcl.json("verify")["redactions"][0] == {
        "entry": 7, "actor": "tester", "recorded_on": fcl.json("verify")["redactions"][0]["recorded_on"],
        "reason": "takedown", "texts": 1,
    }  # fmt: skip
    assert fcl.json("score", "--by", "forecaster")


def test_the_answer_says_what_was_blanked_and_where_copies_are(fcl, rain):
    said = fcl("redact", "quote", rain, "-m", "takedown of 2026-11-20", "-y")

    assert said.out == f"Redacted 1 quote of {rain} (entry 7)\n"
    assert said.err == "backups and copies made before still hold it\n"
    assert '"[redacted]"' in fcl.ok("show", rain).out
    verified = fcl.ok("verify").out.splitlines()
    assert verified[0].startswith("7 entries, chain intact")
    assert verified[1].startswith("1 text was redacted (entry 7, ")
    assert verified[1].endswith(", by tester: takedown of 2026-11-20)")
    assert "A text was redacted" in fcl.ok("log", "--limit", "1").out


def test_what_somebody_else_held_up_is_swept_later(fcl, rain):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ledger.store.sweeping.sweep", in_use)
        held_up = fcl("redact", "quote", rain, "-m", "takedown", "-y")

    assert held_up.code == 6
    assert held_up.err == (
        "error: the words are blanked (entry 7), but may still lie in the storage: somebody reads\n"
        "hint: when nobody else uses the ledger: fcl db sweep\n"
    )
    assert fcl.ok("db", "sweep").out == "storage made anew: quotes\n"
    assert valid(fcl.ok("--json", "db", "sweep").out)["data"]["tables"] == ["quotes"]


def in_use(*_):
    raise StorageError("somebody reads")


def test_where_nothing_was_blanked_nothing_is_swept(fcl, rain):
    assert fcl.ok("db", "sweep").out == "nothing was blanked: nothing to do\n"


def test_its_answer_and_that_of_verify_are_what_the_schema_allows(fcl, rain):
    assert valid(fcl.ok("--json", "redact", "quote", rain, "-m", "takedown", "-y").out)["data"]["places"] == [
        "3/quotes/1"
    ]
    assert valid(fcl.ok("--json", "verify").out)["data"]["redactions"][0]["texts"] == 1


def test_one_of_several_is_chosen_by_its_number(fcl, rain):
    fcl.ok("redact", "note", rain, "-n", "2", "-m", "takedown", "-y")

    assert f"second: {SECRET}" not in fcl.ok("show", rain).out
    assert f"first: {SECRET}" in fcl.ok("show", rain).out


def test_a_dry_run_and_a_no_blank_nothing(fcl, rain):
    before = fcl.ledger.read_bytes()

    assert fcl.ok("redact", "quote", rain, "-m", "takedown", "--dry-run").out == f"Would redact 1 quote of {rain}\n"
    refused = fcl("redact", "quote", rain, "-m", "takedown")

    assert (refused.code, refused.err) == (
        2, f"error: Blank 1 quote of {rain} for good? Nobody can answer here\nhint: add -y (--yes)\n",
    )  # fmt: skip
    assert fcl.ledger.read_bytes() == before


def test_a_redaction_cannot_be_undone(fcl, rain):
    fcl.ok("redact", "quote", rain, "-m", "takedown", "-y")

    refused = fcl("undo", "7", "-y")

    assert (refused.code, refused.err) == (
        4, "error: entry 7 is a redact: it cannot be undone\nhint: what it blanked is gone\n",
    )  # fmt: skip
    assert fcl.ok("undo", "-y").out.startswith("Undone.")
    assert fcl.json("log", "--limit", "1")[0]["summary"].startswith("Takes back entry 6")


def test_what_a_blanked_source_said_is_not_held_against_a_new_quote(fcl, rain):
    fcl.ok("redact", "text", fcl.source, "-m", "takedown", "-y")

    fcl.ok("update", rain, "60%", "--made", "2026-02-01", "--quote", "other words", "--source", fcl.source)

    assert "other words" in fcl.ok("show", rain).out


NOTES = ("notes: first", "notes: second", "resolutions: judged")
REFUSED = {
    ("quote", "-m", "why"): (2, "error: whose text is it?\nhint: give an ID, or --entry N\n"),
    ("quote", "RAIN", "-m", " "): (
        2, 'error: the reason is empty\nhint: say why: -m "takedown of 2026-11-20"\n',
    ),
    ("note", "--entry", "99", "-m", "why"): (
        3, "error: there is no entry 99\nhint: fcl log --entries shows the numbers\n",
    ),
    ("text", "--entry", "3", "-m", "why"): (
        3, "error: entry 3 has no text\nhint: what may go: quote, note, evidence, text\n",
    ),
    ("quote", "RAIN", "-n", "2", "-m", "why"): (
        3, "error: RAIN has no quote 2: there are 1\nhint: leave -n out to see them\n",
    ),
    ("text", "zzzz", "-m", "why"): (3, "error: no source is 'zzzz'\nhint: fcl source list shows the ids\n"),
    ("note", "RAIN", "-m", "why"): (
        3,
        "error: RAIN has more than one note\n"
        + "".join(f"  {n}  entry {n + 3}, {where}: {SECRET}\n" for n, where in enumerate(NOTES, 1))
        + "hint: choose with -n, or --all\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "told"), REFUSED.items())
def test_what_cannot_be_redacted_is_told_word_for_word(fcl, rain, words, told):
    refused = fcl("redact", *(rain if word == "RAIN" else word for word in words), "-y")

    assert (refused.code, refused.err.replace(rain, "RAIN")) == told


def test_what_is_blank_already_is_refused(fcl, rain):
    fcl.ok("redact", "quote", rain, "-m", "takedown", "-y")

    refused = fcl("redact", "quote", rain, "-m", "again", "-y")

    assert (refused.code, refused.err) == (
        4, f"error: the quote of {rain} is redacted already\nhint: fcl verify lists what was\n",
    )  # fmt: skip


def test_no_other_text_may_go(fcl, rain):
    refused = fcl("redact", "claim", rain, "-m", "why", "-y")

    assert refused.code == 2
    assert "'claim' is not one of 'quote', 'note', 'evidence', 'text'" in refused.err


def test_an_unruly_reason_cannot_move_the_cursor(fcl, rain):
    fcl.ok("redact", "quote", rain, "-m", "why\x1b[2Jnot", "-y")

    assert "\x1b" not in fcl.ok("verify").out
