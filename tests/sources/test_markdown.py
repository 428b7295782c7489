"""Markdown: the words without the marks, and what front matter says."""

import pytest

from ledger.sources.reading import read_document
from tests.sources.files import refusal

TEXTS = {
    "emphasis": ("Models *will* __catch__ ***up***, ~~or~~ not", "Models will catch up, or not\n"),
    "emphasis in a word": ("un*believ*able snake_case_name __init__", "unbelievable snake_case_name init\n"),
    "marks that mark nothing": ("5 * 3 * 2, 2 ** 3, a_, *b, ~9", "5 * 3 * 2, 2 ** 3, a_, *b, ~9\n"),
    "emphasis within emphasis": ("**will *not* rain** ***a* b** **c *d***", "will not rain a b c d\n"),
    "escaped marks": ("\\*rain\\* and 1\\. \\[x]", "*rain* and 1. [x]\n"),
    "code": ("`a*b*` and ``c_d_``", "a*b* and c_d_\n"),
    "links": ("[It *will* rain](https://e.org/a_(b) 'x'), [soon][1] <https://e.org/a_b_c>",
              "It will rain, soon https://e.org/a_b_c\n"),
    "pictures": ("a ![b](c.png)[![d](e)](f) g", "a g\n"),
    "wiki links": ("[[page_one | the page]], [[Two]] ![[Three]]", "the page, Two\n"),
    "footnotes": ("FLOPs[^2] count\n\n[^2]: A FLOP is\n  an operation", "FLOPs2 count\nA FLOP is an operation\n"),
    "link addresses": ("a\n\n[1]: https://e.org\n[two words]: /x", "a\n"),
    "headings": ("# What *comes* #\nIt\n## C#\nUnder\n=====\nLine\n---\n#hash",
                 "What comes\nIt\nC#\nUnder\nLine\n#hash\n"),
    "a paragraph is one line": ("It will\nrain\n\nsoon", "It will rain\nsoon\n"),
    "a line break ends a line": ("a  \nb\\\nc<br>d<br/>e", "a\nb\nc\nd\ne\n"),
    "items": ("- a\n  b\n* c\n+ [ ] d\n- [x] e\n1. f\n2) g\n-h", "a b\nc\nd\ne\n1. f\n2) g -h\n"),
    "quotes": ("> a\n> b\n\n> > c", "a b\nc\n"),
    "rules": ("a\n\n---\n\n* * *\nb\n___", "a\nb\n"),
    "tables": ("| A | *B* |\n|:--|--:|\n| 1 | 2 |", "A\tB\n1\t2\n"),
    "program text": ("```py\n# a *b* <c>\n```\n~~~\n```\n~~~\nd", "# a *b* <c>\n```\nd\n"),
    "tags and entities": ("<b>a</b> <!-- c\n\n --> &amp; d < e", "a & d < e\n"),
    "time stamps": ("[00:01:11] It rains [0:45](https://e.org/?t=45). A [1:2] draw", "It rains. A [1:2] draw\n"),
    "code points that mean nothing": ("a\ufdd0\ufdd3b", "a\ufffd\ufffdb\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
def test_the_words_without_the_marks(case):
    marked, text = TEXTS[case]

    assert read_document(marked.encode(), name="a.md").text == text


def test_footnotes_and_time_stamps_are_places():
    found = read_document(
        b"[00:01] It rains. [02:01:83] It snows.\n\nIt hails [0:45]. It ends\n\n[^fn]: A *note*\n", name="a.md"
    )

    places = [(one.kind, one.value, found.text[one.start : one.end]) for one in found.places]

    assert found.text == "It rains. It snows.\nIt hails. It ends\nA note\n"
    assert places == [
        ("time", "00:01", "It rains."), ("time", "02:01:83", "It snows."), ("time", "0:45", "It hails"),
        ("element", "#fn-fn", "A note"),
    ]  # fmt: skip


def test_a_time_stamp_that_stands_alone_belongs_to_the_words_below():
    found = read_document(b"[00:01]\n\nIt rains.\n\n[0:02] [0:03]\n\n- It snows.\n\n[9:59]\n", name="a.md")

    assert found.text == "It rains.\nIt snows.\n"
    assert [(one.value, found.text[one.start : one.end]) for one in found.places] == [
        ("00:01", "It rains."), ("0:03", "It snows."),
    ]  # fmt: skip


FRONT = {
    "single lines": ("---\ntitle: \"Rain: a view\"\nauthor: 'Ann' # her\ndate: 2026-05-07\nurl: https://e.org/#x\n---\n",
                     ("Rain: a view", "Ann", "2026-05-07", "https://e.org/#x")),
    "YAML": ("---\nauthors:\n  - Ann\n  - name: Bob\ntitle: >\n  Rain\n  falls\ndate: 2026-05-07T10:00:00Z\n...\n",
             ("Rain falls", "Ann, Bob", "2026-05-07", None)),
    "TOML": ('+++\ntitle = "Rain"\nauthors = ["Ann"]\ndate = 2026-05-07\n+++\n', ("Rain", "Ann", "2026-05-07", None)),
    "other keys": ("---\ntags: [a, b]\nlayout: {x: 1}\nPublished_At: May 2026\n---\n", (None, None, "2026-05", None)),
    "a date that is none": ("---\ndate: soon\n---\n", (None, None, None, None)),
    "YAML that is no table": ("---\n- title:\n---\n", (None, None, None, None)),
}  # fmt: skip


@pytest.mark.parametrize("case", FRONT)
def test_front_matter_says_what_the_text_is(case):
    front, about = FRONT[case]

    found = read_document(f"{front}It will rain.\n".encode(), name="a.md")

    assert (found.text, found.warnings) == ("It will rain.\n", ())
    assert (found.title, found.author, found.published, found.url) == about


@pytest.mark.parametrize("front", ["---\ntitle: [a\n---\n", "---\ntitle: &a [*a, *b]\n---\n", "+++\ntitle = \n+++\n"])
def test_front_matter_that_cannot_be_read_is_told(front):
    found = read_document(f"{front}It will rain.\n".encode(), name="a.md")

    assert (found.text, found.title) == ("It will rain.\n", None)
    assert found.warnings == ("a.md: its front matter cannot be read",)


def test_front_matter_that_multiplies_itself_says_nothing_and_takes_no_time():
    laughs = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    content = f"---\na0: &a0 ha\n{laughs}title: *a29\ndate: *a29\n---\nIt will rain.\n"

    assert read_document(content.encode(), name="a.md").title is None


def test_the_heading_that_a_text_begins_with_is_its_title_where_front_matter_says_none():
    text = "\n# What *comes* #\nIt will rain.\n# More\n"

    assert read_document(text.encode(), name="a.md").title == "What comes"
    assert read_document(f"---\ntitle: Rain\n---\n{text}".encode(), name="a.md").title == "Rain"
    assert read_document(f"It rains.\n{text}".encode(), name="a.md").title is None


def test_lines_that_never_close_are_no_front_matter():
    assert read_document(b"---\ntitle: x\n", name="a.md").text == "title: x\n"


def test_a_text_of_marks_alone_is_refused():
    assert refusal(b"---\n![x](y)\n", "a.md") == (2, "a.md has no text in it", "give a file with text")
