"""The leaderboard as it was recorded: the monthly series settle from the raw table, and spring 2025 stays disputed."""

import csv
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.program import Fcl

DATA = SHARED / "data"
RAW = DATA / "ai_evidence_2026" / "arena_lab_best_by_date_2026.csv"
EARLIER = DATA / "ai_evidence" / "arena_lab_best_by_date.csv"
OFFICIAL = DATA / "ai_evidence" / "arena_catalog_top15_snapshots.csv"
MONTHLY = "FREQ=MONTHLY;BYMONTHDAY=-1"
THREE = "OpenAI,Google,Anthropic"
OTHERS = "xAI,Qwen,Mistral,Moonshot (Kimi),GLM"
MAKERS = {
    "gemini": "Google",
    "gpt": "OpenAI",
    "chatgpt": "OpenAI",
    "o1": "OpenAI",
    "o3": "OpenAI",
    "claude": "Anthropic",
}

pytestmark = pytest.mark.skipif(
    not OFFICIAL.exists() or not RAW.exists(), reason="the leaderboard's history is not here"
)


def observe(fcl: Fcl, file: Path, metric: str, value: str, labs: str, source: str = "history", *, apply=True):
    return fcl.json(
        "observe", "--from", file, "--metric", metric, "--value", value, "--on", "date", "--greatest", "rating",
        "--where", "series=CHART_DATA_HIGHEST", "--where", f"lab={labs}", "--source", source,
        *(["--apply"] if apply else []),
    )  # fmt: skip


def series(fcl: Fcl, starting: str, metric: str, when: str) -> str:
    claim = f"{metric} in {{period}}"
    made = f"{int(starting[:4]) - 1}-12-01"
    added = fcl.json(
        "add", claim, "70%", "--every", MONTHLY, "--starting", starting, "--made", made, "--metric", metric,
        "--when", when,
    )  # fmt: skip
    return added["id"]


def outcomes(fcl: Fcl, series_id: str) -> dict[str, str | None]:
    listed = fcl.json("list", f"series:{series_id}")
    return {
        one["period"]: one["resolutions"][-1]["outcome"] if one["resolutions"] else None
        for one in sorted(listed, key=lambda one: one["period"])
    }


def verdicts(fcl: Fcl) -> set[tuple[str | None, ...]]:
    """Outcome, day and month of everything that is resolved."""
    found = fcl.json("list", "status:resolved")
    keys = ("outcome", "happened_on", "known_on")
    return {(*(one["resolutions"][0][key] for key in keys), one["deadline"]["date"]) for one in found}


def test_the_raw_table_settles_both_monthly_series_as_the_seeds_have_them(tmp_path):
    fcl = Fcl(tmp_path)
    lead = series(fcl, "2026-01", "arena.leader", "changed, seen in the last 7 days")
    close = series(fcl, "2026-01", "arena.others", "last >= @arena.big_three - 50, seen in the last 7 days")
    fcl.ok("expand", "--until", "2026-07-31")
    for file in (EARLIER, RAW):
        observe(fcl, file, "arena.leader", "lab", THREE)
        observe(fcl, file, "arena.big_three", "rating", THREE)
        observe(fcl, file, "arena.others", "rating", OTHERS)
    months = [f"2026-0{month}" for month in range(1, 8)]
    assert outcomes(fcl, lead) == dict(zip(months, ["no", "yes", "no", "no", "no", "no", None], strict=True))
    assert outcomes(fcl, close) == dict(zip(months, [*["yes"] * 6, None], strict=True))
    demo = Fcl(tmp_path / "demo")
    demo.home.mkdir()
    demo.ok("demo")
    assert verdicts(fcl) == verdicts(demo)
    assert fcl("verify").code == 0


def test_july_waits_for_the_rest_of_its_days(tmp_path):
    fcl = Fcl(tmp_path)
    series(fcl, "2026-07", "arena.leader", "changed")
    (july,) = fcl.json("expand", "--until", "2026-07-31")
    observe(fcl, RAW, "arena.leader", "lab", THREE)
    shown = fcl.ok("show", july["id"])
    assert "not yet: the record of arena.leader ends on 2026-07-21, before" in " ".join(shown.split())


def official(folder: Path) -> Path:
    """The official snapshots with a column for the lab, which they do not have."""
    file = folder / "official.csv"
    lines = OFFICIAL.read_text(encoding="utf-8").splitlines()
    rows = [row for row in csv.DictReader(lines) if row["board"] == "leaderboard-text"]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["series", "lab", "date", "rating"])
        for row in rows:
            lab = next((maker for name, maker in MAKERS.items() if row["model"].startswith(name)), "other")
            writer.writerow(["CHART_DATA_HIGHEST", lab, row["snapshot_date"], row["rating"]])
    return file


@pytest.fixture
def spring(tmp_path) -> tuple[Fcl, str]:
    fcl = Fcl(tmp_path)
    lead = series(fcl, "2025-04", "arena.leader", "changed")
    fcl.ok("expand", "--until", "2025-05-31")
    return fcl, lead


def test_in_spring_2025_two_sources_disagree_both_are_kept_and_nothing_is_settled(spring, tmp_path):
    fcl, lead = spring
    kept = [
        observe(fcl, EARLIER, "arena.leader", "lab", THREE, "history", apply=False),
        observe(fcl, official(tmp_path), "arena.leader", "lab", THREE, "lmarena", apply=False),
    ]
    assert [len(one["observations"]) > 10 for one in kept] == [True, True]
    found = fcl.json("observe", "--apply")
    assert (found["settled"], found["proposals"]) == ([], [])
    april, may = (one["why"] for one in found["disputed"])
    assert april == (
        "the sources disagree: no by history (arena.leader was OpenAI on all of 5 days),"
        " yes by lmarena (arena.leader changed from OpenAI to Google on 2025-04-04)"
    )
    assert may == "the sources disagree: arena.leader on 2025-05-06: OpenAI (history), Google (lmarena)"
    assert outcomes(fcl, lead) == {"2025-04": None, "2025-05": None}
    told = fcl.ok("observe")
    assert "conflict  arena.leader  2025-05-06  OpenAI (history), Google (lmarena)\n" in told
    assert told.count("disputed ") == 2


def test_what_one_source_settled_is_contested_when_the_other_one_comes(spring, tmp_path):
    fcl, lead = spring
    settled = observe(fcl, official(tmp_path), "arena.leader", "lab", THREE, "lmarena")["settled"]
    assert [one["outcome"] for one in settled] == ["yes", "no"]
    found = observe(fcl, EARLIER, "arena.leader", "lab", THREE, "history")
    assert [(one["stands"], one["outcome"]) for one in found["contested"]] == [("yes", None), ("no", None)]
    assert outcomes(fcl, lead) == {"2025-04": "yes", "2025-05": "no"}
