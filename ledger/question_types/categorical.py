"""Categorical questions: shares of named options, of which one comes true, or any number where they are independent."""

from decimal import Decimal
from typing import Final

from ledger.core.dates import shown
from ledger.core.frame import Frame, join_options, list_options, split_options
from ledger.core.numbers import percent_text
from ledger.core.stated import Stated, Typed, as_json
from ledger.errors import InputError
from ledger.question_types._option_scores import score_exclusive, score_independent
from ledger.question_types._shares import read_shares
from ledger.question_types._taking import take
from ledger.question_types.outcome import VERDICTS, Outcome

__all__ = ["as_json", "read_outcome", "read_prediction", "rules", "score", "tell", "unit"]

NONE: Final = "none"
"""The outcome of independent options of which none came true, unless an option is called so."""

_TOLD: Final = 4


def read_prediction(typed: Typed, frame: Frame, *, certain: bool, as_said: bool = False) -> Stated:
    """A share for each option, in the order of the options; see `read_shares`.

    >>> frame = Frame(type="categorical", options=("Google", "OpenAI", "other"))
    >>> said = read_prediction(Typed(shares="openai=30% Google=60% other=10%"), frame, certain=False)
    >>> tell(said, frame)
    'Google 60%, OpenAI 30%, other 10%'
    """
    name = next(iter(frame.options), "Google")
    example = f"'{name}'" if " " in name else name
    _, text = take(typed, frame, forms={"shares": f'--shares "{example}=50% ..."'})
    return Stated(kind="shares", said=text.strip(), points=read_shares(text, frame, certain=certain, as_said=as_said))


def read_outcome(text: str, frame: Frame) -> Outcome:
    """The option that came true, in any case; of independent ones several with commas, or none; or a verdict.

    The outcome is spelled as the wording spells it, in the order of its options. InputError for an unknown option.

    >>> frame = Frame(type="categorical", options=("Google", "OpenAI", "Meta, Inc."), exclusive=False)
    >>> read_outcome('"meta, inc.", google', frame).outcome
    'Google, "Meta, Inc."'
    >>> read_outcome("none", frame).outcome
    'none'
    """
    said = text.strip()
    if found := VERDICTS.get(said.lower()):
        return found
    return Outcome(verdict="resolved", outcome=_one(said, frame) if frame.exclusive else _several(said, frame))


def rules(_kind: str, frame: Frame) -> tuple[str, ...]:
    """The Brier score over all options and the logarithmic score; of ordered options the ranked one as well.

    Of independent options the mean of the rule for yes and no over them.
    """
    if not frame.exclusive:
        return ("brier", "log")
    return ("brier-sum", "log", "rps") if frame.ordered else ("brier-sum", "log")


def score(rule: str, stated: Stated, outcome: Outcome, frame: Frame) -> float | None:
    """By a rule of `SHARE_RULES`; of independent options the mean over them of a rule of `RULES`.

    None for other rules, for a ranked one where the options have no order, without an outcome, for shares that do not
    add up, and for an option that the forecast did not know and no catch-all (such as `other`) stands for.

    >>> frame = Frame(type="categorical", options=("a", "b", "other"))
    >>> said = read_prediction(Typed(shares="a=50% b=25% other=25%"), frame, certain=False)
    >>> score("brier-sum", said, Outcome(verdict="resolved", outcome="c"), frame)
    0.875
    """
    if stated.kind != "shares" or outcome.outcome is None:
        return None
    if frame.exclusive:
        return score_exclusive(rule, stated.points, outcome.outcome, frame)
    none = frame.option(NONE) is None and outcome.outcome == NONE
    return score_independent(rule, stated.points, () if none else split_options(outcome.outcome), frame)


def unit(frame: Frame) -> str | None:
    """`per option` where each option is scored by itself, else None."""
    return None if frame.exclusive else "per option"


def tell(stated: Stated, _frame: Frame) -> str:
    """The shares of at most four options in percent, in the order of the options, and how many more there are."""
    told = [f"{point.at} {percent_text(Decimal(point.share or 0))}" for point in stated.points]
    more = len(told) - _TOLD
    return ", ".join(told[:_TOLD]) + (f" and {more} more" if more > 0 else "")


def _one(name: str, frame: Frame) -> str:
    found = frame.option(name)
    if found is None:
        hint = f"there is {list_options(frame.options)}, or ambiguous"
        raise InputError(f"no option is called {shown(name)}", hint=hint)
    return found


def _several(text: str, frame: Frame) -> str:
    if text.lower() == NONE and frame.option(NONE) is None:
        return NONE
    came_true = {_one(name, frame) for name in split_options(text) or [""]}
    return join_options([option for option in frame.options if option in came_true])
