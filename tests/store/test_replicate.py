"""Copies to another place: the same rows, keys and hashes, whole or not at all."""

import sqlite3
from contextlib import closing, nullcontext

import pytest

from ledger.book.storage import copy
from ledger.errors import DamageError, InputError, RefusedError, StorageError
from ledger.store import connect, memory, migrate, replicate
from ledger.store.columns import metadata
from ledger.store.verify import verify
from tests.ledgers import BACKENDS, Ledger, everything, needs_server, schema, told


@pytest.fixture(params=BACKENDS)
def target(request, tmp_path):
    with schema() if request.param == "postgresql" else nullcontext(str(tmp_path / "target.db")) as place:
        yield place


@pytest.fixture
def source(place):
    everything(Ledger(place)).close()
    return place


def everything_in(place):
    """Every row of a ledger, its head, and what verify finds: its chain and heads are whole."""
    ledger = Ledger(place)
    with ledger.store.reading() as connection:
        # Of the copies of one ledger only one is the newest that was seen here.
        found = verify(connection, remembered=False).findings
    rows = {name: ledger.rows(name) for name in metadata.tables}
    head = ledger.head()
    ledger.close()
    assert [finding.message for finding in found if "revealed" not in finding.message] == []
    return rows, head


def add_to(place):
    ledger = Ledger(place)
    ledger.forecast(ledger.ask())
    ledger.undo(ledger.resolve(0, value="0"))
    ledger.close()


def test_a_copy_is_the_same_row_for_row(source, target):
    done = copy(source, target)
    assert everything_in(target) == everything_in(source)
    assert (done.copied, done.entries, done.head) == (14, 14, everything_in(source)[1].hash)
    ledger = Ledger(target)
    ledger.forecast(0)
    assert ledger.head().entry == 15
    ledger.close()


@needs_server
def test_there_and_back_again_nothing_has_changed(tmp_path):
    first, last = str(tmp_path / "first.db"), str(tmp_path / "last.db")
    everything(Ledger(first)).close()
    with schema() as between:
        copy(first, between)
        copy(between, last)
    assert everything_in(first) == everything_in(last)
    with closing(sqlite3.connect(first)) as one, closing(sqlite3.connect(last)) as other:
        assert sorted(one.iterdump()) == sorted(other.iterdump())


def test_only_what_is_missing_is_copied_again(source, target, monkeypatch):
    copy(source, target)
    add_to(source)
    copied = []
    insert = replicate.insert_rows
    monkeypatch.setattr(replicate, "insert_rows", lambda *words: copied.extend(words[3]) or insert(*words))
    done = copy(source, target)
    assert (done.copied, done.entries) == (4, 18)
    assert {row[0] for row in copied if row[0] < 1000} == {15, 16, 17, 18}
    assert everything_in(target) == everything_in(source)
    assert copy(source, target).copied == 0


def test_many_rows_come_block_by_block(source, target, monkeypatch):
    monkeypatch.setattr(replicate, "BLOCK", 2)
    blocks, heard = [], []
    insert = replicate.insert_rows
    monkeypatch.setattr(replicate, "insert_rows", lambda *words: blocks.append(len(words[3])) or insert(*words))
    copy(source, target, told=lambda done, total: heard.append((done, total)))
    assert max(blocks) == 2
    assert heard[-1] == (sum(blocks), sum(blocks))
    assert heard == sorted(heard)
    assert everything_in(target) == everything_in(source)


def test_what_is_appended_while_it_is_copied_waits_for_the_next_copy(source, target):
    appended = []

    def told(done, _total):
        if not appended:
            appended.append(add_to(source))

    assert copy(source, target, told=told).entries == 14
    assert everything_in(target)[1].entry == 14
    assert copy(source, target).copied == 4
    assert everything_in(target) == everything_in(source)


def test_a_dry_run_copies_nothing(source, target):
    assert copy(source, target, dry_run=True).copied == 14
    engine = connect.make_engine(connect.database_url(target))
    if "://" in target:
        assert migrate.version_of(engine) is None
    else:
        with pytest.raises(StorageError, match="unable to open"):
            migrate.version_of(engine)
    engine.dispose()


@pytest.mark.parametrize("there", [False, True])
def test_a_copy_that_is_cut_off_leaves_nothing_of_itself(source, target, there):
    if there:
        copy(source, target)
        add_to(source)
    before = everything_in(target) if there else None

    def interrupted(done, total):
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(source, target, told=interrupted)
    assert before is None or everything_in(target) == before
    assert copy(source, target).copied == (4 if there else 14)
    assert everything_in(target) == everything_in(source)


def refused(source, target, code):
    before = everything_in(target)
    with pytest.raises(RefusedError) as error:
        copy(source, target)
    assert error.value.code == code
    assert everything_in(target) == before
    return error.value


def test_a_newer_target_is_refused(source, target):
    copy(source, target)
    add_to(target)
    error = refused(source, target, "newer")
    assert error.message.endswith(" is newer: it has 18 entries, the source 14")
    assert error.hint == "copy the other way: fcl db copy DST SRC"


def test_a_target_that_went_another_way_is_refused(source, target):
    copy(source, target)
    for place, claim in ((source, "one"), (target, "other")):
        ledger = Ledger(place)
        ledger.ask(claim=claim)
        ledger.ask()
        ledger.close()
    error = refused(source, target, "parted")
    assert error.message.endswith(" went another way: entry 15 is not the same in both")


def test_another_ledger_is_refused(source, target):
    told(Ledger(target)).close()
    assert " holds another ledger: " in refused(source, target, "other_ledger").message


def test_a_damaged_source_is_not_copied(source, target):
    ledger = Ledger(source)
    for statement in everywhere(source, "UPDATE wordings SET claim = 'it happened' WHERE entry_id = 3"):
        ledger.run(statement)
    ledger.close()
    with pytest.raises(DamageError, match=r"^the source is damaged: entry 3 \(.*does not match its content"):
        copy(source, target)
    if "://" not in target:
        assert not connect.file_of(connect.database_url(target)).exists()


def everywhere(place, statement):
    if "://" in place:
        return ["ALTER TABLE wordings DISABLE TRIGGER guard_wordings_change", statement]
    return ["DROP TRIGGER guard_wordings_update", statement]


def test_a_ledger_is_no_copy_of_itself(source, tmp_path):
    with pytest.raises(InputError, match="source and target are the same ledger"):
        copy(source, source)


def test_two_names_of_one_file_are_one_ledger(tmp_path):
    told(Ledger(tmp_path / "ledger.db")).close()
    (tmp_path / "again.db").hardlink_to(tmp_path / "ledger.db")
    with pytest.raises(InputError, match="source and target are the same ledger"):
        copy(tmp_path / "ledger.db", tmp_path / "again.db")


def test_places_that_are_no_ledger(source, tmp_path):
    text, link = tmp_path / "notes.txt", tmp_path / "link.db"
    text.write_text("not a ledger at all\n" * 300)
    link.symlink_to(tmp_path / "nowhere.db")
    for one, other, words in (
        (tmp_path / "none.db", tmp_path / "new.db", "there is no ledger at"),
        (text, tmp_path / "new.db", "not a database"),
        (source, text, "not a database"),
        (source, tmp_path, "unable to open"),
        (source, link, "unable to open"),
        (source, "x" * 5000, "cannot write beside the ledger"),
        ("x" * 5000, tmp_path / "new.db", "there is no ledger at"),
    ):
        with pytest.raises(StorageError, match=words):
            copy(one, other)
    assert text.read_text().startswith("not a ledger at all")
    assert not (tmp_path / "new.db").exists()
    assert not (tmp_path / "nowhere.db").exists()


@pytest.mark.parametrize(("version", "code"), [("0000", "schema_unknown"), ("0099", "schema_too_new")])
def test_ledgers_of_other_versions_are_neither_read_nor_written(source, target, version, code):
    copy(source, target)
    for place in (source, target):
        ledger = Ledger(place)
        ledger.run(f"UPDATE alembic_version SET version_num = '{version}'")
        ledger.close()
        with pytest.raises(StorageError) as error:
            copy(source, target)
        assert error.value.code == code
        engine = connect.make_engine(connect.database_url(place))
        with engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{migrate.HEAD}'")
        engine.dispose()


def test_the_head_of_a_copy_is_remembered(source, target, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another machine"))
    done = copy(source, target)
    assert memory.recall(done.ledger) == memory.Seen(entry=done.entries, hash=done.head)


def test_tables_are_copied_after_those_that_they_refer_to():
    places = {table.name: at for at, table in enumerate(replicate.COPIED)}
    assert set(places) == {table.name for table in (replicate.entries, *replicate.JOURNAL)}
    for table in replicate.COPIED:
        for key in table.foreign_keys:
            assert places[key.column.table.name] <= places[table.name]
