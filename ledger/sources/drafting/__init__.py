"""Drafts of predictions: what a text says of its candidates, one file for each question that is asked of them."""

from collections.abc import Iterable, Iterator

from ledger.core.lint import Draft, Finding
from ledger.core.lint.judging import lint
from ledger.core.question import StatedDeadline
from ledger.sources.document import Document
from ledger.sources.drafting.candidate import Candidate, Occasion
from ledger.sources.drafting.claim import claim_of, quotation
from ledger.sources.drafting.criteria import criteria_of
from ledger.sources.drafting.due import Due, due_of
from ledger.sources.drafting.kind import Kind, kind_of
from ledger.sources.drafting.likelihood import likelihood_of
from ledger.sources.drafting.passage import Layout, Passage
from ledger.sources.drafting.speaker import speaker_of
from ledger.sources.proposals import Proposal

__all__ = ["Candidate", "Layout", "Occasion", "draft", "draft_all"]


def draft_all(
    document: Document, proposals: Iterable[Proposal], occasion: Occasion, layout: Layout | None = None
) -> Iterator[Candidate]:
    """A draft of each proposal, numbered from 1 in the order of the text.

    >>> from datetime import UTC, date, datetime
    >>> from ledger.sources.formats.plain import read
    >>> said = Occasion(zone=UTC, now=datetime(2026, 11, 20, tzinfo=UTC), made=date(2026, 11, 18), forecaster="J. Doe")
    >>> text = read(b"There's an 80 percent chance we ship by the end of next year.", name="a.txt")
    >>> [one] = draft_all(text, [Proposal(start=0, end=61)], said)
    >>> one.speaker, one.probability, one.deadline, one.kind
    ('J. Doe', '0.8', '2027-12-31', 'binary')
    """
    laid_out = layout or Layout(document.text)
    for number, proposal in enumerate(sorted(proposals, key=lambda one: (one.start, one.end)), 1):
        yield draft(number, proposal, laid_out.passage(proposal.start, proposal.end), occasion)


def draft(number: int, proposal: Proposal, passage: Passage, occasion: Occasion) -> Candidate:
    """What the words around one proposal say of it."""
    claim = claim_of(proposal.claim or passage.words)
    said = quotation(passage.sentence)
    due = due_of(said, occasion, proposal.deadline)
    kind = kind_of(claim, due)
    speaker = speaker_of(passage, occasion, proposal.speaker)
    likely = likelihood_of(said, occasion.scale)
    day = due.deadline.day.isoformat() if due.deadline else None
    start = due.deadline.window_start if due.deadline else None
    criteria = criteria_of(claim, day=day, condition=kind.condition)
    return Candidate(
        number=number, line=passage.line, start=proposal.start, end=proposal.end, quote=passage.words,
        paragraph=passage.paragraph, sentence_sha256=passage.sha256, score=proposal.score, reasons=proposal.reasons,
        claim=claim, kind=kind.name, condition=kind.condition, every=due.every, parts=kind.parts,
        speaker=speaker.name, attribution=speaker.attribution, speaker_basis=speaker.basis,
        probability=likely.probability, low=likely.low, high=likely.high, words=likely.said, scale=likely.scale,
        likelihood_basis=likely.basis, suggestion=likely.suggestion,
        deadline=day, window_start=start.isoformat() if start else None, deadline_text=due.text, deadline_rule=due.rule,
        criteria=criteria, missing=tuple(_missing(claim, criteria, due, kind, occasion)),
    )  # fmt: skip


def _missing(claim: str, criteria: str, due: Due, kind: Kind, occasion: Occasion) -> list[Finding]:
    """What the lint finds in the draft as it stands."""
    made = occasion.made.isoformat() if occasion.made else ""
    return lint(Draft(claim=claim, criteria=criteria, deadline=_stated(due, made), condition=kind.condition))


def _stated(due: Due, made: str) -> StatedDeadline | None:
    found = due.deadline
    if found is None:
        return None
    start = found.window_start.isoformat() if found.window_start else made
    return StatedDeadline(
        date=found.day.isoformat(), at=None, window_start=start, text=due.text, edtf=found.edtf,
        precision=found.precision, rule=found.rule, readings=(),
    )  # fmt: skip
