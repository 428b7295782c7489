"""Lint: what will make the questions of a ledger hard to settle, before anybody has to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ledger.core.lint import Finding, Severity
from ledger.core.lint.judging import lint as judge
from ledger.core.lint.judging import rules
from ledger.core.query import Term, Words
from ledger.core.question import Question
from ledger.store.reading import question_keys, read_questions
from ledger.store.snapshot import Snapshot

OPEN: Final = Term(
    field="status", negated=False, alternatives=tuple(Words(text=one) for one in ("open", "due", "overdue"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """A question and what was found in its words, the worst first."""

    question: Question
    findings: tuple[Finding, ...]


def lint(
    snapshot: Snapshot,
    terms: Sequence[Term] = (),
    *,
    off: Iterable[str] = (),
    only: Iterable[str] = (),
    least: Severity = "note",
    every: bool = False,
) -> list[Linted]:
    """The standing questions that match every term, those without findings too, in the order of a list.

    Open ones, with `every` also those that are decided. `off` and `only` name rules by code or name; InputError for
    one that there is not.
    """
    chosen = rules(off=off, only=only)
    keys = question_keys(snapshot, terms if every else (*terms, OPEN))
    return [
        Linted(question=question, findings=tuple(judge(question, chosen, least=least)))
        for question in read_questions(snapshot, keys)
    ]
