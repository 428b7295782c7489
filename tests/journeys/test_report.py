"""The report as files: what is on its pages, what is left out of them, and how they come to lie there."""

import base64
import csv
import io
import json
import re
from hashlib import sha256
from html.parser import HTMLParser
from importlib import util
from xml.etree.ElementTree import fromstring

import pytest

import ledger
from ledger.site import Asked, building, write_site
from tests.journeys.calibrating import CHECK
from tests.journeys.reporting import EVIL, NOW, OF_TWO, TITLE, text_of
from tests.ledgers import needs_server, schema

ACTIVE = frozenset({"script", "iframe", "object", "embed", "img", "base", "audio", "video"})


@pytest.fixture(scope="module")
def fcl(reported):
    return reported


def bytes_of(folder):
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


class Read(HTMLParser):
    """The ids, links and active parts of a page."""

    def __init__(self, page):
        super().__init__()
        self.links, self.ids, self.active, self.handlers = [], [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.active += [tag] if tag in ACTIVE else []
        self.links += [said["href"]] if tag == "a" else []
        self.ids += [said["id"]] if "id" in said else []
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def test_every_question_has_a_page_with_all_that_is_known_of_it(fcl):
    told = text_of((fcl.site / f"predictions/{fcl.judged}.html").read_text("utf-8"))
    for words in (
        "It rains in Ghent",
        "Bob",
        "80%",
        "1 October 2026",
        "https://example.org/rain",
        "0.040",
        "none written",
    ):
        assert words in told
    moved = text_of((fcl.site / f"predictions/{fcl.moved}.html").read_text("utf-8"))
    assert ("40%" in moved, "60%" in moved, "secret remark" in moved) == (True, True, True)
    sealed = text_of((fcl.site / f"predictions/{fcl.sealed}.html").read_text("utf-8"))
    assert ("sealed with the claim" in sealed, "none written" in sealed) == (True, False)
    questions = fcl.json(*NOW, "list")
    assert {one["id"] for one in questions} == {one.stem for one in (fcl.site / "predictions").iterdir()}
    listed = text_of((fcl.site / "predictions.html").read_text("utf-8"))
    assert all(text_of(one["claim"])[:9] in listed for one in questions)


def test_every_link_within_the_report_leads_somewhere_and_every_other_one_to_the_web(fcl):
    for page in fcl.site.rglob("*.html"):
        for link in Read(page.read_text("utf-8")).links:
            if link.startswith("#"):
                continue
            assert link.startswith("https://") or (page.parent / link).resolve().is_file(), (page, link)


def test_what_strangers_wrote_is_text_on_every_page(fcl):
    for page in fcl.site.rglob("*.html"):
        content = page.read_text("utf-8")
        read = Read(content)
        assert read.active == (["script"] if page.name == "predictions.html" and page.parent == fcl.site else []), page
        assert (read.handlers, len(read.ids)) == ([], len(set(read.ids))), page
        assert "\u202e" not in content
        assert not re.search(r'(?:src|href)="(?:javascript|http:)', content)
    shown = text_of((fcl.site / f"predictions/{fcl.evil}.html").read_text("utf-8"))
    assert EVIL.rstrip("\u202e ") in shown
    assert "<img src=x onerror=alert(1)>" in shown
    assert "</blockquote><script>alert(2)</script>" in shown


def test_a_browser_may_run_only_the_script_whose_hash_the_page_names(fcl):
    content = (fcl.site / "predictions.html").read_text("utf-8")
    (script,) = re.findall(r"<script>(.*?)</script>", content, re.DOTALL)
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in content
    assert content.index("Content-Security-Policy") < content.index("<title>")
    assert "default-src &#39;none&#39;" in content


def test_the_same_ledger_and_clock_give_the_same_bytes_in_place_of_the_old_ones(fcl):
    before = bytes_of(fcl.site)
    fcl.ok(*NOW, "report", "-o", fcl.site, "--title", TITLE)
    assert bytes_of(fcl.site) == before
    assert [one.name for one in fcl.home.iterdir() if one.name.startswith(".site")] == []
    about = json.loads(before["report.json"])
    pages = sum(name.endswith(".html") for name in before)
    assert (about["format"], about["title"], about["pages"]) == ("forecast-ledger/report/1", TITLE, pages)


def test_the_tables_to_download_are_those_of_export(fcl):
    for name in ("predictions", "forecasts", "scores", "tally"):
        ours = list(csv.DictReader(io.StringIO((fcl.site / f"data/{name}.csv").read_text("utf-8"))))
        theirs = fcl.ok(*NOW, "export", name, "--spreadsheet-safe")
        assert ours == list(csv.DictReader(io.StringIO(theirs)))


def test_the_calendar_and_the_feed_are_of_what_is_in_the_report(fcl):
    calendar, feed = ((fcl.site / name).read_bytes() for name in ("due.ics", "feed.atom"))
    assert b"The budget passes" in calendar
    assert b"\r\n" in calendar
    addresses = [one.get("href") for one in fromstring(feed).iter("{http://www.w3.org/2005/Atom}link")]
    assert f"predictions/{fcl.judged}.html" in addresses
    assert all((fcl.site / one).is_file() for one in addresses)


def test_every_figure_has_a_description_a_caption_and_its_numbers_as_a_file(fcl):
    for name in ("index.html", "calibration.html", "due.html", f"predictions/{fcl.moved}.html"):
        content = (fcl.site / name).read_text("utf-8")
        figures = re.findall(r"<figure>(.*?)</figure>", content, re.DOTALL)
        assert figures, name
        for one in figures:
            assert re.search(r'role="img".*?<desc[^>]*>[^<]{20,}</desc>', one, re.DOTALL)
            assert re.search(r"<figcaption>[^<]{20,}", one)
            assert "<table" in one
            assert 'download="figure-' in one


def test_a_public_report_says_nothing_that_is_sealed_and_no_note(fcl, tmp_path):
    fcl.ok(*NOW, "report", "-o", tmp_path / "public", "--public", "not:forecaster:Bob", "not:Claim")
    everything = b"".join(bytes_of(tmp_path / "public").values())
    assert fcl.sealed.encode() not in everything
    assert b"Private prediction" not in everything
    assert b"secret remark" not in everything
    assert b"The budget passes" in everything
    assert fcl.sealed.encode() in b"".join(bytes_of(fcl.site).values())


def test_one_file_holds_every_page_and_its_tables(fcl, tmp_path):
    content = fcl.one.read_text("utf-8")
    read = Read(content)
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)
    assert (len(read.ids), read.active) == (len(set(read.ids)), ["script"])
    carried = [link for link in read.links if link.startswith("data:text/csv;charset=utf-8;base64,")]
    assert any("It rains in Ghent" in base64.b64decode(one.partition(",")[2]).decode() for one in carried)
    assert "Claim q3" not in content
    answer = json.loads(fcl.ok("--json", *NOW, "report", *OF_TWO, "--single", "-o", tmp_path / "one.html"))
    CHECK.validate(answer)
    assert answer["data"] == {"place": str(tmp_path / "one.html"), "pages": 1, "questions": 3}
    assert (tmp_path / "one.html").read_text("utf-8") == content


@needs_server
def test_the_other_database_gives_the_same_bytes(fcl, tmp_path):
    with schema() as place:
        fcl.ok("db", "copy", fcl.ledger, place)
        fcl.ok(*NOW, "--ledger", place, "report", *OF_TWO, "--single", "-o", tmp_path / "one.html")
    assert (tmp_path / "one.html").read_bytes() == fcl.one.read_bytes()


def test_an_empty_ledger_has_a_report_too(tmp_path):
    with ledger.open(tmp_path / "ledger.db", actor="me") as book:
        written = write_site(book, tmp_path / "site")
    assert (written.questions, written.pages) == (0, 9)
    assert "0 predictions" in text_of((tmp_path / "site/index.html").read_text("utf-8"))


def test_a_build_that_stops_leaves_the_old_site(fcl, tmp_path, monkeypatch):
    place = tmp_path / "site"
    fcl.ok(*NOW, "report", "-o", place, "forecaster:Nobody")
    before = bytes_of(place)
    first = building.KINDS[0]

    class Stopping:
        @staticmethod
        def pages(view):
            yield from first.pages(view)
            raise KeyboardInterrupt

    monkeypatch.setattr(building, "KINDS", (Stopping,))
    assert fcl(*NOW, "report", "-o", place).code == 130
    assert bytes_of(place) == before
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_cleared_and_a_site_on_its_way_out_comes_back(tmp_path):
    place = tmp_path / "site"
    with ledger.open(tmp_path / "ledger.db", actor="me") as book:
        write_site(book, place, Asked(title="First"))
        place.rename(tmp_path / ".site.old")
        (tmp_path / ".site.new").mkdir()
        (tmp_path / ".site.new/half.html").write_text("half", "utf-8")
        write_site(book, place, Asked(title="Second"))
    assert json.loads((place / "report.json").read_text("utf-8"))["title"] == "Second"
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".site")) == []
    assert not (place / "half.html").exists()


@pytest.mark.parametrize(
    ("words", "code", "message", "hint"),
    [
        ((), 2, "there is no place to write to", "fcl report -o site/"),
        (("-o", "site.html"), 2, "'site.html' is the name of a file", "add --single, or name a folder"),
        (("-o", "-"), 2, "a report is not written to standard output", "name a file or a folder with -o"),
        (("--serve", "-o", "x"), 2, "--serve writes no files", "leave -o and --single out, or --serve"),
        (("-o", "mine"), 4, "mine holds something else than a report", "choose another folder with -o"),
        (("-o", "mine/letter"), 4, "mine/letter is a file", "choose another folder with -o, or give --single"),
        (("-o", "theirs"), 4, "theirs holds something else than a report", "choose another folder with -o"),
        (("--single", "-o", "mine"), 4, "mine is a folder", "name a file in it with -o"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is_touched(
    fcl, tmp_path, monkeypatch, words, code, message, hint
):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter").write_text("dear", "utf-8")
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/report.json").write_text('{"format": "of somebody else"}', "utf-8")
    before = written(tmp_path)
    monkeypatch.chdir(tmp_path)
    answer = fcl("report", *words)
    assert (answer.code, answer.err.splitlines()) == (code, [f"error: {message}", f"hint: {hint}"])
    assert written(tmp_path) == before


def written(folder):
    """All that lies in it, and when it was written last; to look into a folder is no writing."""
    abouts = {one: one.stat() for one in folder.rglob("*")}
    return {one: (it.st_ino, it.st_mode, it.st_size, it.st_mtime_ns, it.st_ctime_ns) for one, it in abouts.items()}


def test_without_matplotlib_nothing_is_built(fcl, tmp_path, monkeypatch):
    found = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name, *rest: None if name == "matplotlib" else found(name, *rest))
    answer = fcl("report", "-o", tmp_path / "site")
    assert (answer.code, answer.err.splitlines()[1]) == (7, "hint: pip install 'forecast-ledger[plots]'")
    assert not (tmp_path / "site").exists()
