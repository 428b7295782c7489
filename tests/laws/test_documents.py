"""Laws of calendars and feeds: whatever strangers wrote, they read back as what they are, and say it."""

import itertools
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree as ET

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ledger
from ledger.exporters._telling import line_of

PARTS = st.sampled_from([
    "\r\nEND:VEVENT\r\n", "\nBEGIN:VEVENT\n", "BEGIN:VALARM", "<script>alert(1)</script>", "]]>", "&amp;", "-->", '"',
    ";", ",", "\\", "\\n", ":", "\x0b", "\x1b[2J", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff", "\ufffe", "\U0001f327",
    "e" + "\u0301" * 40, "x" * 80, "\u00e9" * 80, " ", "ATTACH:file:///etc/passwd",
])  # fmt: skip
WORDS = st.lists(
    PARTS | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9), max_size=6
)
COUNT = itertools.count()
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def book():
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict("os.environ", XDG_STATE_HOME=folder),
        ledger.open(Path(folder) / "ledger.db", actor="me", zone="UTC", now=lambda: NOW) as opened,
    ):
        opened.question = opened.add("It rains", "70%", by="2026-04-30", made="2026-01-02", tags=["weather"])
        yield opened


@settings(max_examples=15, deadline=None)
@given(claim=WORDS, criteria=WORDS, title=WORDS)
def test_whatever_is_said_stays_inside_its_place(book, claim, criteria, title):
    claim, criteria, title = f"c{''.join(claim)}", f"{next(COUNT)} {''.join(criteria)}", "".join(title)
    book.edit(book.question.id, claim=claim, criteria=criteria)
    said = book.show(book.question.id).claim

    content = book.calendar(title=title)
    made = icalendar.Calendar.from_ical(content)
    assert [one.name for one in made.walk()] == ["VCALENDAR", "VEVENT", "VALARM"]
    assert all(len(line) <= 75 and not set(line) & set(range(32)) for line in content.split(b"\r\n"))
    assert str(made.walk("VEVENT")[0]["summary"]) == f"Due: {line_of(said)}"

    feed = book.feed(title=title)
    root = ET.fromstring(feed)
    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {
        "feed", "id", "title", "updated", "author", "name", "entry", "category", "content",
    }  # fmt: skip
    titles = [one.text for one in root.iter("{http://www.w3.org/2005/Atom}title")]
    assert set(titles[1:]) == {f"Due: {line_of(said)}", f"Added: {line_of(said)}"}
    assert b"<script" not in feed
