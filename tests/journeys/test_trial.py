"""What went wrong when somebody tried it: closed and full streams, bad settings, ids of series, dates in words."""

import errno
import json
import os
import subprocess
from datetime import date, timedelta

import pytest

from ledger.core.periods import read_days
from ledger.errors import InputError
from tests.journeys.conftest import command

TODAY = date(2026, 11, 20)


def _shell(redirected, *arguments):
    words = ["sh", "-c", f'exec "$@" {redirected}', "sh", *command(arguments)]
    done = subprocess.run(words, capture_output=True, check=False, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("words", [(), ("list",), ("--json", "list"), ("show", "ID"), ("export", "predictions")])
def test_a_closed_stdout_is_as_a_full_disk(fcl, words):
    id_ = fcl.add("a", "50%", "--by", "2099")
    code, _, err = _shell(">&-", *[id_ if word == "ID" else word for word in words])
    assert code == 6
    assert err.count("cannot write the answer: stdout is closed") == 1
    assert "bug" not in err


@pytest.mark.parametrize("redirected", [">&-", ">/dev/full"])
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_writer_says_that_it_recorded_what_it_could_not_print(fcl, redirected, options):
    code, _, err = _shell(redirected, *options, "add", "a", "50%", "--by", "2099")
    assert (code, "recorded, but the answer could not be printed: " in err, "fcl log shows it" in err) == (
        6,
        True,
        True,
    )
    assert [one["claim"] for one in fcl.json("list")] == ["a"]


def test_a_dry_run_that_could_not_be_printed_recorded_nothing(fcl):
    fcl.ok("list")
    code, _, err = _shell(">/dev/full", "add", "a", "50%", "--by", "2099", "--dry-run")
    assert (code, "recorded" in err, os.strerror(errno.ENOSPC) in err) == (6, False, True)
    assert fcl.json("list") == []


@pytest.mark.parametrize(
    ("redirected", "words", "code"),
    [
        (">&- 2>&-", ("show", "zzz"), 3),
        ("2>&-", ("show", "zzz"), 3),
        ("2>/dev/full", ("show", "zzz"), 3),
        ("<&-", ("add",), 2),
        ("<&- >&- 2>&-", ("list",), 0),
        ("<&- 2>&-", ("list",), 0),
    ],
)
def test_closed_streams_change_no_other_exit_code(fcl, redirected, words, code):
    fcl.ok("list")
    assert _shell(redirected, *words)[0] == code


def _configure(fcl, text):
    place = fcl.home / "config" / "forecast-ledger" / "config.toml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("user = 3", "user", ("list",)),
        ("user = ['a']", "user", ("list",)),
        ('timezone = "X/Y"', "timezone", ("list",)),
        ("ledger = true", "ledger", ("list",)),
        ('[score]\nbins = "wat"', "score.bins", ("calibration",)),
        ("[score]\nlevel = 7", "score.level", ("score",)),
        ('[words]\nscale = "wat"', "words.scale", ("add", "a", "50%", "--by", "2099")),
    ],
)
def test_a_bad_setting_is_refused_where_it_is_used_by_file_and_key(fcl, monkeypatch, text, key, words):
    monkeypatch.delenv("FORECAST_LEDGER_USER")
    monkeypatch.delenv("FORECAST_LEDGER_DB")
    place = _configure(fcl, text)
    answer = fcl(*words)
    assert (answer.code, str(place) in answer.err, f"{key} = " in answer.err) == (2, True, True), answer.err
    assert fcl("config", "get", key).code == 2
    marked = {one["key"]: one["problem"] for one in fcl.json("config", "list")}
    assert [one for one, problem in marked.items() if problem] == [key]
    assert "(invalid)" in fcl.ok("config", "list").out
    assert fcl("--no-config", *words).code == 0


def test_an_unknown_setting_gives_a_warning_once(fcl):
    _configure(fcl, 'colour = "x"\n[score]\nbin = "10"\nbins = 10\n')
    answer = fcl.ok("calibration")
    assert answer.err.count("'colour', which is no setting") == 1
    assert "'score.bin', which is no setting: is it score.bins?" in answer.err
    assert "bins 10" in answer.out
    codes = {one["code"] for one in json.loads(fcl.ok("--json", "config", "list").out)["warnings"]}
    assert codes == {"unknown_setting"}


@pytest.fixture
def series(fcl):
    return str(fcl.add("It rains on {period}", "50%", "--every", "FREQ=DAILY", "--starting", "2026-01-01"))


@pytest.mark.parametrize("words", [("show", "ID"), ("update", "ID", "60%"), ("resolve", "ID", "yes"), ("log", "ID"),
                                   ("note", "ID", "x"), ("tag", "add", "ID", "x"), ("annul", "ID")])  # fmt: skip
def test_the_id_of_a_series_is_told_from_that_of_a_prediction(fcl, series, words):
    for typed in (series, series[:4]):
        answer = fcl(*[typed if word == "ID" else word for word in words])
        assert answer.code == 3
        assert answer.err == (
            f"error: {series[:4]} is a series\nhint: fcl list series:{series[:4]}, or fcl expand {series[:4]}\n"
        )


def test_expanding_without_end_is_refused_and_the_hint_works(fcl, series):
    before = fcl.head
    answer = fcl("expand", "--until", "9999-12-31")
    assert (answer.code, "more than 10000 occurrences" in answer.err) == (4, True)
    assert fcl.head == before
    until = answer.err.split("--until ")[1].strip()
    assert until == str(date(2026, 1, 1) + timedelta(days=9_999))
    assert len(fcl.json("expand", series, "--until", until, "--dry-run")) == 10_000


def test_days_of_a_filter_may_be_words(fcl):
    fcl.add("in a month", "50%", "--by", "+30d")
    fcl.add("next year", "50%", "--by", "next year")
    today = date.fromisoformat(fcl.json("add", "today", "50%", "--by", "2099")["recorded_at"][:10])

    def found(*query):
        return {one["claim"] for one in fcl.json("list", *query)}

    assert found("by:+30d") == {"in a month"}
    assert found("by:next year") >= {"next year"}
    assert found("by:today..+30d") == {"in a month"}
    assert found("by:..today") == set()
    assert found("made:yesterday..") == {"in a month", "next year", "today"}
    assert found("made:..yesterday") == set()
    assert found(f"by:Q4 {today.year + 1}") == {"next year"}


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("today", "2026-11-20", "2026-11-20"),
        ("yesterday", "2026-11-19", "2026-11-19"),
        ("+30d", "2026-12-20", "2026-12-20"),
        ("next friday", "2026-11-27", "2026-11-27"),
        ("this month", "2026-11-01", "2026-11-30"),
        ("next week", "2026-11-23", "2026-11-29"),
        ("next year", "2027-01-01", "2027-12-31"),
        ("Q2 2024", "2024-04-01", "2024-06-30"),
        ("H1 2027", "2027-01-01", "2027-06-30"),
        ("June 2024", "2024-06-01", "2024-06-30"),
        ("5 June 2024", "2024-06-05", "2024-06-05"),
        ("end of 2027", "2027-12-31", "2027-12-31"),
        ("2027", "2027-01-01", "2027-12-31"),
    ],
)
def test_words_for_a_period_are_the_whole_of_it_and_others_a_day(words, first, last):
    assert list(map(str, read_days(words, TODAY))) == [first, last]


@pytest.mark.parametrize("words", ["soon", "every month", "wat", "2027-13", "2027-W77", "01/02/2027"])
def test_the_hint_about_a_day_proposes_only_what_works(words):
    with pytest.raises(InputError) as refused:
        read_days(words, TODAY)
    hint = str(refused.value.hint).removeprefix("write ").replace(";", ",").replace(" or ", ", ")
    proposed = [one.strip(" '") for one in hint.split(",")]
    assert len(proposed) == 11
    for one in proposed:
        assert read_days(one, TODAY)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_knows_both_names_of_the_program(fcl, shell):
    script = fcl.ok("completion", shell).out
    marks = {
        "bash": ("-F _fcl_completion fcl", "forecast_ledger_completion forecast-ledger"),
        "zsh": ("#compdef fcl forecast-ledger", "compdef _fcl_completion fcl forecast-ledger"),
        "fish": ("--command fcl ", "--command forecast-ledger "),
        "powershell": ("-CommandName fcl ", "-CommandName forecast-ledger "),
    }
    assert all(mark in script for mark in marks[shell]), script
    assert "_FORECAST_LEDGER_COMPLETE" not in script


def test_a_prediction_without_a_score_says_why(fcl):
    same = fcl.add("same day", "50%", "--by", "2026-06-01", "--made", "2026-06-01")
    assert (
        "not scored: made on the day it closed or was known" in fcl.ok("resolve", same, "yes", "--on", "2026-06-01").out
    )
    late = fcl.add("late", "50%", "--by", "2026-06-30", "--made", "2026-06-20")
    assert "not scored: made after the outcome was known" in fcl.ok("resolve", late, "yes", "--on", "2026-06-10").out
    closed = fcl.add("closed", "50%", "--by", "2026-06-30", "--made", "2026-06-01")
    fcl.ok("edit", closed, "--closes", "2026-05-01")
    assert "not scored: made after it closed" in fcl.ok("resolve", closed, "yes", "--on", "2026-06-10").out
    taken = fcl.add("taken", "50%", "--by", "2099", "--made", "2026-06-01")
    fcl.ok("withdraw", taken)
    assert "not scored: withdrawn" in fcl.ok("resolve", taken, "yes").out
    none = fcl.add("none", "--no-number", "--by", "2099", "--made", "2026-06-01")
    assert "not scored: no number" in fcl.ok("resolve", none, "yes").out


def test_lists_show_four_digits_and_json_all(fcl):
    id_ = fcl.add("a", "1/12", "--by", "2099")
    fcl.add("b", "99.99999%", "--by", "2099")
    out = fcl.ok("list").out
    assert " 8.333% " in out
    assert " 99.99999% " in out
    assert fcl.json("show", id_)["predictions"][0]["p"].startswith("0.08333333333")


@pytest.mark.parametrize(
    "words",
    [("add", "a", "50%", "-f", ""), ("update", "ID", "60%", "-f", " "), ("withdraw", "ID", "-f", ""),
     ("add", "a {period}", "50%", "--every", "FREQ=DAILY", "--starting", "2026-01-01", "-f", ""),
     ("--as", "a\nb", "add", "a", "50%"), ("--as", "a\x1b[0m", "list")],
)  # fmt: skip
def test_nobody_is_no_name(fcl, words):
    id_ = fcl.add("a", "50%", "--by", "2099")
    before = fcl.head
    answer = fcl(*[id_ if word == "ID" else word for word in words])
    assert (answer.code, "name" in answer.err) == (2, True)
    assert fcl.head == before


def test_rough_words(fcl):
    id_ = fcl.add("a", "50%", "--by", "2099", "--made", "2026-01-05")
    assert "write a note" in fcl("note", id_, "").err
    assert "Did you mean predictions?" in fcl("export", "prediction").err
    fcl.add("b", "50%", "--by", "2099")
    assert fcl.ok("list", "--limit", "1").err == ""
    one = fcl("resolve", "--from", "-", "-y", stdin="id,outcome\nzzzz,yes\n")
    assert (one.code, "1 row cannot" in one.err) == (5, True)
    fcl.ok("resolve", id_, "yes", "--on", "2026-02-01")
    assert "(1 group with fewer than 5 predictions" in fcl.ok("score", "--min", "5").out
    fcl.ok("annul", fcl.add("c", "50%"))
    gone = next(one["id"] for one in fcl.json("list", "status:annulled"))
    assert "is already annulled since " in fcl("resolve", gone, "yes").err
