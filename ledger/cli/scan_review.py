"""The review of a scan: one candidate at a time in its paragraph, and one key to decide."""

from collections.abc import Sequence
from typing import Final

import click

from ledger.cli import lines
from ledger.cli.answer import answer
from ledger.cli.asking import ask, edit_text, explain
from ledger.cli.predictions import parse_toml, read_one, template
from ledger.cli.scan_lines import chance, said_when, series_remark, who
from ledger.cli.session import session
from ledger.cli.text import cut, printable
from ledger.cli.writing import tell, tell_end
from ledger.core.question import Question
from ledger.errors import LedgerError
from ledger.services.addition import Addition
from ledger.services.scanning import Judged, Scan, addition_of, names_of, whole
from ledger.sources.drafting import Candidate

KEYS: Final = "y(es) n(o), n REASON, e(dit) s(kip) b(ack) q(uit: records what was decided)"
AROUND: Final = 300
EDITED: Final = (
    "claim", "probability", "words", "no_number", "by", "made", "forecaster", "reporter", "attribution", "criteria",
    "fine_print", "quote", "tags", "vague", "certain",
)  # fmt: skip
REMARKS: Final = ("Save and leave to accept it; leave without saving to go back.",)


def review(scan: Scan) -> list[Judged]:
    """Ask about each open candidate; what was decided until the end, or until the user quits.

    Who interrupts it is asked whether to record that; a second time means no.
    """
    decided: dict[int, Judged] = {}
    asked = scan.open
    place = 0
    while place < len(asked):
        candidate = asked[place]
        _show(scan, candidate, place + 1, len(asked))
        try:
            step = _ask(scan, candidate)
        except (KeyboardInterrupt, click.Abort):
            if not _keeps(len(decided)):
                raise
            break
        if step is None:
            break
        if isinstance(step, Judged):
            decided[candidate.number] = step
            place += 1
        else:
            place = max(0, place - 1)
            decided.pop(asked[place].number, None)
    return list(decided.values())


def _keeps(number: int) -> bool:
    click.echo(err=True)
    return bool(number) and ask(f"Record what was decided ({number})?  [Y/n]").lower() not in {"n", "no"}


def _show(scan: Scan, candidate: Candidate, number: int, total: int) -> None:
    known = scan.of(candidate)
    click.echo(f"\n{number}/{total}  line {candidate.line}{said_when(scan) if number == 1 else ''}", err=True)
    click.echo(f"  {_marked(scan, candidate)}", err=True)
    due = candidate.deadline or "no date"
    words = f', from "{printable(candidate.deadline_text)}"' if candidate.deadline_text else ""
    told = {
        "says": f"{printable(who(candidate))}  ({printable(candidate.speaker_basis)})",
        "due": f"{due}{words}",
        "chance": chance(candidate),
        "kind": _kind(candidate),
        "claim": printable(candidate.claim),
        "here": "; ".join(f'{one.id[:4]} "{cut(printable(one.claim), lines.CLAIM)}"' for one in known.near),
        "missing": "; ".join(dict.fromkeys(printable(one.message) for one in candidate.missing)),
    }
    for name, text in told.items():
        if text:
            click.echo(f"  {name:<8} {text}", err=True)


def _kind(candidate: Candidate) -> str:
    parts = [candidate.condition or "", candidate.every or "", *candidate.parts]
    more = "; ".join(printable(part) for part in parts if part)
    return f"{candidate.kind}: {more}" if more else ("" if candidate.kind == "binary" else candidate.kind)


def _marked(scan: Scan, candidate: Candidate) -> str:
    """The words in their paragraph: bold on a terminal with colours, else in double brackets."""
    text, start, end = scan.document.text, candidate.start, candidate.end
    line = text.rfind("\n", 0, start) + 1
    before = text[max(line, start - AROUND) : start]
    after = text[end : end + AROUND].split("\n", 1)[0]
    lead, tail = "… " if start - AROUND > line else "", " …" if len(after) == AROUND else ""
    coloured = click.get_current_context().color
    words = printable(" ".join(text[start:end].split()))
    shown = click.style(words, bold=True) if coloured else f"[[{words}]]"
    return f"{lead}{printable(before)}{shown}{printable(after)}{tail}"


def _ask(scan: Scan, candidate: Candidate) -> Judged | str | None:
    """The decision, "back", or None to stop."""
    while True:
        key, _, reason = ask("y n e s b q ?").partition(" ")
        match key.lower():
            case "q" | "quit":
                return None
            case "b" | "back" | "<":
                return "back"
            case "s" | "skip" | "":
                return Judged(candidate=candidate, judgement="skipped")
            case "n" | "no":
                return Judged(candidate=candidate, judgement="rejected", reason=reason.strip() or None)
            case "y" | "yes":
                judged = _accepted(scan, candidate, _named(addition_of(candidate, scan)))
            case "e" | "edit":
                judged = _edited(scan, candidate)
            case _:
                click.echo(f"  {KEYS}", err=True)
                continue
        if judged:
            return judged


def _named(addition: Addition) -> Addition:
    """With a forecaster: asked for where the text names nobody."""
    if addition.forecaster:
        return addition
    return addition._replace(forecaster=ask("Who says it? (a name)") or None)


def _accepted(scan: Scan, candidate: Candidate, addition: Addition) -> Judged | None:
    """The decision if the ledger would take it; else why not is said, and None."""
    judged = Judged(candidate=candidate, judgement="accepted", addition=addition)
    if error := refused(scan, [judged]):
        explain(error)
        return None
    return judged


def _edited(scan: Scan, candidate: Candidate) -> Judged | None:
    """The draft as the user leaves the editor; edited again while it cannot be taken, None without a change."""
    addition = addition_of(candidate, scan)
    names = names_of(candidate, EDITED)
    about = (*REMARKS, *series_remark(candidate))
    text = template({name: getattr(addition, name) for name in names}, names, about=about)
    while (edited := edit_text(text)) is not None:
        try:
            read = read_one(parse_toml(edited, "what was written"), "the prediction")
        except LedgerError as error:
            explain(error)
        else:
            if judged := _accepted(scan, candidate, _as_typed(read, addition)):
                return judged
        if ask("Edit it again?  [Y/n]").lower() in {"n", "no"}:
            return None
        text = edited
    return None


def _as_typed(read: dict[str, object], addition: Addition) -> Addition:
    """The addition that an editor left: what was emptied is gone; how words are read stays as it was."""
    return Addition(**{"claim": "", "scale": addition.scale, **read})  # type: ignore[arg-type] # read_one checks types


def accept_whole(scan: Scan) -> list[Judged]:
    """Without asking: those with a date, a name and a view of their own are accepted, the others skipped.

    Nothing where all of it was decided like this before.
    """
    judged = [_unasked(scan, one) for one in scan.open]
    if refused(scan, [one for one in judged if one.addition]):
        judged = [_or_skipped(scan, one) for one in judged]
    new = any(one.judgement != scan.of(one.candidate).judgement for one in judged)
    return judged if new else []


def _unasked(scan: Scan, candidate: Candidate) -> Judged:
    if reason := whole(candidate, scan):
        return Judged(candidate=candidate, judgement="skipped", reason=reason)
    return Judged(candidate=candidate, judgement="accepted", addition=addition_of(candidate, scan))


def _or_skipped(scan: Scan, judged: Judged) -> Judged:
    """The same, or skipped with the reason for which the ledger would not take it."""
    error = refused(scan, [judged]) if judged.addition else None
    if error is None:
        return judged
    reason = error.message.removeprefix(f"line {judged.candidate.line}: ")
    return Judged(candidate=judged.candidate, judgement="skipped", reason=reason)


def refused(scan: Scan, judged: Sequence[Judged]) -> LedgerError | None:
    """Why the ledger would not take these, None where it would."""
    try:
        session().book.record_scan(scan, judged, dry_run=True)
    except LedgerError as error:
        return error
    return None


def record(scan: Scan, judged: Sequence[Judged], *, note: str | None, dry_run: bool) -> None:
    """Record what was decided as one entry, and tell it."""
    if not judged:
        answer("scan.add", [], [], summary=_counts(scan, judged))
        tell("nothing decided: nothing recorded" if scan.open else "no candidate is left to decide: nothing recorded")
        return
    book = session().book
    added = book.record_scan(scan, judged, note=note, dry_run=dry_run)
    today = book.today()
    told = [lines.added(one, today, dry_run=dry_run) if isinstance(one, Question) else f"Added series {one.id[:4]}"
            for one in added]  # fmt: skip
    answer("scan.add", added, told, summary=_counts(scan, judged))
    for one in judged:
        if one.judgement == "skipped" and one.reason:
            tell(f"skipped line {one.candidate.line}: {one.reason}")
    counts = _counts(scan, judged)
    tell(", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items() if number))
    tell_end(dry_run=dry_run, undo=True)


def _counts(scan: Scan, judged: Sequence[Judged]) -> dict[str, int]:
    number = {name: sum(one.judgement == name for one in judged) for name in ("accepted", "rejected", "skipped")}
    return {**number, "not_looked_at": len(scan.open) - len(judged)}
