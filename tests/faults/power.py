"""Power cuts: every state that the disk could be in when the power fails while a program writes, opened again.

strace records what a writing program asks of the file system. A power cut at some moment leaves what was synced,
any of the writes since then sector by sector, and a beginning of the changes of names since the folder was synced.
Run as `python -m tests.faults.power --n 400`; exits with 1 where an acknowledged entry is gone or a ledger not whole.
"""

import argparse
import functools
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from ledger.store import schema as schemas
from ledger.store.verify import verify
from tests.ledgers import Ledger

ROOT = Path(__file__).parents[2]
SECTOR = 512
CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink"
CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += +(\d+)")
OPENED = re.compile(r'^[^,]*, "([^"]*)", ([A-Z_|]+)')
ON_FILE = re.compile(r'^\d+<([^>]*)>(?:, "([^"]*)"\.*, \d+(?:, (\d+))?|, (\d+))?$')


@dataclass
class File:
    """What is certain to be in a file after a power cut, and the writes since: offset and bytes, None for a cut."""

    certain: bytes = b""
    since: list = field(default_factory=list)

    def sync(self):
        for offset, content in self.since:
            self.certain = applied(self.certain, offset, content)
        self.since.clear()


class Disk:
    """A folder's files while a program writes: contents, names that are certain, and changes of names since."""

    def __init__(self, files):
        self.names = {name: File(content) for name, content in files.items()}
        self.certain = dict(self.names)
        self.since = []

    def create(self, name):
        if name not in self.names:
            self.names[name] = File()
            self.since.append((name, self.names[name]))

    def remove(self, name):
        if self.names.pop(name, None):
            self.since.append((name, None))

    def sync_names(self):
        self.certain = dict(self.names)
        self.since.clear()

    def image(self, chance):
        """One of the states that a power cut now could leave: name and content."""
        left = self.certain | dict(self.since[: chance.randint(0, len(self.since))])
        return {name: torn(file, chance) for name, file in left.items() if file}


def applied(content, offset, new):
    if new is None:
        return content[:offset]
    return content.ljust(offset, b"\0")[:offset] + new + content[offset + len(new) :]


def torn(file, chance):
    """The certain content with any of the sectors written since, each or none."""
    content, kept = file.certain, chance.choice((0, 0.5, 0.9, 1))
    for offset, new in file.since:
        if new is None:
            content = applied(content, offset, None) if chance.random() < kept else content
            continue
        for at in range(0, len(new), SECTOR):
            if chance.random() < kept:
                content = applied(content, offset + at, new[at : at + SECTOR])
    return content


def recorded(place, log, count):
    """Let a program append entries to a ledger that is there, and record what it asks of the file system."""
    # As octets: in every other form strace cuts strings that look like text.
    words = ["strace", "-f", "-y", "-xx", "-s", "70000", "-e", f"trace={CALLS}", "-o", str(log)]
    writer = [sys.executable, "-m", "tests.faults.writer", str(place), "P", str(count), "3"]
    done = subprocess.run([*words, *writer], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(done.stderr.strip()[-300:])


def moments(log, folder):
    """What was asked of the folder's files, call by call: ("said", entry) is the program's word that it is stored."""
    for line in log.read_text(encoding="ascii", errors="replace").splitlines():
        if not (call := CALL.match(line)):
            continue
        name, arguments, result = call.groups()
        if name == "openat" and (opened := OPENED.match(arguments)):
            path = Path(text(opened[1]))
            if "O_CREAT" in opened[2] and path.parent == folder:
                yield "create", path.name
        elif name == "unlink":
            path = Path(text(arguments.strip('"')))
            if path.parent == folder:
                yield "remove", path.name
        elif found := ON_FILE.match(arguments):
            yield from on_file(name, found, int(result), folder)


def on_file(name, found, result, folder):
    path, content, offset, length = Path(text(found[1])), found[2], found[3], found[4]
    if name == "write":
        said = octets(content or "").decode(errors="replace").split(" ")
        if path.parent != folder and len(said) > 1 and said[0].isdigit():
            yield "said", int(said[0])
    elif name in {"fsync", "fdatasync"} and path == folder:
        yield ("sync_names",)
    elif path.parent == folder and name in {"fsync", "fdatasync"}:
        yield "sync", path.name
    elif path.parent == folder:
        new = octets(content)[:result] if name == "pwrite64" else None
        yield "write", path.name, int(offset or length or 0), new


def octets(written):
    return bytes.fromhex(written.replace("\\x", ""))


def text(written):
    return octets(written).decode() if written.startswith("\\x") else written


def played(disk, events):
    """The disk after each event, and the last entry that was said to be stored by then."""
    last = 1
    for what, *details in events:
        if what == "said":
            last = details[0]
        elif what == "write":
            disk.names[details[0]].since.append(tuple(details[1:]))
        elif what == "sync":
            disk.names[details[0]].sync()
        else:
            getattr(disk, what)(*details)
        yield last


def opened(folder, image):
    """What is in a ledger after a power cut: the number of its entries; SystemExit where it is not whole."""
    folder.mkdir()
    for name, content in image.items():
        (folder / name).write_bytes(content)
    ledger = Ledger(str(folder / "ledger.db"))
    with ledger.store.reading() as connection:
        verdict = verify(connection, remembered=False)
    ledger.forecast(ledger.ask())
    ledger.close()
    shutil.rmtree(folder)
    if not verdict.whole:
        sys.exit(f"damaged: {verdict.findings[0].message}")
    return verdict.entries


def cut(home, count, total, chance):
    """Images of power cuts at random moments: how many were opened, and how many moments there were."""
    folder = home / "written"
    folder.mkdir()
    Ledger(str(folder / "ledger.db")).close()
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    recorded(folder / "ledger.db", home / "log", count)
    events = list(moments(home / "log", folder))
    per_moment = -(-total // len(events))
    disk, made = Disk(files), 0
    for last in played(disk, events):
        for _ in range(min(per_moment, chance.randint(0, 2 * per_moment)) if made < total else 0):
            entries = opened(home / f"image-{made}", disk.image(chance))
            if entries < last:
                sys.exit(f"lost: entry {last} was acknowledged, the last one is {entries}")
            made += 1
    return made, len(events), last


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, default=400)
    parser.add_argument("--entries", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    schemas._made_text = functools.cache(schemas._made_text)
    home = Path(tempfile.mkdtemp(prefix="power-"))
    os.environ["XDG_STATE_HOME"] = str(home)
    try:
        made, calls, last = cut(home, asked.entries, asked.n, random.Random(asked.seed))
    finally:
        shutil.rmtree(home)
    sys.stdout.write(f"{made} power cuts in {calls} calls that wrote {last - 1} entries: 0 lost, 0 damaged\n")


if __name__ == "__main__":
    main()
