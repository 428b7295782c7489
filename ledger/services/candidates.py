"""Finding the candidates of a text: a proposer reads it, each is drafted and compared with what the ledger knows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from ledger.core.dates import Moment
from ledger.errors import InputError, LedgerError, NotFoundError, RefusedError
from ledger.services.clock import Clock
from ledger.services.known import known
from ledger.services.scanning import Reader, Scan
from ledger.services.wording import precision_of
from ledger.sources.document import Document
from ledger.sources.drafting import Candidate, Layout, Occasion, draft, draft_all
from ledger.sources.proposals import Proposal
from ledger.store.columns import BLANK
from ledger.store.find import find_source
from ledger.store.snapshot import Snapshot
from ledger.store.sources import newest_text
from ledger.store.telling import Told, unheard

_TOLD: Final = ("model", "prompt_sha256", "answer", "dropped", "warnings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed about a scan; `threshold` in hundredths, for proposers that weigh."""

    forecaster: str | None = None
    made: str | None = None
    source: str | None = None
    proposer: str = "rules"
    model: str | None = None
    threshold: int | None = None
    scale: str = "survey"


def scan(document: Document, asked: Asked, *, place: str, clock: Clock, told: Told = unheard) -> Scan:
    """The candidates of a text with their drafts, in its order, not yet compared with a ledger.

    `told` hears how many candidates are drafted, and of how many. Raises InputError for a text without words and an
    unknown proposer, RefusedError for a day that lies ahead.
    """
    if not document.text.strip():
        raise InputError(f"{place[:200]!r} holds no words", hint="give a text that somebody wrote or said")
    made, basis, moment = _made(document, asked, clock)
    occasion = Occasion(
        zone=clock.zone, now=clock.now, author=document.author, forecaster=asked.forecaster,
        made=moment.on if moment else None, precision=precision_of(made), scale=asked.scale,
    )  # fmt: skip
    reader, proposals = _proposed(document, asked)
    layout = Layout(document.text)
    candidates = []
    for candidate in draft_all(document, proposals, occasion, layout):
        candidates.append(candidate)
        told(len(candidates), len(proposals))
    return Scan(
        place=place, document=document, reader=reader, sentences=layout.sentences, candidates=tuple(candidates),
        source=asked.source, made=made, made_basis=basis,
    )  # fmt: skip


def compared(snapshot: Snapshot, found: Scan) -> Scan:
    """A scan with what the ledger knows of its candidates."""
    key = _source_key(snapshot, found.source or found.document.url or found.document.sha256)
    return replace(found, known=known(snapshot, found.candidates, key))


def _made(document: Document, asked: Asked, clock: Clock) -> tuple[str | None, str | None, Moment | None]:
    """The day of making as text, how it is known, and as a moment; all None where nobody said it."""
    if asked.made is not None:
        return asked.made, "as given", clock.past(asked.made, what="the day it was said")
    if document.published is None:
        return None, None, None
    try:
        moment = clock.past(document.published, what="the date of the text")
    except LedgerError:
        return None, None, None
    basis = f"the date of the text ({document.published_basis})" if document.published_basis else "the date of the text"
    return document.published, basis, moment


def _proposed(document: Document, asked: Asked) -> tuple[Reader, Sequence[Proposal]]:
    from ledger.sources.proposers import PROPOSERS

    kind: Any = PROPOSERS[asked.proposer]
    if asked.model is not None and asked.proposer != "model":
        raise InputError(f"the proposer {asked.proposer} takes no --model", hint="add --proposer model")
    proposer = kind(asked.model) if asked.proposer == "model" else kind()
    proposals = list(proposer.propose(document)) if asked.threshold is None else _weighed(document, asked)
    account = getattr(proposer, "account", None)
    told = {} if account is None else {name: getattr(account, name) for name in _TOLD}
    return Reader(name=proposer.name, version=proposer.version, **told), proposals


def _weighed(document: Document, asked: Asked) -> list[Proposal]:
    if asked.proposer != "rules" or asked.threshold is None:
        raise InputError(f"the proposer {asked.proposer} does not weigh", hint="leave --threshold out")
    from ledger.sources.proposers.rules import Rules

    return list(Rules(threshold=asked.threshold).propose(document))


def _source_key(snapshot: Snapshot, name: str) -> int | None:
    found = find_source(snapshot.connection, name)
    return found.key if found else None


def kept_document(snapshot: Snapshot, typed: str) -> Document:
    """The text that the ledger holds of a source, named by URL or id.

    Raises NotFoundError for no such source, RefusedError where only its hash is kept, or its text was blanked.
    """
    found = find_source(snapshot.connection, typed)
    if found is None:
        raise _unknown(typed)
    row = newest_text(snapshot.connection, found.key)
    if row is None or row.text is None or row.text == BLANK:
        message = f"the ledger does not hold the text of {typed[:60]!r}"
        raise RefusedError(message, hint=f"save it and scan the file: fcl scan FILE --source {found.id}")
    return Document(
        text=row.text, sha256=row.sha256, canonicaliser=row.canonicaliser, media_type=row.media_type, title=row.title,
        author=row.author, publisher=row.publisher, published=row.published, published_basis=row.published_basis,
        url=row.url,
    )  # fmt: skip


def _unknown(typed: str) -> NotFoundError:
    if "://" not in typed:
        message = f"there is neither a file nor a source {typed[:60]!r}"
        return NotFoundError(message, hint="check the path; fcl source list shows the ids")
    hint = "fcl source add URL --fetch, or save the page: fcl scan FILE --source URL"
    return NotFoundError(f"the ledger has no source {typed[:60]!r}", hint=hint)


def redrafted(document: Document, spans: Sequence[tuple[int, int]]) -> tuple[Candidate, ...]:
    """The candidates at these places, in their order, as far as they are known by their place alone."""
    layout = Layout(document.text)
    occasion = Occasion(zone=UTC, now=datetime.now(tz=UTC))
    return tuple(
        draft(number, Proposal(start=start, end=end), layout.passage(start, end), occasion)
        for number, (start, end) in enumerate(spans, 1)
    )
