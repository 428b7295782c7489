"""Strangers' words on a terminal: printable characters, line feeds and our own colours arrive, nothing else."""

import json
import subprocess
import sys
import unicodedata

import pytest

from ledger.core.characters import FILLERS, HOSTILE, JOINERS, MOST_MARKS, json_safe, printable
from tests.hostile import FORMULAS, MARKUP, OURS, TERMINAL, WORST, flooded, harmful, worded
from tests.journeys.conftest import command
from tests.journeys.strangers import DUE, filled

READING = (
    ("list",), ("list", "--each"), ("list", "--fields", "prefix,claim,criteria,tags"), ("show", "ID"), ("due",),
    ("log",), ("log", "ID"), ("log", "--entries"), ("search", "said"), ("search", "WORST"), ("score",),
    ("score", "--by", "forecaster"), ("score", "--by", "tag"), ("score", "--by", "source"), ("score", "--robust"),
    ("score", "--baseline", "forecaster:NAMEa"), ("calibration", "--by", "forecaster"), ("calibration", "--by", "tag"),
    ("compare", "NAMEa", "NAMEb"), ("leaderboard", "--min", "1"), ("audit",), ("goalposts",), ("coherence",),
    ("coherence", "NAMEa"), ("lint", "--all"), ("observe",), ("observe", "--apply", "--dry-run"),
    ("forecaster", "list"), ("forecaster", "alias", "NAMEa", "NAMEb", "--dry-run"),
    ("forecaster", "show", "NAMEa"), ("source", "list"), ("source", "show", "SOURCE"), ("undo", "--dry-run"),
    ("expand", "--dry-run"), ("prove", "ID"), ("anchor", "--no-record"),
)  # fmt: skip

REFUSED = (
    ("WORST",), ("list", "--WORST"), ("-WORST",), ("list", "--sort", "WORST"), ("list", "--fields", "WORST"),
    ("list", "WORST:x"), ("list", "by:WORST"), ("list", "--limit", "WORST"), ("show", "WORST"), ("show", "ID@WORST"),
    ("update", "ID", "WORST"), ("add", "a", "50%", "WORST"), ("add", "a", "50%", "--by", "WORST"),
    ("add", "a", "50%", "--made", "WORST"), ("add", "a", "50%", "--scale", "WORST"), ("add", "a", "--words", "WORST"),
    ("add", "a", "50%", "--basis", "WORST"), ("add", "a", "50%", "--criteria", "@WORST"),
    ("add", "a", "--type", "WORST"),
    ("add", "a", "--type", "numeric", "--dist", "WORST"), ("add", "a", "--options", "WORST,b", "--shares", "WORST"),
    ("add", "a", "50%", "--if", "WORST"), ("add", "a", "50%", "--all-of", "WORST"), ("add", "--from", "WORST"),
    ("add", "a", "50%", "--restates", "WORST"), ("add", "a", "50%", "--metric", "m", "--when", "WORST"),
    ("add", "a", "50%", "--every", "WORST", "--starting", "2026"), ("--now", "WORST", "list"),
    ("--as-of", "WORST", "list"), ("--color", "WORST", "list"), ("-L", "WORST.db", "list"),
    ("-L", "mysql://me:secret@WORST", "list"), ("export", "WORST"), ("export", "scores", "-O", "WORST"),
    ("export", "scores", "-o", "x.WORST"), ("export", "scores", "-o", "nowhere/WORST.csv"),
    ("score", "--rule", "WORST"),
    ("score", "--dialect", "WORST"), ("score", "--by", "WORST"), ("score", "--baseline", "WORST"),
    ("score", "--timing", "WORST"), ("score", "--scale", "WORST"), ("score", "--reading", "WORST"),
    ("calibration", "--bins", "WORST"), ("calibration", "--level", "WORST"), ("lint", "--only", "WORST"),
    ("import", "WORST", "x"), ("import", "csv", "WORST"), ("config", "get", "WORST"), ("config", "set", "WORST", "1"),
    ("config", "set", "timezone", "WORST"), ("completion", "WORST"), ("db", "WORST"), ("tag", "add", "ID", "WORST"),
    ("undo", "WORST"), ("redo", "WORST"), ("resolve", "ID", "WORST"), ("resolve", "ID", "no", "--known-on", "WORST"),
    ("expand", "WORST"), ("observe", "WORST", "1"), ("reopen", "WORST"), ("annul", "WORST"),
    ("note", "WORST", "x"), ("edit", "WORST", "--claim", "x"), ("withdraw", "WORST"), ("reveal", "WORST"),
    ("source", "add", "WORST"), ("source", "show", "WORST"), ("forecaster", "show", "WORST"),
    ("forecaster", "alias", "WORST", "b"), ("forecaster", "alias", "--remove", "WORST"), ("words", "WORST"),
    ("words", "--scale", "WORST"),
    ("due", "--within", "WORST"),
    ("compare", "WORST", "b"), ("--debug", "show", "WORST"),
)  # fmt: skip


@pytest.fixture(scope="module")
def ledger_of_strangers(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("strangers"), WORST)


def spoken(fcl, words):
    """What the words of a case stand for in this ledger."""
    found = {"ID": fcl.json("list", "--limit", "1")[0]["id"], "SOURCE": fcl.json("source", "list")[0]["id"]}
    name = " ".join(WORST.split())
    return [found.get(word, word.replace("WORST", WORST).replace("NAME", name)) for word in words]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_what_is_read_is_harmless(ledger_of_strangers, words):
    answer = ledger_of_strangers(*spoken(ledger_of_strangers, words))
    assert answer.code == 0, answer.err
    assert answer.out
    assert harmful(answer.out + answer.err) == ""
    assert words[0] == "prove" or not flooded(answer.out + answer.err)  # JSON keeps marks as they are


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_json_of_it_holds_escapes_only(ledger_of_strangers, words):
    answer = ledger_of_strangers("--json", *spoken(ledger_of_strangers, words))
    assert answer.code == 0, answer.err
    assert harmful(answer.out + answer.err) == ""


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_what_is_refused_is_told_harmlessly(ledger_of_strangers, words, monkeypatch):
    monkeypatch.chdir(ledger_of_strangers.home)
    answer = ledger_of_strangers(*spoken(ledger_of_strangers, words))
    assert answer.code in {2, 3, 4, 6}, answer
    assert harmful(answer.out + answer.err) == ""
    assert not flooded(answer.out + answer.err)
    assert "secret" not in answer.err


@pytest.mark.parametrize("words", REFUSED[:40], ids=" ".join)
def test_refusals_in_json_are_harmless(ledger_of_strangers, words, monkeypatch):
    monkeypatch.chdir(ledger_of_strangers.home)
    answer = ledger_of_strangers("--json", *spoken(ledger_of_strangers, words))
    assert answer.code in {2, 3, 4, 6}, answer
    assert harmful(answer.out + answer.err) == ""


PLACES = (
    ("-L", "WORST.db", "add", "a", "50%", "--by", "2099"), ("-L", "WORST2.db", "db", "init"),
    ("-L", "WORST.db", "db", "status"), ("export", "scores", "-o", "WORST.csv"), ("db", "backup", "WORST.bak"),
    ("config", "path"),
)  # fmt: skip


def test_names_of_files_are_told_harmlessly(fcl):
    word = "".join(TERMINAL[name] for name in ("moving", "turning", "hiding", "ending"))
    fcl.add("a", "50%", *DUE)
    fcl.patch.setenv("XDG_CONFIG_HOME", f"{fcl.home}/{word}")
    for words in PLACES:
        answer = fcl.ok(*[part.replace("WORST", word) for part in words])
        assert answer.out + answer.err
        assert harmful(answer.out + answer.err) == "", words
    assert all((fcl.home / f"{word}{end}").exists() for end in (".db", "2.db", ".csv", ".bak"))


@pytest.mark.parametrize(
    "content", ['"\\u001b[31m\\u202e" = 1\n', 'timezone = "\\u001b[31m\\u202e"\n', "x = \x1b[31m"], ids=ascii
)
def test_a_strangers_settings_are_told_harmlessly(fcl, content):
    place = fcl.home / "config" / "forecast-ledger"
    place.mkdir(parents=True)
    (place / "config.toml").write_text(content, encoding="utf-8")
    for words in (("list",), ("config", "list"), ("config", "get", "timezone"), ("config", "set", "user", "x")):
        answer = fcl(*words)
        assert harmful(answer.out + answer.err) == "", words


def test_a_traceback_is_harmless(ledger_of_strangers):
    answer = ledger_of_strangers("--debug", "show", f"{WORST}")
    assert answer.err.startswith("Traceback")
    assert harmful(answer.err) == ""


ASKING = {"bash": "2", "zsh": "2", "fish": ""}


@pytest.mark.parametrize("shell", ASKING)
def test_completions_are_harmless(ledger_of_strangers, shell):
    asked = {"_FCL_COMPLETE": f"{shell}_complete", "COMP_WORDS": "fcl show ", "COMP_CWORD": ASKING[shell]}
    environment = {**ledger_of_strangers.environment, **asked}
    done = subprocess.run(command(()), env=environment, capture_output=True, check=True, timeout=60)
    shown = done.stdout.decode()
    assert len(shown.splitlines()) >= len(ledger_of_strangers.json("list"))
    assert harmful(shown.replace("\t", "")) == ""


@pytest.fixture
def screen(ledger_of_strangers, terminal, monkeypatch):
    """Run the program on a terminal that takes colours; what it shows there."""
    monkeypatch.delenv("NO_COLOR")
    for name, value in (ledger_of_strangers.environment | {"TERM": "xterm-256color", "PAGER": "cat"}).items():
        monkeypatch.setenv(name, value)

    def shown(*words: str) -> str:
        _, text = terminal("--no-input", *spoken(ledger_of_strangers, words)).end()
        return text

    return shown


ON_A_TERMINAL = (
    ("list",), ("show", "ID"), ("due",), ("log",), ("search", "said"), ("score", "--by", "forecaster"), ("lint",),
    ("export", "predictions"), ("export", "questions", "-O", "tsv"), ("export", "questions", "-O", "md"),
    ("export", "predictions", "-O", "json"), ("--json", "list"), ("show", "WORST"), ("list", "--WORST"), ("WORST",),
)  # fmt: skip


@pytest.mark.parametrize("words", ON_A_TERMINAL, ids=" ".join)
def test_a_terminal_gets_our_own_colours_and_nothing_else(screen, words):
    shown = screen(*words)
    assert shown
    plain = OURS.sub("", shown).replace("\t", "" if "tsv" in words else "\t")
    assert harmful(plain) == ""
    assert "json" in words[0] or not flooded(plain)


def test_every_character_there_is():
    """Of each character there is, what is shown is printable, or a space between words."""
    for code in range(sys.maxunicode + 1):
        one = chr(code)
        shown = printable(one)
        harmless = one in JOINERS or not (unicodedata.category(one) in HOSTILE or one in FILLERS)
        assert shown == one if harmless else shown.isascii() and shown.isprintable()
    assert printable("e" + "\u0301" * (MOST_MARKS + 2)) == "e" + "\u0301" * MOST_MARKS + r"\u0301\u0301"
    assert printable("\u05d3\u05d5\u05d3") == "\u05d3\u05d5\u05d3"


@pytest.mark.parametrize("word", [*TERMINAL.values(), *FORMULAS, *MARKUP, "\ue000\udcff"], ids=ascii)
def test_json_made_safe_reads_back_the_same(word):
    document = json.dumps({word: [word, worded(word)]}, ensure_ascii=False)
    assert json.loads(json_safe(document)) == json.loads(document)
    assert harmful(json_safe(document)) == ""
