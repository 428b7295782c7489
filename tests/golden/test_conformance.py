"""The conformance page says what the run says; worst differences of a few last bits may vary between machines."""

import os
import re
from pathlib import Path

from tests.conformance.table import page
from tests.conftest import needs_shared

pytestmark = needs_shared

DOCS = Path(__file__).parents[2] / "docs" / "conformance.md"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))
ROUNDING = re.compile(r"\d+e-1[0-9]\b|\d+e-0[89]\b")


def steady(text: str) -> str:
    return ROUNDING.sub("~0", text)


def test_the_page_is_what_came_out():
    text = page()
    if UPDATE:
        DOCS.write_text(text, encoding="utf-8")

    assert steady(DOCS.read_text(encoding="utf-8")) == steady(text)


def test_every_case_of_every_suite_passed():
    rows = [line.split(" | ") for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    counted = [row for row in rows if len(row) == 6]

    assert len(counted) > 30
    assert all(row[1] == row[3] for row in counted)
