"""Observations through the command line: recorded, conflicting, corrected, and what the rules over them settle."""

import pytest

from ledger.book import Book
from tests.journeys.test_writing import MONTH_ENDS, briers

TWENTY_FOUR = ("--by", "2026-05-31", "--made", "2026-01-02", "--metric", "arena.x", "--when", "any >= 24")


@pytest.fixture
def hits(fcl):
    """A question that is yes as soon as arena.x reaches 24."""
    return fcl.add("arena.x reaches 24", "70%", *TWENTY_FOUR)


def status(fcl, id_):
    return fcl.json("show", id_)["status"]


def test_an_observation_says_what_it_would_settle_and_apply_settles_it(fcl, hits):
    low = fcl.ok("observe", "arena.x", "20", "--on", "2026-03-01")
    assert low.out == "arena.x  2026-03-01  20\n"
    assert "1 question cannot be settled yet: fcl show ID says why" in low.err
    high = fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05", "--source", "LMArena", "--evidence", "https://x")
    why = "because arena.x was 25 on 2026-03-05"
    assert high.out == (
        f"arena.x  2026-03-05  25  LMArena\nwould settle {hits[:4]}  YES  {why}   (fcl observe --apply)\n"
    )
    assert status(fcl, hits) == "overdue"
    assert fcl.ok("observe", "--apply").out == f"settled {hits[:4]}  YES  {why}\n"
    shown = fcl.json("show", hits)
    (decided,) = shown["resolutions"]
    assert (shown["status"], decided["outcome"], decided["made_by"], decided["judge"]) == (
        "resolved", "yes", "rule", None
    )  # fmt: skip
    assert (decided["happened_on"], decided["known_on"]) == ("2026-03-05", "2026-03-05")
    assert (decided["because"], decided["evidence"]) == (["arena.x 25 on 2026-03-05"], ["https://x"])
    assert briers(fcl, hits) == {"tester": "0.09"}
    assert fcl.ok("verify").code == 0


def test_observation_verdict_and_scores_are_one_entry_and_undo_takes_it_back_whole(fcl, hits):
    before = fcl.json("log", "--entries")[0]["entry"]
    fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05", "--apply")
    assert fcl.json("log", "--entries")[0]["entry"] == before + 1
    assert briers(fcl, hits) == {"tester": "0.09"}
    fcl.ok("-y", "undo")
    assert (status(fcl, hits), briers(fcl, hits), fcl.json("observe")["metrics"][0]["observations"]) == (
        "overdue", {}, 0
    )  # fmt: skip
    fcl.ok("redo")
    assert (status(fcl, hits), briers(fcl, hits)) == ("resolved", {"tester": "0.09"})
    assert fcl.ok("verify").code == 0


def test_an_observation_that_a_later_verdict_rests_on_is_taken_back_with_it(fcl, hits):
    fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05")
    entry = fcl.json("log", "--entries")[0]["entry"]
    fcl.ok("observe", "--apply")
    refused = fcl("-y", "undo", entry)
    assert (refused.code, f"1 later entry builds on it ({entry + 1})" in refused.err) == (4, True)
    fcl.ok("-y", "undo", entry, "--with-dependants")
    assert (status(fcl, hits), briers(fcl, hits)) == ("overdue", {})
    fcl.ok("redo")
    assert (status(fcl, hits), briers(fcl, hits)) == ("resolved", {"tester": "0.09"})
    assert fcl.ok("verify").code == 0


def test_a_correction_reopens_what_rested_on_it_and_taking_it_back_settles_it_again(fcl, hits):
    fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05", "--apply")
    corrected = fcl.ok("observe", "arena.x", "21", "--on", "2026-03-05", "--correct")
    ends = "the record of arena.x ends on 2026-03-05, before the deadline 2026-05-31"
    assert corrected.out == f"arena.x  2026-03-05  21  (correction)\n{hits[:4]}  open again  {ends}\n"
    assert (status(fcl, hits), briers(fcl, hits)) == ("overdue", {})
    fcl.ok("-y", "undo")
    assert (status(fcl, hits), briers(fcl, hits)) == ("resolved", {"tester": "0.09"})
    fcl.ok("redo")
    assert status(fcl, hits) == "overdue"
    fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05", "--correct", "--apply")
    assert (status(fcl, hits), briers(fcl, hits)) == ("resolved", {"tester": "0.09"})
    assert fcl.ok("verify").code == 0


def test_a_correction_and_its_verdict_go_into_one_entry(fcl, hits):
    fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05", "--apply")
    again = fcl.json("observe", "arena.x", "26", "--on", "2026-03-05", "--correct", "--apply")
    assert [one["why"] for one in again["settled"]] == ["arena.x was 26 on 2026-03-05"]
    assert (again["reopened"], status(fcl, hits)) == ([], "resolved")


def test_the_same_value_of_a_source_and_day_is_passed_over(fcl, hits):
    fcl.ok("observe", "arena.x", "20", "--on", "2026-03-01", "--source", "a")
    before = fcl.head
    again = fcl.ok("observe", "Arena.X", "20.0", "--on", "2026-03-01", "--source", "a")
    assert (again.out, "1 observation already here" in again.err, fcl.head) == ("", True, before)


def test_sources_that_disagree_are_both_kept_and_settle_nothing(fcl, hits):
    fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05", "--source", "a")
    told = fcl.ok("observe", "arena.x", "20", "--on", "2026-03-05", "--source", "b", "--apply")
    day = "2026-03-05: 25 (a), 20 (b)"
    assert told.out == (
        "arena.x  2026-03-05  20  b\n"
        f"disputed {hits[:4]}  the sources disagree: arena.x on {day}\n"
        "conflict  arena.x  2026-03-05  25 (a), 20 (b)\n"
    )
    assert f"so far not yet: the sources disagree: arena.x on {day}" in " ".join(fcl.ok("show", hits).out.split())
    assert (
        fcl.ok("observe").out.splitlines()[0] == "arena.x  2 observations  last 2026-03-05  20  1 question  1 conflict"
    )
    fcl.ok("observe", "arena.x", "24", "--on", "2026-03-05", "--source", "b", "--correct", "--apply")
    assert status(fcl, hits) == "resolved"


def test_a_judge_s_verdict_is_contested_and_never_overwritten(fcl, hits):
    fcl.ok("resolve", hits, "no", "--known-on", "2026-05-31")
    told = fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05", "--apply")
    assert told.out.splitlines()[1] == (
        f"contested {hits[:4]}  it stands NO  but YES by its rule: arena.x was 25 on 2026-03-05"
    )
    assert fcl.json("show", hits)["resolutions"][-1]["outcome"] == "no"


def test_what_was_decided_by_hand_waits_for_no_rule(fcl, hits):
    fcl.ok("resolve", hits, "no", "--known-on", "2026-05-31")
    fcl.ok("observe", "arena.x", "20", "--on", "2026-03-05", "--source", "a")
    found = fcl.json("observe", "arena.x", "30", "--on", "2026-03-05", "--source", "b")
    assert (found["waiting"], found["disputed"], len(found["conflicts"])) == ([], [], 1)
    assert "so far" not in fcl.ok("show", hits).out


def test_what_a_rule_has_settled_is_contested_once_sources_disagree(fcl, hits):
    fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05", "--source", "a", "--apply")
    told = fcl.ok("observe", "arena.x", "20", "--on", "2026-03-05", "--source", "b").out.splitlines()
    why = "the sources disagree: arena.x on 2026-03-05: 25 (a), 20 (b)"
    assert told[1] == f"contested {hits[:4]}  it stands YES  but {why}"
    assert status(fcl, hits) == "resolved"


def test_what_was_reopened_waits_for_something_new(fcl, hits):
    fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05", "--apply")
    fcl.ok("reopen", hits, "-m", "the source is doubtful")
    waits = fcl.json("observe", "--apply")
    assert (waits["settled"], waits["waiting"][0]["why"]) == (
        [], "reopened, and nothing was observed since: arena.x was 25 on 2026-03-05"
    )  # fmt: skip
    fcl.ok("observe", "arena.x", "25.5", "--on", "2026-03-05", "--correct", "--apply")
    assert status(fcl, hits) == "resolved"


def test_what_follows_from_it_follows_in_the_same_entry(fcl, hits):
    other = fcl.add("it rains", "50%", "--by", "2026-05-31", "--made", "2026-01-02")
    bundle = fcl.add("either", "80%", "--any-of", f"{hits},{other}", "--by", "2026-05-31", "--made", "2026-01-02")
    branch = fcl.add("then", "40%", "--if", f"{hits}=no", "--by", "2026-05-31", "--made", "2026-01-02")
    fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05", "--apply")
    assert [status(fcl, one) for one in (hits, bundle, branch)] == ["resolved", "resolved", "annulled"]
    fcl.ok("observe", "arena.x", "20", "--on", "2026-03-05", "--correct")
    assert [status(fcl, one) for one in (hits, bundle, branch)] == ["overdue", "overdue", "overdue"]
    assert fcl.ok("verify").code == 0


def test_a_rule_on_a_metric_that_nobody_observes_is_said_and_no_error(fcl, hits):
    assert fcl.ok("observe").out == "arena.x  0 observations  never observed  1 question\n"
    shown = fcl.ok("show", hits).out
    assert "rule        arena.x: any >= 24" in shown
    assert "so far      not yet: no observation of arena.x yet" in shown
    assert "nothing was observed, and no question has a rule" in fcl.ok("-L", "other.db", "observe").err
    assert "no question has a rule over arena.y" in fcl.ok("observe", "arena.y", "3", "--on", "2026-01-05").err


def test_a_series_gives_its_rule_to_every_occurrence(fcl):
    series = fcl.json(
        "add", "The lead changes in {period}", "70%", "--every", MONTH_ENDS, "--starting", "2026-01", "--made",
        "2025-12-15", "--metric", "arena.leader", "--when", "changed",
    )  # fmt: skip
    fcl.ok("expand", series["id"], "--until", "2026-02-28")
    for day, lab in (("2025-12-30", "Google"), ("2026-01-20", "google"), ("2026-02-06", "Anthropic")):
        fcl.ok("observe", "arena.leader", lab, "--on", day)
    found = fcl.json("observe", "--apply")["settled"]
    assert {(one["claim"][-7:], one["outcome"], one["known_on"]) for one in found} == {
        ("2026-01", "no", "2026-02-06"), ("2026-02", "yes", "2026-02-06")
    }  # fmt: skip


def test_a_rule_is_replaced_by_edit_and_told_by_the_log(fcl, hits):
    fcl.ok("observe", "arena.x", "20", "--on", "2026-03-05")
    fcl.ok("edit", hits, "--metric", "arena.x", "--when", "any >= 19")
    assert fcl.json("show", hits)["rule"] == {"metric": "arena.x", "said": "any >= 19"}
    assert fcl.json("log", hits)[0]["summary"] == "Rule: any >= 24 → any >= 19"
    assert fcl.json("log")[1]["summary"] == "1 observation: arena.x 20 on 2026-03-05"
    assert [one["question"] for one in fcl.json("observe")["proposals"]] == [hits]


def test_questions_of_every_type_take_their_outcome_from_the_record(fcl):
    when = ("--by", "2026-05-31", "--made", "2026-01-02", "--metric")
    size = fcl.add("the best", "--type", "numeric", "--interval", "10..40@80%", *when, "arena.x", "--when", "max")
    lab = fcl.add(
        "who leads", "--options", "Google,OpenAI,other", "--shares", "Google=50% OpenAI=30% other=20%", *when,
        "arena.leader", "--when", "last",
    )  # fmt: skip
    day = fcl.add(
        "when it ships", "--type", "date", "--interval", "2026-02..2026-04@80%", *when, "ships", "--when", "last"
    )
    for metric, on, value in (
        ("arena.x", "2026-02-01", "31.50"), ("arena.x", "2026-05-31", "9"), ("arena.leader", "2026-05-30", "xAI"),
        ("arena.leader", "2026-06-01", "Google"), ("ships", "2026-05-01", "2026-04-20"), ("ships", "2026-06-01", "?"),
    ):  # fmt: skip
        fcl.ok("observe", metric, value, "--on", on)
    fcl.ok("observe", "--apply")
    outcomes = [fcl.json("show", one)["resolutions"][0] for one in (size, lab, day)]
    assert [one["outcome"] for one in outcomes] == ["31.5", "other", "2026-04-20"]
    assert [one["happened_on"] for one in outcomes] == ["2026-02-01", "2026-05-30", "2026-05-01"]


def test_an_option_that_there_is_not_leaves_the_question_open(fcl):
    lab = fcl.add(
        "who leads", "--options", "Google,OpenAI", "--shares", "Google=50% OpenAI=50%", "--by", "2026-05-31", "--made",
        "2026-01-02", "--metric", "arena.leader", "--when", "last",
    )  # fmt: skip
    fcl.ok("observe", "arena.leader", "xAI", "--on", "2026-05-31", "--apply")
    assert status(fcl, lab) == "overdue"
    shown = " ".join(fcl.ok("show", lab).out.split())
    assert "the last day observed: no option is called 'xAI'" in shown


def test_a_value_that_is_no_number_leaves_the_question_open(fcl, hits):
    fcl.ok("observe", "arena.x", "n/a", "--on", "2026-03-01")
    fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05", "--apply")
    assert status(fcl, hits) == "overdue"
    assert "arena.x was n/a on 2026-03-01, of which 'any >= 24' says nothing" in " ".join(
        fcl.ok("show", hits).out.split()
    )
    fcl.ok("observe", "arena.x", "20", "--on", "2026-03-01", "--correct", "--apply")
    assert status(fcl, hits) == "resolved"


def test_words_are_refused_where_a_metric_has_numbers(fcl, hits):
    fcl.ok("observe", "arena.x", "20", "--on", "2026-03-01")
    refused = fcl("observe", "arena.x", "abc", "--on", "2026-03-02")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "error: arena.x is measured in numbers, and 'abc' is none\nhint: write a number, or name another metric\n"
    )
    assert len(fcl.json("observe")["metrics"]) == 1


def test_a_dry_run_says_everything_and_writes_nothing(fcl, hits):
    before = fcl.head
    told = fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05", "--apply", "--dry-run")
    assert told.out.splitlines()[1] == f"would settle {hits[:4]}  YES  because arena.x was 25 on 2026-03-05"
    assert ("nothing written (--dry-run)" in told.err, fcl.head) == (True, before)


def test_the_past_knows_what_was_observed_then(fcl, hits):
    fcl.ok("observe", "arena.x", "25", "--on", "2026-03-05")
    entry = fcl.json("log", "--entries")[0]["entry"]
    fcl.ok("observe", "arena.x", "20", "--on", "2026-03-05", "--correct", "--apply")
    assert "so far      YES, because arena.x was 25 on 2026-03-05" in fcl.ok("--as-of", entry, "show", hits).out
    with Book(fcl.ledger) as book:
        assert [one.question for one in book.proposals(as_of=entry)] == [hits]
        assert [one.value for one in book.observations("arena.x", as_of=entry)] == ["25"]
        assert [(one.value, one.corrects) for one in book.observations("ARENA.x")] == [("20", True)]
        assert book.proposals() == []


def test_hostile_values_move_no_cursor(fcl):
    told = fcl.ok("observe", "m", "\x1b[31mred", "--on", "2026-03-05", "--source", "\u202eevil")
    assert (("\x1b" in told.out), ("\\x1b[31mred" in told.out), ("\u202e" in told.out)) == (False, True, False)
    assert "\x1b" not in fcl.ok("observe").out
