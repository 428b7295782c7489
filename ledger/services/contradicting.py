"""How a contradiction is told: which kind it is, and in one sentence what goes against what."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import Final

from ledger.core.coherence import DutchBook, Statement, contradictions
from ledger.core.coherence.prices import exact, fraction_text
from ledger.core.numbers import percent_text, ratio
from ledger.core.question import Forecast, Question
from ledger.services.propositions import Event, Propositions

QUICK: Final = 100_000
"""Steps to find out whether statements contradict without a relation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A number that stands: of which question and option, in which forecast."""

    question: Question
    forecast: Forecast
    option: str | None
    p: str
    known: Propositions

    @property
    def event(self) -> Event:
        """What it is about."""
        return self.known.events[self.question.id]

    @property
    def statement(self) -> Statement:
        """It as a price of an event."""
        question = self.question
        return Statement(
            id=question.id if self.option is None else f"{question.id}={self.option}",
            price=exact(self.p),
            event=self.known.literal(question.id, self.option or "yes"),
            given=self.known.given(question.condition),
            label=self.option or question.claim,
        )


def kind_of(book: DutchBook, sides: Sequence[Said], known: Propositions) -> str:
    """What the statements go against: deadlines, bundle, negation, shares, condition, same; mixed where several.

    A relation counts where without it the statements would not contradict; bundles that tie a conditional to its parts
    are of the kind condition.
    """
    needed = {kind for kind in known.clauses if not _contradict(book.statements, known, without=kind)}
    events = [side.event for side in sides]
    if len({event.end for event in events}) < 2:
        needed.discard("deadlines")
    if len({event.denied for event in events}) > 1 and len({event.claim for event in events}) < 2:
        needed.add("negation")
    if len({statement.given for statement in book.statements}) > 1:
        needed = {*needed, "condition"} - {"bundle"}
    if not needed and len({(event.claim, event.end) for event in events}) < 2:
        return "same"
    return needed.pop() if len(needed) == 1 else "mixed"


def _contradict(statements: Sequence[Statement], known: Propositions, *, without: str) -> bool:
    clauses = [clause for kind, some in known.clauses.items() if kind != without for clause in some]
    return bool(contradictions(statements, clauses, effort=QUICK))


def sentence(kind: str, book: DutchBook, sides: Sequence[Said]) -> str:
    """What goes against what, in numbers.

    The stakes turn the prices into a sum that no distribution reaches: what it comes to, and what it may be.
    """
    if kind == "same":
        return f"P({_label(kind, sides[0])}) is both {' and '.join(_percent(side.statement.price) for side in sides)}"
    conditions = {statement.given for statement in book.statements}
    if len(conditions) > 1:
        told = (each(kind, sides) for each in (_product, _mean, _total))
        return next(filter(None, told), f"these {len(sides)} cannot all hold")
    terms = [(stake, side.statement.price, _label(kind, side)) for stake, side in zip(book.stakes, sides, strict=True)]
    return _inequality(terms, book.loss)


Weighted = tuple[Fraction, Fraction, str]
"""A stake, a price, and what it is the price of."""


def _inequality(terms: Sequence[Weighted], loss: Fraction) -> str:
    """The weighted sum of the prices, and the most that it may be: a loss less than it is."""
    above, below = ([term for term in terms if term[0] * sign > 0] for sign in (1, -1))
    total = sum((stake * price for stake, price, _ in terms), Fraction(0))
    if not above:
        return f"{_sum(below, -1)}, at least {_percent(loss - total)}"
    if not below:
        return f"{_sum(above, 1)}, at most {_percent(total - loss)}"
    if total == loss:
        return f"{_sum(above, 1)} > {_sum(below, -1)}"
    less = "".join(f" - {_term(each, -1)}" for each in below)
    return f"{' + '.join(_term(each, 1) for each in above)}{less} = {_percent(total)}, at most {_percent(total - loss)}"


def _sum(terms: Sequence[Weighted], sign: int) -> str:
    text = " + ".join(_term(each, sign) for each in terms)
    value = sum((sign * stake * price for stake, price, _ in terms), Fraction(0))
    return text if len(terms) == 1 else f"{text} = {_percent(value)}"


def _term(term: Weighted, sign: int) -> str:
    stake, price, label = term
    weight = "" if sign * stake == 1 else f"{fraction_text(sign * stake)} x "
    return f"{weight}P({label}) {_percent(price)}"


def _product(kind: str, sides: Sequence[Said]) -> str | None:
    """A conditional against its condition and a third: P(C) x P(E if C), and what it is more or less than."""
    for given, condition, third in _triples(sides):
        (y, x, z) = (side.statement for side in (given, condition, third))
        product = x.price * y.price
        rest = 1 - x.price if z.event == y.event else Fraction(0)
        named = f"P({_label(kind, condition)}) {_percent(x.price)} x P({_label(kind, given)}) {_percent(y.price)}"
        said = f"P({_label(kind, third)}) {_percent(z.price)}"
        if z.price < product:
            return f"{said} < {named} = {_percent(product)}"
        more = f" + P(not {_label(kind, condition)}) {_percent(rest)}" if rest else ""
        return f"{said} > {named}{more} = {_percent(product + rest)}"
    return None


def _mean(kind: str, sides: Sequence[Said]) -> str | None:
    """An event that is likelier, or less likely, than both under a condition and where that fails."""
    for yes, no, alone in permutations(sides, 3) if len(sides) == 3 else ():
        (y, n, z) = (side.statement for side in (yes, no, alone))
        if z.given is None and y.given and n.given == y.given.negated and y.event == n.event == z.event:
            sign = ">" if z.price > y.price else "<"
            both = " and ".join(f"P({_label(kind, side)}) {_percent(side.statement.price)}" for side in (yes, no))
            return f"P({_label(kind, alone)}) {_percent(z.price)} {sign} both {both}"
    return None


def _total(kind: str, sides: Sequence[Said]) -> str | None:
    """The law of total probability: an event, alone and both under a condition and where that fails."""
    for condition, yes, no, alone in permutations(sides, 4) if len(sides) == 4 else ():
        (x, y, n, z) = (side.statement for side in (condition, yes, no, alone))
        conditions = (x.given, y.given, n.given, z.given)
        if conditions == (None, x.event, x.event.negated, None) and y.event == n.event == z.event:
            told = " + ".join(
                f"P({label}) {_percent(weight)} x P({_label(kind, side)}) {_percent(side.statement.price)}"
                for label, weight, side in (
                    (_label(kind, condition), x.price, yes),
                    (f"not {_label(kind, condition)}", 1 - x.price, no),
                )
            )
            total = x.price * y.price + (1 - x.price) * n.price
            return f"P({_label(kind, alone)}) {_percent(z.price)}, not {told} = {_percent(total)}"
    return None


def _triples(sides: Sequence[Said]) -> Iterator[tuple[Said, Said, Said]]:
    """A conditional, its condition, and a third that is either the conditional's event alone, or all of the two."""
    for given, condition, third in permutations(sides, 3) if len(sides) == 3 else ():
        (y, x, z) = (side.statement for side in (given, condition, third))
        if y.given != x.event or x.given or z.given:
            continue
        parts = {third.known.literal(part) for part in third.question.parts}
        if z.event == y.event or (third.question.composite == "all" and parts == {x.event, y.event}):
            yield given, condition, third


def _label(kind: str, side: Said) -> str:
    deadline, condition = side.question.deadline, side.question.condition
    label = f"by {_short(deadline.date)}" if kind == "deadlines" and deadline else side.statement.label
    if condition is None:
        return label
    claim = side.known.claims.get(condition.question, condition.question)
    came_out = {"yes": claim, "no": f"not {claim}"}.get(condition.outcome.casefold(), f"{claim}: {condition.outcome}")
    return f"{label} if {came_out}"


def _short(day: str) -> str:
    """A last day as people say it: a year by its number, a month by its own.

    >>> _short("2028-12-31"), _short("2028-06-30"), _short("2028-06-15")
    ('2028', '2028-06', '2028-06-15')
    """
    read = date.fromisoformat(day)
    if day.endswith("12-31"):
        return day[:4]
    return day[:7] if read.day == monthrange(read.year, read.month)[1] else day


def _percent(value: Fraction) -> str:
    return percent_text(ratio(Decimal(value.numerator), Decimal(value.denominator)))
