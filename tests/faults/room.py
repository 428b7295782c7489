"""One entry where there is room for so much and no more: the write that would go beyond fails.

A limit on the size of files (`RLIMIT_FSIZE`) lets a program fail at the write that would end beyond it, with EFBIG,
after the part that still fits. Set to where each page of an entry comes to lie, in the ledger and in the journal of
what was there before, it makes every write of the entry fail in its turn.
"""

import os
import resource
import shutil
from collections.abc import Iterator

from tests.faults.flips import contents, found
from tests.program import Fcl

PAGE = 4096
JOURNAL_HEADER, JOURNAL_PAGE = 512, PAGE + 8
WORDS = ("add", "It snows", "50%", "--by", "2099", "--criteria", "x" * 9000)


def template(home):
    """A ledger of some pages, and a program that will write to copies of it."""
    fcl = Fcl(home)
    id_ = fcl.add("It rains in Ghent", "70%", "--by", "2026-06-30", "--made", "2026-01-02")
    fcl.ok("note", id_, "long " * 2000)
    return fcl


def apart(fcl, said, room=None):
    """Write the entry in a process of its own, with that much room for each file; exit code, and errors in a file."""
    child = os.fork()
    if not child:
        code = 70
        try:
            if room is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            answer = fcl(*WORDS)
            # Nothing more is limited: what it said is written down.
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            said.write_text(answer.err, encoding="utf-8")
            code = answer.code
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def put_back(fcl, whole):
    """The ledger as it was, with nothing beside it, and no memory of what was written to it."""
    for left in fcl.home.glob("ledger.db*"):
        left.unlink()
    shutil.rmtree(fcl.home / "state", ignore_errors=True)
    shutil.copy(whole, fcl.ledger)


def limits(before: bytes, after: bytes) -> Iterator[int]:
    """Where each page that changed lies, in the ledger and in its journal: not a byte of it fits, or half of it."""
    pages = range(0, len(after), PAGE)
    changed = [at for at in pages if before[at : at + PAGE] != after[at : at + PAGE]]
    kept = sum(at < len(before) for at in changed)
    starts = {*changed, 0, *(JOURNAL_HEADER + JOURNAL_PAGE * number for number in range(kept + 1))}
    for start in sorted(starts):
        yield start
        yield start + PAGE // 2


def became(fcl, whole, code, said):
    """`kept` where the program says that nothing changed, and that is so; `stored` where all is there."""
    assert "Traceback" not in said
    if code == 0:
        assert found(fcl.ledger) == []
        assert len(contents(fcl.ledger)["entries"]) == len(contents(whole)["entries"]) + 1
        return "stored"
    assert code == 6, said
    assert said.startswith("error: the ledger cannot be used: d"), said
    assert "the ledger is as it was before this command" in said, said
    if fcl.ledger.read_bytes() != whole.read_bytes():
        assert contents(fcl.ledger) == contents(whole)
        assert found(fcl.ledger) == []
    return "kept"
