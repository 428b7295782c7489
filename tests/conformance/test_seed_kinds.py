"""The seed ledger says what the texts say, in the kind in which it was said, and each kind comes out as it should."""

import shutil
from datetime import date
from operator import itemgetter
from pathlib import Path

import pytest

from ledger.services.seed_texts import question_id
from tests.conformance.seeds import (
    ANCHORS,
    ASKED,
    BY_KEY,
    FORECASTS,
    QUESTIONS,
    QUOTES,
    SERIES,
    Table,
    condition_of,
    gold,
    imputed,
    parts_of,
)
from tests.conftest import needs_shared
from tests.program import Fcl

GOLD = gold()
CORE = [entry for entry in GOLD.values() if entry["tier"] == "core"]
SECONDARY = [entry for entry in GOLD.values() if entry["tier"] == "secondary"]
WITH_CONDITIONS = {"conditional", "compound", "compound_part"}
TESTABLE = [entry for entry in SECONDARY if entry["testable"] != "no"]

CONDITIONS = [table for table in QUESTIONS if table["key"].startswith("C")]
BRANCHES = [table for table in QUESTIONS if "condition" in table]
BUNDLES = [table for table in QUESTIONS if parts_of(table)]


def _named(tables: list[Table]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("table", tables, ids=itemgetter("key"))


def _read(entries: list[Table]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("entry", entries, ids=itemgetter("id"))


def _kind(key: str) -> str:
    """What a key stands for here, in the words of the reading."""
    table = BY_KEY[key]
    if table in SERIES:
        return "recurring"
    if table in QUOTES:
        return f"quote of {table['kind']}"
    if parts_of(table):
        return "compound"
    return "conditional" if "condition" in table else str(table.get("type", "binary"))


def _is_true_to(entry: Table) -> bool:
    """Whether an entry of the reading is here as what it is; the sentence behind the two monthly series is quoted."""
    kind = _kind(entry["id"])
    if entry["type"] == "compound_part":
        return entry["id"] in parts_of(BY_KEY[entry["parent"]]) or kind == "recurring" == GOLD[entry["parent"]]["type"]
    if entry["id"] == "P004-41":
        return kind == "quote of compound" and {"P004-41a", "P004-41b"} <= {table["key"] for table in SERIES}
    return kind == str(entry["type"])


@needs_shared
@_read(CORE)
def test_every_core_prediction_is_here_as_what_it_is(entry: Table) -> None:
    assert entry["id"] in {key for key, _, _ in ANCHORS}
    assert _is_true_to(entry)


@needs_shared
@_read(TESTABLE)
def test_every_secondary_prediction_that_could_be_settled_is_asked_as_what_it_is(entry: Table) -> None:
    assert BY_KEY[entry["id"]] in ASKED
    assert _is_true_to(entry)


@needs_shared
@_named(QUOTES)
def test_a_quote_is_what_no_observation_could_settle_or_the_sentence_behind_the_series(table: Table) -> None:
    entry = GOLD[table["key"]]
    assert entry["testable"] == "no" or entry["type"] == "recurring"


@needs_shared
@_named([table for table in QUESTIONS if GOLD.get(table["key"], {}).get("type") in WITH_CONDITIONS])
def test_a_part_or_bundle_is_conditional_where_the_reading_is(table: Table) -> None:
    assert bool(condition_of(table)) == bool(GOLD[table["key"]]["condition"])


@needs_shared
def test_a_bundle_has_the_parts_of_the_reading_and_a_number_only_where_that_gives_the_bundle_one() -> None:
    said = [table for table in BUNDLES if table["key"] in GOLD]
    assert said
    for table in said:
        entry = GOLD[table["key"]]
        assert parts_of(table) == sorted(key for key, one in GOLD.items() if one["parent"] == table["key"])
        assert ("probability" in table["forecast"][0]) == (not entry["vague"])


@needs_shared
def test_numbers_vagueness_and_places_are_those_of_the_reading_they_were_taken_from() -> None:
    for asked, forecast in FORECASTS:
        entry = GOLD[asked["key"]]
        # Words that name a quantity have a measure, however doubtful it is that they predict.
        assert asked.get("vague", False) == (entry["vague"] and entry["type"] != "numeric"), asked["key"]
        assert all(forecast["quote"][edge] == entry["anchor"][edge] for edge in ("start", "end")), asked["key"]
        if not asked.get("vague"):
            stated = [entry["imputed_probability"][name] for name in ("p", "low", "high")]
            assert [float(imputed(forecast)), *(float(forecast[name]) for name in ("low", "high"))] == stated


@needs_shared
def test_dates_are_asked_for_between_the_days_of_the_reading() -> None:
    decade, years = (GOLD[key]["deadline"] for key in ("P004-13", "P004-32"))
    assert years["edtf"].replace("/", "..") + "@45%" == BY_KEY["P004-32"]["forecast"][0]["interval"]
    first, last = (one.partition("=")[0] for one in BY_KEY["P004-13"]["forecast"][0]["cdf"].split())
    assert (decade["alternatives"], decade["scoring_date"]) == ([f"{first}-31"], f"{last}-31")
    assert BY_KEY["P004-13"]["bounds"] == f"2025-12..{last}"
    # An interval that ended at an open bound would hold whatever lies beyond it.
    (alternative,) = years["alternatives"]
    assert BY_KEY["P004-32"]["bounds"] == f"2025-12..{alternative[-10:-3]}"
    assert {BY_KEY[key]["open_bounds"] for key in ("P004-13", "P004-32")} == {"upper"}


@_named(CONDITIONS)
def test_a_condition_is_a_question_without_a_forecast_on_which_something_hangs(table: Table) -> None:
    assert "forecast" not in table
    assert "condition" in table["tags"]
    assert table.get("deadline") in {None, f"by {table['review']}"}
    assert isinstance(table["review"], date)
    assert table["key"] in {condition_of(branch) for branch in BRANCHES}


@_named([table for table in QUESTIONS if table not in CONDITIONS])
def test_a_prediction_has_somebody_who_made_it(table: Table) -> None:
    assert table["forecast"]


@_named(BRANCHES)
def test_a_branch_says_that_it_is_annulled_without_its_condition(table: Table) -> None:
    *_, annulled = table["criteria"].split("ANNULLED")
    assert condition_of(table) in annulled
    assert table["key"] != condition_of(table) in BY_KEY


def test_branches_under_one_condition_share_the_question() -> None:
    under = [table["key"] for table in BRANCHES if condition_of(table) == "C004-08"]
    assert under == ["P004-08", "P004-15", "P004-16", "P004-19", "P004-25"]


def test_the_shares_of_the_cdf_rise() -> None:
    low, high = (float(one.partition("=")[2].rstrip("%")) for one in BY_KEY["P004-13"]["forecast"][0]["cdf"].split())
    assert 0 < low < high < 100


def test_what_is_said_twice_by_one_speaker_and_judged_alike_is_linked() -> None:
    (table,) = (table for table in QUESTIONS if "restates" in table)
    earlier = BY_KEY[table["restates"]]
    assert (table["key"], earlier["key"]) == ("P004-35", "P004-28")
    assert earlier["criteria"] == table["criteria"]
    assert earlier["forecast"][0]["forecaster"] == table["forecast"][0]["forecaster"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("filled")
    Fcl(home).ok("demo")
    return home


@pytest.fixture
def fcl(filled: Path, tmp_path: Path) -> Fcl:
    """The seed ledger, a copy for each test."""
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    return Fcl(tmp_path)


def _status(fcl: Fcl, *keys: str) -> list[str]:
    """What each of these is: its outcome, or why it has none."""
    shown = [fcl.json("show", question_id(key)) for key in keys]
    return [one["resolutions"][-1]["outcome"] if one["status"] == "resolved" else one["status"] for one in shown]


def _resolve(fcl: Fcl, outcome: str, *keys: str) -> None:
    for key in keys:
        fcl.ok("resolve", question_id(key), outcome, "--known-on", "2026-10-01")


@_named([table for table in QUESTIONS if table["key"] in {condition_of(branch) for branch in BRANCHES}])
def test_a_condition_that_fails_annuls_its_branches_until_it_is_reopened(table: Table, fcl: Fcl) -> None:
    branches = [branch["key"] for branch in BRANCHES if condition_of(branch) == table["key"]]
    settled = next(iter(parts_of(table)), table["key"])
    assert set(_status(fcl, *branches)) == {"open"}
    _resolve(fcl, "no", settled)
    assert _status(fcl, table["key"]) == ["no"]
    assert set(_status(fcl, *branches)) == {"annulled"}
    fcl.ok("reopen", question_id(settled))
    assert set(_status(fcl, table["key"], *branches)) == {"open"}


def test_one_part_that_fails_settles_the_bundle(fcl: Fcl) -> None:
    _resolve(fcl, "no", "P004-21b")
    assert _status(fcl, "P004-21", "P004-21a", "P004-21b") == ["no", "open", "no"]


def test_a_bundle_waits_for_its_last_part(fcl: Fcl) -> None:
    *first, last = parts_of(BY_KEY["P004-21"])
    _resolve(fcl, "yes", *first)
    assert _status(fcl, "P004-21") == ["open"]
    _resolve(fcl, "yes", last)
    assert _status(fcl, "P004-21") == ["yes"]


def test_a_release_that_does_not_come_fails_the_bundle_and_annuls_what_was_said_of_it(fcl: Fcl) -> None:
    _resolve(fcl, "no", "P004-31a")
    assert _status(fcl, "P004-31", "P004-31b") == ["no", "annulled"]


def test_a_bundle_under_a_condition_comes_out_as_its_parts_do(fcl: Fcl) -> None:
    _resolve(fcl, "yes", "C003-02", "P003-02a")
    assert _status(fcl, "P003-02") == ["open"]
    _resolve(fcl, "no", "P003-02b")
    assert _status(fcl, "P003-02") == ["no"]


@pytest.mark.parametrize(("day", "held"), [("2031-06-15", 1), ("2029-06-15", 0), ("never", 0)])
def test_the_day_of_an_interval_comes_out_inside_or_outside(day: str, held: int, fcl: Fcl) -> None:
    fcl.ok("--now", "2036-02-01", "resolve", question_id("P004-32"), day)
    scores = {score["rule"]: float(score["value"]) for score in fcl.json("show", question_id("P004-32"))["scores"]}
    assert scores["interval-coverage"] == held
    assert scores["interval"] > 0


def test_a_day_between_two_points_of_a_cdf_is_scored(fcl: Fcl) -> None:
    fcl.ok("--now", "2046-02-01", "resolve", question_id("P004-13"), "2040-06-15")
    (score,) = fcl.json("show", question_id("P004-13"))["scores"]
    assert (score["rule"], float(score["value"]) > 0) == ("crps-cdf", True)


def test_what_hangs_on_others_is_linked_in_the_ledger(fcl: Fcl) -> None:
    for table in BRANCHES + BUNDLES:
        shown = fcl.json("show", question_id(table["key"]))
        on = shown["condition"] and shown["condition"]["question"]
        assert on == (question_id(condition_of(table)) if "condition" in table else None)
        assert shown["parts"] == [question_id(part) for part in parts_of(table)]
    assert fcl.json("show", question_id("P004-35"))["restates"] == question_id("P004-28")
    assert "chain intact" in fcl.ok("verify")
