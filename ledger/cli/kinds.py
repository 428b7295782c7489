"""Options for every kind of prediction: what is asked, what is said, and what it hangs on."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from ledger.cli.text import printable
from ledger.core.question import Forecast, Question

if TYPE_CHECKING:
    from ledger.services.said import Said

Function = TypeVar("Function", bound=Callable[..., Any])
Option = Callable[[Any], Any]

SAID: Final = ("shares", "quantiles", "interval", "distribution", "cdf")

STATED: Final[tuple[Option, ...]] = (
    click.option("--shares", metavar="O=P...", help='Shares of options: "Google=50% OpenAI=30% other=20%".'),
    click.option("--quantiles", metavar="P=X...", help='Quantiles: "5%=50 50%=140 95%=500".'),
    click.option("--interval", metavar="A..B@P", help='An interval and how much it holds: "100..400@80%".'),
    click.option("--dist", "distribution", metavar="D", help='"normal(150,40)", "lognormal(5,0.3)", "uniform(0,9)".'),
    click.option("--cdf", metavar="X=P...", help='How much lies at or below: "0=10% 100=55% 400=98%".'),
    click.option("--as-said", is_flag=True, help="Record shares as said, though they do not add up."),
    click.option("--expires", metavar="D", help="Last day on which the forecast stands."),
)
ASKED: Final[tuple[Option, ...]] = (
    click.option("--type", "type", metavar="T", help="binary, categorical, numeric or date [binary]."),
    click.option("--options", metavar="A,B,...", help="The options of a categorical question."),
    click.option("--ordered", is_flag=True, help="The options stand in order."),
    click.option("--independent", is_flag=True, help="Each option may come true by itself."),
    click.option("--unit", metavar="U", help='The unit of a number: "USD bn".'),
    click.option("--bounds", metavar="A..B", help="The bounds of a number or a date; also A.. or ..B."),
    click.option("--open-bounds", metavar="SIDE", help="What can be passed: lower, upper or both."),
)
RELATED: Final[tuple[Option, ...]] = (
    click.option("--if", "condition", metavar="ID=O", help="Only if that question comes out as that; else annulled."),
    click.option("--all-of", metavar="ID,ID,...", help="A bundle: all of these questions come true."),
    click.option("--any-of", metavar="ID,ID,...", help="A bundle: any of these questions comes true."),
)
RESTATED: Final[Option] = click.option("--restates", metavar="ID", help="The earlier statement of the same claim.")
WATCHED: Final[tuple[Option, ...]] = (
    click.option("--metric", metavar="NAME", help="A metric whose observations settle it, by --when."),
    click.option("--when", metavar="RULE", help='"any >= 24", "last > 0.5", "changed", "never < 3".'),
)


def options(*some: Option) -> Callable[[Function], Function]:
    """These options on a command, in this order."""

    def decorate(function: Function) -> Function:
        for option in reversed(some):
            function = option(function)
        return function

    return decorate


def said_of(values: dict[str, Any]) -> "Said":
    """What was said, from the options of a command; they are taken out of `values`."""
    from ledger.services.said import Said

    names = (*SAID, "as_said", "expires")
    return Said(**{name: values.pop(name) for name in names if name in values})


def told(forecast: Forecast) -> str | None:
    """What is no single probability, in one line; None for what is."""
    return None if forecast.told is None else printable(forecast.told)


def hangs_on(question: Question) -> list[tuple[str, str]]:
    """What a question hangs on, as labels and texts."""
    condition, rule = question.condition, question.rule
    found: list[tuple[str, str | None]] = [
        ("only if", f"{condition.question} comes out as {condition.outcome}" if condition else None),
        ("bundle", f"{question.composite} of {', '.join(question.parts)}" if question.composite else None),
        ("restates", question.restates),
        ("rule", f"{rule.metric}: {rule.said}" if rule else None),
        ("options", ", ".join(question.options)),
        ("", _ways(question)),
        ("bounds", _bounds(question)),
        ("unit", question.unit),
    ]
    return [(label, text) for label, text in found if text]


def _ways(question: Question) -> str:
    if not question.options:
        return ""
    order = "in order" if question.ordered else ""
    single = "" if question.exclusive else "each may come true by itself"
    return ", ".join(filter(None, (order, single)))


def _bounds(question: Question) -> str:
    if question.lower is None and question.upper is None:
        return ""
    sides = (("below", question.open_lower), ("above", question.open_upper))
    passed = " or ".join(side for side, is_open in sides if is_open)
    return f"{question.lower or ''}..{question.upper or ''}{f', {passed} is possible' if passed else ''}"
