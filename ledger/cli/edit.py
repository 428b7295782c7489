"""`fcl edit`, `fcl note` and `fcl tag`: a new wording of a question, a note on it, its tags."""

from functools import partial
from typing import Any, Final

import click

from ledger.cli import lines
from ledger.cli.asking import edit_until
from ledger.cli.given import STDIN, Words
from ledger.cli.globals import Command, Group
from ledger.cli.kinds import RELATED, WATCHED, options
from ledger.cli.predictions import parse_toml, template
from ledger.cli.session import session
from ledger.cli.text import printable
from ledger.cli.writing import agree, answer_each, dated, ids_given, tell, tell_end, writer
from ledger.core.question import Question
from ledger.errors import InputError
from ledger.registry import unknown_name
from ledger.services.relating import Related

EDIT: Final = """\
\b
Examples:
  fcl edit m3xw --criteria "ECB press release, deposit facility rate below 2.00%"
  fcl edit m3xw --by 2027-09-30
  fcl edit k7qm --add-option Anthropic     earlier forecasts stay as they were made
  fcl edit m3xw                    on a terminal: in $VISUAL or $EDITOR

Give a question a new wording. Earlier wordings stay, and forecasts stay as they were made.
"""
NOTE: Final = """\
\b
Examples:
  fcl note m3xw "the vote was moved to March"
  fcl note m3xw @minutes.txt
  cat minutes.txt | fcl note m3xw -

Add a note to a question. `fcl show` shows it, `fcl search` finds it.
"""
TAG: Final = """\
\b
Examples:
  fcl tag add m3xw ecb rates
  fcl tag rm m3xw rates
  fcl list --ids ECB | fcl tag add - ecb -y

Add or remove tags.
"""
PARTS: Final = ("claim", "criteria", "fine_print", "look_at", "by", "closes", "review")
REMARKS: Final = ("A new wording of the question. Save and leave to record it; leave without saving to give up.",)


@click.command("edit", cls=Command, short_help="Give a question a new wording.", help=EDIT)
@click.argument("id_", metavar="ID")
@click.option("--claim", metavar="T", help="What will happen.")
@click.option("--criteria", type=Words(), metavar="T|@FILE", help="What settles it.")
@click.option("--fine-print", type=Words(), metavar="T|@FILE", help="Definitions and edge cases.")
@click.option("--look-at", metavar="T", help="Where to look when it is due.")
@click.option("--by", metavar="D", help="Deadline.")
@click.option("--closes", metavar="D", help="Last moment at which a forecast counts.")
@click.option("--review", metavar="D", help="When to look at it again.")
@click.option("--add-option", "added", multiple=True, metavar="O", help="One more option; may be repeated.")
@options(*RELATED, *WATCHED)
@writer
@dated
def edit(
    *,
    id_: str,
    added: tuple[str, ...],
    condition: str | None,
    all_of: str | None,
    any_of: str | None,
    note: str | None,
    dry_run: bool,
    **changes: str | None,
) -> None:
    """Give a question a new wording."""
    related = Related(condition=condition, all_of=all_of, any_of=any_of)
    if any(text is not None for text in changes.values()) or added or related.given:
        _record(id_, changes, added=added, related=related, note=note, dry_run=dry_run)
        return
    if not session().interactive:
        hint = "give --claim, --criteria, --fine-print, --look-at, --by, --closes or --review"
        raise InputError("nothing to change", hint=hint, code="missing_value")
    _edit_in_editor(id_, note=note, dry_run=dry_run)


def _edit_in_editor(id_: str, *, note: str | None, dry_run: bool) -> None:
    before = _parts_of(session().book.show(id_))

    def read(text: str) -> None:
        after = _read_parts(text)
        changes = {name: after[name] for name in after if after[name] != (before[name] or "")}
        _record(id_, dict(changes), note=note, dry_run=dry_run)

    edit_until(template(before, PARTS, about=REMARKS), read)


def _parts_of(question: Question) -> dict[str, str | None]:
    deadline = question.deadline
    return {
        **{name: getattr(question, name) for name in PARTS[:4]},
        "by": (deadline.text or deadline.date) if deadline else None,
        "closes": question.closes_at,
        "review": question.review_on,
    }


def _read_parts(text: str) -> dict[str, str]:
    read: dict[str, str] = {}
    for key, value in parse_toml(text, "what was written").items():
        name = key.replace("-", "_")
        if name not in PARTS:
            raise unknown_name("part of a question", key, known=dict.fromkeys(PARTS))
        read[name] = (value if isinstance(value, str) else str(value)).strip()
    return read


def _record(
    id_: str,
    changes: dict[str, Any],
    *,
    added: tuple[str, ...] = (),
    related: Related | None = None,
    note: str | None,
    dry_run: bool,
) -> None:
    book = session().book
    question = book.edit(id_, **changes, options=added, related=related, note=note, dry_run=dry_run)
    today = book.today()
    if changes.get("by") and question.deadline and question.deadline.rule:
        tell(f"deadline: {question.deadline.date}: {printable(question.deadline.rule)}")
    if changes.get("by") and question.deadline is None:
        session().warn("no_date", f"{changes['by'][:80]!r} names no date: the question stays open")
    answer_each("prediction.edit", [question], partial(lines.edited, today=today))
    tell_end(dry_run=dry_run)


@click.command("note", cls=Command, short_help="Add a note to a question.", help=NOTE)
@click.argument("id_", metavar="ID")
@click.argument("text", type=Words(stdin=True), metavar="TEXT|@FILE|-")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
def note(*, id_: str, text: str, dry_run: bool) -> None:
    """Add a note to a question."""
    if id_ == STDIN:
        raise InputError("a note needs one ID", hint="fcl note ID TEXT")
    if not text.strip():
        raise InputError("the note is empty", hint="write a note: fcl note ID TEXT")
    question = session().book.note_on(id_, text, dry_run=dry_run)
    answer_each("prediction.note", [question], lambda one: lines.line(one.prefix, "noted", lines.claim_of(one)))
    tell_end(dry_run=dry_run)


@click.group("tag", cls=Group, short_help="Add or remove tags.", help=TAG)
def tag() -> None:
    """Add or remove tags."""


@tag.command("add", short_help="Add tags to a question.")
@click.argument("id_", metavar="ID")
@click.argument("tags", metavar="TAG...", nargs=-1, required=True)
@writer
def tag_add(*, id_: str, tags: tuple[str, ...], note: str | None, dry_run: bool) -> None:
    """Add tags to a question, or with - to those on standard input."""
    _change(id_, tags, remove=False, note=note, dry_run=dry_run)


@tag.command("rm", short_help="Remove tags from a question.")
@click.argument("id_", metavar="ID")
@click.argument("tags", metavar="TAG...", nargs=-1, required=True)
@writer
def tag_rm(*, id_: str, tags: tuple[str, ...], note: str | None, dry_run: bool) -> None:
    """Remove tags from a question, or with - from those on standard input."""
    _change(id_, tags, remove=True, note=note, dry_run=dry_run)


def _change(id_: str, tags: tuple[str, ...], *, remove: bool, note: str | None, dry_run: bool) -> None:
    ids = ids_given(id_)
    agree(ids, "Untag" if remove else "Tag", dry_run=dry_run)
    changed = session().book.tag_many(ids, tags, remove=remove, note=note, dry_run=dry_run)
    answer_each("prediction.untag" if remove else "prediction.tag", changed, lines.tagged, several=len(ids) > 1)
    tell_end(dry_run=dry_run)
