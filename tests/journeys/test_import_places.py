"""Journeys of files with names: what is wrong is told with file and line, and how far a long one has come."""

import sys
from pathlib import Path

import pytest

from ledger.book import open as open_book
from ledger.importers import Wishes
from tests.downloads import zipped

BAD = "claim,p,made\nRain,70,2026-01-02\nSnow,50%,2026-01-02\n"


def test_a_bad_row_is_told_with_its_file_and_line(fcl) -> None:
    Path("old.csv").write_text(BAD)
    told = fcl("import", "csv", "old.csv")
    assert told.code == 5
    assert "  old.csv:2: '70' is not between 0 and 1" in told.err
    skipped = fcl.ok("import", "csv", "old.csv", "--skip-bad")
    assert "  old.csv:2: '70' is not between 0 and 1" in skipped.err


def test_rows_of_standard_input_have_a_line_only(fcl) -> None:
    assert "  line 2: '70' is not between 0 and 1" in fcl("import", "csv", "-", stdin=BAD).err


def test_a_name_that_would_control_the_terminal_is_shown_harmless(fcl) -> None:
    Path("\x1b[2J.csv").write_text(BAD)
    told = fcl("import", "csv", "\x1b[2J.csv").err
    assert "\x1b" not in told
    assert "[2J.csv:2:" in told


@pytest.mark.parametrize(
    ("content", "options", "told"),
    [
        ("a,b\n1,2\n", (), "error: old.csv: no column holds the claims"),
        ("claim\nRain\n", (), "error: old.csv: no column holds the probabilities"),
        (BAD, ("--map", "p=Chance"), "error: old.csv: no column is called 'Chance'"),
        ("", (), "error: old.csv: the file is empty"),
        (BAD, ("--tz", "Mars"), "error: no time zone is called 'Mars'"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_name(
    fcl, content: str, options: tuple[str, ...], told: str
) -> None:
    Path("old.csv").write_text(content)
    answer = fcl("import", "csv", "old.csv", *options)
    assert answer.code == 2
    assert told in answer.err


@pytest.mark.parametrize(
    ("kind", "content", "told"),
    [
        ("gjp", b"", "error: some.zip: the file is empty\n"),
        ("gjp", b"q_text,q_text\n", "error: some.zip: line 1 names the column 'q_text' again as column 2\n"),
        ("gjp", b"q_text\n", "error: some.zip: no table of the Good Judgment Project: line 1 has no column 'ifp_id'\n"),
        (
            "gjp",
            zipped({"a.csv": "q_text\n"}),
            "some.zip: no table of the Good Judgment Project: a.csv: line 1 has no ",
        ),
        ("gjp", zipped({"a.csv": ""}), "error: some.zip: a.csv: the file is empty\n"),
        ("metaculus", b"PK nonsense", "error: some.zip: the file is a damaged ZIP file, or none\n"),
        (
            "metaculus",
            zipped({"a.csv": "0" * 10**7}),
            "error: some.zip: 'a.csv' unpacks to more than 200 times its size\n",
        ),
    ],
)
def test_a_file_is_named_once_and_what_it_holds_after_it(fcl, kind: str, content: bytes, told: str) -> None:
    Path("some.zip").write_bytes(content)
    answer = fcl("import", kind, "some.zip")
    assert answer.code == 2
    assert told in answer.err
    assert answer.err.count("some.zip") == 1


def test_a_long_file_tells_now_and_then_which_line_was_reached(tmp_path) -> None:
    heard: list[int] = []
    rows = "".join(f"Event {number},50%,2026-01-02\n" for number in range(2_500))
    book = open_book(tmp_path / "ledger.db")
    book.import_table("csv", f"claim,p,made\n{rows}".encode(), Wishes(follow=heard.append))
    assert heard == [2, 1002, 2002]


def test_a_terminal_shows_how_far_it_has_come_and_a_pipe_does_not(fcl, monkeypatch) -> None:
    monkeypatch.setattr("ledger.cli.progress.PATIENCE_SECONDS", 0)
    good = BAD.replace("70", "70%")
    assert "lines read" not in fcl.ok("import", "csv", "-", stdin=good).err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert " 2 of 3 lines read\r" in fcl.ok("import", "csv", "-", "--dry-run", stdin=good).err
    assert "lines read" not in fcl.ok("--json", "import", "csv", "-", "--dry-run", stdin=good).err
