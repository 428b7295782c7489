"""`fcl db`: make, upgrade, copy, share, back up and restore ledgers."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import answer
from ledger.cli.asking import confirm
from ledger.cli.given import STDIN
from ledger.cli.globals import Group
from ledger.cli.progress import progress
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.text import printable
from ledger.cli.writing import tell, tell_end, writer
from ledger.errors import DamageError

if TYPE_CHECKING:
    from ledger.book.storage import Backup, Restored, Upgraded
    from ledger.services.upkeep import Status
    from ledger.store.replicate import Replica

HELP = """Make, upgrade, copy, share, back up and restore ledgers.

\b
Examples:
  fcl db status
  fcl db backup ~/ledger-2026-11-20.db
  fcl -L work.db db init
  fcl db restore ~/ledger-2026-11-20.db
  fcl db copy ~/ledger.db postgresql://db.example/forecasts
  fcl -L postgresql://db.example/forecasts db grant alice
"""


@click.group("db", cls=Group, short_help="Make, upgrade, copy, share, back up and restore ledgers.", help=HELP)
def db() -> None:
    """Make, upgrade, copy, share, back up and restore ledgers."""


@db.command("init", help="Make a ledger where there is none; nothing is changed where there is one.")
def init() -> None:
    """Make a ledger where there is none."""
    book = session().book
    data = {"place": book.place, "created": book.created}
    answer("db.init", data, [f"{'made' if book.created else 'is there'}: {printable(book.place)}"])


@db.command("status", help="Show where the ledger lies, its version, and how much is in it.")
def status() -> None:
    """Show where the ledger lies, its version, and how much is in it."""
    found = session().book.status()
    answer("db.status", found, _status(found))


def _status(found: "Status") -> Iterator[str]:
    seen = "" if found.remembered is None else f", entry {found.remembered} was the last seen on this machine"
    size = "" if found.size is None else f", {found.size / 1e6:.1f} MB"
    said = [
        ("ledger", found.place),
        ("id", found.ledger),
        ("database", f"{found.database}{size}"),
        ("version", found.version),
        ("zone", found.zone),
        ("entries", f"{found.entries}, the last of {found.recorded_at[:19]}Z{seen}"),
        ("head", found.head),
        *((name, str(rows)) for name, rows in found.rows.items() if rows),
    ]
    yield from table([Column(title=""), Column(title="", flexible=True)], said, heads=False)


@db.command("upgrade", help="Bring a ledger of an older version to this program's; a copy of the old one is kept.")
def upgrade() -> None:
    """Bring a ledger of an older version to this program's."""
    from ledger.book.storage import upgrade as bring

    done = bring(session().place)
    answer("db.upgrade", done, [_upgraded(done)], ledger=False)


def _upgraded(done: "Upgraded") -> str:
    if done.before == done.after:
        return f"{printable(done.place)} is of version {done.after}: nothing to do"
    kept = f"; the old one is kept as {printable(done.backup)}" if done.backup else ""
    return f"{printable(done.place)} upgraded from version {done.before} to {done.after}{kept}"


@db.command(
    "copy",
    help="Bring the ledger SRC to DST, a file or a postgresql:// URL: the same entries, ids and hashes, verified. "
    "Where DST holds an earlier state, what is missing is added. `-` is the ledger in use.",
)
@click.argument("source", metavar="SRC")
@click.argument("target", metavar="DST")
@click.option("--dry-run", is_flag=True, help="Say what would be copied; write nothing.")
def copy(source: str, target: str, *, dry_run: bool) -> None:
    """Bring a ledger to another place."""
    from ledger.book.storage import copy as bring

    with progress("rows copied") as told:
        done = bring(_place(source), _place(target), told=told, dry_run=dry_run)
    answer("db.copy", done, [_copied(done)], ledger=False)
    tell_end(dry_run=dry_run)


def _place(typed: str) -> str | None:
    return session().place if typed == STDIN else os.path.expanduser(typed)  # noqa: PTH111 - may be a URL


def _copied(done: "Replica") -> str:
    new = f"{done.copied} of {done.entries} entries" if done.copied else f"nothing new, {done.entries} entries"
    return f"{printable(done.source)} copied to {printable(done.target)}: {new}, head {done.head[:4]}…{done.head[-2:]}"


@db.command(
    "merge",
    help="Take in what another ledger recorded, a file or a postgresql:// URL; twice is once. Its entries keep facts, "
    "actor and note, their origin and hashes are kept, and what both say differently is listed.",
)
@click.argument("other", metavar="FILE|URL")
@writer
def merge(other: str, *, note: str | None, dry_run: bool) -> None:
    """Take another ledger's entries in."""
    from ledger.cli.merging import merged_lines

    place = os.path.expanduser(other)  # noqa: PTH111 - may be a URL
    with progress("entries read") as told:
        done = session().book.merge(place, told=told, note=note, dry_run=dry_run)
    answer("db.merge", done, merged_lines(done, dry_run=dry_run))
    tell_end(dry_run=dry_run)


@db.command(
    "grant",
    help="Let ROLE, a role of the PostgreSQL server, add to the ledger and read it, and nothing else: what is recorded "
    "it can neither change nor remove. Prints the statements.",
)
@click.argument("role")
@click.option("--read-only", is_flag=True, help="Let it read, and add nothing.")
@click.option("--dry-run", is_flag=True, help="Print the statements; change nothing.")
def grant(role: str, *, read_only: bool, dry_run: bool) -> None:
    """Let a role of the server write or read."""
    statements = session().book.grant(role, read_only=read_only, dry_run=dry_run)
    data = {"role": role, "read_only": read_only, "statements": statements}
    answer("db.grant", data, (f"{printable(one)};" for one in statements))
    tell_end(dry_run=dry_run)


@db.command(
    "backup",
    help="Copy the whole ledger, as it is at one moment, into a new file. A damaged one is copied too, and then "
    "said to be damaged (exit 5): keep older backups.",
)
@click.argument("file")
@click.option("--verify", is_flag=True, help="Recompute the copy; else only its pages, head and schema are looked at.")
def backup(file: str, *, verify: bool) -> None:
    """Copy the whole ledger into a new file."""
    from ledger.book.storage import backup as copy_into

    done = copy_into(file, session().place, verify=verify)
    # A damaged ledger may not open: then the answer is about none.
    answer("db.backup", done, [_backed_up(done)], ledger=not done.findings)
    if done.findings:
        more = f" (and {len(done.findings) - 1} more)" if len(done.findings) > 1 else ""
        message = f"the copy was made, but the ledger is damaged: {done.findings[0]}{more}"
        raise DamageError(message, hint="keep older backups; fcl verify says more")


def _backed_up(done: "Backup") -> str:
    whole = ", verified" if done.verified and not done.findings else ""
    return f"{printable(done.place)} copied to {printable(done.file)}{whole}"


@db.command(
    "restore", help="Put a verified backup in the ledger's place; the ledger that lies there is kept beside it."
)
@click.argument("file")
def restore(file: str) -> None:
    """Put a backup in the ledger's place."""
    from ledger.book.storage import restore as put_back

    confirm(f"Replace the ledger by {printable(file)}?")
    done = put_back(file, session().place)
    answer("db.restore", done, [_restored(done)], ledger=False)


def _restored(done: "Restored") -> str:
    kept = f"; what lay there is kept as {printable(done.replaced)}" if done.replaced else ""
    return f"{printable(done.place)} restored from {printable(done.source)}{kept}"


@db.command("rebuild", help="Make what is derived (standing answers, scores) anew from the journal.")
def rebuild() -> None:
    """Make what is derived anew from the journal."""
    book = session().book
    with progress("questions scored") as told:
        book.rebuild(told=told)
    answer("db.rebuild", {"place": book.place}, ["head tables and scores made anew"])
    tell("fcl verify compares them with the journal")


@db.command(
    "rescore",
    help="Score what has no score by the rules of this program. After an upgrade that changed a rule: what its other "
    "versions made goes, every other score stays. All or none; `rebuild` makes everything anew.",
)
def rescore() -> None:
    """Score what has no score by the rules of this program."""
    book = session().book
    with progress("questions looked at") as told:
        made = book.rescore(told=told)
    line = f"{made} score{'s' * (made != 1)} made" if made else "no score is missing: nothing to do"
    answer("db.rescore", {"place": book.place, "scores": made}, [line])


@db.command("sweep", help="Make the storage anew without what was blanked, where a redaction could not do so itself.")
def sweep() -> None:
    """Make the storage anew without what was blanked."""
    book = session().book
    tables = book.sweep()
    told = f"storage made anew: {', '.join(tables)}" if tables else "nothing was blanked: nothing to do"
    answer("db.sweep", {"place": book.place, "tables": tables}, [told])
