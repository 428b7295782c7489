"""`fcl add`: record a prediction from options, by asking, from an editor or from a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli import lines
from ledger.cli.answer import answer
from ledger.cli.figures import Figures
from ledger.cli.given import Words
from ledger.cli.kinds import ASKED, RELATED, RESTATED, SAID, STATED, WATCHED, options
from ledger.cli.session import session
from ledger.cli.text import percent, printable
from ledger.cli.writing import dated, tell, tell_end, writer
from ledger.core.question import Question
from ledger.errors import InputError
from ledger.services.addition import Addition

if TYPE_CHECKING:
    from ledger.core.series import SeriesView

HELP: Final = """\
\b
Examples:
  fcl add "Rust overtakes Go in the TIOBE index" 35% --by 2027
  fcl add "It rains on Friday" 7:3 --by "next friday" -t weather
  fcl add "The lead changes in {period}" 70% \\
      --every "FREQ=MONTHLY;BYMONTHDAY=-1" --starting 2026-01
  fcl add "The best model is from" --options "Google,OpenAI,other" \\
      --shares "Google=50% OpenAI=30% other=20%" --by 2027
  fcl add "Revenue in 2027" --type numeric --unit "USD bn" --interval "100..400@80%" --by 2027
  fcl add "AGI arrives" --type date --interval "2030-12..2035-12@50%"
  fcl add "They catch up" 60% --if k7qm=yes          annulled if k7qm comes out otherwise
  fcl add "All of it happens" 40% --all-of k7qm,m3xw,q9tz
  fcl add "They ship it" --words probably --quote @quote.txt --source https://example.org/i42
  fcl add "They will be bought" 70% --by 2027 --commit       private: a hash now, fcl reveal later
  fcl add --from predictions.toml
  fcl add                          on a terminal: asks; "<" goes back a step

Record a prediction: a claim and how likely it is, `0.7`, `70%`, `7/10` or odds `7:3`.

A deadline may be a date (2027-06-30), a period (2027, Q3 2027), or words ("by the end of next year",
"in another 5 to 10 years"); how it was read is always said. Without one the question stays open and comes up for
review. --from takes TOML or JSON: one prediction, or a list named [[prediction]]; the keys are the names of
these options and `claim`, `probability`, `tags`. All of them are recorded, or none.
"""
EDITED: Final = (
    "claim", "probability", "by", "made", "review", "closes", "forecaster", "criteria", "fine_print", "look_at",
    "quote", "source", "reporter", "attribution", "tags", "words", "no_number", "certain", "question_only", "vague",
    *SAID,
)  # fmt: skip
REMARKS: Final = ("A prediction. Save and leave to record it; leave without saving to give up.",)


@click.command("add", cls=Figures, short_help="Record a prediction.", help=HELP)
@click.argument("claim", required=False)
@click.argument("probability", metavar="[P]", required=False)
@click.option("--by", metavar="D", help="Deadline.")
@click.option("--made", metavar="D", help="When it was said [now].")
@click.option("--review", metavar="D", help="When to look at it again.")
@click.option("--closes", metavar="D", help="Last moment at which a forecast counts [the deadline].")
@click.option("-f", "--forecaster", metavar="NAME", help="Who said it [you].")
@click.option("--criteria", type=Words(), metavar="T|@FILE", help="What settles it.")
@click.option("--fine-print", type=Words(), metavar="T|@FILE", help="Definitions and edge cases.")
@click.option("--look-at", metavar="T", help="Where to look when it is due.")
@click.option("--quote", type=Words(stdin=True), metavar="T|@FILE|-", help="The words as said.")
@click.option("--source", metavar="URL|ID", help="Where it was said.")
@click.option("--reporter", metavar="NAME", help="Who reports what somebody else said.")
@click.option("--attribution", metavar="A", help="Its view is own, quoted, rejected, reported, imputed, commenter.")
@click.option("-t", "--tag", "tags", multiple=True, metavar="X", help="A tag; may be repeated.")
@click.option("--basis", metavar="B", help="Where the number comes from: stated, words, imputed, market, none.")
@click.option("--words", metavar="W", help="A phrase instead of a number, or beside it: probably.")
@click.option("--scale", metavar="S", help="The scale that reads the phrase [survey].")
@click.option("--no-number", is_flag=True, help="No probability was stated.")
@click.option("--certain", is_flag=True, help="Mean 0% or 100%.")
@click.option("--question-only", is_flag=True, help="Record the question without a forecast.")
@click.option("--vague", is_flag=True, help="Mark it: what would settle it is open to argument.")
@options(*STATED, *ASKED, *RELATED, RESTATED, *WATCHED)
@click.option("--every", metavar="RULE", help="A series: a recurrence rule of RFC 5545.")
@click.option("--starting", metavar="D", help="First occurrence of the series.")
@click.option("--until", metavar="D", help="Last day of the series.")
@click.option("--commit", "private", is_flag=True, help="Keep it private: record its hash and days, reveal it later.")
@click.option("-e", "--edit", "in_editor", is_flag=True, help="Write it in $VISUAL or $EDITOR.")
@click.option("--from", "from_file", metavar="FILE|-", help="Read predictions from TOML or JSON.")
@writer
@dated
def add(
    *, in_editor: bool, private: bool, from_file: str | None, note: str | None, dry_run: bool, **typed: Any
) -> None:
    """Record a prediction."""
    given = {name: value for name, value in typed.items() if value not in (None, False, ())}
    given.setdefault("scale", session().setting("words.scale", "survey"))
    if private:
        _commit(given, in_editor=in_editor, from_file=from_file, note=note, dry_run=dry_run)
    elif from_file:
        _add_file(from_file, given, note=note, dry_run=dry_run)
    elif in_editor:
        _add_edited(given, note=note, dry_run=dry_run)
    else:
        _add_all([_complete(given)], note=note, dry_run=dry_run, one=True)


def _commit(given: dict[str, Any], *, in_editor: bool, from_file: str | None, note: str | None, dry_run: bool) -> None:
    if in_editor or from_file:
        raise InputError("--commit is for one prediction on the command line", hint="leave --edit and --from out")
    book = session().book
    question, place = book.commit(Addition(**_complete(given)), note=note, dry_run=dry_run)
    answer("prediction.commit", question, [lines.committed(question, book.today())])
    if not dry_run:
        tell(f"keep this file to reveal it: {place}")
    tell_end(dry_run=dry_run, undo=True)


def _add_file(place: str, given: Mapping[str, Any], *, note: str | None, dry_run: bool) -> None:
    if "claim" in given:
        raise InputError("--from brings its own claims", hint="leave CLAIM and P out")
    from ledger.cli.predictions import parsed, predictions_in

    found = parsed(place)
    if isinstance(found, Mapping) and "scan" in found:
        from ledger.cli.scan_drafts import add_drafts

        add_drafts(found, place, given, note=note, dry_run=dry_run)
    else:
        _add_all([{**given, **one} for one in predictions_in(found, place)], note=note, dry_run=dry_run)


def _add_edited(given: Mapping[str, Any], *, note: str | None, dry_run: bool) -> None:
    from ledger.cli.asking import edit_until
    from ledger.cli.predictions import parse_toml, read_one, template

    def read(text: str) -> None:
        edited = read_one(parse_toml(text, "what was written"), "the prediction")
        kept = {name: value for name, value in given.items() if name not in EDITED}
        _add_all([{**kept, **edited}], note=note, dry_run=dry_run, one=True)

    edit_until(template(given, EDITED, about=REMARKS), read)


def _complete(given: dict[str, Any]) -> dict[str, Any]:
    """What was given, with what was missing asked for, or refused where nobody can answer."""
    said = given.keys() & {"probability", "words", "no_number", "question_only", "all_of", "any_of", *SAID}
    if "claim" in given and said:
        return given
    if session().interactive:
        from ledger.cli.add_asking import ask_missing

        return ask_missing(given)
    if "claim" not in given:
        raise InputError("no claim", hint='fcl add "CLAIM" 70% --by 2027', code="missing_value")
    if given.keys() & {"type", "options"}:
        hint = "give --shares, --quantiles, --interval, --dist or --cdf, or --no-number, or --question-only"
        raise InputError("no prediction", hint=hint, code="missing_value")
    hint = "write P after the claim (70%), or --words probably, or --no-number"
    raise InputError("no probability", hint=hint, code="missing_value")


def _add_all(wanted: list[dict[str, Any]], *, note: str | None, dry_run: bool, one: bool = False) -> None:
    book = session().book
    additions = [Addition(**{"claim": "", **values}) for values in wanted]
    views = book.add_many(additions, note=note, dry_run=dry_run)
    today = book.today()
    for addition, view in zip(additions, views, strict=True):
        _explain(addition, view)
    made = [_line(addition, view, today, dry_run=dry_run) for addition, view in zip(additions, views, strict=True)]
    answer("prediction.add", views[0] if one and len(views) == 1 else views, made)
    tell_end(dry_run=dry_run, undo=True)


def _line(addition: Addition, view: Question | SeriesView, today: date, *, dry_run: bool) -> str:
    if isinstance(view, Question):
        return lines.added(view, today, dry_run=dry_run)
    verb = "Would add a series" if dry_run else f"Added series {view.id[:4]}"
    ends = f"until {view.until}" if view.until else ""
    rule = printable(view.rule)
    return lines.line(verb, _said(addition), rule, f"from {view.starts_on}", ends, printable(view.claim))


def _said(addition: Addition) -> str:
    from ledger.core.probability import read_probability

    if addition.probability is None:
        return printable(addition.words or "no number")
    return percent(read_probability(addition.probability, certain=True).text)


def _explain(addition: Addition, view: Question | SeriesView) -> None:
    """Say how the words of a deadline were read, or that they name no day."""
    if not isinstance(view, Question):
        tell(f"fcl expand {view.id[:4]} adds the occurrences that have begun")
    elif addition.by and view.deadline is None:
        message = f"{addition.by[:80]!r} names no date: the question stays open, review on {view.review_on}"
        session().warn("no_date", message)
    elif view.deadline and view.deadline.rule and view.deadline.text != view.deadline.date:
        tell(f'deadline: "{printable(view.deadline.text or "")}" is {view.deadline.date}: {view.deadline.rule}')
