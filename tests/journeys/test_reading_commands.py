"""Reading a ledger on the command line: lists, one prediction, what is due, the past, tables, files."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.program import Fcl

ROOT = Path(__file__).parents[2]
NOW = ("--now", "2026-11-20T12:00:00Z")


@pytest.fixture(scope="module")
def fcl(tmp_path_factory):
    fcl = Fcl(tmp_path_factory.mktemp("reading"))
    made = ("--made", "2026-01-02")
    fcl.ids = {
        name: fcl.add(*words, *made)
        for name, words in {
            "parliament": ("Parliament passes the budget", "90%", "--by", "2026-11-15", "--criteria", "journal"),
            "launch": ("Launch slips again", "25%", "--by", "2026-11-20", "-t", "work"),
            "rates": ("The ECB cuts rates", "60%", "--by", "2026-11-29", "-f", "Ann", "-t", "work"),
            "tiobe": ("Rust overtakes Go in the TIOBE index", "35%", "--by", "2027"),
            "someday": ("They will fold in the end", "50%", "--review", "2026-11-19"),
        }.items()
    }  # fmt: skip
    fcl.ok("update", fcl.ids["rates"], "80%", "-f", "Bob", "--made", "2026-01-03")
    return fcl


def first_words(text):
    return [line.split()[0] for line in text.splitlines()]


def test_due_lists_what_is_due_and_what_comes(fcl):
    lines = fcl.ok(*NOW, "due").splitlines()

    assert lines[0] == "3 due, 1 within 14 days"
    assert [line.split("  ")[1] for line in lines[1:]] == ["overdue", "1 day ago", "today", "in 9 days"]
    assert lines[1].endswith("2026-11-15  Parliament passes the budget  criteria: journal")


def test_due_exits_with_10_only_where_something_is_due(fcl):
    codes = [
        fcl(*NOW, "due", "--exit-code").code,
        fcl(*NOW, "due", "--exit-code", "tag:nothing").code,
        fcl("--now", "2026-01-05T00:00Z", "due", "--exit-code").code,
        fcl(*NOW, "due").code,
    ]

    assert codes == [10, 0, 0, 0]


def test_due_within_is_a_number_of_days_or_weeks(fcl):
    assert len(fcl.json(*NOW, "due", "--within", "0")) == 3
    assert len(fcl.json(*NOW, "due", "--within", "60w")) == 5
    assert fcl("due", "--within", "3m").code == 2


def test_home_shows_what_is_due_and_the_five_newest_entries(fcl):
    lines = fcl.ok(*NOW).splitlines()

    assert lines[0] == "3 due"
    assert len(lines[lines.index("") + 1 :]) == 5


def test_an_empty_ledger_says_how_to_begin(tmp_path):
    fcl = Fcl(tmp_path)

    assert "fcl add" in fcl.ok()
    assert fcl.ok("list") == ""
    assert fcl.ok("due") == "0 due, 0 within 14 days\n"
    assert fcl.ok("score") == "nothing to score yet\n"
    assert fcl.ok("calibration").startswith("0 predictions due")
    assert fcl.ok("log") == ""


def test_list_takes_a_query_an_order_and_a_limit(fcl):
    names = {id_: name for name, id_ in fcl.ids.items()}

    def listed(*words):
        return [names[id_] for id_ in fcl.ok(*NOW, "list", "--ids", *words).split()]

    assert listed("tag:work") == ["launch", "rates"]
    assert listed("--sort", "-by", "tag:work") == ["rates", "launch"]
    assert listed("--limit", "1") == ["parliament"]
    assert listed("not:tag:work", "p:..0.5") == ["someday", "tiobe"]
    assert listed("status:overdue") == ["parliament"]
    assert fcl("list", "--sort", "colour").code == 2


def test_list_shows_the_fields_that_were_asked_for(fcl):
    found = fcl.ok("list", "--fields", "prefix,forecaster,p,tags,criteria", "--sort", "claim", "rates").splitlines()

    assert found[0].split() == ["id", "forecaster", "p", "tags", "criteria"]
    assert found[1].split()[1:] == ["Ann,", "Bob", "60%..80%", "(2)", "work", "-"]
    assert fcl("list", "--fields", "colour").code == 2


def test_list_each_has_one_line_for_each_forecaster(fcl):
    each = fcl.json("list", "--each", "ECB")

    assert [[one["forecaster"] for one in question["predictions"]] for question in each] == [["Ann"], ["Bob"]]
    assert [line.split()[2:4] for line in fcl.ok("list", "--each", "ECB").splitlines()[1:]] == [
        ["60%", "Ann"],
        ["80%", "Bob"],
    ]


def test_a_pipe_gets_every_line_whole(tmp_path):
    fcl = Fcl(tmp_path)
    claim = "A claim that is longer than any terminal is wide, " * 6
    for number in range(55):
        fcl.ok("add", f"{claim}{number}", "50%", "--by", "2030")

    lines = fcl.ok("list").splitlines()

    assert len(lines) == 1 + 55
    assert all(claim in line for line in lines[1:])


def test_show_says_everything_in_words(fcl):
    fcl.ok("note", fcl.ids["tiobe"], "watch the December index")
    text = fcl.ok(*NOW, "show", fcl.ids["tiobe"][:4])

    for said in (
        "Rust overtakes Go in the TIOBE index",
        'deadline    2027-12-31 (in 1 year 41 days), from 2026-01-02, said "2027"',
        "note        watch the December index",
        "tester  35%",
        "1  2026-01-02  35%  stated",
        "hash        sha256:",
    ):
        assert said in text


def test_show_reads_ids_from_standard_input(fcl):
    ids = fcl.ok("list", "tag:work", "--ids")
    shown = fcl.json("show", "-", stdin=ids)

    assert [one["id"] for one in shown] == ids.split()


def test_search_finds_words_and_says_where(fcl):
    document = json.loads(fcl.ok("--json", "search", "JOURNAL"))

    assert document["where"] == [{"id": fcl.ids["parliament"], "where": ["criteria"]}]
    assert fcl.ok("search", "nowhere-to-be-found") == ""
    assert fcl("search", " ").code == 2


def test_log_tells_what_happened_newest_first(fcl):
    lines = fcl.ok("log", fcl.ids["rates"]).splitlines()

    assert ["Bob: 80%" in lines[0], "Ann: 60%" in lines[1], len(lines)] == [True, True, 2]
    assert fcl.ok("log", "--entries").splitlines()[-1].split()[:1] == ["1"]


def test_forecasters_are_listed_and_shown(fcl):
    assert first_words(fcl.ok("forecaster", "list")) == ["name", "Ann", "Bob", "tester"]
    assert "1 forecast on 1 question" in fcl.ok("forecaster", "show", "bo")
    assert fcl("forecaster", "show", "nobody").code == 3


HOSTILE = "Red \x1b[31malert\x1b[0m \u202eevil\u2066 bell\x07 line\u2028separator"


@pytest.mark.parametrize(
    "words", [("list",), ("show", "ID"), ("log",), ("due", "--within", "9999d"), ("search", "alert"), ()]
)
def test_strangers_text_cannot_move_the_cursor(tmp_path, words):
    fcl = Fcl(tmp_path)
    id_ = fcl.add(HOSTILE, "50%", "--by", "2030", "-f", "Ann \x1b[2J", "--criteria", HOSTILE)
    answer = fcl(*(word.replace("ID", id_) for word in words))

    assert answer.code == 0
    assert not set("\x1b\u202e\u2066\x07\u2028") & set(answer.out + answer.err)
    assert "\x1b[31malert" in fcl.json("show", id_)["claim"]


@pytest.fixture(scope="module")
def settled(tmp_path_factory):
    """Five of ten said at 70% came true, and a few that do not count."""
    fcl = Fcl(tmp_path_factory.mktemp("settled"))
    known = ("--known-on", "2026-10-31", "--evidence", "seen")
    by = ("--by", "2026-10-31", "--made", "2026-01-02")
    for number in range(10):
        id_ = fcl.add(f"Claim {number}", "70%", *by, "-f", "Ann" if number < 8 else "Bob", "-t", "ten")
        fcl.ok("resolve", id_, "yes" if number % 2 else "no", *known)
    for outcome in ("ambiguous", "annul"):
        id_ = fcl.add(f"Unclear: {outcome}", "70%", *by)
        fcl.ok(*(("annul", id_) if outcome == "annul" else ("resolve", id_, outcome, *known)))
    early = fcl.add("Early", "90%", "--by", "2028", "--made", "2026-01-02")
    fcl.ok("resolve", early, "yes", *known)
    fcl.add("Open", "10%", *by)
    wrong = fcl.add("Certain", "100%", "--certain", *by, "-f", "Cass")
    fcl.ok("resolve", wrong, "no", *known)
    return fcl


def test_the_score_table(settled):
    lines = settled.ok("score", "--by", "forecaster", "tag:ten").splitlines()

    assert lines[0].split() == ["forecaster", "n", "happened", "expected", "Brier", "(0-1)", "95%", "interval", "log"]
    assert lines[1].split()[:5] == ["Ann", "8", "4", "5.6", "0.290"]
    assert lines[2].split()[:5] == ["Bob", "2", "1", "1.4", "0.290"]


def test_an_infinite_score_is_shown_as_inf(settled):
    cass = next(line for line in settled.ok("score", "--by", "forecaster").splitlines() if "Cass" in line)

    assert cass.split() == ["Cass", "1", "0", "1", "1.000", "-", "inf"]


def test_small_groups_are_hidden_and_said_to_be(settled):
    text = settled.ok("score", "--by", "forecaster", "--min", "3", "tag:ten")

    assert "Bob" not in text
    assert "(1 forecaster with fewer than 3 predictions not shown: --min 1)" in text


def test_every_table_says_what_was_left_out(settled):
    assert settled.ok("score").splitlines()[-1] == "left out: 1 open, 1 annulled, 1 ambiguous"
    assert settled.ok("calibration").splitlines()[-2] == (
        "left out: 1 open (1 of them overdue), 1 annulled, 1 ambiguous, "
        "1 resolved before their deadline (--include early)"
    )


def test_the_calibration_table_and_its_diagram(settled):
    text = settled.ok("calibration", "tag:ten", "--bins", "stated")
    table = next(line.split() for line in text.splitlines() if line.strip().startswith("70%"))

    assert table == ["70%", "10", "5", "7", "70.0%", "50.0%", "0.237", "…", "0.763"]
    assert "● happened" in text
    assert "●" not in settled.ok("calibration", "tag:ten", "--no-plot")


def test_inclusions_let_early_ones_in(settled):
    counts = [settled.json("calibration", *words) for words in ((), ("--include", "early"))]

    assert [sum(row["n"] for row in rows) for rows in counts] == [11, 12]
    assert settled("calibration", "--include", "late").code == 2


def test_retrospective_ones_can_be_left_out(settled):
    document = json.loads(settled.ok("--json", "calibration", "--no-retrospective"))

    assert (document["data"], document["summary"]["excluded"]["retrospective"]) == ([], 12)


def test_the_past_is_printed_again_byte_for_byte(tmp_path):
    fcl = Fcl(tmp_path)
    ids = [fcl.add(f"Claim {number}", "60%", "--by", "2026-06-30", "--made", "2026-01-02") for number in range(2)]
    fcl.ok("resolve", ids[0], "yes", "--known-on", "2026-06-30", "--evidence", "e")
    entries = json.loads(fcl.ok("--json", "list"))["ledger"]["entries"]
    commands = [
        ("list",),
        ("show", ids[1]),
        ("score",),
        ("calibration",),
        ("log",),
        ("export", "predictions"),
        ("due",),
    ]
    # A past state goes by the day of its last entry: today.
    now = ("--now", f"{datetime.now(tz=UTC):%Y-%m-%dT%H:%M:%SZ}")
    before = [fcl.ok(*now, *words) for words in commands]
    fcl.ok("resolve", ids[1], "no", "--known-on", "2026-06-30", "--evidence", "e")
    fcl.ok("update", fcl.add("Later", "50%", "--by", "2030"), "40%")

    unchanged = [fcl.ok(*now, "--as-of", entries, *words) for words in commands]
    later = [fcl.ok(*now, *words) for words in commands]

    assert unchanged[:-1] == before[:-1]
    assert all(one != other for one, other in zip(before, later, strict=True))


@pytest.mark.parametrize("table", ["questions", "predictions", "forecasts", "resolutions", "scores", "calibration"])
@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "ndjson", "md"])
def test_every_table_goes_into_every_format(settled, tmp_path, table, format_):
    file = tmp_path / f"table.{format_}"
    settled.ok("export", table, "-o", file)
    text = file.read_text(encoding="utf-8")

    assert text == settled.ok("export", table, "-O", format_)
    assert len(rows_of(text, format_)) == len(rows_of(settled.ok("export", table), "csv"))


def rows_of(text, format_):
    match format_:
        case "json":
            return json.loads(text)
        case "ndjson":
            return [json.loads(line) for line in text.splitlines()]
        case "md":
            return text.splitlines()[2:]
        case _:
            return list(csv.DictReader(io.StringIO(text), delimiter="\t" if format_ == "tsv" else ","))


def test_export_takes_a_query_and_says_what_it_wrote(settled, tmp_path):
    answer = settled("export", "scores", "forecaster:bob", "--rule", "brier", "-o", tmp_path / "bob.csv")

    assert (answer.out, answer.err.split(" to ")[0]) == ("", "scores: 2 rows written")


def test_export_refuses_unknown_extensions_folders_and_links_elsewhere(settled, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "victim.csv").write_text("precious")
    (tmp_path / "link.csv").symlink_to(tmp_path / "elsewhere" / "victim.csv")

    names = ("a.docx", "elsewhere", "link.csv")
    codes = [settled("export", "scores", "-o", tmp_path / name).code for name in names]

    assert codes == [2, 2, 4]
    assert settled("export", "scores", "-O", "csv", "-o", tmp_path / "elsewhere").code == 4
    assert (tmp_path / "elsewhere" / "victim.csv").read_text() == "precious"


def test_formulas_are_defused_on_request(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.add("=HYPERLINK(1)", "50%", "--by", "2030")

    assert "=HYPERLINK" in fcl.ok("export", "questions").splitlines()[1]
    cell = next(csv.DictReader(io.StringIO(fcl.ok("export", "questions", "--spreadsheet-safe"))))["claim"]
    assert not cell.startswith("=")


def test_settings_choose_bins_and_levels_and_options_win(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.ok("config", "set", "score.bins", "10")
    fcl.ok("config", "set", "score.level", "0.9")

    def summary(*words):
        return json.loads(fcl.ok("--json", *words))["summary"]

    assert [summary("calibration")[key] for key in ("bins", "level")] == ["10", "0.9"]
    assert summary("calibration", "--bins", "stated")["bins"] == "stated"
    assert summary("--no-config", "calibration")["bins"] == "centred11"


def test_config_keeps_keys_it_does_not_know(tmp_path):
    fcl = Fcl(tmp_path)
    file = tmp_path / "config" / "forecast-ledger" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('user = "Zoë"\n[future]\nkey = [1, 2.5, "x"]\n', encoding="utf-8")
    fcl.ok("config", "set", "timezone", "Europe/Berlin")

    assert fcl.ok("config", "get", "user") == "Zoë\n"
    assert 'key = [1, 2.5, "x"]' in file.read_text(encoding="utf-8")
    assert fcl("config", "set", "timezone", "Moon/Crater").code == 2
    assert fcl("config", "set", "colour", "red").code == 2
    assert fcl.ok("config", "path") == f"{file}\n"


def test_a_broken_configuration_is_named(tmp_path):
    fcl = Fcl(tmp_path)
    file = tmp_path / "config" / "forecast-ledger" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("user = ", encoding="utf-8")
    answer = fcl("list")

    assert (answer.code, str(file) in answer.err, "--no-config" in answer.err) == (2, True, True)
    assert fcl("--no-config", "list").code == 0


def test_ids_are_completed_from_the_ledger(fcl):
    id_ = fcl.ids["tiobe"]
    done = start(fcl, words=(), _FCL_COMPLETE="bash_complete", COMP_WORDS=f"fcl show {id_[:2]}", COMP_CWORD="2")

    assert f"plain,{id_}" in done.stdout.splitlines()


def test_commands_are_completed(fcl):
    done = start(fcl, words=(), _FCL_COMPLETE="bash_complete", COMP_WORDS="fcl ca", COMP_CWORD="1")

    assert done.stdout.splitlines() == ["plain,calibration"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_there_is_a_completion_script_for_each_shell(fcl, shell):
    assert "_FCL_COMPLETE" in fcl.ok("completion", shell)


PROGRAM = (sys.executable, "-c", "from ledger.cli.main import main; main()")


def start(fcl, *, words, stdout=subprocess.PIPE, **environment):
    return subprocess.run(
        [*PROGRAM, *map(str, words)],
        env={**fcl.environment, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


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


def on_terminal(fcl, *words, columns=80, rows=24, **environment):
    """What the program shows on a terminal of that size."""
    import fcntl
    import pty
    import struct
    import termios

    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    with subprocess.Popen(
        [*PROGRAM, *map(str, words)],
        env={**fcl.environment, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "TERM": "xterm", **environment},
        stdin=other,
        stdout=other,
        stderr=subprocess.PIPE,
    ):
        os.close(other)
        shown = b""
        while chunk := read_some(main):
            shown += chunk
    os.close(main)
    return shown.decode().replace("\r\n", "\n")


def read_some(terminal):
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""


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
