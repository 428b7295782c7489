"""What a terminal shows: wide and narrow, coloured and plain, in UTF-8 and in an encoding that has few letters."""

import io
import json
import os
import re
import sys
from pathlib import Path
from unittest import mock

import pytest

from ledger.cli import progress
from ledger.cli.main import run
from tests.golden.test_help import kept
from tests.program import Fcl

TEXTS = Path(__file__).parent / "terminal"
PEOPLE = ("Ann", "日本太郎", "Bob \x1b[31m")
CLOCK = "2026-11-20T12:00:00Z"


def table():
    """Three people on sixteen questions; on the first one Ann changes her mind."""
    yield "key,claim,forecaster,p,by,made,outcome,known"
    for place in range(16):
        outcome = "no" if place % 3 else "yes"
        for at, who in enumerate(PEOPLE):
            p = (place * 17 + at * 23) % 90 + 5
            claim = f"Claim {place}: 上がる, and a long tail of words that nobody needs"
            yield f'q{place},"{claim}",{who},{p}%,2026-05-01,2026-01-01,{outcome},2026-05-01'
    for month, p in enumerate((35, 60, 97), 2):
        yield f"q1,,Ann,{p}%,,2026-0{month}-01,,"


@pytest.fixture(scope="module")
def fcl(tmp_path_factory):
    program = Fcl(tmp_path_factory.mktemp("terminal"))
    program.ok("import", "csv", "-", "--map", "known_on=known", stdin="\n".join(table()))
    return program


class Screen(io.BytesIO):
    def isatty(self):
        return True


def shown(fcl, words, *, columns=80, encoding="utf-8", **environment):
    """What a terminal of so many columns shows; instants and hashes are masked."""
    screen = io.TextIOWrapper(Screen(), encoding=encoding)
    errors, nothing = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    variables = {**fcl.environment, "COLUMNS": str(columns), "TERM": "xterm", **environment}
    with (
        mock.patch.dict(os.environ, variables, clear=True),
        mock.patch.multiple(sys, stdout=screen, stderr=errors, stdin=nothing),
    ):
        assert run(["--now", CLOCK, *words.split()]) == 0
    screen.flush()
    said = screen.buffer.getvalue().decode(encoding)
    return re.sub(r"\d{4}-\d\d-\d\d(?=T\d\d| by tester)[0-9TZ:.-]*|sha256:\w+|[0-9a-f]{64}", "*", said)


PLAIN = {"NO_COLOR": "1"}
ALL = {
    "calibration": ("calibration --bins 5", PLAIN, {}),
    "calibration-60-latin": ("calibration --bins 5", PLAIN, {"columns": 60, "encoding": "latin-1"}),
    "list": ("list --sort id --limit 4 --fields prefix,outcome,p,history,by,claim", PLAIN, {}),
    "list-60": ("list --sort id --limit 4", PLAIN, {"columns": 60}),
    "list-latin": ("list --sort id --limit 4 --fields prefix,p,history,claim", PLAIN, {"encoding": "latin-1"}),
    "list-colours": ("list --sort id --limit 4", {"FORCE_COLOR": "1"}, {}),
    "leaderboard-120": ("leaderboard --resamples 50", PLAIN, {"columns": 120}),
    "leaderboard-60": ("leaderboard --resamples 50", PLAIN, {"columns": 60}),
    "leaderboard-latin": ("leaderboard --resamples 50", PLAIN, {"columns": 120, "encoding": "latin-1"}),
}


@pytest.mark.parametrize("name", ALL)
def test_a_terminal_shows_what_was_agreed(fcl, name):
    words, environment, screen = ALL[name]
    text = shown(fcl, words, **environment, **screen)

    assert text == kept(TEXTS / f"{name}.txt", text)
    assert "\x1b[31m" not in text


def test_a_history_stands_beside_what_is_said_now(fcl):
    lines = shown(fcl, "show 92gr", **PLAIN).splitlines()

    assert "Ann  97%  ▂▃▅█" in lines
    assert "Ann  97%  2369" in shown(fcl, "show 92gr", encoding="latin-1", **PLAIN).splitlines()


def test_what_programs_read_keeps_every_letter(fcl):
    said = shown(fcl, "--json add “x”… 50% --by 2030 --dry-run", encoding="latin-1")

    assert json.loads(said)["data"]["claim"] == "“x”…"


@pytest.mark.parametrize(
    ("environment", "options", "coloured"),
    [
        ({}, "", True),
        ({"NO_COLOR": "1"}, "", False),
        ({"TERM": "dumb"}, "", False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, "", True),
        ({}, "--color never ", False),
        ({"NO_COLOR": "1"}, "--color always ", True),
    ],
)
def test_colours_are_as_they_were_asked_for(fcl, environment, options, coloured):
    assert ("\x1b[" in shown(fcl, f"{options}list --limit 2", **environment)) == coloured


@pytest.mark.parametrize(("kind", "bar"), [("xterm", "██████████░░░░░░░░░░ 1 of 2 entries"), ("dumb", "")])
def test_what_takes_long_shows_how_far_it_has_come_where_a_line_can_be_rewritten(fcl, monkeypatch, kind, bar):
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0)
    errors = io.TextIOWrapper(Screen(), encoding="utf-8")
    with (
        mock.patch.dict(os.environ, {**fcl.environment, "TERM": kind}, clear=True),
        mock.patch.multiple(sys, stdout=io.TextIOWrapper(io.BytesIO()), stderr=errors),
    ):
        assert run(["verify"]) == 0
    errors.flush()
    said = errors.buffer.getvalue().decode()

    assert said.replace("\x1b[K", "").strip("\r") == bar


@pytest.mark.parametrize("name", [name for name in ALL if "60" in name])
def test_no_line_is_wider_than_a_narrow_terminal(fcl, name):
    from ledger.cli.text import width

    words, environment, screen = ALL[name]
    assert max(map(width, shown(fcl, words, **environment, **screen).splitlines())) <= 60
