"""Files that tables are written to: whole or not at all, with their permissions, and where they were asked for."""

import os
import stat
from pathlib import Path

import pytest

from ledger.errors import LedgerError, RefusedError, StorageError
from ledger.exporters._files import write_file


def fill(text: str):
    return lambda stream: stream.write(text)


def fail(stream) -> None:
    stream.write("half")
    raise RuntimeError


def test_a_file_is_written_whole_or_not_at_all(tmp_path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("before")
    with pytest.raises(RuntimeError):
        write_file(path, fail)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_the_permissions_of_a_file_stay(tmp_path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("before")
    path.chmod(0o640)
    write_file(path, fill("after"))
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("after", 0o640)


def test_a_link_is_followed_in_its_own_folder_only(tmp_path) -> None:
    (tmp_path / "inside.csv").write_text("before")
    (tmp_path / "other").mkdir()
    outside = tmp_path / "other" / "outside.csv"
    outside.write_text("kept")
    (tmp_path / "near.csv").symlink_to("inside.csv")
    (tmp_path / "far.csv").symlink_to(outside)
    write_file(tmp_path / "near.csv", fill("after"))
    assert (tmp_path / "inside.csv").read_text() == "after"
    assert (tmp_path / "near.csv").is_symlink()
    with pytest.raises(RefusedError, match="leads out of its folder"):
        write_file(tmp_path / "far.csv", fill("after"))
    assert outside.read_text() == "kept"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path) -> None:
    reader, writer = os.pipe()
    write_file(f"/dev/fd/{writer}", fill("through"))
    os.close(writer)
    with os.fdopen(reader) as stream:
        assert stream.read() == "through"
    write_file(os.devnull, fill("gone"))
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize(("place", "kind"), [(".", RefusedError), ("no/such/folder/x.csv", StorageError)])
def test_a_place_that_cannot_be_written(tmp_path, place: str, kind: type[LedgerError]) -> None:
    with pytest.raises(kind) as caught:
        write_file(tmp_path / place, fill("x"))
    assert caught.value.hint
