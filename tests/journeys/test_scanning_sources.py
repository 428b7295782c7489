"""What a scan leaves behind: the census of a source, and whose view each quote is."""

from pathlib import Path

import pytest

from tests.journeys.test_json import valid

ROOT = Path(__file__).parents[2]

TEXT = """\
An interview

There's an 80 percent chance we ship by the end of 2097.
It was cold. We will very likely see it before mid-2098.
Sooner or later they will fold.
Critics say the dam will break by 2090, but it sounds silly.
"""
SAID = ("-f", "J. Doe", "--made", "2026-01-18", "--source", "https://example.org/i42")


@pytest.fixture
def text(fcl):
    (fcl.home / "interview.txt").write_text(TEXT)
    return "interview.txt"


def test_the_census_says_what_became_of_each_sentence(fcl, text):
    fcl.ok("scan", text, *SAID, "-o", "drafts.toml")
    drafts = (fcl.home / "drafts.toml").read_text().split("[[prediction]]")
    (fcl.home / "drafts.toml").write_text("[[prediction]]".join(drafts[:2]))
    fcl.ok("add", "--from", "drafts.toml")
    [census] = valid(fcl.ok("--json", "source", "show", "https://example.org/i42").out)["data"]["census"]
    counts = {name: census[name] for name in ("sentences", "flagged", "accepted", "rejected", "skipped", "unseen")}
    assert counts == {"sentences": 6, "flagged": 4, "accepted": 1, "rejected": 0, "skipped": 0, "unseen": 3}
    fcl.ok("--yes", "scan", text, *SAID, "--add")
    shown = fcl.ok("source", "show", "https://example.org/i42").out
    assert "  census      6 sentences, 4 flagged, 2 accepted, 2 skipped, by rules 1\n" in shown
    table = fcl.ok("export", "census").out.splitlines()
    assert table[0].startswith("source,text_sha256,proposer,version,sentences,flagged,accepted,rejected,skipped,unseen")
    assert ",rules,1,6,4,2,0,2,0,0,," in table[1]
    assert len(table) == 2


def test_what_a_text_reports_is_its_speakers_view_told_by_its_author(fcl):
    (fcl.home / "a.html").write_text(
        '<html><head><meta name="author" content="A. Author"></head><body>'
        "<p>Rents will fall by 2098, Ann Roe said.</p>"
        "<p>Some people say that the dam will break by 2090, but it sounds silly.</p></body></html>"
    )
    first, second = fcl.json("scan", "a.html", "--made", "2026-01-18", "--threshold", -300)
    assert (first["speaker"], first["attribution"]) == ("Ann Roe", "reported")
    assert (second["speaker"], second["attribution"]) == (None, "rejected")
    fcl.ok("--yes", "scan", "a.html", "--made", "2026-01-18", "--threshold", -300, "--add")
    [prediction] = fcl.json("list")[0]["predictions"]
    assert (prediction["forecaster"], prediction["forecasts"][0]["reporter"]) == ("Ann Roe", "A. Author")
    assert prediction["forecasts"][0]["quote"]["attribution"] == "reported"


def test_a_view_that_the_author_rejects_is_not_laid_at_their_door(fcl):
    (fcl.home / "a.html").write_text(
        '<html><head><meta name="author" content="A. Author"></head><body>'
        "<p>Some people say that the dam will break by 2090, but it sounds silly.</p></body></html>"
    )
    fcl.ok("scan", "a.html", "--made", "2026-01-18", "--threshold", -300, "-o", "drafts.toml")
    file = fcl.home / "drafts.toml"
    file.write_text(file.read_text().replace('forecaster = ""', 'forecaster = "A. Author"'))
    refused = fcl("add", "--from", "drafts.toml")
    assert refused.code == 4
    assert "'A. Author' rejects this view: it is no forecast of theirs" in refused.err
    file.write_text(file.read_text().replace('"A. Author"', '"the critics"'))
    assert "Added " in fcl.ok("add", "--from", "drafts.toml").out


def test_what_asks_for_a_series_is_recorded_as_one_once_it_says_its_start(fcl):
    (fcl.home / "a.txt").write_text("Every month, the big three will rotate around the podium.\n")
    fcl.ok("scan", "a.txt", "-f", "J. Doe", "--made", "2026-01-18", "--threshold", -300, "-o", "drafts.toml")
    file = fcl.home / "drafts.toml"
    words = file.read_text()
    rule = 'every = "FREQ=MONTHLY;BYMONTHDAY=-1"'
    assert f'# as a series: write {rule}, starting = "2027-01", and {{period}} in the claim' in words
    words = words.replace('every = ""', rule).replace('starting = ""', 'starting = "2026-02"')
    file.write_text(words.replace('claim = "Every month,', 'claim = "In {period}'))
    assert fcl.ok("add", "--from", "drafts.toml").out.startswith("Added series ")
    fcl.ok("expand", "--until", "2026-03-31")
    assert {one["predictions"][0]["forecasts"][0]["quote"]["start"] for one in fcl.json("list")} == {0}


@pytest.mark.parametrize("page", ["README.md", "docs/scanning.md"])
def test_the_example_of_the_pages_is_what_the_program_says(fcl, page):
    (fcl.home / "interview.txt").write_text(
        "An interview\n\nThere's an 80 percent chance we ship by the end of next year.\n"
        "We will very likely see it before mid-2028.\nSooner or later they will fold.\n"
    )
    said = fcl.ok(
        "scan", "interview.txt", "-f", "J. Doe", "--made", "2026-11-18", "--source", "https://example.org/i42"
    )
    assert said.out in (ROOT / page).read_text("utf-8")


def test_a_terminal_shows_how_many_candidates_are_drafted(fcl, text, monkeypatch):
    monkeypatch.setattr("ledger.cli.progress.PATIENCE_SECONDS", 0)
    monkeypatch.setattr("ledger.cli.progress.PAUSE_SECONDS", 0)
    assert "drafted" not in fcl.ok("scan", text, *SAID).err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert " 2 of 4 candidates drafted" in fcl.ok("scan", text, *SAID).err
    assert "drafted" not in fcl.ok("--json", "scan", text, *SAID).err
