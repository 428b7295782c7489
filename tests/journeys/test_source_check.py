"""Checking quotes: every one looked for again, in the text that the ledger holds or in a file."""

import json

import pytest

TEXT = "An interview.\nWe will ship it by the end of 2027, he said.\nNobody will buy it before that day comes.\n"
QUOTES = ("We will ship it by the end of 2027", "Nobody will buy it before that day comes.")


@pytest.fixture
def source(fcl):
    (fcl.home / "a.txt").write_text(TEXT, encoding="utf-8")
    id_ = fcl.json("source", "add", "a.txt", "--title", "Interview")["id"]
    for quote in QUOTES:
        fcl.add(f"So: {quote}", "70%", "--by", "2027", "--made", "2026-11-01", "--source", id_, "--quote", quote)
    return id_


def changed(fcl, text, name="b.txt"):
    (fcl.home / name).write_text(text, encoding="utf-8")
    return name


def test_quotes_that_stand_where_they_stood_are_the_same(fcl, source):
    answer = fcl.ok("source", "check")
    assert answer.out == (
        f"{source[:4]}  Interview\n"
        '  same       "We will ship it by the end of 2027"  line 2, 14-48\n'
        '  same       "Nobody will buy it before that day comes."  line 3, 59-100\n'
        "2 same\n"
    )


def test_a_quote_that_is_lost_is_damage(fcl, source):
    file = changed(fcl, f"Preface.\n{TEXT}".replace(QUOTES[1], "Nothing of that kind."))
    answer = fcl("source", "check", source, "--file", file)
    assert answer.code == 5
    assert '  moved      "We will ship it by the end of 2027"  line 3, 23-57\n' in answer.out
    assert '  lost       "Nobody will buy it before that day comes."\n' in answer.out
    assert answer.out.endswith("1 moved, 1 lost\n")
    assert answer.err == "error: 1 quote is lost\nhint: look at the text: was it changed, or is it another?\n"


def test_as_json_each_quote_says_what_became_of_it(fcl, source):
    file = changed(fcl, TEXT.replace("Nobody will buy it", "Nobody would buy it"))
    answer = fcl.ok("--json", "source", "check", source, "--file", file)
    same, moved = answer.data[0]["quotes"]
    assert (same["state"], same["how"], same["line"], same["words"]) == ("same", "position", 2, None)
    assert (moved["state"], moved["how"], moved["places"]) == ("changed", "fuzzy", 1)
    assert moved["words"] == "Nobody would buy it before that day comes."
    assert moved["question"] in {one["id"] for one in fcl.json("list")}
    assert answer.data[0]["looked_in"] == "file"
    assert json.loads(answer.out)["summary"] == {"same": 1, "moved": 0, "changed": 1, "lost": 0, "unchecked": 0}


def test_a_file_is_looked_up_by_its_text_or_its_name(fcl, source):
    (fcl.home / "copy").mkdir()
    same, renamed = changed(fcl, TEXT, "other.txt"), changed(fcl, f"Preface.\n{TEXT}", "copy/a.txt")
    assert [one["id"] for one in fcl.json("source", "check", same)] == [source]
    assert [one["state"] for one in fcl.json("source", "check", renamed)[0]["quotes"]] == ["moved", "moved"]


def test_a_file_of_no_source_is_refused(fcl, source):
    refused = fcl("source", "check", changed(fcl, "Something else.", "c.txt"))
    assert (refused.code, refused.err) == (
        3, "error: 'c.txt' is the file of no source\nhint: fcl source check ID --file 'c.txt'\n",
    )  # fmt: skip


def test_two_places_alike_are_no_place(fcl, source):
    around = "The weather of this week, and then of the next one: "
    paragraph = f"{around}{QUOTES[0]}, say all of the men and women on the radio.\n"
    answer = fcl("source", "check", source, "--file", changed(fcl, paragraph * 2 + QUOTES[1]))
    assert answer.code == 5
    assert '  lost       "We will ship it by the end of 2027"  at 2 places alike\n' in answer.out


def test_nothing_is_written_unless_asked(fcl, source):
    file = changed(fcl, f"Preface.\n{TEXT}")
    before = fcl.head
    fcl.ok("source", "check", source, "--file", file)
    fcl.ok("source", "check", source, "--file", file, "--record", "--dry-run")
    assert fcl.head == before
    fcl.ok("source", "check", source, "--file", file, "--record")
    recorded = fcl.head
    assert recorded != before
    fcl.ok("source", "check", source, "--file", file, "--record")
    assert fcl.head == recorded
    assert fcl.ok("verify").out


def test_what_was_recorded_is_undone_with_its_entry(fcl, source):
    fcl.ok("source", "check", source, "--file", changed(fcl, f"Preface.\n{TEXT}"), "--record")
    recorded = fcl.head
    fcl.ok("undo", "-y")
    fcl.ok("source", "check", source, "--file", "b.txt", "--record")
    assert fcl.head != recorded
    assert fcl.ok("verify").out


def test_a_source_without_a_text_is_not_checked(fcl):
    fcl.add("It rains", "70%", "--source", "https://example.org/i42", "--quote", "it will rain")
    answer = fcl.ok("source", "check")
    assert answer.out.endswith("no text: add --file FILE\n1 unchecked\n")
    refused = fcl("source", "check", "https://example.org/i42", "--record")
    assert (refused.code, refused.err) == (
        2, "error: the ledger has no text of 'https://example.org/i42'\nhint: add --file FILE\n",
    )  # fmt: skip
    (fcl.home / "a.txt").write_text("He said it will rain.", encoding="utf-8")
    found = fcl.json("source", "check", "https://example.org/i42", "--file", "a.txt")
    assert [one["state"] for one in found[0]["quotes"]] == ["same"]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--file", "a.txt"), 2, "error: --file goes with one ID\nhint: fcl source check ID --file FILE\n"),
        (("zzzz",), 3, "error: no source is 'zzzz'\nhint: fcl source list shows the ids\n"),
    ],
)
def test_what_cannot_be_checked_is_refused(fcl, source, words, code, message):
    refused = fcl("source", "check", *words)
    assert (refused.code, refused.out, refused.err) == (code, "", message)


def test_an_empty_ledger_has_no_quotes(fcl):
    assert fcl.ok("source", "check").out == "no quotes\n"


def test_what_was_blanked_is_not_looked_for(fcl, source):
    fcl.ok("redact", "text", source, "-m", "takedown", "-y")
    assert json.loads(fcl.ok("--json", "source", "check").out)["summary"]["unchecked"] == 2
