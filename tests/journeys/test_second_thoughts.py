"""What people do on second thoughts, and what a mistyped word must not do."""

import json


def standing(fcl, id_):
    return fcl.json("show", id_)["predictions"][0]["p"]


def test_redo_brings_back_all_that_one_undo_took(fcl):
    id_ = fcl.add("a", "50%", "--by", "2030", "--made", "2026-01-01")
    fcl.ok("update", id_, "60%", "--made", "2026-02-01")
    fcl.ok("update", id_, "70%", "--made", "2026-03-01")
    fcl.ok("-y", "undo", "2", "--with-dependants")
    assert fcl.json("list") == []
    fcl.ok("redo")
    assert standing(fcl, id_) == "0.7"
    assert fcl("redo").code == 4


def test_a_forecast_from_before_a_withdrawal_does_not_take_it_back(fcl):
    id_ = fcl.add("a", "60%", "--by", "2030", "--made", "2026-01-01")
    fcl.ok("withdraw", id_)
    fcl.ok("update", id_, "50%", "--made", "2026-03-01")
    assert standing(fcl, id_) is None
    fcl.ok("update", id_, "40%")
    assert standing(fcl, id_) == "0.4"


def test_a_period_that_has_not_begun_is_not_when_it_was_said(fcl):
    for made in ("2099", "2099-06", "2099-06-01"):
        refused = fcl("add", "a", "50%", "--by", "2100", "--made", made)
        assert (refused.code, "lies in the future" in refused.err) == (4, True)
    assert fcl.json("list") == []


def test_words_go_by_the_clock_that_was_given_and_the_record_by_the_real_one(fcl):
    fcl.ok("--now", "2030-01-01T12:00:00Z", "add", "a", "50%", "--by", "next year")
    said = fcl.json("list")[0]
    made = said["predictions"][0]["forecasts"][0]["made"]
    assert (said["deadline"]["date"], made, said["recorded_at"] < "2030") == ("2031-12-31", "2030-01-01", True)


def test_the_past_cannot_be_written(fcl):
    id_ = fcl.add("a", "50%", "--by", "2030", "--made", "2026-01-01")
    before = fcl.json("list")
    for words in (("add", "b", "50%", "--by", "2030"), ("resolve", id_, "yes"), ("-y", "undo"), ("verify",)):
        assert fcl("--as-of", "2", *words).code == 2
    assert fcl.json("list") == before


def test_a_mistyped_ledger_is_not_an_empty_one(fcl):
    missing = fcl("--ledger", fcl.home / "nowhere" / "typo.db", "list")
    assert (missing.code, "there is no ledger at" in missing.err) == (6, True)
    assert not (fcl.home / "nowhere").exists()


def test_the_same_wording_again_is_refused(fcl):
    id_ = fcl.add("a", "50%", "--by", "2030", "--made", "2026-01-01")
    fcl.ok("edit", id_, "--by", "2031")
    assert fcl("edit", id_, "--by", "2031").code == 2
    assert fcl.json("show", id_)["wording"] == 2


def test_days_may_be_written_as_the_user_is_used_to(fcl):
    id_ = fcl.add("a", "50%", "--by", "6/7/2030", "--made", "1/2/2026", "--date-format", "%d/%m/%Y")
    shown = fcl.json("show", id_)
    assert (shown["deadline"]["date"], shown["predictions"][0]["forecasts"][0]["made"]) == ("2030-07-06", "2026-02-01")


def test_too_late_is_told_from_the_same_day(fcl):
    late = fcl.add("late", "50%", "--by", "2026-06-30", "--made", "2026-06-30")
    same = fcl.add("same", "50%", "--by", "2026-06-30", "--made", "2026-05-01")
    for id_ in (late, same):
        fcl.ok("resolve", id_, "yes", "--known-on", "2026-05-01")
    summary = json.loads(fcl.ok("--json", "calibration").out)["summary"]["excluded"]
    assert (summary["after_known"], summary["same_day"]) == (1, 1)


def test_undoing_a_correction_says_what_is_said_again(fcl) -> None:
    key = fcl.add("It rains", "80%", "--by", "2026-01-10", "--made", "2026-01-01")
    fcl.ok("resolve", key, "yes", "--known-on", "2026-01-11")
    fcl.ok("update", key, "70%", "--correct", "--made", "2026-01-01")
    assert "is 80% again" in fcl.ok("-y", "undo").out


def test_a_yes_outside_its_window_is_kept_and_remarked_on(fcl) -> None:
    key = fcl.add("It rains", "80%", "--by", "2026-01-10", "--made", "2026-01-01")
    late = fcl.ok("resolve", key, "yes", "--happened", "2026-01-12", "--known-on", "2026-01-13")
    assert "happened on 2026-01-12, outside its window 2026-01-01 to 2026-01-10" in late.err
    amended = fcl.ok("resolve", key, "yes", "--happened", "2026-01-09", "--known-on", "2026-01-13", "--amend")
    assert "outside its window" not in amended.err
