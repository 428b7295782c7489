"""Dumps: what is refused, word for word, and what lies at the place then."""

import io
import json
import shutil

import pytest

from ledger.errors import DamageError, InputError, RefusedError, StorageError
from ledger.store import connect, dump_lines, load, memory, migrate, replicate, taking
from ledger.store.columns import metadata
from ledger.store.dump import ORDER, dump
from ledger.store.redactable import of_question
from ledger.store.tables import redactions
from tests.ledgers import Ledger, everything, needs_server, role, url_as
from tests.store.blanking import SECRET, messages, redact


def silently(_done, _all):
    """Nobody waits."""


def dumped(ledger):
    lines = []
    dump(ledger.store.engine, lines.append, told=silently)
    return lines


def loaded(lines, place, **more):
    text = "".join(lines).encode("utf-8", "surrogatepass")
    return load.load(io.BytesIO(text), "x.ndjson", connect.database_url(place), told=silently, **more)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """The file of a ledger with something in every table."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        ledger = everything(Ledger(str(tmp_path_factory.mktemp("source") / "source.db")))
        ledger.close()
    return ledger.place


@pytest.fixture(scope="module")
def lines(source):
    ledger = Ledger(source)
    try:
        return dumped(ledger)
    finally:
        ledger.close()


def changed(line, **values):
    said = {**json.loads(line), **values}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"


def refusal(lines, place, kind=DamageError, **more):
    with pytest.raises(kind) as raised:
        loaded(lines, place, **more)
    return raised.value.message, raised.value.hint, raised.value.code


def test_a_dump_takes_the_place_of_an_empty_ledger(lines, ledger):
    assert loaded(lines, ledger.place, keep=False).new == 14
    assert len(ledger.rows("entries")) == 1
    done = loaded(lines, ledger.place)
    assert (done.new, done.rows) == (14, 68)
    assert dumped(ledger) == lines
    assert messages(ledger) == []
    assert memory.recall(done.ledger) == memory.Seen(entry=14, hash=done.head)


def test_what_is_missing_is_added_and_an_older_dump_adds_nothing(lines, source, place, tmp_path):
    loaded(lines, place)
    other = Ledger(shutil.copy(source, tmp_path / "other.db"))
    other.forecast(0)
    later = dumped(other)
    assert loaded(later, place).new == 1
    assert loaded(lines, place).new == 0
    there = Ledger(place)
    assert dumped(there) == later
    there.forecast(0)
    there.close()
    other.ask()
    message, _, code = refusal(dumped(other), place, RefusedError)
    other.close()
    assert code == "parted"
    assert "went another way: entry 16 is not the same in both" in message


def test_another_ledger_is_refused_and_stays(lines, full):
    before = dumped(full)
    message, hint, _ = refusal(lines, full.place, RefusedError)
    ledgers = [json.loads(one)["ledger"] for one in (before[0], lines[0])]
    place = connect.place_of(connect.database_url(full.place))
    assert message == f"{place} holds another ledger: {ledgers[0]}, not {ledgers[1]}"
    assert hint == "load it elsewhere, fcl -L NEW.db import ledger FILE, and then: fcl db merge NEW.db"
    assert dumped(full) == before


@needs_server
def test_only_the_owner_puts_another_ledger_in_the_place_of_an_empty_one(lines, ledger):
    if "://" not in ledger.place:
        pytest.skip("files have no roles")
    with role() as name:
        schema = ledger.place.partition("search_path%3D")[2]
        ledger.run(f"GRANT USAGE ON SCHEMA {schema} TO {name}")
        ledger.run(f"GRANT SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA {schema} TO {name}")
        message, *_ = refusal(lines, url_as(ledger.place, name), RefusedError)
    assert message == "only the owner of the ledger's tables can put another ledger in the place of an empty one"
    assert len(ledger.rows("entries")) == 1


WORDING = 5
"""Where the first wording stands, in the second entry, which begins on line 4."""
NEXT = "rows are missing, doubled or in another order before it"
OTHER = "this is not what the program writes"
UNFIT = "the row cannot be stored: "


def with_line(line, at=WORDING):
    """A change of one line: given by its new values, or what it is made of."""
    return lambda lines: [
        *lines[:at],
        line(lines[at]) if callable(line) else changed(lines[at], **line),
        *lines[at:][1:],
    ]


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (with_line({"claim": "x"}), 4, "entry 2 (2026-11-20, add fk5v): stored hash "),
        (with_line("{".__add__), 6, OTHER),
        (with_line(lambda line: line.replace(":", ": ", 1)), 6, OTHER),
        (with_line(lambda line: "[" * 9_999 + line), 6, OTHER),
        (with_line({"entry_id": 3}), 6, NEXT),
        (with_line({"id": 3}), 6, NEXT),
        (with_line({"table": "x"}), 6, "it names no table of a ledger"),
        (with_line({"x": 1}), 6, "it has not the columns of wordings, in their order"),
        (with_line({"claim": None}), 6, "it has not the columns of wordings, in their order"),
        (with_line({"claim": 7}), 6, f"{UNFIT}wordings.claim holds str, not int"),
        (with_line({"claim": "a\0"}), 6, f"{UNFIT}text cannot be stored: character U+0000 at offset 1"),
        (with_line({"vague": 2**70}), 6, UNFIT),
        (with_line({"vague": 7}), 6, UNFIT),
        (with_line({"question_id": 1}), 6, UNFIT),
        (with_line({"ledger": "x"}, 0), 1, "the first line names another ledger, number of entries or head than the"),
        (with_line({"rows": "68"}, 0), 1, "the first line does not name ledger, entries, rows and head"),
        (with_line({"head": "x"}, 0), 70, "the last line does not say what the first says"),
        (with_line({"rows": 0}, -1), 70, "the last line does not say what the first says"),
        (lambda lines: [*lines[:-2], lines[-1]], 69, "the last line says 68 rows, but there are 67"),
        (lambda lines: lines[:-1], 70, "the dump is cut off: its last line is missing"),
        (lambda lines: [*lines[:-1], lines[-1][:-1]], 70, "the dump is cut off here"),
        (lambda lines: [*lines, "\n"], 71, "something follows the last line"),
    ],
)
def test_what_was_done_to_a_dump_is_refused_with_its_line(lines, tmp_path, change, line, reason):
    message, hint, code = refusal(change(lines), tmp_path / "new.db")
    assert message.startswith(f"x.ndjson, line {line}: ")
    assert reason in message
    assert (hint, code) == ("write it anew where the ledger is: fcl export ledger -o FILE", "bad_dump")
    assert not (tmp_path / "new.db").exists()


def test_nothing_of_a_bad_dump_stays_in_an_empty_ledger(lines, ledger):
    before = dumped(ledger)
    refusal(with_line({"question_id": 1})(lines), ledger.place)
    refusal(with_line({"claim": "x"})(lines), ledger.place)
    assert dumped(ledger) == before


def test_a_dump_of_older_tables_is_read(lines, tmp_path):
    assert loaded([changed(lines[0], schema="0001"), *lines[1:]], tmp_path / "new.db").new == 14


def test_newer_versions_are_refused_plainly(lines, tmp_path):
    for newer in ({"version": 2}, {"schema": "0099"}):
        message, hint, code = refusal([changed(lines[0], **newer), *lines[1:]], tmp_path / "n.db", StorageError)
        said = {"version": 1, "schema": migrate.HEAD, **newer}
        shown = f"{said['version']}/{said['schema']}, this one reads 1/{migrate.HEAD}"
        assert message == f"x.ndjson was dumped by a newer version of the program: {shown}"
        assert (hint, code) == ("pip install --upgrade forecast-ledger", "dump_too_new")


@pytest.mark.parametrize("text", ["", "claim,p\n", "{}\n", "\ud800", "[1]\n"])
def test_another_file_is_no_dump(text, tmp_path):
    message, hint, _ = refusal([text], tmp_path / "new.db", InputError)
    assert (message, hint) == (
        "x.ndjson is no dump of a ledger: its first line names none",
        "fcl export ledger -o FILE writes one",
    )


def test_a_line_without_end_is_refused(lines, tmp_path, monkeypatch):
    monkeypatch.setattr(dump_lines, "LONGEST", 400)
    message, *_ = refusal([*lines[:9], "x" * 500, *lines[9:]], tmp_path / "new.db")
    assert message == "x.ndjson, line 10: it is longer than 400 bytes"


def test_redacted_texts_go_along_as_they_are(ledger, tmp_path):
    ledger.ask()
    ledger.forecast(0, note=SECRET)
    with ledger.store.reading() as connection:
        words = of_question(connection, "note", ledger.questions[0])
    redact(ledger, *words)
    lines = dumped(ledger)
    assert SECRET not in "".join(lines)
    loaded(lines, tmp_path / "new.db")
    there = Ledger(str(tmp_path / "new.db"))
    assert (dumped(there), messages(there)) == (lines, [])
    there.close()
    restored = [line.replace("[redacted]", "anything") for line in lines]
    assert "stored hash" in refusal(restored, tmp_path / "other.db")[0]


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("2/wordings/1", "entry 3 redacts claim of 2/wordings/1, which may not be redacted"),
        ("nowhere", "a redaction cannot be read: not enough values to unpack (expected 3, got 1)"),
    ],
)
def test_a_redaction_that_cannot_be_is_refused_though_every_hash_is_right(on_file, tmp_path, place, reason):
    with on_file.entry() as draft:
        said = {"place": place, "column_name": "claim", "leaf": "0" * 64, "blanked": "1" * 64}
        draft.add(redactions, **said, reason="hidden")
    lines = dumped(on_file)
    message, *_ = refusal(lines, tmp_path / "new.db")
    assert message == f"x.ndjson, line {len(lines)}: {reason.replace('entry 3', f'entry {draft.entry}')}"


def test_what_nothing_can_be_made_of_is_refused(lines, tmp_path, monkeypatch):
    def damaged(_connection):
        message = "the journal cannot be read: a reason"
        raise DamageError(message)

    monkeypatch.setattr(load.derived, "rebuild", damaged)
    assert (
        refusal(lines, tmp_path / "new.db")[0] == f"x.ndjson, line {len(lines)}: the journal cannot be read: a reason"
    )


def test_a_text_that_is_redacted_meanwhile_spoils_the_dump(ledger):
    ledger.ask()
    ledger.forecast(0, note=SECRET)
    with ledger.store.reading() as connection:
        words = of_question(connection, "note", ledger.questions[0])
    written = []

    def write(line):
        if not written:
            redact(ledger, *words)
        written.append(line)

    with pytest.raises(RefusedError, match="a text was redacted meanwhile"):
        dump(ledger.store.engine, write, told=silently)
    assert "end" not in json.loads(written[-1])


def test_few_rows_are_held_at_a_time(ledger, tmp_path, monkeypatch):
    everything(ledger)
    whole = dumped(ledger)
    heard, blocks = [], []
    insert = taking.insert_columns
    monkeypatch.setattr(replicate, "BLOCK", 2)
    monkeypatch.setattr(taking, "BLOCK", 3)
    monkeypatch.setattr(taking, "insert_columns", lambda *words: blocks.append(words[4]) or insert(*words))
    lines = []
    done = dump(ledger.store.engine, lines.append, told=lambda *told: heard.append(told))
    assert lines == whole
    assert heard == [(at + 1, done.rows) for at in range(done.rows)]
    loaded(lines, tmp_path / "new.db")
    assert max(blocks) <= 3
    monkeypatch.setattr(taking, "MOST_BYTES", 1)
    blocks.clear()
    loaded(lines, tmp_path / "bytes.db")
    assert set(blocks) == {1}


def test_every_table_of_the_journal_is_in_a_dump_after_those_it_refers_to(lines):
    places = {table.name: at for at, table in enumerate(ORDER)}
    assert {json.loads(line)["table"] for line in lines[1:-1]} == set(places)
    for table in ORDER:
        assert all(places[key.column.table.name] <= places[table.name] for key in table.foreign_keys)
    assert set(places) == {table.name for table in replicate.COPIED} <= set(metadata.tables)
