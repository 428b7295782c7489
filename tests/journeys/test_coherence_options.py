"""Coherence: whose statements, as of when, on which questions; and how the answer is told."""

import json
from functools import partial

import ledger
from ledger.core.coherence import contradictions
from tests.journeys.test_coherence import MADE, ann, found, kinds


def test_only_what_stands_counts(fcl):
    ann(fcl, "It rains", "60%", "--by", "2028")
    late = ann(fcl, "It rains", "40%", "--by", "2030")
    assert kinds(fcl) == [("deadlines", "0.2")]

    fcl.ok("update", late, "50%", "-f", "Ann", "--made", "2026-02-02")
    assert kinds(fcl) == [("deadlines", "0.1")]
    assert kinds(fcl, "--as-of", "3") == [("deadlines", "0.2")]

    fcl.ok("-y", "withdraw", late)
    assert kinds(fcl) == []


def test_what_is_decided_is_history(fcl):
    early = ann(fcl, "It rains", "60%", "--by", "2026-03-01")
    ann(fcl, "It rains", "40%", "--by", "2030")
    fcl.ok("resolve", early, "no", "--known-on", "2026-03-01")

    assert found(fcl) == []
    assert len(json.loads(fcl.ok("--json", "coherence", "--all").out)["data"]) == 1


def test_a_window_that_was_over_before_the_other_was_asked_is_another(fcl):
    ann(fcl, "It rains", "60%", "--by", "2026-03-01")
    fcl.add("It rains", "40%", "--by", "2030", "-f", "Ann", "--made", "2026-04-01")

    assert found(fcl) == []


def test_numbers_that_an_analyst_read_are_marked_and_can_be_left_out(fcl):
    ann(fcl, "It rains", "--words", "almost certain", "--by", "2028")
    ann(fcl, "It rains", "40%", "--by", "2030")

    assert [each["imputed"] for each in found(fcl)] == [True]
    assert "It rains (read from words)" in fcl.ok("coherence").out
    assert fcl.ok("coherence", "--stated").out == "1 statement of 1 forecaster: nothing contradicts\n"


def test_one_forecaster_or_all(fcl):
    for who in ("Ann", "Bob"):
        for day, p in (("2028", "60%"), ("2030", "40%")):
            fcl.add("It rains", p, "--by", day, "-f", who, *MADE)

    assert [each["forecaster"] for each in found(fcl)] == ["Ann", "Bob"]
    assert fcl.ok("coherence", "bo").out.startswith("2 statements of 1 forecaster: 1 contradiction\n\nBob:")
    with ledger.open(fcl.ledger) as book:
        assert [each.forecaster for each in book.coherence("Bob")] == ["Bob"]


def test_who_is_no_forecaster_is_refused(fcl):
    ann(fcl, "It rains", "60%", "--by", "2028")
    answer = fcl("coherence", "Zoe")

    assert (answer.code, answer.out) == (3, "")
    assert answer.err.splitlines()[0] == "error: 'Zoe' is no forecaster here"


def test_the_exit_code_says_that_something_was_found_where_asked(fcl):
    ann(fcl, "It rains", "60%", "--by", "2028")
    assert fcl("coherence", "--exit-code").code == 0

    ann(fcl, "It rains", "40%", "--by", "2030")
    assert [fcl("coherence").code, fcl("coherence", "--exit-code").code] == [0, 10]


def test_a_long_list_is_cut_and_says_so(fcl):
    for year, p in enumerate(("60%", "50%", "40%"), 2028):
        ann(fcl, "It rains", p, "--by", str(year))

    assert fcl.ok("coherence", "--limit", "1").out.endswith("\n2 more: --limit 0\n")
    assert len(found(fcl)) == 3
    assert "more:" not in fcl.ok("coherence", "--limit", "0").out


def test_hostile_words_do_nothing(fcl):
    for day, p in (("2028", "60%"), ("2028", "70%")):
        ann(fcl, "It \x1b[31mrains \u202e{0} %s", p, "--by", day)

    shown = fcl.ok("coherence").out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert r"Ann: P(It \x1b[31mrains \u202e{0} %s) is both 60% and 70%" in shown


def test_a_group_too_large_to_be_searched_is_named(fcl, monkeypatch):
    ann(fcl, "It rains", "60%", "--by", "2028")
    ann(fcl, "It rains", "40%", "--by", "2030")
    monkeypatch.setattr("ledger.services.coherence.contradictions", partial(contradictions, effort=3))
    answer = fcl.ok("coherence")

    assert answer.out == "2 statements of 1 forecaster: nothing found, and not everything searched\n"
    assert answer.err == (
        "warning: 2 statements of Ann are tied together, too many to be searched to the end: 2 questions\n"
    )
    document = json.loads(fcl.ok("--json", "coherence").out)
    assert [each["statements"] for each in document["summary"]["too_large"]] == [2]
    assert document["warnings"][0]["code"] == "too_large"


def test_a_hostile_name_does_nothing_in_a_warning(fcl, monkeypatch):
    for year in ("2028", "2030"):
        fcl.add("It rains", "60%", "--by", year, "-f", "An\u202en", *MADE)
    monkeypatch.setattr("ledger.services.coherence.contradictions", partial(contradictions, effort=3))

    assert fcl.ok("coherence").err.startswith(r"warning: 2 statements of An\u202en are tied together")


def test_what_is_found_in_a_group_too_large_may_not_be_the_smallest(fcl, monkeypatch):
    for year, p in enumerate(("60%", "50%", "40%", "30%"), 2028):
        ann(fcl, "It rains", p, "--by", str(year))
    monkeypatch.setattr("ledger.services.coherence.contradictions", partial(contradictions, effort=300))

    (first, *_) = found(fcl)
    assert not first["complete"]
    said = "  there may be other sets, or a smaller one: too many statements to search them all"
    assert said in fcl.ok("coherence").out.splitlines()


def test_conditions_are_read_though_nobody_asked_answered_them(fcl):
    on = fcl.add("A recession starts", "10%", "-f", "Bob", "--by", "2028", *MADE)
    fcl.ok("resolve", on, "no", "--known-on", "2026-06-30")
    both = fcl.add("Both", "20%", "-f", "Bob", "--all-of", f"{on},{ann(fcl, 'It rains', '60%', '--by', '2028')}", *MADE)
    ann(fcl, "It pours", "50%", "--if", f"{both}=yes", "--by", "2028")
    ann(fcl, "It pours by 2029", "40%", "--if", f"{both}=yes", "--by", "2029")

    data = json.loads(fcl.ok("--json", "coherence", "ann", "--all").out)["data"]
    assert [(each["kind"], each["always"]) for each in data] == [("deadlines", False)]
    assert data[0]["sentence"] == "Ann: P(by 2028 if Both) 50% > P(by 2029 if Both) 40%"
