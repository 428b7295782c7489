"""Branches of a condition: a yes branch and a no branch of one question, in a ledger, state by state."""

from collections.abc import Iterable
from itertools import product

from ledger.store.tables import current_questions
from tests.conformance.suite import Case, Check, answers, pairs_of
from tests.laws.test_relations import named, relate
from tests.laws.test_store import new_ledger

VOID = ("annulled", "ambiguous")
STATES = ("open", "closed", "resolved", "un-open", "un-closed", *VOID)
UNDECIDED, DECIDED, ANNULLED = 0, 1, 2
# A question past its close is still undecided here: its close says which forecasts count.
BRANCHES = {
    "both open": (UNDECIDED, UNDECIDED),
    "both closed": (UNDECIDED, UNDECIDED),
    "both annulled": (ANNULLED, ANNULLED),
    "one branch closed, other annulled": (UNDECIDED, ANNULLED),
    "one branch resolved, other annulled": (DECIDED, ANNULLED),
}
MADE_OF = {"open": UNDECIDED, "resolved": DECIDED, "annulled": ANNULLED, "ambiguous": ANNULLED}


def _named(text: str) -> tuple[str, ...]:
    return STATES if text == "any" else tuple(text.split("|"))


def _brought_to(ledger, number: int, state: str) -> None:
    """Bring a question into a state; un-X was resolved and then reopened."""
    if state in VOID:
        ledger.resolve(number, state)
    elif state == "resolved" or state.startswith("un-"):
        ledger.resolve(number)
    if state.startswith("un-"):
        ledger.resolve(number, "reopened")


def _branches(parent: str, child: str) -> tuple[int, ...]:
    with new_ledger() as ledger:
        closed = {"closes_on": "2026-01-05"}
        condition = ledger.ask(**(closed if "closed" in parent else {}))
        for outcome in ("yes", "no"):
            branch = ledger.ask(**(closed if "closed" in child else {}))
            relate(ledger, branch, (), "all", (condition, outcome))
            _brought_to(ledger, branch, child)
        _brought_to(ledger, condition, parent)
        states = dict(named(ledger, current_questions, "question_id", "state"))
        return tuple(sorted(MADE_OF[states[key]] for key in ledger.questions[-2:]))


@answers("vectors/metaculus_conditional_states.json")
def conditional_states(case: Case) -> Iterable[Check]:
    wanted = BRANCHES[case["expected_branches"]]
    for parent, child in product(_named(case["parent"]), _named(case["child"])):
        yield from pairs_of(_branches(parent, child), wanted, 0)
