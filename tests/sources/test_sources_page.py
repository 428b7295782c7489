"""docs/sources.md names every format with its files, and no others."""

import re
from pathlib import Path

from ledger.sources.formats import EXTENSIONS, FORMATS

PAGE = Path(__file__).parents[2] / "docs" / "sources.md"


def test_the_page_lists_every_format_with_its_extensions():
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]*) \|", PAGE.read_text("utf-8"), re.MULTILINE))

    assert list(rows) == list(FORMATS)
    found = {extension: name for name, files in rows.items() for extension in re.findall(r"\.\w+", files)}
    assert found == EXTENSIONS
