"""The resolutions: one row for each decision that was not undone; the last of a question stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.store.reading import question_keys
from ledger.store.reading.resolutions import read_resolutions
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "question": "text",
    "claim": "text",
    "n": "integer",
    "stands": "flag",
    "verdict": "text",
    "outcome": "text",
    "value": "decimal",
    "happened_on": "text",
    "known_on": "text",
    "recorded_at": "text",
    "recorded_by": "text",
    "entry": "integer",
    "evidence": "text",
    "note": "text",
    "judge": "text",
    "made_by": "text",
    "because": "text",
    "as_of": "integer",
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """Every decision about the questions that match the terms; each piece of evidence has a line of its own.

    `because` names what the decision of a machine (`made_by`) rests on: questions, or observations.
    """
    del choices
    return frame_of(COLUMNS, _rows(snapshot, terms))


def _rows(snapshot: Snapshot, terms: Sequence[Term]) -> Iterator[tuple[Scalar, ...]]:
    then = snapshot._replace(today=snapshot.day)
    for question, claim, resolutions in read_resolutions(then, sorted(question_keys(then, terms))):
        for resolution in resolutions:
            yield (
                question,
                claim,
                resolution.n,
                resolution.stands,
                resolution.verdict,
                resolution.outcome,
                resolution.value,
                resolution.happened_on,
                resolution.known_on,
                resolution.recorded_at,
                resolution.recorded_by,
                resolution.entry,
                "\n".join(resolution.evidence) or None,
                resolution.note,
                resolution.judge,
                resolution.made_by,
                "; ".join(resolution.because) or None,
                snapshot.entry,
            )
