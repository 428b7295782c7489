"""PDF, DOCX and EPUB: words, places, and what the file says of itself."""

from ledger.sources.anchors import find_quote
from ledger.sources.formats.pdf import paragraphs
from ledger.sources.reading import read_document
from tests.sources.files import HEADING, PACKAGE, SAID, docx, epub, pdf

FULL = "Open source models will eventually catch up with all of the"


def about(found):
    return found.title, found.author, found.published, found.published_basis


def places(found):
    return [(one.kind, one.value, found.text[one.start : one.end]) for one in found.places]


def test_a_pdf_is_read_page_by_page_with_its_paragraphs_joined():
    found = read_document(pdf([HEADING, FULL, "others soon."], ["The end."]), name="a.pdf")

    assert found.text == f"{HEADING}\n{FULL} others soon.\nThe end.\n"
    assert places(found) == [("page", "1", f"{HEADING}\n{FULL} others soon."), ("page", "2", "The end.")]
    assert about(found) == ("A report", "A. Author", "2026-05-07", "PDF created: 2026-05-07T10:15:00+00:00")


def test_the_hyphen_of_a_word_that_was_cut_stays_and_a_quote_without_it_is_found():
    found = read_document(pdf([FULL, "others, and it will rain on the inter-", "national summit"]), name="a.pdf")

    assert found.text == f"{FULL} others, and it will rain on the inter-national summit\n"
    assert find_quote(found.text, "the international summit").exact == "the inter-national summit"


def test_pages_without_text_among_others_are_told():
    one = read_document(pdf(["a"], []), name="a.pdf")
    two = read_document(pdf([], ["a"], []), name="a.pdf")

    assert one.warnings == ("a.pdf: page 2 has no text, only pictures or nothing",)
    assert two.warnings == ("a.pdf: 2 pages, first 1, have no text, only pictures or nothing",)


def test_a_pdf_that_only_its_owner_may_change_is_read():
    assert read_document(pdf(["It will rain."], password=""), name="a.pdf").text == "It will rain.\n"


def test_the_number_of_a_page_is_none_of_its_words():
    assert [*paragraphs(["12", FULL, "others", "13"])] == [FULL + " others"]
    assert [*paragraphs(["2030", FULL, "others", "2031"])] == ["2030", FULL + " others", "2031"]
    assert [*paragraphs(["12"])] == ["12"]


def test_items_of_a_list_are_lines_of_their_own():
    assert [*paragraphs([FULL, "• " + FULL, "• b"])] == [FULL, "• " + FULL, "• b"]


def run(words: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>"


def test_a_word_document_is_read_in_its_order_with_tables_and_notes():
    body = f"<w:p>{run('In that')}<w:r><w:tab/></w:r>{run('world')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    notes = (
        "<w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        f"<w:footnote w:id='2'><w:p>{run('They catch up.')}</w:p><w:p>{run('Soon.')}</w:p></w:footnote>"
    )

    found = read_document(docx(body, notes), name="a.docx")

    assert found.text == f"{HEADING}\n{SAID}\nGDP\t2%\nIn that world2\nThey catch up.\nSoon.\n"
    assert places(found) == [("element", "#footnote-2", "They catch up.\nSoon.")]
    assert about(found) == ("A memo", "A. Author", "2026-05-07", "DOCX created: 2026-05-07T00:00:00+00:00")


def test_tracked_changes_are_read_as_made():
    kept = f"{run('It will ')}<w:ins w:id='1'>{run('not ')}</w:ins>"
    gone = "<w:del w:id='2'><w:r><w:delText>surely </w:delText></w:r></w:del>"
    moved = f"<w:moveFrom w:id='3'>{run('once ')}</w:moveFrom>"

    found = read_document(docx(f"<w:p>{kept}{gone}{moved}{run('rain')}</w:p>"), name="a.docx")

    assert found.text.splitlines()[-1] == "It will not rain"


def test_hyphens_that_word_processors_set_are_kept():
    body = "<w:p><w:r><w:t>inter</w:t><w:softHyphen/><w:t>national x</w:t><w:noBreakHyphen/><w:t>ray</w:t></w:r></w:p>"

    assert read_document(docx(body), name="a.docx").text.splitlines()[-1] == "inter\u00adnational x-ray"


def test_words_in_links_and_content_controls_are_read():
    linked = f"<w:p><w:hyperlink>{run('It will')}</w:hyperlink>{run(' rain')}</w:p>"
    held = f"<w:sdt><w:sdtContent>{linked}</w:sdtContent></w:sdt>"

    assert read_document(docx(held), name="a.docx").text.splitlines()[-1] == "It will rain"


def test_a_book_is_read_in_the_order_of_its_spine():
    found = read_document(epub(), name="a.epub")

    assert found.text == f"{HEADING}\n{SAID}\nThe end.\n"
    assert places(found) == [
        ("chapter", "OEBPS/one.xhtml", f"{HEADING}\n{SAID}"),
        ("element", "OEBPS/one.xhtml#p1", SAID),
        ("chapter", "OEBPS/text two.xhtml", "The end."),
    ]
    assert about(found) == ("A book", "A. Author", "2026-05-07", "EPUB date: 2026-05-07")
    assert found.publisher == "P"


def test_a_chapter_that_is_missing_is_told():
    found = read_document(epub(**{"OEBPS/text two.xhtml": None}), name="a.epub")

    assert found.warnings == ("a.epub: its chapter OEBPS/text two.xhtml is missing",)
    assert found.text == f"{HEADING}\n{SAID}\n"


def test_a_chapter_that_is_listed_twice_is_read_once():
    twice = PACKAGE.replace('<itemref idref="two"/>', '<itemref idref="one"/><itemref idref="two"/>')

    assert read_document(epub(**{"OEBPS/book.opf": twice}), name="a.epub").text == f"{HEADING}\n{SAID}\nThe end.\n"


def test_entities_that_a_book_defines_are_not_unfolded():
    laughs = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><body><p>x &b; y</p></body></html>'

    assert read_document(epub(**{"OEBPS/one.xhtml": laughs}), name="a.epub").text.endswith("x &b; y\nThe end.\n")
