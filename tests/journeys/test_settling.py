"""Deciding and taking back, series, sources, imports and the demo through the command line."""

from tests.journeys.test_writing import MONTH_ENDS, briers, said


def test_resolutions_are_amended_reopened_annulled_and_undone(fcl):
    id_ = fcl.add("a", "90%", "--by", "2026-06-30", "--made", "2026-01-02")
    yes = fcl.ok("resolve", id_, "yes", "--known-on", "2026-06-30", "--evidence", "x", "--evidence", "y")
    assert yes.out == f"{id_[:4]}  YES on 2026-06-30   p 90%   Brier 0.0100  log 0.1054\n"
    assert fcl("resolve", id_, "no").code == 4
    no = fcl.ok("resolve", id_, "no", "--amend", "-m", "court", "--on", "2026-06-30")
    assert no.out == f"{id_[:4]}  YES → NO (2nd resolution; the first is kept)   Brier 0.0100 → 0.8100\n"
    assert fcl.ok("-y", "undo").out == f"Undone. {id_[:4]} is YES again.\n"
    assert briers(fcl, id_) == {"tester": "0.01"}
    assert fcl.ok("redo").out == f"Redone. {id_[:4]} is NO again.\n"
    assert briers(fcl, id_) == {"tester": "0.81"}
    assert "open again" in fcl.ok("reopen", id_, "-m", "contested").out
    assert briers(fcl, id_) == {}
    assert "ANNULLED" in fcl.ok("annul", id_, "-m", "no source").out
    assert fcl.json("show", id_)["status"] == "annulled"
    quarter = fcl.ok("resolve", id_, "0.25", "--amend", "--known-on", "2026-06-30")
    assert "ANNULLED → 0.25 (4th resolution; the earlier ones are kept)" in quarter.out
    assert fcl.json("show", id_)["resolutions"][0]["evidence"] == ["x", "y"]


def test_ambiguous_is_never_scored(fcl):
    id_ = fcl.add("a", "90%", "--by", "2026-06-30", "--made", "2026-01-02")
    assert "AMBIGUOUS" in fcl.ok("resolve", id_, "ambiguous").out
    assert briers(fcl, id_) == {}


def test_a_table_of_outcomes_is_one_entry_or_none(fcl):
    ids = [fcl.add(f"claim {n}", "60%", "--by", "2026-06-30", "--made", "2026-01-02") for n in range(3)]
    rows = ["id,outcome,known_on,evidence"]
    rows += [f'{id_},{outcome},2026-06-30,"a\nb"' for id_, outcome in zip(ids, ["yes", "no", "perhaps"], strict=True)]
    (fcl.home / "o.csv").write_text("\n".join(rows), encoding="utf-8")
    before = fcl.head
    bad = fcl("-y", "resolve", "--from", "o.csv")
    assert (bad.code, "row 3: cannot read 'perhaps' as an outcome" in bad.err) == (5, True)
    assert fcl.head == before
    (fcl.home / "o.csv").write_text("\n".join(rows).replace("perhaps", "0.5"), encoding="utf-8")
    assert len(fcl.ok("-y", "resolve", "--from", "o.csv").out.splitlines()) == 3
    assert [fcl.json("show", id_)["resolutions"][0]["outcome"] for id_ in ids] == ["yes", "no", "0.5"]
    assert fcl.json("show", ids[0])["resolutions"][0]["evidence"] == ["a", "b"]


def test_undo_of_what_others_build_on_takes_them_along_when_told(fcl):
    id_ = fcl.add("a", "60%", "--by", "2099")
    fcl.ok("update", id_, "70%")
    refused = fcl("-y", "undo", "2")
    assert (refused.code, "1 later entry builds on it (3)" in refused.err) == (4, True)
    assert fcl.ok("-y", "undo", "2", "--with-dependants").out == f"Undone. {id_[:4]} is gone.\n"
    assert fcl.json("list") == []
    assert fcl("redo", "3").code == 4
    fcl.ok("redo", "2")
    fcl.ok("redo", "3")
    assert said(fcl, id_) == ["0.6", "0.7"]


def test_undo_previews_in_one_sentence(fcl):
    id_ = fcl.add("a", "60%", "--by", "2099", "--made", "2026-01-02")
    fcl.ok("update", id_, "70%")
    before = fcl.head
    assert fcl.ok("undo", "--dry-run").out.startswith(f"Would undo: update {id_[:4]} (60% → 70%), ")
    refused = fcl("--as", "Ann", "undo")
    assert (refused.code, f"Undo: update {id_[:4]} (60% → 70%)" in refused.err) == (2, True)
    assert ("by tester?" in refused.err, "add -y (--yes)" in refused.err) == (True, True)
    assert fcl.head == before


def test_a_series_expands_once_to_ordinary_questions(fcl):
    series = fcl.json("add", "The lead changes in {period}", "70%", "--every", MONTH_ENDS, "--starting", "2026-01",
                      "--made", "2025-12-15", "-t", "ai")  # fmt: skip
    assert (series["starts_on"], series["occurrences"]) == ("2026-01-31", 0)
    added = fcl.ok("expand", series["id"][:5], "--until", "2026-03-31").out.splitlines()
    assert [line.split()[3:5] for line in added] == [["by", day] for day in ("2026-01-31", "2026-02-28", "2026-03-31")]
    again = fcl.ok("expand", "--until", "2026-03-31")
    assert (again.out, "nothing to add" in again.err) == ("", True)
    march = next(one for one in fcl.json("list") if one["period"] == "2026-03")
    assert (march["claim"], march["tags"], said(fcl, march["id"])) == ("The lead changes in 2026-03", ["ai"], ["0.7"])
    assert fcl("add", "{period}", "50%", "--every", MONTH_ENDS).code == 2
    assert fcl("add", "{period}", "50%", "--every", MONTH_ENDS, "--starting", "2026-01-15").code == 2


def test_sources_hold_their_text_and_check_quotes(fcl):
    (fcl.home / "talk.txt").write_text("It will rain,\nhe said. Very soon.", encoding="utf-8")
    told = fcl.json("source", "add", "talk.txt", "--title", "Talk", "--published", "2026-01", "--author", "J. Doe")
    assert (told["title"], told["published"], told["url"]) == ("Talk", "2026-01", None)
    assert fcl("source", "add", "talk.txt").code == 4
    fcl.ok("source", "add", "https://example.org/i42")
    id_ = fcl.add("Rain", "60%", "--quote", "rain, he said", "--source", told["id"][:5])
    quote = fcl.json("show", id_)["predictions"][0]["forecasts"][0]["quote"]
    assert (quote["text"], quote["start"], quote["end"]) == ("rain,\nhe said", 8, 21)
    assert fcl("add", "Snow", "60%", "--quote", "snow", "--source", told["id"]).code == 4
    assert [one["title"] for one in fcl.json("source", "list")] == ["Talk", None]
    shown = fcl.ok("source", "show", told["id"]).out
    assert ('8-21        "rain, he said"' in shown, "Rain" in shown) == (True, True)


def test_import_is_idempotent_and_lists_bad_rows(fcl):
    table = "claim,p,by,made,outcome\nA,70%,2026-06-01,2026-01-01,yes\nB,30,2026-06-01,2026-01-01,no\n"
    (fcl.home / "t.csv").write_text(table, encoding="utf-8")
    fcl.ok("list")
    before = fcl.head
    bad = fcl("import", "csv", "t.csv")
    assert (bad.code, "t.csv:3: '30' is not between 0 and 1" in bad.err) == (5, True)
    dry = fcl.ok("import", "csv", "t.csv", "--percent", "--dry-run")
    assert "Nothing written (--dry-run)." in dry.out
    assert fcl.head == before
    assert "1 rejected" in fcl.ok("import", "csv", "t.csv", "--skip-bad").out
    assert (
        "1 question and 1 forecast and 1 resolution already here" in fcl.ok("import", "csv", "t.csv", "--percent").out
    )
    before = fcl.head
    assert ": 0 new, 2 questions" in fcl.ok("import", "csv", "-", "--percent", stdin=table).out
    assert fcl.head == before
    assert sorted(one["predictions"][0]["p"] for one in fcl.json("list")) == ["0.3", "0.7"]


def test_demo_fills_an_empty_ledger_only(fcl):
    told = fcl.ok("demo").out.splitlines()
    assert [line[:3] for line in told] == ["000", "001", "002", "003", "004", "   "]
    assert "no prediction" in told[2]
    assert len(fcl.json("list", "status:resolved")) == 12
    assert len(fcl.json("source", "list")) == 5
    before = fcl.head
    again = fcl("demo")
    assert (again.code, "not empty" in again.err) == (4, True)
    assert fcl.head == before


def test_seed_ids_are_the_same_in_every_ledger(fcl):
    first, second = (
        {one["id"] for one in fcl.json("-L", name, "list")}
        for name in ("one.db", "two.db")
        if fcl.ok("-L", name, "demo")
    )
    assert first == second
