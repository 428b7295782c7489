"""What a scan leaves behind: the census of a source, and whose view each quote is."""

import pytest

from tests.journeys.test_json import valid

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
