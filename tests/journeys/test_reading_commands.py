"""Reading a ledger on the command line: lists, one prediction, what is due; settings, and completion."""

import json

import pytest

from tests.journeys.shells import start
from tests.program import Fcl

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
