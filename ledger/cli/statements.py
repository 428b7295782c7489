"""Where a question stands among the statements of its claim, in a line for each speaker."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ledger.cli.lines import counted, ordinal
from ledger.cli.text import printable
from ledger.core.question import Question

if TYPE_CHECKING:
    from ledger.core.goalposts import Chain, Statement


def places(question: Question, chains: "Sequence[Chain]") -> Iterator[str]:
    """`2nd of 3 statements: by 2027-12-31 said 2024-03-01 → by 2030-12-31 said 2026-05-01 → …`, by who says it."""
    several = len(question.predictions) > 1
    shown = {one.forecaster for one in question.predictions}
    for chain in chains:
        ids = [one.question for one in chain.statements]
        if question.id in ids and chain.forecaster in shown:
            whose = f"{printable(chain.forecaster)}, " if several else ""
            place = f"{ordinal(ids.index(question.id) + 1)} of {counted(len(ids), 'statement')}"
            yield f"{whose}{place}: {' → '.join(map(_said, chain.statements))}"


def _said(one: "Statement") -> str:
    return f"{f'by {one.deadline}' if one.deadline else 'without a deadline'} said {one.made}"
