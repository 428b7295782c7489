"""Every kind of error, word for word: what is wrong, what to type instead, the exit code, and nothing written.

`UPDATE_GOLDEN=1 pytest tests/golden/test_errors.py` writes the texts anew; read the difference before you keep it.
"""

import fcntl
import os
import re
import shlex
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ledger.book import Book
from ledger.store import locks
from tests.journeys.conftest import Fcl, fcl  # noqa: F401 - the fixture

TEXTS = Path(__file__).parent / "errors"
ANEW = bool(os.environ.get("UPDATE_GOLDEN"))

CASES = {
    # 1: a bug
    "bug": "list",
    # 2: wrong usage
    "no_such_command": "ad x 50%",
    "no_such_option": "add x 50% --criterion y",
    "too_many_arguments": "update OPEN 70% 80%",
    "probability_bare_70": "add x 70",
    "probability_bare_1": "add x 1",
    "probability_above_100": "add x 120%",
    "probability_negative": "add x -5%",
    "probability_comma": "add x 0,7",
    "probability_nan": "add x nan",
    "probability_missing": "add x",
    "claim_missing": "add",
    "claim_empty": "add '  ' 50%",
    "deadline_30m": "add x 50% --by 30m",
    "deadline_slashed": "add x 50% --by 6/7/27",
    "deadline_recurring": "add x 50% --by 'every month'",
    "deadline_no_day": "add x 50% --by 2027-02-30",
    "made_unreadable": "add x 50% --made sometime",
    "words_unknown": "add x --words likly",
    "scale_unknown": "add x --words likely --scale surveys",
    "basis_unknown": "add x 50% --basis gut",
    "basis_does_not_fit": "add x 50% --basis words",
    "tag_with_space": "add x 50% -t 'two words'",
    "question_only_with_number": "add x 50% --question-only",
    "series_without_period": "add x 50% --every FREQ=MONTHLY;BYMONTHDAY=-1 --starting 2026-01",
    "series_without_start": "add '{period}' 50% --every FREQ=MONTHLY;BYMONTHDAY=-1",
    "series_with_deadline": "add '{period}' 50% --every FREQ=MONTHLY;BYMONTHDAY=-1 --starting 2026-01 --by 2027",
    "series_bad_rule": "add '{period}' 50% --every monthly --starting 2026-01",
    "series_start_not_produced": "add '{period}' 50% --every FREQ=MONTHLY;BYMONTHDAY=-1 --starting 2026-01-15",
    "text_file_missing": "add x 50% --criteria @nowhere.txt",
    "text_not_utf8": "add x 50% --criteria @latin.txt",
    "text_with_nul": "add x 50% --criteria @nul.txt",
    "predictions_unknown_key": "add --from key.toml",
    "predictions_bad_toml": "add --from bad.toml",
    "predictions_second_bad": "add --from second.json",
    "predictions_with_claim": "add x 50% --from second.json",
    "outcome_unreadable": "resolve OPEN perhaps",
    "outcome_missing": "resolve OPEN",
    "nothing_to_resolve": "resolve",
    "table_without_column": "resolve --from columns.csv",
    "judge_without_a_name": "resolve OPEN yes --judge ' '",
    "flag_unknown": "list flag:contest",
    "edit_nothing": "edit OPEN",
    "yes_missing": "undo",
    "yes_missing_for_several": "tag add - x",
    "entry_no_number": "undo last",
    "import_format_unknown": "import cvs t.csv",
    "import_no_claim_column": "import csv columns.csv",
    "import_column_unknown": "import csv t.csv --map p=Confidence",
    "import_bad_map": "import csv t.csv --map claim",
    "import_not_utf8": "import csv latin.txt",
    "source_with_nul": "source add nul.txt",
    "source_not_fetched": "source add file:///etc/passwd --fetch",
    "source_format_unknown": "source add latin.txt --format text",
    "attribution_unknown": "add x 50% --quote rain --attribution heard",
    "source_empty": "source add empty.txt",
    "as_of_unreadable": "--as-of lately list",
    "now_unreadable": "--now lately list",
    # 3: no such prediction, or several
    "id_unknown": "update zzzz 50%",
    "id_too_short": "show 23",
    "id_no_id": "resolve hello yes",
    "id_ambiguous": "show phw",
    "forecaster_ambiguous": "update SHARED 50%",
    "forecaster_unknown": "withdraw SHARED@Zoe",
    "series_unknown": "expand zzzz",
    "source_unknown": "source show zzzz",
    "source_unknown_to_quote": "add x 50% --source zzzz",
    # 4: refused by a rule
    "already_resolved": "resolve SETTLED no",
    "restated_by_another": "add x 50% -f Nobody --restates OPEN",
    "made_after_known": "update SETTLED 50%",
    "made_in_the_future": "add x 50% --made 2999-01-01",
    "deadline_before_made": "add x 50% --by 2025-01-01 --made 2026-01-01",
    "certainty": "add x 100%",
    "known_in_the_future": "resolve OPEN yes --known-on 2999-01-01",
    "known_before_happened": "resolve OPEN yes --known-on 2026-01-01 --happened 2026-02-01",
    "nothing_withdrawn": "withdraw OPEN@tester -f Nobody",
    "reopen_open": "reopen OPEN",
    "tag_there_already": "tag add OPEN ai",
    "undo_with_dependants": "-y undo 2",
    "undo_genesis": "-y undo 1",
    "undo_no_entry": "-y undo 999",
    "redo_nothing": "redo",
    "demo_not_empty": "demo",
    "quote_not_in_source": "add x 50% --source https://example.org/talk --quote snow",
    "source_known": "source add https://example.org/talk",
    # 5: bad rows
    "import_bad_rows": "import csv rows.csv",
    "outcomes_bad_rows": "-y resolve --from outcomes.csv",
    "ledger_damaged": "--ledger damaged.db verify",
    "outcomes_without_id": "-y resolve --from blank.csv",
    # 6: storage
    "ledger_in_no_folder": "--ledger /proc/nope/x.db list",
    "ledger_is_text": "--ledger empty.txt list",
    "ledger_is_foreign": "--ledger foreign.db list",
    "ledger_is_garbage": "--ledger garbage.db list",
    "ledger_too_new": "--ledger new.db list",
    "ledger_other_database": "--ledger mysql://me:secret@db/x list",
    # 7: an extra is missing
    "ledger_locked": "note OPEN x",
    "psycopg_missing": "--ledger postgresql://me:secret@db.example/x list",
    # as JSON
    "json_usage": "--json add x 70",
    "json_ambiguous": "--json update SHARED 50%",
    "json_bad_rows": "--json import csv rows.csv",
}

FILES = {
    "latin.txt": "café\n".encode("latin-1"),
    "nul.txt": b"a\0b",
    "empty.txt": b"",
    "talk.txt": b"It will rain.",
    "key.toml": b'[[prediction]]\nclaim = "a"\nprobablity = "50%"\n',
    "bad.toml": b"claim = a\n",
    "second.json": b'[{"claim": "a", "p": 0.5}, {"claim": "b", "p": 7}]',
    "columns.csv": b"question id,answer\n1,yes\n",
    "t.csv": b"claim,p\nA,70%\n",
    "alike.csv": b"claim,p\nClaim 42,50%\nClaim 383,50%\n",  # their ids begin with the same three characters
    "rows.csv": b"claim,p,by\nA,70,2027\nB,70%,30m\nC,70%,2027\n,70%,2027\n",
    "outcomes.csv": b"id,outcome\nzzzz,yes\nyyyy,maybe\n",
    "blank.csv": b"id,outcome\n,yes\nzzzz,\n",
    "garbage.db": b"SQLite format 3\0" + b"garbage" * 500,
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Where the filled ledger is kept for the next test, once the first one has made it."""
    return tmp_path_factory.mktemp("kept"), {}


@pytest.fixture
def filled(fcl: Fcl, kept: tuple[Path, dict[str, str]]) -> tuple[Fcl, dict[str, str]]:  # noqa: F811 - pytest's way
    """A ledger with something of everything, and what its ids are called here."""
    folder, known = kept
    if not known:
        known |= _fill(fcl)
        shutil.copytree(fcl.home, folder, dirs_exist_ok=True)
    shutil.copytree(folder, fcl.home, dirs_exist_ok=True)
    return fcl, known


def _fill(fcl: Fcl) -> dict[str, str]:  # noqa: F811
    known = {
        "OPEN": fcl.add("Open", "60%", "--by", "2026-06-30", "--made", "2026-01-02", "-t", "ai"),
        "SETTLED": fcl.add("Settled", "60%", "--by", "2026-06-30", "--made", "2026-01-02"),
        "SHARED": fcl.add("Shared", "60%", "--by", "2026-06-30", "--made", "2026-01-02", "-f", "Ann"),
    }
    fcl.ok("update", known["SHARED"], "30%", "-f", "Bob", "--made", "2026-01-03")
    fcl.ok("resolve", known["SETTLED"], "yes", "--known-on", "2026-03-01")
    fcl.ok("note", known["OPEN"], "builds on entry 2")
    for name, content in FILES.items():
        (fcl.home / name).write_bytes(content)
    fcl.ok("source", "add", "talk.txt", "--url", "https://example.org/talk")
    fcl.ok("import", "csv", "alike.csv")
    _databases(fcl.home)
    return known


def _databases(home: Path) -> None:
    shutil.copy(home / "ledger.db", home / "damaged.db")
    for name, script in {
        "damaged.db": "DROP TRIGGER {}; UPDATE notes SET text = 'something else'",
        "foreign.db": "CREATE TABLE recipes (id INTEGER)",
        "new.db": "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('9999')",
    }.items():
        connection = sqlite3.connect(home / name)
        guards = connection.execute("SELECT name FROM sqlite_master WHERE tbl_name = 'notes' AND type = 'trigger'")
        connection.executescript(script.format("; DROP TRIGGER ".join(name for (name,) in guards)))
        connection.close()


@contextmanager
def _none(_fcl: Fcl, _patch: pytest.MonkeyPatch) -> Iterator[None]:
    yield


@contextmanager
def _bug(_fcl: Fcl, patch: pytest.MonkeyPatch) -> Iterator[None]:
    with patch.context() as patched:
        patched.setattr(Book, "list", lambda *_, **__: 1 / 0)
        yield


@contextmanager
def _locked(fcl: Fcl, patch: pytest.MonkeyPatch) -> Iterator[None]:  # noqa: F811
    with (fcl.home / "ledger.db.lock").open("w") as held, patch.context() as patched:
        patched.setattr(locks, "WAIT_SECONDS", 0.05)
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@contextmanager
def _without_psycopg(_fcl: Fcl, patch: pytest.MonkeyPatch) -> Iterator[None]:
    with patch.context() as patched:
        patched.setitem(sys.modules, "psycopg", None)
        yield


TROUBLE = {"bug": _bug, "ledger_locked": _locked, "psycopg_missing": _without_psycopg}


@pytest.mark.parametrize("name", CASES)
def test_an_error_reads_as_it_is_written_down(name, filled, monkeypatch):
    fcl, known = filled  # noqa: F811
    words = [known.get(word, word) for word in shlex.split(CASES[name], posix=True)]
    words = [word.replace("SHARED@", f"{known['SHARED']}@").replace("OPEN@", f"{known['OPEN']}@") for word in words]
    before = fcl.head
    with TROUBLE.get(name, _none)(fcl, monkeypatch):
        answer = fcl(*words, stdin="\n".join(known.values()))
    assert "Traceback" not in answer.err
    assert answer.out == ""
    assert fcl.head == before
    written = f"$ fcl {CASES[name]}\n{_plain(answer.err, fcl.home, known)}exit {answer.code}\n"
    golden = TEXTS / f"{name}.txt"
    if ANEW:
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def _plain(text: str, home: Path, known: dict[str, str]) -> str:
    for name, id_ in known.items():
        text = text.replace(id_, f"<{name}>").replace(id_[:4], f"<{name}>")
    text = text.replace(str(home), "<home>")
    text = re.sub(r"'[2-9b-z]{12}'|(?<=show )[2-9b-z]{12}|(?<=here already: )[2-9b-z]{12}", "<ID>", text)
    text = re.sub(r"\b\d+ s ago", "<N> s ago", text)
    text = re.sub(r"hash [0-9a-f]{4}…", "hash <HASH>…", text)
    text = re.sub(r"\(\d{4}-\d\d-\d\d, ", "(<TODAY>, ", text)
    text = re.sub(r"made on \d{4}-\d\d-\d\d", "made on <TODAY>", text)
    return re.sub(r"today is \d{4}-\d\d-\d\d", "today is <TODAY>", text)


def test_every_text_has_a_case_and_every_exit_code_a_text():
    assert {path.stem for path in TEXTS.glob("*.txt")} == set(CASES)
    codes = {path.read_text(encoding="utf-8").rsplit("exit ", 1)[1].strip() for path in TEXTS.glob("*.txt")}
    assert codes == {"1", "2", "3", "4", "5", "6", "7"}


def test_no_error_shows_a_password():
    assert not [
        path.name for path in TEXTS.glob("*.txt") if "secret" in path.read_text(encoding="utf-8").split("\n", 1)[1]
    ]
