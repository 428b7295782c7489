"""Strangers' words in tables and JSON: kept exactly, and neither formula nor markup where none was asked for."""

import csv
import io
import json
import os
from pathlib import Path

import pytest

from ledger.cli.export import TABLES
from ledger.exporters._cells import FORMULA
from tests.hostile import FORMULAS, MARKUP, TERMINAL, WORST, harmful, worded
from tests.journeys.strangers import DUE, filled

FORMULA_OR_MARKUP = "=cmd|' /C calc'!A0 <script>{{7*7}}</script> [x](javascript:y) '; DROP TABLE entries; --"
EVERY = [*TERMINAL.values(), *FORMULAS, *MARKUP, WORST]


@pytest.fixture(scope="module", params=[WORST, FORMULA_OR_MARKUP], ids=["terminal", "formula and markup"])
def strangers(request, tmp_path_factory):
    made = filled(tmp_path_factory.mktemp("strangers"), request.param)
    made.word = request.param
    return made


@pytest.mark.parametrize("word", EVERY, ids=ascii)
def test_what_was_said_is_kept_exactly(fcl, word):
    """Texts lose the space around them, claims and names the kind of space between words, and nothing else."""
    text = f"@{word}" if word.startswith("@") else word
    said = ("--criteria", text, "--fine-print", text, "--look-at", word, "--quote", text, "-f", word)
    id_ = fcl.add(f"x{word}", "70%", *DUE, *said, "-t", worded(word))
    fcl.ok("note", id_, "--", text)
    fcl.ok("resolve", id_, "yes", "--evidence", word, "-m", word)
    shown = fcl.json("show", id_)
    (prediction,), (decided,) = shown["predictions"], shown["resolutions"]
    texts = [*(shown[name] for name in ("criteria", "fine_print", "look_at")), *shown["notes"], *decided["evidence"]]
    assert texts == [word.strip()] * 5
    assert {decided["note"], prediction["forecasts"][0]["quote"]["text"]} <= {word, word.strip()}
    assert (shown["claim"], prediction["forecaster"]) == (" ".join(f"x{word}".split()), " ".join(word.split()))
    assert shown["tags"] == [worded(word).lower()]


@pytest.mark.parametrize("what", TABLES)
def test_a_table_says_the_same_in_every_format(strangers, what):
    rows = [json.loads(line) for line in strangers.ok("export", what, "-O", "ndjson").splitlines()]
    assert json.loads(strangers.ok("export", what, "-O", "json")) == rows
    for name, separator in (("csv", ","), ("tsv", "\t")):
        sheet = io.StringIO(strangers.ok("export", what, "-O", name), newline="")
        read = list(csv.DictReader(sheet, delimiter=separator, strict=True))
        assert [{key: cell for key, cell in row.items() if cell} for row in read] == [plain(row) for row in rows]


def plain(row: dict) -> dict:
    """A row of JSON as the cells of a sheet say it."""
    spelled = {True: "true", False: "false"}
    return {
        key: spelled[value] if isinstance(value, bool) else str(value)
        for key, value in row.items()
        if value is not None and value != ""
    }


@pytest.mark.parametrize("what", TABLES)
@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_a_safe_table_has_no_formula(strangers, what, name):
    separator = {"csv": ",", "tsv": "\t"}[name]
    exact, safe = (
        list(csv.reader(io.StringIO(strangers.ok("export", what, "-O", name, *more), newline=""), delimiter=separator))
        for more in ((), ("--spreadsheet-safe",))
    )
    for before, after in zip(exact, safe, strict=True):
        for cell, neutral in zip(before, after, strict=True):
            assert neutral in {cell, f"'{cell}"}
            assert not neutral.startswith(FORMULA) or is_number(neutral)


def is_number(text: str) -> bool:
    try:
        return bool(float(text)) or True
    except ValueError:
        return False


@pytest.mark.parametrize("what", ["predictions", "questions", "forecasts", "resolutions"])
def test_markdown_has_no_markup_of_strangers(strangers, what):
    lines = strangers.ok("export", what, "-O", "md").splitlines()
    assert len(lines) == 2 + len(strangers.json("export", what))
    for line in lines:
        bare = line.replace("\\\\", "").replace("\\|", "").replace("<br>", "")
        assert bare.count("|") == lines[1].count("|")
        assert "<" not in bare
        assert "](" not in bare.replace("\\]", "")
        assert harmful(line) == ""


@pytest.mark.parametrize("word", [*FORMULAS, *MARKUP], ids=ascii)
def test_words_for_a_database_find_themselves_and_change_nothing(fcl, word):
    id_ = fcl.add(f"x {word}", "70%", *DUE)
    before = fcl.head
    for query in (("search", word), ("list", word), ("list", f"forecaster:{word}"), ("list", f"tag:{word}")):
        assert fcl("--json", *query).code in {0, 2}
    assert fcl.head == before
    assert fcl.json("show", id_)["claim"] == f"x {' '.join(word.split())}"
    assert fcl.ok("verify").code == 0


def test_ten_thousand_lines_are_kept_and_shown(fcl):
    text = "\n".join(f"line {at} \u202e|<b>" for at in range(10_000))[:99_000]
    (fcl.home / "long.txt").write_text(text, encoding="utf-8")
    id_ = fcl.add("a", "70%", *DUE, "--criteria", "@long.txt")
    assert fcl.json("show", id_)["criteria"] == text.strip()
    shown = fcl.ok("show", id_).out
    assert shown.count("\n") > text.count("\n")
    assert harmful(shown) == ""


UNSTORABLE = [("a\0b", "U+0000 at offset 1"), (os.fsdecode(b"bad\xff"), "U+DCFF at offset 3")]


@pytest.mark.parametrize(("word", "where"), UNSTORABLE, ids=ascii)
@pytest.mark.parametrize("option", ["--criteria", "--fine-print", "--look-at", "--quote", "-f", "--note", "--unit"])
def test_what_no_store_can_hold_is_refused_with_its_offset(fcl, word, where, option):
    fcl.add("a", "50%", *DUE)
    before = fcl.head
    kind = ("--type", "numeric", "--interval", "1..4@80%") if option == "--unit" else ("50%",)
    answer = fcl("add", "a", *kind, *DUE, option, word)
    assert (answer.code, where in answer.err) == (2, True), answer.err
    assert fcl.head == before


NESTED = "[" * 100_000
UNREADABLE = {
    "deep.json": (NESTED, "is no JSON: maximum recursion depth exceeded"),
    "deep.toml": (f"a = {NESTED}", "is no TOML: maximum recursion depth exceeded"),
    "twice.json": ('{"claim": "a", "claim": "b"}', "is no JSON: the key 'claim' stands twice"),
    "twice.toml": ('claim = "a"\nclaim = "b"\n', "is no TOML: Cannot overwrite a value"),
    "nan.json": ('{"claim": "a", "probability": NaN}', "cannot read 'NaN' as a probability"),
    "great.json": ('{"claim": "a", "probability": 1e400}', "cannot read '1e400' as a probability"),
    "two.json": ('{"claim": "a"} {"claim": "b"}', "is no JSON: Extra data"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_says_nothing_clearly_is_refused(fcl, name):
    content, told = UNREADABLE[name]
    (fcl.home / name).write_text(content, encoding="utf-8")
    answer = fcl("add", "--from", name)
    assert (answer.code, told in answer.err) == (2, True), answer.err
    assert fcl.json("list") == []


ENDLESS = (
    ("import", "csv", "/dev/zero"), ("add", "a", "50%", "--criteria", "@/dev/zero"), ("source", "add", "/dev/zero"),
    ("add", "--from", "/dev/zero"), ("resolve", "--from", "/dev/zero"), ("-y", "db", "restore", "/dev/zero"),
    ("observe", "--from", "/dev/zero", "--metric", "m", "--value", "v"),
)  # fmt: skip


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
@pytest.mark.parametrize("words", ENDLESS, ids=" ".join)
def test_a_file_without_an_end_is_refused(fcl, words):
    fcl.add("a", "50%", *DUE)
    before = fcl.head
    assert fcl(*words).code in {2, 4, 5, 6}
    assert fcl.head == before


FILES = {
    "claims.csv": ("claim,p\na\0b,70%\n", ("import", "csv", "claims.csv")),
    "one.toml": ('claim = "a\\u0000b"\nprobability = "70%"\n', ("add", "--from", "one.toml")),
    "one.json": ('{"claim": "bad\\udcff", "probability": "70%"}', ("add", "--from", "one.json")),
    "zero.json": ('{"claim": "a\\u0000b", "probability": "70%"}', ("add", "--from", "zero.json")),
    "criteria.txt": ("a\0b", ("add", "x", "50%", "--criteria", "@criteria.txt")),
    "outcomes.csv": ("id,outcome,note\nID,yes,a\0b\n", ("resolve", "--from", "outcomes.csv")),
    "source.txt": ("a\0b", ("source", "add", "source.txt")),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_what_no_store_can_hold_is_refused_whole(fcl, name):
    id_ = fcl.add("a", "50%", *DUE)
    before = fcl.head
    content, words = FILES[name]
    (fcl.home / name).write_text(content.replace("ID", id_), encoding="utf-8")
    answer = fcl(*words)
    assert answer.code in {2, 5}
    assert "offset" in answer.err, answer.err
    assert harmful(answer.err) == ""
    assert fcl.head == before
