"""Evidence on the command line: shown with each forecast, asked for in queries, counted below tables."""

import pytest

from tests.program import Fcl


@pytest.fixture
def fcl(tmp_path):
    """Three predictions: one witnessed, one recorded late, one imported."""
    fcl = Fcl(tmp_path)
    fcl.early = fcl.add("It rains in Ghent", "80%", "--by", "2099-01-01")
    fcl.ok("anchor", "--held", "a newspaper")
    fcl.late = fcl.add("It snows in Ghent", "30%", "--by", "2026-03-01", "--made", "2026-01-02")
    (tmp_path / "t.csv").write_text("claim,p,by,made\nIt hails in Ghent,40%,2099-01-01,2026-01-02\n")
    fcl.ok("import", "csv", tmp_path / "t.csv")
    fcl.imported = fcl.ok("list", "hails", "--ids").strip()
    return fcl


def grades(fcl, id_):
    return [one["evidence"] for said in fcl.json("show", id_)["predictions"] for one in said["forecasts"]]


def test_every_forecast_has_a_grade(fcl):
    assert grades(fcl, fcl.early) == ["witnessed"]
    assert grades(fcl, fcl.late) == ["late"]
    assert grades(fcl, fcl.imported) == ["imported"]
    assert "; evidence: witnessed" in fcl.ok("show", fcl.early)


def test_a_forecast_rises_with_each_anchor_as_long_as_nobody_knows(fcl):
    id_ = fcl.add("Open", "50%", "--by", "2099")
    seen = [grades(fcl, id_)]
    fcl.ok("anchor")
    seen.append(grades(fcl, id_))
    fcl.ok("anchor", "--held", "a newspaper")
    seen.append(grades(fcl, id_))

    assert seen == [["recorded"], ["anchored"], ["witnessed"]]
    assert grades(fcl, f"{id_}@tester") == ["witnessed"]
    assert [one["forecasts"][0]["evidence"] for one in fcl.json("--as-of", "6", "show", id_)["predictions"]] == [
        "recorded"
    ]


def test_an_anchor_after_the_outcome_proves_nothing_about_before(fcl):
    id_ = fcl.add("Settled", "50%", "--by", "2099")
    fcl.ok("resolve", id_, "yes")
    fcl.ok("anchor", "--held", "a newspaper")

    assert grades(fcl, id_) == ["recorded"]


def test_an_anchor_that_was_undone_is_none(fcl):
    fcl.ok("-y", "undo", "3")
    assert grades(fcl, fcl.early) == ["recorded"]
    fcl.ok("redo", "3")
    assert grades(fcl, fcl.early) == ["witnessed"]


def test_a_bare_undo_passes_anchors_over(fcl):
    fcl.ok("anchor")
    assert "import" in fcl.ok("undo", "--dry-run")


def test_an_import_rises_only_with_a_witness(fcl):
    fcl.ok("anchor")
    assert grades(fcl, fcl.imported) == ["imported"]
    fcl.ok("anchor", "--held", "a newspaper")
    assert grades(fcl, fcl.imported) == ["witnessed"]


def test_recorded_after_it_was_known_is_retrospective(fcl):
    fcl.ok("resolve", fcl.late, "yes", "--known-on", "2026-03-01")
    shown = fcl.ok("show", fcl.late)

    assert grades(fcl, fcl.late) == ["retrospective"]
    assert "; evidence: retrospective" in shown
    assert "; retrospective" not in shown


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("evidence:witnessed", "early"),
        ("evidence:late..", "early late"),
        ("evidence:..late", "late imported"),
        ("evidence:late,imported", "late imported"),
        ("not:evidence:late..", "imported"),
        ("evidence:anchored..", "early"),
    ],
)
def test_queries_ask_for_grades(fcl, query, names):
    wanted = {getattr(fcl, name) for name in names.split()}

    assert set(fcl.ok("list", query, "--ids").split()) == wanted


def test_scores_say_how_much_is_of_which_grade_and_what_a_restriction_leaves_out(fcl):
    for id_ in (fcl.early, fcl.late, fcl.imported):
        fcl.ok("resolve", id_, "yes")
    whole = fcl("--json", "score").document["summary"]
    some = fcl("--json", "score", "evidence:recorded..").document["summary"]
    text = fcl.ok("score", "evidence:recorded..")

    assert (whole["evidence"], whole["rest"]) == ({"witnessed": 1, "late": 1, "imported": 1}, None)
    assert (some["n"], some["evidence"], some["rest"]["n"]) == (1, {"witnessed": 1}, 2)
    assert {one["rule"]: one["value"] for one in some["rest"]["scores"]}["brier"] == "0.425"
    assert "\nevidence: 1 witnessed\nof other evidence: 2 predictions, Brier (0-1) 0.425, log 1.060\n" in text
    assert "\nevidence: 1 witnessed, 1 late, 1 imported\n" in fcl.ok("score")


def test_calibration_says_it_too(fcl):
    for id_ in (fcl.early, fcl.late, fcl.imported):
        fcl.ok("resolve", id_, "yes")
    early = ("calibration", "--include", "early")
    whole = fcl("--json", *early).document["summary"]
    some = fcl("--json", *early, "evidence:witnessed").document["summary"]

    assert (whole["evidence"], whole["rest"]) == ({"witnessed": 1, "late": 1, "imported": 1}, None)
    assert (some["n"], some["evidence"], some["rest"]) == (1, {"witnessed": 1}, {"n": 2, "brier": "0.425"})
    assert fcl("--json", *early, "--timing", "first").document["summary"]["evidence"] == whole["evidence"]
    assert fcl.ok(*early, "evidence:witnessed").endswith("of other evidence: 2 predictions, Brier 0.425\n")
    assert fcl("--json", "calibration").document["summary"]["evidence"] == {"late": 1}


def test_lists_and_exports_say_it_of_each(fcl):
    listed = fcl.ok("list", "--fields", "evidence,claim").splitlines()

    assert sorted(line.split()[0] for line in listed[1:]) == ["imported", "late", "witnessed"]
    for table in ("predictions", "forecasts"):
        assert sorted(row["evidence"] for row in fcl.json("export", table)) == ["imported", "late", "witnessed"]
    then = fcl.json("--as-of", "2", "export", "predictions")
    assert [row["evidence"] for row in then] == ["recorded"]
