"""Pipes, full disks and terminals: what is shown depends on where it goes."""

import os
from pathlib import Path

import pytest

from tests.journeys.shells import on_terminal, start
from tests.program import Fcl


def test_a_closed_pipe_is_quiet(settled):
    reader, writer = os.pipe()
    os.close(reader)
    done = start(settled, words=("export", "predictions"), stdout=writer)
    os.close(writer)

    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_an_error(settled):
    with Path("/dev/full").open("w") as full:
        done = start(settled, words=("export", "predictions"), stdout=full)

    assert done.returncode == 6
    assert done.stderr.startswith("error: cannot write the answer: No space left on device")


def test_a_terminal_without_the_letters_gets_escapes_not_an_error(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.add("\u65e5\u672c wins", "50%", "--by", "2030")
    done = start(fcl, words=("list",), PYTHONIOENCODING="latin-1")

    assert (done.returncode, "\\u65e5\\u672c wins" in done.stdout) == (0, True)


def test_tables_fit_terminals_from_60_columns(settled):
    from ledger.cli.text import width

    for words in (
        ("list",),
        ("score", "--by", "forecaster"),
        ("calibration",),
        ("log",),
        ("due",),
        ("log", "--entries"),
    ):
        for columns in (60, 72, 100):
            shown = on_terminal(settled, "--no-pager", *words, columns=columns, NO_COLOR="1")
            assert shown.strip(), words
            assert max(map(width, shown.splitlines())) <= columns, (words, columns, shown)


def test_a_terminal_gets_colours_unless_it_wants_none(settled):
    words = ("--no-pager", "list", "--limit", "3")

    assert "\x1b[" in on_terminal(settled, *words)
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b[" not in on_terminal(settled, *words, **environment)
    assert "\x1b[" not in on_terminal(settled, "--color", "never", *words)


@pytest.mark.parametrize("environment", [{"FORCE_COLOR": "1"}, {"CLICOLOR_FORCE": "1"}])
def test_a_pipe_gets_colours_only_where_they_are_forced(settled, environment):
    forced = Fcl(settled.home, **environment)

    assert "\x1b[" not in settled.ok("list")
    assert "\x1b[" in forced.ok("list")
    assert "\x1b[" in settled.ok("--color", "always", "list")
    assert "\x1b[" not in forced.ok("--color", "never", "list")
    assert "\x1b[" not in forced.ok("--json", "list")


def test_coloured_tables_say_the_same_as_plain_ones(settled):
    import re

    coloured, plain = (
        on_terminal(settled, "--no-pager", "--color", choice, "list", columns=100) for choice in ("always", "never")
    )

    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


def test_a_terminal_gets_50_lines_and_is_told_so(tmp_path):
    fcl = Fcl(tmp_path)
    for number in range(52):
        fcl.ok("add", f"Claim {number}", "50%", "--by", "2030")

    assert len(on_terminal(fcl, "--no-pager", "list", NO_COLOR="1").splitlines()) == 1 + 50
    assert len(on_terminal(fcl, "--no-pager", "list", "--limit", "0", NO_COLOR="1").splitlines()) == 1 + 52


def test_long_answers_go_to_the_pager(settled, tmp_path):
    pager = tmp_path / "pager"
    pager.write_text('#!/bin/sh\necho "LESS=$LESS"\ncat\n')
    pager.chmod(0o755)

    paged = on_terminal(settled, "log", rows=10, PAGER=str(pager), NO_COLOR="1")
    short = on_terminal(settled, "log", "--limit", "3", rows=10, PAGER=str(pager), NO_COLOR="1")

    assert paged.splitlines()[0] == "LESS=FRX"
    assert "LESS" not in short
    assert "LESS" not in on_terminal(settled, "--no-pager", "log", rows=10, PAGER=str(pager), NO_COLOR="1")
