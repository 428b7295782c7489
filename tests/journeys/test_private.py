"""Private predictions: a hash and the days now, the words later, and proof that they are the same."""

import json
import sqlite3
from contextlib import closing
from csv import DictReader
from io import StringIO

import pytest

import ledger
from ledger.store.verify import verify
from tests.program import Fcl


@pytest.fixture
def fcl(tmp_path):
    made = Fcl(tmp_path)
    made.ok("db", "init")
    return made


def commit(fcl, *words):
    return fcl.json("add", *words, "--commit")["id"]


def sealed_files(fcl):
    return sorted((fcl.home / "data/forecast-ledger/private").glob("*.json"))


def test_what_is_committed_is_nowhere_in_the_ledger_until_it_is_revealed(fcl):
    answer = fcl("add", "They will be bought", "73%", "--criteria", "a press release", "--by", "2027", "--commit")

    assert answer.out.startswith("Committed ")
    assert "keep this file to reveal it: " in answer.err
    id_ = fcl.json("list")[0]["id"]
    content = fcl.ledger.read_bytes()
    assert b"bought" not in content
    assert b"press" not in content
    assert b"0.73" not in content
    shown = fcl.json("show", id_)
    assert shown["claim"].startswith("Private prediction ")
    assert (shown["deadline"]["date"], shown["predictions"]) == ("2027-12-31", [])
    (place,) = sealed_files(fcl)
    assert place.stat().st_mode & 0o777 == 0o600

    assert fcl.ok("reveal", id_).startswith(f"Revealed {shown['prefix']}  73%  by 2027-12-31 ")
    shown = fcl.json("show", id_)
    assert (shown["claim"], shown["criteria"]) == ("They will be bought", "a press release")
    assert shown["predictions"][0]["p"] == "0.73"
    fcl.ok("verify")


def test_what_was_committed_before_and_revealed_after_the_outcome_counts_and_is_not_retrospective(fcl):
    id_ = commit(fcl, "It rains", "80%", "--by", "2027")
    fcl.ok("resolve", id_, "yes")
    fcl.ok("reveal", id_)

    forecast = fcl.json("show", id_)["predictions"][0]["forecasts"][0]
    assert (forecast["counts"], forecast["retrospective"]) == (True, False)
    assert {one["rule"]: one["value"] for one in fcl.json("show", id_)["scores"]}["brier"] == "0.04"


def test_what_was_committed_after_the_outcome_is_late_all_the_same(fcl):
    id_ = commit(fcl, "It rained", "80%", "--by", "2026-06-30", "--made", "2026-01-02")
    fcl.ok("resolve", id_, "yes", "--known-on", "2026-06-30")
    fcl.ok("reveal", id_)

    forecast = fcl.json("show", id_)["predictions"][0]["forecasts"][0]
    assert (forecast["counts"], forecast["retrospective"]) == (True, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--options", "a,b", "--shares", "a=70% b=30%"), "a 70%, b 30%"),
        (("--type", "numeric", "--unit", "USD", "--interval", "1..2@80%"), "1..2 @80% USD"),
    ],
)
def test_every_kind_can_be_kept_private(fcl, words, told):
    id_ = commit(fcl, "Something", *words, "--by", "2027", "-f", "Ann")

    fcl.ok("reveal", id_)
    prediction = fcl.json("show", id_)["predictions"][0]
    assert (prediction["forecaster"], prediction["forecasts"][0]["told"]) == ("Ann", told)
    fcl.ok("verify")


def test_only_what_was_committed_can_be_revealed(fcl, tmp_path):
    id_ = commit(fcl, "It rains", "80%", "--by", "2027")
    (place,) = sealed_files(fcl)
    sealed = json.loads(place.read_text())
    other = tmp_path / "other.json"
    other.write_text(json.dumps({**sealed, "body": sealed["body"].replace("80%", "90%")}))
    before = fcl.ok("export", "forecasts")

    answer = fcl("reveal", id_, "--from", other)
    assert answer.code == 4
    assert answer.err.startswith(f"error: this is not what was committed in {id_[:4]}: its hash is ")
    assert fcl("reveal", id_, "--from", "-", stdin="{}").err.splitlines()[0] == "error: this is no sealed prediction"
    place.unlink()
    assert fcl("reveal", id_).err.splitlines()[0] == f"error: the sealed prediction of {id_[:4]} is not on this machine"
    assert fcl.ok("export", "forecasts") == before
    other.write_text(json.dumps(sealed))
    fcl.ok("reveal", id_, "--from", other)
    assert fcl("reveal", id_, "--from", other).err.splitlines()[0] == f"error: {id_[:4]} was revealed already"


def test_a_sealed_prediction_of_another_question_opens_nothing(fcl):
    first = commit(fcl, "It rains", "80%", "--by", "2027")
    second = commit(fcl, "It rains", "80%", "--by", "2027")
    plain = fcl.add("Open", "50%")
    (place,) = [
        one for one in sealed_files(fcl) if json.loads(json.loads(one.read_text())["body"])["question"] == first
    ]

    assert fcl("reveal", second, "--from", place).code == 4
    assert fcl("reveal", plain, "--from", place).err.splitlines()[0] == f"error: {plain[:4]} is no private prediction"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--question-only",), "a private prediction says how likely it is"),
        (("70%", "--every", "FREQ=MONTHLY", "--starting", "2027-01"), "a private prediction takes no every"),
        (("70%", "--quote", "words"), "a private prediction takes no quote"),
        (("700%",), "'700%' is not between 0 and 1"),
    ],
)
def test_what_cannot_be_kept_private_is_refused_and_leaves_no_file(fcl, words, message):
    answer = fcl("add", "Rain {period}", *words, "--commit")

    assert answer.err.splitlines()[0] == f"error: {message}"
    assert (fcl.json("list"), sealed_files(fcl)) == ([], [])


def test_verify_finds_a_reveal_that_says_something_else(fcl):
    id_ = commit(fcl, "It rains", "80%", "--by", "2027")
    fcl.ok("reveal", id_)
    with closing(sqlite3.connect(fcl.ledger)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE forecasts SET said = '90%', probability = '0.9', p_ppm = 900000")

    assert fcl("verify").code == 5
    with closing(ledger.open(fcl.ledger)) as book, book.store.reading() as connection:
        found = [one.message for one in verify(connection, remembered=False).findings]
    assert "entry 3: the forecast that was revealed is not the one that was committed" in found


@pytest.mark.parametrize(
    "words",
    [
        ("edit", "--claim", "Something else"),
        ("edit", "--by", "2028"),
        ("update", "20%"),
        ("update", "20%", "-f", "Bob"),
        ("update", "20%", "--correct"),
        ("withdraw",),
        ("prove",),
    ],
)
def test_of_what_is_sealed_nothing_more_can_be_said(fcl, words):
    id_ = commit(fcl, "It rains", "80%", "--by", "2027")
    before = fcl.json("db", "status")["entries"]
    name, *options = words
    answer = fcl(name, id_, *options)

    assert (answer.code, answer.out) == (4, "")
    told = f"error: {id_[:4]} is a private prediction that was not revealed yet\nhint: fcl reveal {id_[:4]} first\n"
    assert answer.err == told
    assert fcl.json("db", "status")["entries"] == before
    fcl.ok("reveal", id_)
    fcl.ok(name, id_, *options)


def test_a_note_is_sealed_with_the_prediction_and_comes_out_with_it(fcl):
    id_ = commit(fcl, "It rains", "80%", "--by", "2027", "--note", "my cousin told me")
    assert b"cousin" not in fcl.ledger.read_bytes()
    (place,) = sealed_files(fcl)
    assert json.loads(json.loads(place.read_text())["body"])["note"] == "my cousin told me"

    fcl.ok("reveal", id_, "--note", "as it turned out")
    assert fcl.json("log", "--entries")[0]["note"] == "my cousin told me\nas it turned out"
    fcl.ok("verify")


def test_a_note_that_could_not_be_recorded_is_refused_before_it_is_sealed(fcl):
    answer = fcl("add", "It rains", "80%", "--commit", "--note", "a\0b")

    assert (answer.code, sealed_files(fcl)) == (2, [])


def test_a_public_report_says_of_what_is_sealed_only_that_it_is(fcl, tmp_path):
    sealed = commit(fcl, "It rains", "80%", "--by", "2027")
    branch = fcl.add("The match is off", "50%", "--by", "2027", "--if", f"{sealed}=yes")
    bundle = fcl.add("All of it", "30%", "--by", "2027", "--all-of", f"{sealed},{branch}")
    again = fcl.add("It rains again", "50%", "--by", "2027", "--restates", sealed)
    fcl.ok("resolve", sealed, "no")
    fcl.ok("report", "-o", tmp_path / "public", "--public")
    files = {one: one.read_text("utf-8") for one in (tmp_path / "public").rglob("*") if one.is_file()}

    assert [str(one) for one, content in files.items() if sealed in content] == []
    pages = {id_: files[tmp_path / f"public/predictions/{id_}.html"] for id_ in (branch, bundle, again)}
    assert "<dt>Only if</dt><dd>a private prediction, sealed until it is revealed</dd>" in pages[branch]
    assert "by its condition: sealed, recorded" in pages[branch]
    assert "<li>a private prediction, sealed until it is revealed</li>" in pages[bundle]
    assert "<dt>Restates</dt><dd>a private prediction, sealed until it is revealed</dd>" in pages[again]
    tables = {name: files[tmp_path / f"public/data/{name}.csv"] for name in ("questions", "resolutions")}
    assert [one["condition"] for one in DictReader(StringIO(tables["questions"]))] == ["sealed", "", ""]
    assert "note" not in DictReader(StringIO(tables["resolutions"])).fieldnames
    assert [one["because"] for one in DictReader(StringIO(tables["resolutions"]))] == ["sealed", "sealed"]

    fcl.ok("reveal", sealed)
    fcl.ok("report", "-o", tmp_path / "public", "--public")
    told = (tmp_path / f"public/predictions/{branch}.html").read_text("utf-8")
    assert f'<a href="../predictions/{sealed}.html">It rains</a> comes out as yes' in told


def test_a_dry_run_keeps_nothing(fcl):
    fcl.ok("add", "It rains", "80%", "--by", "2027", "--commit", "--dry-run")

    assert (fcl.json("list"), sealed_files(fcl)) == ([], [])
