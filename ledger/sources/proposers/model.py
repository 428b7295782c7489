"""A proposer that asks a language model and believes none of it: every quote is looked for in the text."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from ledger.errors import InputError
from ledger.sources.document import Document
from ledger.sources.prompting.answers import Answer, read_answer
from ledger.sources.prompting.chunks import Chunk, chunks
from ledger.sources.prompting.grounding import grounded
from ledger.sources.prompting.library import LanguageModel, configured
from ledger.sources.prompting.prompt import PROMPT_SHA256, TASK, question
from ledger.sources.proposals import Proposal

MOST_CHUNKS: Final = 250
MOST_KEPT: Final = 200_000
TRIES: Final = 2
CANDIDATES: Final = ("malformed", "beyond", "not_found", "too_short", "repeated")
"""Why a whole candidate is dropped."""
SAID: Final = {
    "unread": "pieces of the text left out, the model's answer being no JSON, twice: {n} of {chunks}",
    "malformed": "candidates dropped, not in the form that was asked for: {n}",
    "beyond": "candidates dropped, more than 40 in one piece of the text: {n}",
    "not_found": "candidates dropped, their words not being in the text: {n}",
    "too_short": "candidates dropped, shorter than three words: {n}",
    "repeated": "candidates dropped, the same words being proposed already: {n}",
    "hints": "claims, speakers and deadlines left out, the text near the quote not bearing them out: {n}",
    "keys": "unknown keys ignored in the model's answer: {n}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What was asked and what became of the answers.

    `answer` is what the model said, one answer after the other, cut at 200,000 letters; `dropped` counts candidates;
    `counts` has those and what else was left out, by kind; `warnings` say the same in words.
    """

    model: str
    prompt_sha256: str
    answer: str
    dropped: int
    counts: dict[str, int]
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _Run:
    """What gathers while a text is read."""

    answers: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    chunks: int = 0


class Model:
    """Proposes what a language model calls a prediction, where its words are in the text.

    `model` is a name or alias of the package `llm`, None the user's default one, or a LanguageModel itself. After
    `propose`, `account` says what was asked, answered and dropped.
    """

    name = "model"
    version = "1"

    def __init__(self, model: str | LanguageModel | None = None) -> None:
        self._model = configured(model) if model is None or isinstance(model, str) else model
        self.account: Account | None = None

    def propose(self, document: Document) -> list[Proposal]:
        """Candidates in the order of the text, each stretch of it once.

        Raises InputError for a text of more than 250 pieces and for a model without a key, StorageError where the model
        fails: then nothing is proposed at all.
        """
        pieces = _pieces(document)
        run = _Run(chunks=len(pieces))
        found = [one for chunk in pieces for one in self._found(document, chunk, run)]
        self.account = _account(self._model.id, run)
        return found

    def _found(self, document: Document, chunk: Chunk, run: _Run) -> list[Proposal]:
        answer = self._answered(document.text[chunk.start : chunk.end], run)
        if answer is None:
            run.counts["unread"] += 1
            return []
        run.counts += answer.left_out
        proposals = sorted(grounded(document, chunk, answer.candidates, run.counts), key=_place)
        return list(_once(proposals, run.counts))

    def _answered(self, text: str, run: _Run) -> Answer | None:
        """The first answer that can be read, of two; None where neither can."""
        for _ in range(TRIES):
            said = self._model.answer(TASK, question(text))
            run.answers.append(said)
            try:
                return read_answer(said)
            except InputError:
                continue
        return None


def _pieces(document: Document) -> list[Chunk]:
    pieces = list(islice(chunks(document.text), MOST_CHUNKS + 1))
    if len(pieces) > MOST_CHUNKS:
        message = f"a text of {len(document.text):,} letters is too long for a language model"
        raise InputError(message, hint="scan a part of it, or use --proposer rules")
    return pieces


def _once(proposals: Iterable[Proposal], counts: Counter[str]) -> Iterator[Proposal]:
    """Each stretch of the text once, as it was said first."""
    seen = set()
    for one in proposals:
        if _place(one) in seen:
            counts["repeated"] += 1
        else:
            seen.add(_place(one))
            yield one


def _place(proposal: Proposal) -> tuple[int, int]:
    return proposal.start, proposal.end


def _account(model: str, run: _Run) -> Account:
    counts = {name: run.counts[name] for name in SAID if run.counts[name]}
    return Account(
        model=model,
        prompt_sha256=PROMPT_SHA256,
        answer=_kept("\n".join(run.answers)),
        dropped=sum(counts.get(name, 0) for name in CANDIDATES),
        counts=counts,
        warnings=tuple(SAID[name].format(n=n, chunks=run.chunks) for name, n in counts.items()),
    )


def _kept(answers: str) -> str:
    """The answers as a ledger can keep them: bounded, and without what no database takes."""
    cut = answers if len(answers) <= MOST_KEPT else f"{answers[: MOST_KEPT - 1]}…"
    return cut.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
