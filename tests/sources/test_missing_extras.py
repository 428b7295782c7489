"""What is told where a package of an extra is not installed, and what still works."""

import sys

import pytest

from ledger.sources.reading import read_document
from tests.sources.files import docx, pdf, refusal

PAGE = b"<html><body><nav>Menu</nav><p>It will rain.</p></body></html>"
LISTED = b"---\ntitle: Rain\nauthor: [A, B]\n---\nIt will rain.\n"


@pytest.fixture
def without(monkeypatch):
    def block(*packages: str) -> None:
        for name in [one for one in sys.modules if one.partition(".")[0] in packages]:
            monkeypatch.delitem(sys.modules, name)
        for package in packages:
            monkeypatch.setitem(sys.modules, package, None)

    return block


@pytest.mark.parametrize(
    ("package", "content", "name", "message", "extra"),
    [
        ("pypdf", pdf(["x"]), "a.pdf", "a.pdf is a PDF, which needs the package pypdf", "pdf"),
        ("docx", docx(), "a.docx", "a.docx is a DOCX, which needs the package python-docx", "docx"),
        ("yaml", LISTED, "a.md", "the front matter of a.md needs the package PyYAML", "sources"),
    ],
)
def test_a_missing_package_is_named_with_the_line_that_installs_it(without, package, content, name, message, extra):
    without(package)

    assert refusal(content, name) == (7, message, f"pip install 'forecast-ledger[{extra}]'")


def test_without_trafilatura_a_page_is_read_whole_with_a_warning(without):
    without("trafilatura")

    found = read_document(PAGE, name="a.html")

    assert (found.text, found.canonicaliser) == ("Menu\nIt will rain.\n", "html/1")
    assert found.warnings == (
        "a.html: read whole, with its menus: pip install 'forecast-ledger[web]' leaves those out",
    )


def test_without_charset_normalizer_bytes_count_as_western_windows(without):
    without("charset_normalizer")

    found = read_document(b"It won\x92t rain.", name="a.txt")

    assert (found.text, found.warnings) == (
        "It won’t rain.", ("a.txt is not UTF-8: read as cp1252, which is a guess",),
    )  # fmt: skip


def test_simple_front_matter_needs_no_package(without):
    without("yaml")

    found = read_document(LISTED.replace(b"[A, B]", b'"A, B"  # two\ntags:\n  - x'), name="a.md")

    assert (found.title, found.author, found.text) == ("Rain", "A, B", "It will rain.\n")
