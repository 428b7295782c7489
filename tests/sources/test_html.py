"""Pages read whole: what is a line, what is left out, what stands where, and what a page says of itself."""

import pytest

from ledger.sources.reading import read_document

TEXTS = {
    "inline marks do not break a quote": (
        "<p>It <em>will <b>ev</b>en</em>tually\n rain</p>",
        "It will eventually rain\n",
    ),
    "blocks are lines": ("<h1>A</h1>b<div>c<p>d</div>e", "A\nb\nc\nd\ne\n"),
    "items are lines": ("<ul><li>a<li>b <ol><li>c</ol></ul>", "a\nb\nc\n"),
    "a line break ends a line": ("a<br>b<br/>c", "a\nb\nc\n"),
    "cells of a row stand on one line": ("<table><tr><td> a <td>b</td></tr><tr><th>c</th></tr></table>", "a\tb\nc\n"),
    "a tab is a space": ("<p>a\tb</p>", "a b\n"),
    "lines of program text stay": ("<pre>a\n  b\n\nc</pre>d", "a\nb\nc\nd\n"),
    "footnote marks stay by their words": ("FLOPs<sup><a href='#1'>2</a></sup> count", "FLOPs2 count\n"),
    "entities are letters": ("AT&amp;T &ldquo;x&rdquo; &#8212; &lt;b&gt;", "AT&T “x” — <b>\n"),
    "a space that does not break stays": ("a&nbsp;&nbsp;b<p>&nbsp;</p>", "a\u00a0\u00a0b\n"),
    "a soft hyphen stays": ("inter&shy;national", "inter\u00adnational\n"),
    "scripts, styles and drawings are no words": (
        "<style>p{}</style>a<script>if (a</b>c) '<p>x</p>'</script><svg><text>x</text></svg><template>y</template>b",
        "ab\n",
    ),
    "a script that never ends takes the rest along": ("a<script>b", "a\n"),
    "a drawing that never ends does not": ("a<svg>b</p>", "ab\n"),
    "an empty script in XHTML is one": ("<script src='a.js'/>a", "a\n"),
    "remarks are no words": ("a<!-- <p>b</p> -->c<!>d<?php x ?>e<!-->f", "acdef\n"),
    "a remark that never ends takes the rest along": ("a<!-- b", "a\n"),
    "quoted > is no end of a tag": ("<img alt='a > b' title=\"c > d\">e", "e\n"),
    "a quote that never closes is a letter": ("<a href='x>b</a> c", "b c\n"),
    "a lone < is a letter": ("a < b <3 <", "a < b <3 <\n"),
    "a tag that never ends is text": ("a <b c", "a <b c\n"),
    "an end without a beginning does nothing but end a line": ("a</p></div></em>b", "a\nb\n"),
    "names are read in any case": ("<P>a</P><SCRIPT>x</Script><BR>b", "a\nb\n"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_the_words_of_a_page(case):
    markup, text = TEXTS[case]

    assert read_document(markup.encode(), name="a.html", format="html").text == text


def test_elements_with_an_id_are_places():
    found = read_document(b"<div id=a>x<p id=b>y</p></div><ol><li id=c>z<li id=d>w</ol><p id=e></p>", name="a.html")

    places = [(place.value, found.text[place.start : place.end]) for place in found.places]

    assert places == [("#b", "y"), ("#a", "x\ny"), ("#c", "z"), ("#d", "w")]
    assert {place.kind for place in found.places} == {"element"}


LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"},
{"@type": ["NewsArticle"], "headline": "Rain", "author": [{"name": "Ann"}, {"name": "Bob"}], "datePublished":
"2026-05-07T23:00:00-05:00", "publisher": {"@type": "Organization", "name": "Post"}}]}</script>"""
METAS = """<title>Rain - Site</title><meta property="og:title" content="Rain &amp; snow"><meta name=author content=Cleo>
<meta property="og:site_name" content="Site"><meta property="article:published_time" content="2026-04-01">
<link rel="canonical" href="https://example.org/rain"><meta name="date" content="2020">"""


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (LINKED, ("Rain", "Ann, Bob", "Post", "2026-05-07", "JSON-LD datePublished: 2026-05-07T23:00:00-05:00", None)),
        (
            METAS,
            (
                "Rain & snow", "Cleo", "Site", "2026-04-01", "meta article:published_time: 2026-04-01",
                "https://example.org/rain",
            ),
        ),
        (
            METAS + LINKED,
            (
                "Rain", "Ann, Bob", "Post", "2026-05-07", "JSON-LD datePublished: 2026-05-07T23:00:00-05:00",
                "https://example.org/rain",
            ),
        ),
        ("<title>\n Rain </title>", ("Rain", None, None, None, None, None)),
        ("<time datetime='2026-05'>May</time>", (None, None, None, "2026-05", "time element: 2026-05", None)),
        ("<meta name=date content='7 May 2026'>", (None, None, None, "2026-05-07", "meta date: 7 May 2026", None)),
        ("<meta name=date content='7 May 2026 9:00 EDT'>",
         (None, None, None, "2026-05-07", "meta date: 7 May 2026 9:00 EDT", None)),
        ("<meta name=date content='May 7'>", (None, None, None, None, None, None)),
        ("<meta name=date content='May the 4th be with you'>", (None, None, None, None, None, None)),
        (f"<script type='application/ld+json'>{'[' * 9}{{\"@type\": \"Article\", \"name\": \"T\"}}{']' * 9}</script>",
         (None, None, None, None, None, None)),
        ("<meta name=date content='05/07/2026'>", (None, None, None, None, None, None)),
        ("<meta name=date content='2026-02-30'>", (None, None, None, None, None, None)),
        ("<script type='application/ld+json'>{broken</script><title>T</title>", ("T", None, None, None, None, None)),
        ("<link rel=canonical href='/rain'>", (None, None, None, None, None, None)),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(head, expected):
    found = read_document(f"{head}<p>It will rain.</p>".encode(), name="a.html", format="html")

    about = (found.title, found.author, found.publisher, found.published, found.published_basis, found.url)

    assert about == expected


def test_a_page_may_declare_its_encoding():
    found = read_document("<meta charset=windows-1250><p>Příště</p>".encode("cp1250"), name="a.html", format="html")

    assert (found.text, found.warnings) == (
        "Příště\n", ("a.html is not UTF-8: read as windows-1250, which it declares",),
    )  # fmt: skip


def test_an_encoding_that_does_not_exist_is_guessed_instead():
    found = read_document("<meta charset=martian><p>café, naïve, à la carte".encode("cp1252"), name="a.html")

    assert found.text.startswith("café")
    assert found.warnings[0].endswith("which is a guess")


@pytest.mark.parametrize(
    "declared", ["idna", "punycode", "unicode-escape", "utf-7", "undefined", "rot13", "base64", "mbcs"]
)
def test_what_python_calls_an_encoding_and_no_page_is_written_in_is_not_believed(declared):
    found = read_document(f"<meta charset={declared}><p>caf\\u00e9, na\u00efve".encode("cp1252"), name="a.html")

    assert (found.text, found.warnings) == (
        "caf\\u00e9, na\u00efve\n", ("a.html is not UTF-8: read as cp1252, which is a guess",),
    )  # fmt: skip


ARTICLE = "<p>The price of wheat will rise in the next year, as every harvest was bad.</p>"
SAVED = f"""<!doctype html><html><head><title>Wheat</title><meta name=author content=Ann></head><body>
<nav><a href=/>Home</a> <a href=/about>About</a></nav><main><article><h1>Wheat</h1>{ARTICLE * 3}
<p>A <em>recession</em> will <strong>begin</strong> in 2027<sup>1</sup>.</p>
<p>She calls it <q>a slump</q> in <code class=x>wheat.txt</code> and <a href=/b>on her page</a>.</p></article></main>
<footer>All rights reserved. <a href=/imprint>Imprint</a></footer></body></html>"""


def test_a_saved_page_is_read_without_its_menus():
    found = read_document(SAVED.encode(), name="a.html")

    assert found.canonicaliser.startswith("page/1 trafilatura/")
    assert (found.title, found.author, found.warnings) == ("Wheat", "Ann", ())
    assert "A recession will begin in 2027" in found.text
    assert "She calls it a slump in wheat.txt and on her page.\n" in found.text
    assert "Home" not in found.text
    assert "Imprint" not in found.text


def test_the_same_page_is_read_whole_where_that_is_asked_for():
    found = read_document(SAVED.encode(), name="a.html", format="html")

    assert found.text.splitlines()[0] == "Home About"
    assert found.canonicaliser == "html/1"


def test_a_page_that_is_too_long_to_be_searched_is_read_whole_with_a_warning():
    found = read_document(b"<html><body>" + b"<p>It will rain.</p>" * 40_000, name="a.html")

    assert (found.canonicaliser, len(found.text)) == ("html/1", 40_000 * len("It will rain.\n"))
    assert found.warnings == ("a.html: read whole, as it is too long to look for its article",)


def test_a_page_without_an_article_is_read_whole_with_a_warning(monkeypatch):
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: None)
    found = read_document(b"<html><body><nav>Rain</nav></body></html>", name="a.html")

    assert found.text == "Rain\n"
    assert found.warnings == ("a.html: read whole, as no article was found in it",)
