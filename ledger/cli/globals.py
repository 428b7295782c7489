"""Global options: the same before and after the command, read into one session."""

from collections.abc import Callable
from typing import Any, Final

import click

from ledger.cli.commands import SECTIONS
from ledger.cli.session import Session
from ledger.cli.terminal import takes_colours
from ledger.errors import InputError


def _store(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(context: click.Context, _: click.Parameter, value: Any) -> None:
        # Kept while completing too: ids are completed from the ledger that -L names.
        if value not in (None, False):
            setattr(context.find_root().ensure_object(Session), name, value)

    return keep


def _option(*declared: str, name: str, **settings: Any) -> Callable[[], click.Option]:
    def make() -> click.Option:
        return click.Option([*declared], expose_value=False, callback=_store(name), **settings)

    return make


MADE: Final = (
    _option("-L", "--ledger", name="ledger", metavar="PATH|URL", help="The ledger [env FORECAST_LEDGER_DB]."),
    _option("--as", name="actor", metavar="NAME", help="Who writes [env FORECAST_LEDGER_USER]."),
    _option("--as-of", name="as_of_text", metavar="DATE|ENTRY", help="Read the ledger as it stood then."),
    _option("--json", name="json", is_flag=True, help="One JSON document on stdout, errors as JSON on stderr."),
    _option("--numbers", name="numbers", is_flag=True, help="Plain JSON numbers instead of exact text."),
    _option("--color", name="color", type=click.Choice(["auto", "always", "never"]), help="Colours."),
    _option("--no-input", name="no_input", is_flag=True, help="Never ask."),
    _option("-y", "--yes", name="yes", is_flag=True, help="Answer yes to every question."),
    _option("-q", "--quiet", name="quiet", is_flag=True, help="Only data and errors."),
    _option("-v", "--verbose", name="verbose", is_flag=True, help="Say more on stderr."),
    _option("--no-pager", name="no_pager", is_flag=True, help="Never page long output."),
    _option("--no-config", name="no_config", is_flag=True, help="Ignore the configuration file."),
    _option("--debug", name="debug", is_flag=True, help="Tracebacks for bugs."),
    _option("--now", name="now_text", metavar="TIMESTAMP", help="A fixed clock for reports and tests."),
)


def global_options(*, hidden: bool) -> list[click.Parameter]:
    """The global options, hidden in the help of commands; those that a command declares itself are left out."""
    options: list[click.Parameter] = [make() for make in MADE]
    for option in options:
        option.hidden = hidden  # type: ignore[attr-defined]
    return options


LOOKS: Final = frozenset({"fcl scan", "fcl source check", "fcl prove"})
"""Commands that only read, beside those that can read the past."""
KEEPS: Final = frozenset(
    {"fcl verify", *(f"fcl db {name}" for name in ("status", "rebuild", "rescore", "sweep", "grant"))}
)
"""Commands about the ledger itself, which mean nothing where there is none."""
IDS: Final = frozenset({"id", "id_", "ids"})


def _complete_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> Any:
    from ledger.cli.completion import complete_ids

    return complete_ids(context, parameter, incomplete)


def reads(path: str) -> bool:
    """True for a command that only reads what stands, by its path.

    >>> reads("fcl list"), reads("fcl source show"), reads("fcl source add")
    (True, True, False)
    """
    name, _, verb = path.partition(" ")[2].partition(" ")
    return name in SECTIONS["Read"] or (name == "source" and verb in {"list", "show"})


def makes(context: click.Context) -> bool:
    """True for a command that makes a ledger where there is none: one that writes, or waits for others to write."""
    path, given = context.command_path, context.params
    if given.get("dry_run") and path not in KEEPS:
        return False
    return bool(given.get("adding") or given.get("serve")) or not (reads(path) or path in LOOKS)


class Command(click.Command):
    """A command that also takes the global options, and whose ids can be completed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for parameter in self.params:
            if isinstance(parameter, click.Argument) and parameter.name in IDS:
                parameter._custom_shell_complete = _complete_ids  # noqa: SLF001 - click takes it in each declaration only
        own = {word for parameter in self.params for word in parameter.opts}
        self.params += [option for option in global_options(hidden=True) if not own & set(option.opts)]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, with colours or without."""
        current = ctx.find_root().ensure_object(Session)
        ctx.color = takes_colours(current.color)
        current.reading, current.make = reads(ctx.command_path), makes(ctx)
        current.needs = ctx.command_path in KEEPS
        if current.as_of_text is not None and not current.reading:
            message = f"{ctx.command_path} works on the present, not --as-of {current.as_of_text[:40]}"
            raise InputError(message, hint="--as-of goes with list, show, due, log, score, calibration, export")
        return super().invoke(ctx)


class Group(click.Group):
    """A group of commands, such as `fcl source`."""

    command_class = Command
