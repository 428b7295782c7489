"""The tools of `fcl mcp`: commands that read, and with --write some that write, with the options an agent may use."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from inspect import Parameter
from keyword import iskeyword
from typing import Annotated, Any, Final, NamedTuple

import click
from pydantic import BeforeValidator, Field

from ledger.cli.commands import COMMANDS

LONGEST: Final = 100_000
MOST_WORDS: Final = 1_000

LEFT_OUT: Final = frozenset({"in_editor", "private", "from_file", "plot", "ids", "fields", "exit_code"})
"""Options that read or write files beside the ledger, or say how people see the answer."""


def _split(given: Any) -> Any:
    return given.split() if isinstance(given, str) else given


def _listed(given: Any) -> Any:
    return [given] if isinstance(given, str) else given


# Not optional: of an optional text the package would read '["a"]' as a list.
Text = Annotated[str, Field(max_length=LONGEST, coerce_numbers_to_str=True)]
Words = Annotated[list[str], BeforeValidator(_split), Field(max_length=MOST_WORDS)]
Several = Annotated[list[str], BeforeValidator(_listed), Field(max_length=MOST_WORDS)]
Number = int | None
NOT_GIVEN: Final[Mapping[Any, Any]] = {Text: "", Words: (), Several: (), bool: False, Number: None}


class Tool(NamedTuple):
    """A command as a tool: its name, what it does, and what must be given."""

    command: str
    about: str
    required: tuple[str, ...] = ()
    writes: bool = False


QUERY: Final = (
    "Terms of the filter language, all of which must match: words, or field:value such as status:open, tag:ai, "
    "forecaster:alice, by:..2027-06, p:0.2..0.8, not:status:annulled. Fields: id forecaster source series tag status "
    "type basis by made resolved p horizon brier has flag evidence."
)
TOOLS: Final[Mapping[str, Tool]] = {
    "search": Tool("search", "Questions in whose claim, quote, criteria or notes every word stands.", ("text",)),
    "list": Tool("list", "Questions that match a query, with forecasts, resolutions and scores."),
    "list_due": Tool("due", "Questions that are due or overdue, and those that come soon, the earliest first."),
    "show": Tool("show", "Everything about predictions, by their ids.", ("ids",)),
    "score": Tool("score", "Mean scores of the forecasts that count; for Brier and log, lower is better."),
    "calibrate": Tool("calibration", "How often what was said came true, by bins of what was said, with intervals."),
    "add": Tool("add", "Record a prediction: a claim and how likely it is.", ("claim",), writes=True),
    "update": Tool("update", "Record a change of mind about a question, or correct a number.", ("id",), writes=True),
    "resolve": Tool("resolve", "Record what a question came out as.", ("id", "outcome"), writes=True),
}

ARGUMENTS: Final[Mapping[str, str]] = {
    "query": QUERY,
    "text": "Words, all of which must be found.",
    "ids": "Ids or unique prefixes of 3 or more characters; ID@WHO for one forecaster.",
    "id": "An id or a unique prefix of 3 or more characters; ID@WHO where several forecasters have a forecast.",
    "claim": "In one sentence, what will happen.",
    "probability": 'How likely: 70%, 0.7, 7/10 or odds 7:3; in an update also "same".',
    "outcome": "yes, no, ambiguous, a fraction from 0 to 1, an option, a number or a date.",
    "limit": "At most so many.",
    "as_of": "Read the ledger as it stood at the end of this day (2026-11-20), or after the entry of this number.",
}


def command_of(tool: Tool) -> click.Command:
    """The command behind a tool."""
    module, _, attribute = COMMANDS[tool.command].place.partition(":")
    command: click.Command = getattr(import_module(module), attribute)
    return command


def parameters_of(tool: Tool) -> Iterator[click.Parameter]:
    """The parameters of its command that an agent may give."""
    for parameter in command_of(tool).params:
        if parameter.expose_value and (isinstance(parameter, click.Argument) or parameter.name not in LEFT_OUT):
            yield parameter


def name_of(parameter: click.Parameter) -> str:
    """The name of a parameter as agents write it: that of its option, with underscores; `condition` for `--if`."""
    words = max((word.lstrip("-").replace("-", "_") for word in parameter.opts), key=len)
    return str(parameter.name) if iskeyword(words) else words.rstrip("_")


def arguments_of(tool: Tool) -> list[Parameter]:
    """What a tool takes, typed and explained: the options of its command, and which state to read."""
    found = [
        _argument(name_of(one), _type(one), getattr(one, "help", None), required=name_of(one) in tool.required)
        for one in parameters_of(tool)
    ]
    return found if tool.writes else [*found, _argument("as_of", Text, None, required=False)]


def _argument(name: str, kind: Any, help_: str | None, *, required: bool) -> Parameter:
    annotation = Annotated[kind, Field(description=ARGUMENTS.get(name) or help_)]
    default = Parameter.empty if required else NOT_GIVEN[kind]
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _type(parameter: click.Parameter) -> Any:
    if parameter.nargs == -1:
        return Words
    if parameter.multiple:
        return Several
    if getattr(parameter, "is_flag", False):
        return bool
    return Number if isinstance(parameter.type, click.IntRange) else Text
