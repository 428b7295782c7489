"""Drafts as a file: written by a scan, edited by a person, read by `fcl add --from` with the text they stand in."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.answer import answer
from ledger.cli.given import STDIN
from ledger.cli.predictions import LIST, read_one, template
from ledger.cli.scan_lines import as_row, chance, series_remark, summary, who
from ledger.cli.session import session
from ledger.cli.writing import tell
from ledger.errors import InputError, RefusedError
from ledger.services.addition import Addition
from ledger.services.scanning import Judged, Reader, Scan, addition_of, names_of

if TYPE_CHECKING:
    from ledger.sources.document import Document
    from ledger.sources.drafting import Candidate

TABLE: Final = "scan"
WRITTEN: Final = (
    "claim", "probability", "words", "no_number", "by", "made", "forecaster", "reporter", "attribution", "criteria",
    "fine_print", "tags", "vague", "quote",
)  # fmt: skip
KEPT: Final = ("file", "text_sha256", "source", "format", "pointer", "proposer", "version", "model", "prompt_sha256")
COUNTS: Final = ("sentences", "flagged", "dropped")


def write_drafts(scan: Scan, output: str, *, format_: str | None, pointer: str | None) -> None:
    """Write the drafts of the open candidates; never over a file that is there.

    Raises InputError for a text from standard input, which could not be read again.
    """
    if scan.place == STDIN:
        raise InputError("a text from standard input cannot be read again", hint="save it to a file and scan that")
    text = "\n".join(_written(scan, format_=format_, pointer=pointer)) + "\n"
    if output == STDIN:
        click.echo(text, nl=False)
        return
    try:
        with Path(output).open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise RefusedError(
            f"{output[:200]!r} is there already", hint="give another name: drafts may hold work"
        ) from None
    except OSError as error:
        raise InputError(f"cannot write {output[:200]!r}: {error.strerror}", hint="check the path") from error
    shown = list(scan.open)
    answer("scan.list", [as_row(scan, one) for one in shown], (), summary=summary(scan, shown))
    tell(f"{len(shown)} drafts written to {output}. Nothing recorded. Edit them, then: fcl add --from {output}")


def _written(scan: Scan, *, format_: str | None, pointer: str | None) -> Iterator[str]:
    reader = scan.reader
    kept = {
        "file": _place(scan.place), "text_sha256": scan.document.text_sha256, "source": scan.source, "format": format_,
        "pointer": pointer, "proposer": reader.name, "version": reader.version, "model": reader.model,
        "prompt_sha256": reader.prompt_sha256,
    }  # fmt: skip
    yield "# Drafts: take out those that are not predictions, mend the others, then fcl add --from this file."
    yield "# Criteria that begin with DRAFT are only a start: write what settles it, and where that will be seen."
    yield f"[{TABLE}]"
    yield template(kept, [name for name in KEPT if kept[name] is not None]).rstrip()
    counts = {"sentences": scan.sentences, "flagged": len(scan.candidates), "dropped": reader.dropped}
    yield from (f"{name} = {number}" for name, number in counts.items())
    for one in scan.open:
        yield ""
        yield from _draft(scan, one)


def _draft(scan: Scan, candidate: "Candidate") -> Iterator[str]:
    addition = addition_of(candidate, scan)
    remarks = [
        f"line {candidate.line}; {who(candidate)}: {candidate.speaker_basis}",
        f"chance: {chance(candidate)}"
        + (f"; a bare will is about {candidate.suggestion}" if candidate.suggestion else ""),
        f'due: {candidate.deadline or "no date"}, from "{candidate.deadline_text}"' if candidate.deadline_text else "",
        f"kind: {candidate.kind} {candidate.condition or ''}".rstrip(),
        *series_remark(candidate),
        *(f"part: {part}" for part in candidate.parts),
        *dict.fromkeys(f"missing: {one.message}" for one in candidate.missing),
    ]
    yield f"[[{LIST}]]"
    about = [" ".join("".join(c if c.isprintable() else " " for c in one).split()) for one in remarks if one]
    names = names_of(candidate, WRITTEN)
    yield template({name: getattr(addition, name) for name in names}, names, about=about).rstrip()
    yield f"quote-start = {candidate.start}"


def _place(place: str) -> str:
    return place if "://" in place else str(Path(place).absolute())


def add_drafts(
    found: Mapping[str, Any], place: str, given: Mapping[str, Any], *, note: str | None, dry_run: bool
) -> None:
    """Record what was left in a file of drafts, with its source, as one entry."""
    from ledger.cli.scan_review import record

    scan, judged = read_drafts(found, place, given)
    _refuse_quoted(session().book.compared(scan))
    record(scan, judged, note=note, dry_run=dry_run)


def _refuse_quoted(scan: Scan) -> None:
    """RefusedError for words that a question of the ledger quotes already: the same file may be given twice."""
    for one in scan.candidates:
        if same := scan.of(one).same:
            message = f"the words of line {one.line} are in the ledger already: {', '.join(same)}"
            hint = "take them out of the file; another claim on them: fcl add CLAIM --quote WORDS"
            raise RefusedError(message, hint=hint, code="quoted_already")


def read_drafts(found: Mapping[str, Any], place: str, given: Mapping[str, Any]) -> tuple[Scan, list[Judged]]:
    """The scan that drafts came from, with all that were left in as accepted.

    Raises InputError for what is no draft, RefusedError where the text is not the one that was scanned.
    """
    kept, drafts = found[TABLE], found.get(LIST, [])
    if not isinstance(kept, Mapping) or not isinstance(drafts, list) or not drafts or len(found) > 2:
        raise InputError(f"{place[:200]!r} holds no drafts", hint=f"leave [{TABLE}] and at least one [[{LIST}]] in")
    document = _document(kept, place)
    starts = [_start(one, number) for number, one in enumerate(drafts, 1)]
    spans = [_span(document.text, start, one) for start, one in zip(starts, drafts, strict=True)]
    from ledger.services.candidates import redrafted

    candidates = redrafted(document, spans)
    reads = [{**given, **_read(one, number)} for number, one in enumerate(drafts, 1)]
    judged = [
        Judged(candidate=candidate, judgement="accepted", addition=Addition(**{"claim": "", **read}))
        for candidate, read in zip(candidates, reads, strict=True)
    ]
    return _scan(kept, document, candidates), judged


def _read(one: object, number: int) -> dict[str, Any]:
    kept = {key: value for key, value in one.items() if key != "quote-start"} if isinstance(one, Mapping) else one
    return read_one(kept, f"prediction {number}")


def _start(one: object, number: int) -> int:
    start = one.get("quote-start") if isinstance(one, Mapping) else None
    if isinstance(start, int) and not isinstance(start, bool) and start >= 0:
        return start
    raise InputError(f"prediction {number} has no quote-start", hint="leave the line in as the scan wrote it")


def _span(text: str, start: int, one: Mapping[str, Any]) -> tuple[int, int]:
    """The words of a quote at its place, or where they stand instead; refused where they are not in the text."""
    from ledger.sources.anchors import find_quote

    quote = str(one.get("quote") or "")
    if quote and text.startswith(quote, start):
        return start, start + len(quote)
    anchor = find_quote(text, quote)
    return (anchor.start or 0), (anchor.end or 0)


def _document(kept: Mapping[str, Any], place: str) -> "Document":
    from ledger.cli.scan import document_at

    file, wanted = str(kept.get("file") or ""), kept.get("text_sha256", kept.get("text-sha256"))
    beside = Path(place).parent / Path(file).name
    where = str(beside) if "://" not in file and not Path(file).exists() and beside.exists() else file
    document = document_at(where, format_=kept.get("format"), pointer=kept.get("pointer"))
    if document.text_sha256 != wanted:
        message = f"{where[:200]!r} is not the text that was scanned"
        raise RefusedError(message, hint="scan it again: fcl scan FILE -o NEW.toml", code="changed_text")
    return document


def _scan(kept: Mapping[str, Any], document: "Document", candidates: "tuple[Candidate, ...]") -> Scan:
    counts = {name: _count(kept, name) for name in COUNTS}
    reader = Reader(
        name=str(kept.get("proposer", "rules")), version=str(kept.get("version", "")), model=kept.get("model"),
        prompt_sha256=kept.get("prompt_sha256", kept.get("prompt-sha256")), dropped=counts["dropped"],
    )  # fmt: skip
    return Scan(
        place=str(kept.get("file")), document=document, reader=reader, sentences=counts["sentences"],
        flagged=max(counts["flagged"], len(candidates)), candidates=candidates, source=kept.get("source"),
    )  # fmt: skip


def _count(kept: Mapping[str, Any], name: str) -> int:
    number = kept.get(name, 0)
    return number if isinstance(number, int) and 0 <= number < 2**31 else 0
