"""Scanning: a text's candidates with drafts, and one entry for all that a person decided about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from ledger.errors import InputError, LedgerError, NotFoundError, RefusedError
from ledger.services import addition as adding
from ledger.services.addition import Added, Addition
from ledger.services.known import NOTHING, Known
from ledger.services.quoting import LONGEST_QUOTE, Quoted, refuse_rejected
from ledger.services.sourcing import About, add_source
from ledger.sources.context import place_of
from ledger.sources.document import Document
from ledger.sources.drafting import Candidate
from ledger.store.find import find_source
from ledger.store.journal import Draft
from ledger.store.making import source_named
from ledger.store.sources import newest_text
from ledger.store.tables import judgements, scans

if TYPE_CHECKING:
    from ledger.sources.anchors import Anchor

LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who found the candidates: the proposer, and where it was a model, which one and what it was asked and said."""

    name: str
    version: str
    model: str | None = None
    prompt_sha256: str | None = None
    answer: str | None = None
    dropped: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One reading of a text: `place` as it was named, `source` an id or URL if one was.

    `made` is the day that its words were said as text, None where nobody knows, and `made_basis` how it is known.
    `flagged` counts the candidates where these are not all of them; `known` tells of candidates by their number.
    """

    place: str
    document: Document
    reader: Reader
    sentences: int
    candidates: tuple[Candidate, ...]
    source: str | None = None
    made: str | None = None
    made_basis: str | None = None
    flagged: int | None = None
    known: Mapping[int, Known] = field(default_factory=dict)

    def of(self, candidate: Candidate) -> Known:
        """What the ledger knows of a candidate."""
        return self.known.get(candidate.number, NOTHING)

    @property
    def open(self) -> tuple[Candidate, ...]:
        """The candidates about which somebody has still to be asked."""
        return tuple(one for one in self.candidates if not self.of(one).settled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A person's word on one candidate: accepted (with what is to be added), rejected or skipped."""

    candidate: Candidate
    judgement: str
    reason: str | None = None
    addition: Addition | None = None


def addition_of(candidate: Candidate, scan: Scan) -> Addition:
    """A candidate as what `fcl add` takes; a number that nobody stated is left out, and so is a day not read."""
    dated = candidate.deadline is not None
    worded = candidate.likelihood_basis == "words"
    stated = candidate.likelihood_basis == "stated"
    return Addition(
        claim=candidate.claim,
        probability=candidate.probability if stated else None,
        words=candidate.words if worded else None,
        scale=candidate.scale or "survey",
        no_number=not (worded or stated),
        by=candidate.deadline_text if dated else None,
        made=scan.made,
        forecaster=candidate.speaker,
        reporter=_reporter(candidate, scan.document.author),
        criteria=candidate.criteria,
        quote=candidate.quote,
        vague=not dated,
    )


def names_of(candidate: Candidate, usual: tuple[str, ...]) -> tuple[str, ...]:
    """The fields of an addition that are edited: those of a series only for what asks for one."""
    return (*usual, "every", "starting", "until") if candidate.kind == "series" else usual


def _reporter(candidate: Candidate, author: str | None) -> str | None:
    """The author of the text, where it tells what somebody else said."""
    told = candidate.attribution in {"quoted", "reported", "imputed"}
    return author if told and author != candidate.speaker else None


def whole(candidate: Candidate, scan: Scan) -> str | None:
    """Why a candidate is not added without asking, None where it may be: a day, a speaker, and a view of theirs."""
    if scan.made is None:
        return "nobody knows when it was said"
    if candidate.deadline is None:
        return "no date"
    if candidate.speaker is None:
        return "nobody is named"
    return None if candidate.attribution != "rejected" else "a view that is rejected"


def record(draft: Draft, scan: Scan, judged: Sequence[Judged], *, date_format: str | None = None) -> list[Added]:
    """The source, the scan and every word on it, with what was accepted, as facts of one entry.

    Raises what `fcl add` raises, naming the line at fault.
    """
    source = _source(draft, scan)
    reader = scan.reader
    key = draft.add(
        scans, source_id=source, text_sha256=scan.document.text_sha256, proposer=reader.name, version=reader.version,
        model=reader.model, prompt_sha256=reader.prompt_sha256, answer=reader.answer, sentences=scan.sentences,
        flagged=len(scan.candidates) if scan.flagged is None else scan.flagged, dropped=reader.dropped,
    )  # fmt: skip
    return [
        added for one in judged if (added := _judge(draft, scan, one, scan_key=key, source=source, form=date_format))
    ]


def _judge(draft: Draft, scan: Scan, one: Judged, *, scan_key: int, source: int, form: str | None) -> Added | None:
    added = _accept(draft, scan, one, source, form) if one.addition else None
    draft.add(
        judgements, scan_id=scan_key, start_offset=one.candidate.start, end_offset=one.candidate.end,
        sentence_sha256=one.candidate.sentence_sha256, judgement=one.judgement,
        reason=(one.reason or "")[:LONGEST_REASON] or None, score=one.candidate.score,
        question_id=added.key if added and not added.series else None,
    )  # fmt: skip
    return added


def _accept(draft: Draft, scan: Scan, one: Judged, source: int, form: str | None) -> Added:
    addition = one.addition or addition_of(one.candidate, scan)
    try:
        refuse_incomplete(addition)
        quoted = _quoted(scan, addition, one.candidate, source)
        return adding.add_quoted(
            draft, addition._replace(quote=None, source=None, attribution=None), quoted, date_format=form
        )
    except LedgerError as error:
        error.message = f"line {one.candidate.line}: {error.message}"
        raise


def _quoted(scan: Scan, addition: Addition, candidate: Candidate, source: int) -> Quoted:
    """The quote at its place. RefusedError where the text's author rejects the view and is named as who holds it."""
    text, attribution = scan.document.text, addition.attribution or candidate.attribution
    anchor = _anchor(text, addition, candidate)
    if attribution == "rejected" and addition.attribution is None:
        refuse_rejected(text, anchor, author=scan.document.author, forecaster=addition.forecaster)
    return Quoted(
        anchor=anchor, source_key=source, attribution=attribution, text_sha256=scan.document.text_sha256,
        place=place_of(scan.document.places, anchor.start or 0),
    )  # fmt: skip


def refuse_incomplete(addition: Addition) -> None:
    """RefusedError without a forecaster or a day: it was said by others, and not now."""
    if addition.question_only:
        return
    if not (addition.forecaster or "").strip():
        raise RefusedError("nobody is named as its forecaster", hint='write forecaster = "NAME", or give -f NAME')
    if not (addition.made or "").strip():
        raise RefusedError("nobody knows when it was said", hint='write made = "2026-11-18", or give --made')


def _anchor(text: str, addition: Addition, candidate: Candidate) -> "Anchor":
    """The place of the quote: the candidate's own, or where its edited words stand; refused where they do not."""
    from ledger.sources.anchors import anchor_at, find_quote

    quote = (addition.quote or candidate.quote).strip()
    if len(quote) > LONGEST_QUOTE:
        raise InputError(f"a quote has 1 to {LONGEST_QUOTE} characters, not {len(quote)}", hint="quote what matters")
    at = text.find(quote, candidate.start, candidate.end)
    return anchor_at(text, at, at + len(quote)) if at >= 0 else find_quote(text, quote)


def _source(draft: Draft, scan: Scan) -> int:
    """The key of the source with this text, added or brought up to date where the ledger has not this text of it."""
    name = scan.source or scan.document.url or scan.document.sha256
    found = find_source(draft.connection, name)
    if found is None and scan.source and "://" not in scan.source:
        raise NotFoundError(f"no source is {name[:60]!r}", hint="fcl source list shows the ids; a URL makes a new one")
    before = newest_text(draft.connection, found.key) if found else None
    if found and before is not None and before.text_sha256 == scan.document.text_sha256:
        return found.key
    url = name if "://" in name else None
    add_source(draft, About(url=url, file=_file(scan.place)), scan.document, of=found.id if found else None)
    return found.key if found else source_named(draft, name)


def _file(place: str) -> str | None:
    """The name of a file without its folders; None for what is none."""
    return None if place == "-" or "://" in place else PurePath(place).name
