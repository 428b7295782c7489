"""Evidence beside tables: how much of what counts is of which grade, and what a restriction by grade leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.core.evidence import GRADES
from ledger.core.query import Term, Words
from ledger.services.calibrate import PLAIN, Choice, calibrated
from ledger.services.tallying import entries
from ledger.store.evidence import count_evidence
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS
from ledger.store.tallies import count_evidence_in_table

FIELD = "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What a restriction by grade leaves out of a calibration table: how many predictions, and their mean Brier score.

    `brier` is None where there are none, and for predictions by time.
    """

    n: int
    brier: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How many predictions in a table are of each grade, strongest first; `rest` where it is restricted by grade."""

    counts: Mapping[str, int]
    rest: Rest | None


def other_grades(terms: Sequence[Term]) -> tuple[Term, ...] | None:
    """The same terms with the grades that they leave out instead; None where they leave none out.

    >>> from ledger.core.query import read_query, written
    >>> list(map(written, other_grades(read_query("tag:ai evidence:late..") or ())))
    ['tag:ai', 'evidence:imported,retrospective']
    >>> other_grades(read_query("tag:ai")) is None
    True
    """
    left_out = [grade for grade in GRADES if not all(_lets_in(term, grade) for term in terms if term.field == FIELD)]
    if not left_out:
        return None
    others = Term(field=FIELD, negated=False, alternatives=tuple(Words(text=grade) for grade in left_out))
    return (*(term for term in terms if term.field != FIELD), others)


def _lets_in(term: Term, grade: str) -> bool:
    return (Words(text=grade) in term.alternatives) is not term.negated


def evidence_of(snapshot: Snapshot, terms: Sequence[Term] = (), choice: Choice = PLAIN) -> Evidence:
    """The evidence behind the calibration table of these choices."""
    others = other_grades(terms)
    return Evidence(
        counts=_counts(snapshot, terms, choice), rest=None if others is None else _rest(snapshot, others, choice)
    )


def _counts(snapshot: Snapshot, terms: Sequence[Term], choice: Choice) -> dict[str, int]:
    view, include = choice.view, choice.include
    if view.usual:
        return count_evidence_in_table(snapshot, terms, include=include, retrospective=view.retrospective)
    rows = entries(snapshot, terms, include=include, view=view)
    counted = (one.row for one in rows if one.reason == COUNTS)
    return count_evidence(snapshot, ((row.question_key, row.forecast_key) for row in counted))


def _rest(snapshot: Snapshot, terms: Sequence[Term], choice: Choice) -> Rest:
    table = calibrated(snapshot, terms, choice)
    return Rest(n=table.n, brier=next((one.value for one in table.statistics if one.metric == "brier"), None))
