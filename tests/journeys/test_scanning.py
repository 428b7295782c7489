"""`fcl scan` without a terminal: the table, JSON, drafts in a file, taking what is whole, and what cannot be read."""

import json

import pytest

from tests.journeys.test_json import valid

TEXT = """\
An interview

There's an 80 percent chance we ship by the end of 2097.
It was cold. We will very likely see it before mid-2098.
Sooner or later they will fold.
Critics say the dam will break by 2090, but it sounds silly.
"""
SAID = ("-f", "J. Doe", "--made", "2026-01-18", "--source", "https://example.org/i42")


@pytest.fixture
def text(fcl):
    (fcl.home / "interview.txt").write_text(TEXT)
    return "interview.txt"


def test_the_table_says_line_deadline_chance_and_words_and_records_nothing(fcl, text):
    before = fcl.json("list"), fcl.head
    shown = fcl.ok("scan", text, *SAID)
    lines = shown.out.splitlines()
    assert lines[0] == "interview.txt  4 candidates, 1 without a date"
    assert lines[1].split() == ["#", "line", "deadline", "p", "quote", "who"]
    assert lines[2].startswith("1     3  2097-12-31  80% (stated)                    \"There's an 80 percent chance")
    assert '80%-95% (words: "very likely")' in lines[3]
    assert lines[4].split()[:4] == ["3", "5", "?", "-"]
    assert lines[5].endswith("? (rejected)")
    assert "Nothing recorded. Record: fcl scan … --add, all dated ones: --add --yes" in shown.err
    assert (fcl.json("list"), fcl.head) == before


def test_the_table_says_who_speaks_unless_it_is_the_one_that_was_given(fcl):
    (fcl.home / "a.txt").write_text("ROE: It will rain by 2097.\nROE: They will fold by 2098.\n")
    shown = fcl.ok("scan", "a.txt", "-f", "J. Doe", "--made", "2026").out.splitlines()
    assert [line.split()[-1] for line in shown[1:]] == ["who", "ROE", "ROE"]
    (fcl.home / "b.txt").write_text("It will rain by 2097.\n")
    assert "who" not in fcl.ok("scan", "b.txt", "-f", "J. Doe", "--made", "2026").out
    assert fcl.ok("scan", "b.txt", "--made", "2026").out.splitlines()[-1].endswith(" ?")


def test_json_carries_every_field_of_every_draft(fcl, text):
    answer = valid(fcl.ok("--json", "scan", text, *SAID).out)
    assert answer["kind"] == "scan.list"
    first = answer["data"][0]
    assert (first["quote"], first["deadline"], first["probability"]) == (
        "There's an 80 percent chance we ship by the end of 2097.", "2097-12-31", "0.8",
    )  # fmt: skip
    assert TEXT[first["start"] : first["end"]] == first["quote"]
    assert first["reasons"]
    assert first["score"] == sum(one["weight"] for one in first["reasons"])
    assert first["criteria"].startswith("DRAFT: YES if")
    assert answer["summary"]["sentences"] == 6
    numbers = valid(fcl.ok("--json", "--numbers", "scan", text, *SAID).out)["data"]
    assert [one["probability"] for one in numbers] == [0.8, 0.88, None, None]
    assert answer["summary"]["made_basis"] == "as given"


def test_yes_takes_what_has_a_date_and_a_name_and_skips_the_rest_saying_why(fcl, text):
    said = fcl.ok("--yes", "scan", text, *SAID, "--add")
    assert len(said.out.splitlines()) == 2
    assert "skipped line 5: no date" in said.err
    assert "skipped line 6: nobody is named" in said.err
    assert "2 accepted, 2 skipped" in said.err
    assert [one["action"] for one in fcl.json("log", "--entries")][:1] == ["scan"]
    [source] = fcl.json("source", "list")
    assert (source["url"], source["quotes"], source["forecasts"]) == ("https://example.org/i42", 2, 2)
    shown = fcl.json("scan", text, *SAID)
    assert [one["judgement"] for one in shown] == ["accepted", "accepted", "skipped", "skipped"]
    assert all(len(one["same"]) == 1 for one in shown[:2])
    assert valid(fcl.ok("--json", "--yes", "scan", text, *SAID, "--add", "--dry-run").out)["data"] == []


def test_the_ledgers_own_text_is_scanned_by_its_url_or_id(fcl, text):
    fcl.ok("--yes", "scan", text, *SAID, "--add")
    source = fcl.json("source", "list")[0]["id"]
    for place in ("https://example.org/i42", source):
        assert len(fcl.json("scan", place, "--made", "2026-01-18")) == 4


def test_a_claim_that_is_there_in_other_words_is_named(fcl, text):
    id_ = fcl.add("They fold sooner or later", "60%", "--made", "2026-01-01")
    third = fcl.json("scan", text, *SAID)[2]
    assert [one["id"] for one in third["near"]] == [id_]
    assert f"~{id_[:4]}" in fcl.ok("scan", text, *SAID).out


def test_undo_forgets_what_was_decided(fcl, text):
    fcl.ok("--yes", "scan", text, *SAID, "--add")
    fcl.ok("--yes", "undo")
    shown = fcl.json("scan", text, *SAID)
    assert {one["judgement"] for one in shown} == {None}
    assert {len(one["same"]) for one in shown} == {0}


def test_a_day_that_nobody_named_is_not_made_up(fcl, text):
    (fcl.home / "a.txt").write_text("We will win next year. They will win in 2098.\n")
    first, second = fcl.json("scan", "a.txt")
    assert (first["deadline"], first["deadline_text"]) == (None, "next year")
    assert first["deadline_rule"] == "it counts from the day it was said, which is not known: give --made"
    assert second["deadline"] == "2098-12-31"
    refused = fcl("--yes", "scan", "a.txt", "-f", "J. Doe", "--add")
    assert (refused.code, refused.err) == (
        2,
        "error: nobody knows when it was said: the text has no date\nhint: add --made 2026-11-18, a month or a year\n",
    )


def test_the_date_of_the_text_is_taken_and_said(fcl):
    (fcl.home / "a.html").write_text(
        '<html><head><meta property="article:published_time" content="2026-01-05"></head>'
        "<body><p>We will win next year.</p></body></html>"
    )
    shown = fcl.ok("scan", "a.html")
    assert "said 2026-01-05: the date of the text" in shown.out
    assert fcl.json("scan", "a.html")[0]["deadline"] == "2027-12-31"


def test_drafts_in_a_file_are_added_with_their_places_as_one_entry(fcl, text):
    fcl.ok("scan", text, *SAID, "-o", "drafts.toml")
    drafts = (fcl.home / "drafts.toml").read_text()
    head, first, second, *_ = drafts.split("[[prediction]]")
    mended = second.replace('criteria = "DRAFT: ', 'criteria = "').replace("We will very", "They will very", 1)
    (fcl.home / "drafts.toml").write_text(f"{head}[[prediction]]{first}[[prediction]]{mended}")
    said = fcl.ok("add", "--from", "drafts.toml")
    assert len(said.out.splitlines()) == 2
    assert [one["action"] for one in fcl.json("log", "--entries")][:1] == ["scan"]
    questions = {one["claim"]: one for one in fcl.json("list")}
    quote = questions["They will very likely see it before mid-2098"]["predictions"][0]["forecasts"][0]["quote"]
    assert quote["start"] == TEXT.index("We will very")
    shown = fcl.json("scan", text, *SAID)
    assert [one["judgement"] for one in shown] == ["accepted", "accepted", None, None]


def test_the_same_drafts_are_not_added_twice(fcl, text):
    fcl.ok("scan", text, *SAID, "-o", "drafts.toml")
    head, first, *_ = (fcl.home / "drafts.toml").read_text().split("[[prediction]]")
    (fcl.home / "drafts.toml").write_text(f"{head}[[prediction]]{first}")
    fcl.ok("add", "--from", "drafts.toml")
    before = fcl.head
    refused = fcl("add", "--from", "drafts.toml")
    assert refused.code == 4
    assert refused.err.startswith("error: the words of line 3 are in the ledger already: ")
    assert refused.err.endswith("hint: take them out of the file; another claim on them: fcl add CLAIM --quote WORDS\n")
    assert fcl.head == before
    fcl.ok("undo", "--yes")
    fcl.ok("add", "--from", "drafts.toml")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('forecaster = "J. Doe"', 'forecaster = ""', "line 3: nobody is named as its forecaster"),
        ('made = "2026-01-18"', 'made = ""', "line 3: nobody knows when it was said"),
        ("quote-start", "start", "prediction 1 has no quote-start"),
        ('quote = "There', 'quote = "Their', "the quote is not in its source: "),
        ('probability = "0.8"', 'probability = "8"', "line 3: '8' is not between 0 and 1"),
    ],
)
def test_a_draft_that_cannot_stand_is_refused_and_nothing_is_recorded(fcl, text, old, new, message):
    fcl.ok("scan", text, *SAID, "-o", "drafts.toml")
    file = fcl.home / "drafts.toml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))
    before = fcl.head
    refused = fcl("add", "--from", "drafts.toml")
    assert refused.code in {2, 4}
    assert refused.err.startswith(f"error: {message}")
    assert fcl.head == before


def test_drafts_of_a_text_that_changed_are_refused(fcl, text):
    fcl.ok("scan", text, *SAID, "-o", "drafts.toml")
    (fcl.home / "interview.txt").write_text("Another text. " + TEXT)
    refused = fcl("add", "--from", "drafts.toml")
    assert refused.code == 4
    assert "is not the text that was scanned\nhint: scan it again: fcl scan FILE -o NEW.toml" in refused.err


def test_drafts_are_never_written_over_a_file_that_is_there(fcl, text):
    (fcl.home / "drafts.toml").write_text("work")
    fcl.ok("list")
    refused = fcl("scan", text, *SAID, "-o", "drafts.toml")
    assert (refused.code, (fcl.home / "drafts.toml").read_text()) == (4, "work")
    assert refused.err == "error: 'drafts.toml' is there already\nhint: give another name: drafts may hold work\n"


def test_without_a_terminal_add_alone_only_lists(fcl, text):
    said = fcl.ok("scan", text, *SAID, "--add")
    assert said.out.startswith("interview.txt  4 candidates")
    assert "Nothing recorded." in said.err
    assert fcl.json("list") == []


def test_a_text_from_standard_input_is_scanned(fcl):
    shown = fcl.ok("scan", "-", *SAID, stdin=TEXT)
    assert shown.out.startswith("standard input  4 candidates")
    refused = fcl("scan", "-", *SAID, "-o", "drafts.toml", stdin=TEXT)
    assert (refused.code, refused.err.splitlines()[0]) == (
        2, "error: a text from standard input cannot be read again",
    )  # fmt: skip


def test_what_holds_no_prediction_says_so(fcl):
    (fcl.home / "a.txt").write_text("It rained yesterday.\n")
    shown = fcl.ok("scan", "a.txt", "--made", "2026-01-18")
    assert (shown.out, shown.err.splitlines()[-1]) == ("a.txt  no candidates\n", "Nothing recorded.")
    said = fcl.ok("--yes", "scan", "a.txt", "--made", "2026-01-18", "--add")
    assert "no candidate is left to decide: nothing recorded" in said.err
    assert fcl.json("source", "list") == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.txt is empty"),
        (b" \n\t\n", "a.txt is empty"),
        (b"\x00\x01\x02\xff\xfe" * 50, "a.txt"),
        (b"It will rain.\x00 It will snow.", "a.txt"),
        (b"%PDF-1.7 broken", "a.txt"),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_line_and_nothing_is_recorded(fcl, content, message):
    (fcl.home / "a.txt").write_bytes(content)
    fcl.ok("list")
    before = fcl.head
    refused = fcl("--yes", "scan", "a.txt", "-f", "J. Doe", "--made", "2026-01-18", "--add")
    assert refused.code in {2, 7}
    assert message in refused.err.splitlines()[0]
    assert len(refused.err.splitlines()) <= 2
    assert fcl.head == before


def test_a_file_that_is_too_long_is_refused_unread(fcl):
    with (fcl.home / "a.txt").open("wb") as file:
        file.truncate(100_000_001)
    refused = fcl("scan", "a.txt")
    assert (refused.code, refused.err) == (2, "error: 'a.txt' is too long: more than 100 MB\nhint: split it\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("a.txt", "--proposer", "ruler"), "no proposer is called"),
        (("a.txt", "--model", "gpt"), "the proposer rules takes no --model"),
        (("https://example.org/none",), "the ledger has no source 'https://example.org/none'"),
        (
            ("https://example.org/none",),
            "hint: fcl source add URL --fetch, or save the page",
        ),
        (
            ("speech",),
            "there is neither a file nor a source 'speech'\nhint: check the path",
        ),
        (("a.txt", "--add", "-o", "b.toml"), "--add records, --output writes a file"),
        (("a.txt", "--made", "2999-01-01"), "the day it was said '2999-01-01' lies in the future"),
    ],
)
def test_what_cannot_be_asked_is_refused(fcl, words, message):
    (fcl.home / "a.txt").write_text(TEXT)
    refused = fcl("scan", *words)
    assert refused.code in {2, 3, 4}
    assert message in refused.err


def test_hostile_words_do_not_reach_the_terminal(fcl):
    (fcl.home / "a.txt").write_text("They will \x1b[31mwin\x1b[0m \u202eby 2098.\n")
    shown = fcl.ok("scan", "a.txt", "-f", "J\x1b[31m", "--made", "2026-01-18")
    assert "\x1b" not in shown.out + shown.err
    assert "\u202e" not in shown.out
    assert json.loads(fcl.ok("--json", "scan", "a.txt", "--made", "2026-01-18").out)["data"]


def test_what_was_skipped_for_the_same_reason_before_makes_no_entry(fcl, text):
    fcl.ok("--yes", "scan", text, *SAID, "--add")
    before = fcl.head
    said = fcl.ok("--yes", "scan", text, *SAID, "--add")
    assert (said.out, fcl.head) == ("", before)
    assert "nothing decided: nothing recorded" in said.err


def test_yes_skips_what_a_rule_refuses_and_takes_the_rest(fcl):
    words = "It will happen by the end of 2097. It will rain by 2098, with 100 percent probability. "
    (fcl.home / "a.txt").write_text(words + "By 2099 it will " + "very " * 2_100 + "likely snow.\n")
    said = fcl.ok("--yes", "scan", "a.txt", *SAID, "--add")
    assert "skipped line 1: a quote has 1 to 10000 characters, not 10528" in said.err
    assert sorted(one["deadline"]["date"] for one in fcl.json("list")) == ["2097-12-31", "2098-12-31"]
