"""`fcl export ledger` and `fcl import ledger`: a whole ledger as lines of JSON, and back."""

import sys
from contextlib import nullcontext
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, Final

import click
from click.core import ParameterSource

from ledger.cli.answer import answer
from ledger.cli.given import STDIN
from ledger.cli.progress import progress
from ledger.cli.session import session
from ledger.cli.streams import plain_stdout
from ledger.cli.text import printable
from ledger.cli.writing import tell, tell_end
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.store.load import Loaded

DUMP: Final = "ledger"
LINES: Final = "ndjson"
WHOLE: Final = "a dump is of the whole ledger: it"


def export_dump(output: str, format_: str | None) -> None:
    """Write the whole ledger to a file, or to standard output."""
    current = session()
    refuse_options({"what", "output", "format_"}, WHOLE, "fcl export ledger -o FILE")
    if current.as_of_text is not None:
        raise InputError("a dump is of the whole ledger: it takes no --as-of", hint="fcl export ledger -o FILE")
    if _other_format(output, format_):
        raise InputError("a dump is written as ndjson", hint="fcl export ledger -o ledger.ndjson")
    if output == STDIN and current.json:
        raise InputError("a dump is no JSON document", hint="leave --json out, or write a file: -o ledger.ndjson")
    current.needs = True
    place = plain_stdout() if output == STDIN else nullcontext(output)
    with progress("rows written") as told, place as target:
        done = current.book.export_ledger(target, told=told)
    if output != STDIN:
        tell(f"ledger: {_entries(done.entries)}, {done.rows} rows written to {output}")
    if current.json:
        answer("export.ledger", {"table": DUMP, "file": output, "rows": done.rows})


def _other_format(output: str, format_: str | None) -> bool:
    """True where a format was asked for, by name or by the file's extension, that a dump is not written in."""
    from ledger.exporters import CALLED

    return {format_ or LINES, CALLED.get(PurePath(output).suffix.lower(), LINES)} != {LINES}


def import_dump(place: str, *, dry_run: bool) -> None:
    """Bring the ledger of a dump to the place of the ledger in use."""
    from ledger.book.storage import import_ledger

    refuse_options({"kind", "place", "dry_run"}, WHOLE, "fcl import ledger FILE")
    file: str | BinaryIO = sys.stdin.buffer if place == STDIN else place
    name = "standard input" if place == STDIN else place
    with progress("rows read") as told:
        done = import_ledger(file, session().place, name=name, told=told, dry_run=dry_run)
    # Where nothing was written there may be no ledger to tell about.
    answer("ledger.import", done, [_told(done, dry_run=dry_run)], ledger=not dry_run)
    tell_end(dry_run=dry_run)


def _told(done: "Loaded", *, dry_run: bool) -> str:
    every, head = _entries(done.entries), f"head {done.head[:4]}…{done.head[-2:]}"
    if not done.new:
        return f"nothing new: {every} of {printable(done.ledger)} known here, {head}"
    verb = "would be taken in" if dry_run else "taken in"
    return f"{printable(done.ledger)} {verb}: {done.new} of {every}, {head}"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def refuse_options(taken: set[str], what: str, hint: str) -> None:
    """Refuse what was typed beside these parameters, which has no part in it: nobody should believe that it had."""
    context = click.get_current_context()
    typed = (name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE)
    idle = sorted(name for name in typed if name not in taken)
    if idle:
        option = next(one for one in context.command.params if one.name == idle[0])
        said = option.opts[-1] if isinstance(option, click.Option) else "query"
        raise InputError(f"{what} takes no {said}", hint=hint)
