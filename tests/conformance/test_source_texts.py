"""The five seed texts read to exactly the texts in which their predictions are marked."""

import json

import pytest

from ledger.sources.reading import read_document
from tests.conftest import SHARED, needs_shared

pytestmark = needs_shared

NAMES = (
    "000_536a050db6e4078b.txt", "001_bc6b0c7671b90487.txt", "002_adf01b623111475c.txt", "003_4b224314fca932c7.txt",
    "004_c0492b147d339412.txt",
)  # fmt: skip


def read(name: str):
    return read_document((SHARED / "seeds" / name).read_bytes(), name=name)


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_reads_to_the_text_that_every_offset_refers_to(name):
    expected = json.loads((SHARED / "gold" / "texts" / "MANIFEST.json").read_text("utf-8"))[name]

    found = read(name)

    assert (found.sha256, found.text_sha256) == (expected["file_sha256"], expected["text_sha256"])
    assert (len(found.text), found.warnings) == (expected["text_chars"], ())


def test_what_a_program_wrote_around_its_page_says_title_and_day_and_keeps_every_footnote():
    found = read(NAMES[3])

    assert (found.title, found.published) == ("Why hasn't longer-horizon training slowed AI progress?", "2026-05-07")
    assert (found.publisher, found.author) == ("sean goedecke", None)
    assert found.published_basis == "JSON /result/data/markdownRemark/frontmatter/date: May 7, 2026"
    whole, *notes = found.places
    assert (whole.kind, whole.value) == ("json_pointer", "/result/data/markdownRemark/html")
    assert [note.value for note in notes] == ["#fn-1", "#fn-2", "#fn-3", "#fn-4", "#fn-5"]
    assert "open source models will eventually catch up" in found.text[notes[3].start : notes[3].end]
