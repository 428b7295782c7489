"""Sources: what a file says of itself, the same text again, and a text that has changed with its quotes."""

import json

import pytest

PAGE = """\
<!doctype html><html><head><title>Why it slows</title><meta name="author" content="Ann Roe">
<meta property="article:published_time" content="2026-05-07T10:00:00Z"></head>
<body><article><p>It began in spring.</p><p>I think it will <em>eventually</em> catch up.</p></article></body></html>
"""
TEXT = "An interview.\nWe will ship it by the end of 2027, he said.\nNobody will buy it before that day comes.\n"
URL = "https://example.org/i42"


@pytest.fixture
def written(fcl):
    def write(name, text):
        path = fcl.home / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def quoted(fcl, written):
    """A source with two quotes of it; its id."""
    source = fcl.json("source", "add", written("a.txt", TEXT), "--url", URL)["id"]
    for quote in ("We will ship it by the end of 2027", "Nobody will buy it before that day comes."):
        fcl.add(f"So: {quote}", "70%", "--by", "2027", "--made", "2026-11-01", "--source", source, "--quote", quote)
    return source


def test_what_a_page_says_of_itself_is_taken_and_told(fcl, written):
    answer = fcl.ok("source", "add", written("page.html", PAGE))
    assert "Why it slows  2026-05-07  Ann Roe" in answer.out
    assert "date from: " in answer.err
    added = fcl.json("source", "show", fcl.json("source", "list")[0]["id"])["source"]
    assert (added["title"], added["author"], added["published"]) == ("Why it slows", "Ann Roe", "2026-05-07")
    assert added["published_basis"]
    assert added["format"].startswith(("page/", "html/"))
    assert added["file"] == "page.html"


def test_what_is_typed_goes_before_what_the_page_says(fcl, written):
    added = fcl.json("source", "add", written("page.html", PAGE), "--title", "Slow", "--published", "2026-04")
    assert (added["title"], added["author"], added["published"]) == ("Slow", "Ann Roe", "2026-04")
    assert added["published_basis"] is None


def test_what_was_recorded_goes_before_what_the_page_says(fcl, written):
    page = written("page.html", PAGE)
    fcl.ok("source", "add", page, "--author", "A. R. Roe")
    again = fcl.json("source", "add", page, "--licence", "CC BY 4.0", "--archived", "https://archive.example/1")
    assert (again["author"], again["licence"], again["text"]) == ("A. R. Roe", "CC BY 4.0", "same")
    assert again["archived_url"] == "https://archive.example/1"


def test_a_page_that_names_its_address_is_known_by_it(fcl, written):
    page = PAGE.replace("</head>", f'<link rel="canonical" href="{URL}"></head>')
    answer = fcl.ok("source", "add", written("page.html", page))
    assert f"known by the URL in the file: {URL}" in answer.err
    later = fcl.ok("source", "add", written("later.html", page.replace("in spring", "in autumn")))
    assert "the text has changed: nothing is quoted from it" in later.err
    assert [one["url"] for one in fcl.json("source", "list")] == [URL]


def test_a_quote_goes_through_the_marks_of_a_page(fcl, written):
    source = fcl.json("source", "add", written("page.html", PAGE), "--url", URL)["id"]
    id_ = fcl.add("It catches up", "70%", "--source", source, "--quote", "it will eventually catch up")
    quote = fcl.json("show", id_)["predictions"][0]["forecasts"][0]["quote"]
    assert quote["text"] == "it will eventually catch up"
    assert quote["start"] is not None


def test_the_text_in_json_is_found_or_pointed_at(fcl, written):
    both = written(
        "a.json", json.dumps({"post": {"html": "<p>It will rain.</p>"}, "other": {"html": "<p>Or snow.</p>"}})
    )
    added = fcl.json("source", "add", both, "--pointer", "/other/html")
    fcl.add("It snows", "70%", "--source", added["id"], "--quote", "Or snow.")
    refused = fcl("source", "add", both, "--format", "plain", "--pointer", "/other/html")
    assert (refused.code, refused.err) == (
        2, "error: a JSON Pointer leads nowhere in plain\nhint: leave --pointer out, or add --format json\n",
    )  # fmt: skip


def test_the_same_text_again_is_said(fcl, quoted, written):
    again = fcl("source", "add", written("a.txt", TEXT), "--url", URL)
    assert (again.code, again.err) == (
        4, f"error: this source is here already: {quoted}\nhint: fcl source show {quoted}\n",
    )  # fmt: skip
    more = fcl.ok("source", "add", written("a.txt", TEXT), "--url", URL, "--licence", "MIT")
    assert "the text is the same as before" in more.err


def test_the_same_text_under_another_name_is_warned_of(fcl, quoted, written):
    other = fcl.ok("--json", "source", "add", written("b.txt", TEXT), "--url", "https://example.org/copy")
    assert other.data["same_text"] == [quoted]
    warnings = json.loads(other.out)["warnings"]
    assert warnings == [{"code": "same_text", "message": f"the same text is here as source {quoted[:4]}"}]


@pytest.mark.parametrize("named", [("--url", URL), ("--of", None)])
def test_the_quotes_of_a_changed_text_are_found_again(fcl, quoted, written, named):
    words = [named[0], named[1] or quoted]
    changed = TEXT.replace("An interview.", "News\n\nAn interview.").replace("Nobody will buy", "Nobody would buy")
    answer = fcl.ok("source", "add", written("b.txt", changed), *words)
    assert "the text has changed: 2 quotes found again, 0 lost" in answer.err
    assert '  moved      "We will ship it by the end of 2027"  line 4, 20-54' in answer.out
    assert 'changed    "Nobody will buy it before that day comes."  line 5' in answer.out
    assert 'now "Nobody would buy it before that day comes."' in answer.out
    assert fcl.json("source", "list")[0]["id"] == quoted
    shown = fcl.ok("source", "show", quoted).out
    assert '  14-48       "We will ship it by the end of 2027"  now 20-54 (exact)\n' in shown
    first, second = fcl.json("source", "show", quoted)["quotes"]
    assert first["moved_to"] == {"start": 20, "end": 54, "found_by": "exact"}
    assert second["moved_to"]["found_by"] == "fuzzy"
    found = fcl.ok("--json", "source", "check")
    assert json.loads(found.out)["summary"] == {"same": 0, "moved": 1, "changed": 1, "lost": 0, "unchecked": 0}


def test_a_quote_that_a_changed_text_has_lost_is_listed(fcl, quoted, written):
    left = "An interview.\nNobody will buy it before that day comes.\n"
    answer = fcl.ok("source", "add", written("b.txt", left), "--of", quoted)
    assert "the text has changed: 1 quote found again, 1 lost" in answer.err
    assert '  lost       "We will ship it by the end of 2027"' in answer.out


def test_only_the_hash_is_held_where_that_is_asked(fcl, written):
    source = fcl.json("source", "add", written("a.txt", TEXT), "--keep", "hash")["id"]
    checked = fcl.json("source", "check", source)
    assert checked == [
        {"id": source, "title": None, "looked_in": None, "text_sha256": checked[0]["text_sha256"], "quotes": []}
    ]
    fcl.add("Anything", "70%", "--source", source, "--quote", "words that nobody can check")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("a.txt", "--fetch"), "error: only a URL is fetched\nhint: leave --fetch out\n"),
        ((URL, "--url", URL), "error: two URLs for one source\nhint: leave --url out\n"),
        ((URL, "--format", "html"), "error: a URL that is not fetched has no text to read\nhint: add --fetch\n"),
        (("a.txt", "--archived", "x"), "error: 'x' is no URL\nhint: write https://example.org/i42\n"),
    ],
)
def test_what_does_not_go_together_is_refused(fcl, written, words, message):
    written("a.txt", TEXT)
    refused = fcl("source", "add", *words)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.endswith(message)
    assert not fcl.ledger.exists() or fcl.json("source", "list") == []


def test_a_source_that_is_none_has_no_later_text(fcl, written):
    refused = fcl("source", "add", written("a.txt", TEXT), "--of", "zzzz")
    assert (refused.code, refused.err.splitlines()[-2:]) == (
        3, ["error: no source is 'zzzz'", "hint: fcl source list shows the ids"],
    )  # fmt: skip


def test_warnings_of_a_reader_are_said(fcl):
    path = fcl.home / "a.txt"
    path.write_bytes("Es wird wärmer, glaube ich.".encode("cp1252"))
    answer = fcl.ok("--json", "source", "add", path)
    warnings = json.loads(answer.out)["warnings"]
    assert [one["code"] for one in warnings] == ["text"]
    assert "is not UTF-8" in warnings[0]["message"]


def test_what_is_known_of_a_source_is_shown(fcl, written):
    source = fcl.json(
        "source", "add", written("a.txt", TEXT), "--title", "Interview", "--licence", "CC BY 4.0",
        "--archived", "https://archive.example/1",
    )["id"]  # fmt: skip
    shown = fcl.ok("source", "show", source).out
    assert "  archived    https://archive.example/1\n" in shown
    assert "  licence     CC BY 4.0\n" in shown
    assert "  format      plain/1\n" in shown
    listed = fcl.ok("source", "list").out
    assert listed.splitlines()[0].split() == ["id", "published", "quotes", "forecasts", "format", "title", "author"]
    assert "plain/1" in listed
