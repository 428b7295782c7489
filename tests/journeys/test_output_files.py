"""Files that the program writes: whole or not at all, where they were asked for and nowhere else."""

import os
import stat
import threading
from pathlib import Path

import pytest

from tests.journeys.strangers import DUE

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and devices are those of POSIX")


@pytest.fixture
def told(fcl):
    fcl.add("a", "70%", *DUE)
    return fcl


def exported(fcl, place, *more: str):
    return fcl("export", "questions", "-O", "csv", "-o", place, *more)


def test_a_new_file_has_the_permissions_of_the_umask(told):
    before = os.umask(0o027)
    try:
        assert exported(told, "q.csv").code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path("q.csv").stat().st_mode) == 0o640


def test_an_old_file_keeps_its_permissions_and_is_replaced_whole(told):
    place = told.home / "q.csv"
    place.write_text("before\n" * 10_000)
    place.chmod(0o604)
    assert exported(told, place).code == 0
    assert stat.S_IMODE(place.stat().st_mode) == 0o604
    assert place.read_text() == told.ok("export", "questions").out


@pytest.mark.parametrize("place", ["-", "/dev/stdout"])
def test_standard_output_by_each_of_its_names(told, place):
    answer = told.process("export", "questions", "-O", "csv", "-o", place)
    assert answer.code == 0, answer.err
    assert answer.out == told.ok("export", "questions").out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("place", ["/dev/full", "full.csv"])
def test_a_full_disk_is_told_and_nothing_is_left(told, place):
    (told.home / "full.csv").symlink_to("/dev/full")
    before = sorted(told.home.iterdir())
    answer = exported(told, place)
    assert (answer.code, answer.out) == (6, "")
    assert answer.err == (f"error: cannot write {place}: No space left on device\nhint: choose another file with -o\n")
    assert sorted(told.home.iterdir()) == before


def test_a_disk_that_fills_up_leaves_the_old_file(told, monkeypatch):
    place = told.home / "q.csv"
    place.write_text("before")
    listed = sorted(told.home.iterdir())
    monkeypatch.setattr(os, "fsync", no_space)
    answer = exported(told, place)
    assert (answer.code, "No space left on device" in answer.err) == (6, True)
    assert place.read_text() == "before"
    assert sorted(told.home.iterdir()) == listed


def no_space(_descriptor: int) -> None:
    raise OSError(28, os.strerror(28))


def test_a_link_out_of_the_folder_is_refused_word_for_word(told):
    outside = told.home / "elsewhere" / "kept.csv"
    outside.parent.mkdir()
    outside.write_text("kept")
    (told.home / "link.csv").symlink_to(outside)
    answer = exported(told, "link.csv")
    assert (answer.code, outside.read_text()) == (4, "kept")
    assert answer.err == (
        f"error: link.csv is a link that leads out of its folder, to {outside}\nhint: name that file itself with -o\n"
    )


def test_a_link_to_nowhere_outside_makes_nothing_there(told):
    (told.home / "elsewhere").mkdir()
    (told.home / "link.csv").symlink_to("elsewhere/new.csv")
    assert exported(told, "link.csv").code == 4
    assert list((told.home / "elsewhere").iterdir()) == []


def test_a_link_within_the_folder_stays_a_link(told):
    (told.home / "link.csv").symlink_to("new.csv")
    assert exported(told, "link.csv").code == 0
    assert (told.home / "link.csv").is_symlink()
    assert (told.home / "new.csv").read_text() == told.ok("export", "questions").out


def test_links_that_turn_in_a_circle_are_refused(told):
    (told.home / "a.csv").symlink_to("b.csv")
    (told.home / "b.csv").symlink_to("a.csv")
    answer = exported(told, "a.csv")
    assert (answer.code, answer.err) == (
        6, "error: cannot write a.csv: Too many levels of symbolic links\nhint: choose another file with -o\n"
    )  # fmt: skip
    assert (told.home / "a.csv").is_symlink()


def test_a_folder_is_refused(told):
    (told.home / "folder").mkdir()
    answer = exported(told, "folder")
    assert (answer.code, answer.err) == (4, "error: folder is a folder\nhint: name a file in it with -o\n")


@pytest.mark.parametrize("words", ["questions -O csv", "questions -O xlsx", "ledger", "ics", "atom"])
def test_a_ledger_is_never_written_over(told, words):
    head, link = told.head, told.home / "link.db"
    link.symlink_to(told.ledger)
    for place in (told.ledger, link):
        answer = told("export", *words.split(), "-o", place)
        assert answer.code == 4
        assert answer.err == (
            f"error: {told.ledger} is an SQLite database, as ledgers are: it is not written over\n"
            "hint: name another file with -o\n"
        )
    assert told.head == head


def test_a_named_pipe_takes_the_table(told):
    os.mkfifo("pipe")
    taken: list[str] = []
    reader = threading.Thread(target=lambda: taken.append(Path("pipe").read_text(encoding="utf-8")))
    reader.start()
    assert exported(told, "pipe").code == 0
    reader.join(timeout=20)
    assert taken == [told.ok("export", "questions").out]
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


def test_an_unwritable_folder_is_told(told):
    answer = exported(told, "nowhere/q.csv")
    assert (answer.code, answer.err) == (
        6, "error: cannot write nowhere/q.csv: No such file or directory\nhint: choose another file with -o\n"
    )  # fmt: skip


def test_a_file_with_the_longest_name_there_is(told):
    name = "q" * 251 + ".csv"
    assert exported(told, name).code == 0
    assert (told.home / name).read_text() == told.ok("export", "questions").out
    assert list(told.home.glob(".*.new")) == []


def test_a_backup_is_never_written_over_another_file_or_through_a_link(told):
    (told.home / "there.db").write_text("kept")
    (told.home / "link.db").symlink_to("nowhere.db")
    for name in ("there.db", "link.db"):
        assert told("db", "backup", name).code == 4
    assert (told.home / "there.db").read_text() == "kept"
    assert not (told.home / "nowhere.db").exists()
