"""Every write of an entry fails in its turn: the entry is there whole, or the ledger is as it was and that is said."""

import os
import shutil
import subprocess

import pytest

from tests.faults.room import PAGE, apart, became, limits, put_back, template

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="programs with limits are of POSIX systems")


@pytest.fixture
def said(tmp_path):
    return tmp_path / "said.txt"


def keeps_until_there_is_room(told):
    """Up to some size nothing is stored, and from there on all is."""
    kept = told.count("kept")
    assert told == ["kept"] * kept + ["stored"] * (len(told) - kept)
    return kept


def test_each_write_that_fails_leaves_the_ledger_as_it_was(tmp_path, said):
    fcl = template(tmp_path)
    whole = tmp_path / "whole.db"
    shutil.copy(fcl.ledger, whole)
    assert apart(fcl, said) == 0
    after = fcl.ledger.read_bytes()
    told = []
    for room in [*limits(whole.read_bytes(), after), len(after) + PAGE]:
        put_back(fcl, whole)
        code = apart(fcl, said, room)
        told.append(became(fcl, whole, code, said.read_text()))
    assert keeps_until_there_is_room(told) > 20
    assert told[-1] == "stored"
    fcl.ok("verify")


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own with room for a ledger and a little more."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() or shutil.which("mount") is None:
        pytest.skip("only root can mount a file system")
    words = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder, room):
    """Leave so many bytes of a file system free."""
    status = os.statvfs(folder)
    with (folder / "ballast").open("wb") as ballast:
        ballast.write(bytes(status.f_bavail * status.f_frsize - room))


def test_a_disk_that_is_full_at_any_page_leaves_the_ledger_as_it_was(tmp_path, small_disk, said):
    fcl = template(small_disk)
    whole = tmp_path / "whole.db"
    shutil.copy(fcl.ledger, whole)
    told = []
    for pages in range(0, 60, 3):
        put_back(fcl, whole)
        fill(small_disk, pages * PAGE)
        code = apart(fcl, said)
        assert fcl("list").code == 0
        (small_disk / "ballast").unlink()
        told.append(became(fcl, whole, code, said.read_text()))
    assert keeps_until_there_is_room(told)
    assert told[-1] == "stored"
