"""The program `fcl`: finds the command, runs it, and says what went wrong in two lines."""

import gc
import sys
from typing import Any

import click

import ledger
from ledger.cli.commands import COMMANDS, SECTIONS
from ledger.cli.globals import global_options
from ledger.cli.session import Session
from ledger.cli.streams import drop_output, never_fail_on_letters, open_closed, to_nowhere

EXAMPLES = """\
\b
Examples:
  fcl add "Rust overtakes Go in the TIOBE index" 35% --by 2027
  fcl due                          what is due
  fcl resolve k7qm yes             any unique prefix of an id
  fcl calibration                  are my 70%s 70%?
"""


class Program(click.Group):
    """The top of the command line: commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        module, _, attribute = COMMANDS[cmd_name].place.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Commands that start so, from the table: completing imports none of them."""
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name, help=one.help) for name, one in COMMANDS.items() if name.startswith(incomplete)]
        return found + (click.Command.shell_complete(self, ctx, incomplete) if incomplete.startswith("-") else [])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, or an error with the names that look like what was typed."""
        if args and args[0] not in COMMANDS:
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, n=3)
            hint = f" Did you mean {' or '.join(close)}?" if close else ""
            ctx.fail(f"No such command {args[0][:40]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by section, from the table: help imports none of them."""
        for section, commands in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl([(name, listed.help) for name, listed in commands.items()])


def _version(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value and not context.resilient_parsing:
        click.echo(f"fcl {ledger.__version__}")
        context.exit()


@click.pass_context
def _bare(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        from ledger.cli.home import home
        from ledger.cli.terminal import takes_colours

        current = context.ensure_object(Session)
        context.color, current.make = takes_colours(current.color), False
        home()


program = Program(
    name="fcl",
    callback=_bare,
    invoke_without_command=True,
    params=[
        *global_options(hidden=False),
        click.Option(
            ["-V", "--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            help="Show the version.",
        ),
    ],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=f"Keep predictions, settle them, and keep score.\n\n{EXAMPLES}",
)


def main(arguments: list[str] | None = None) -> None:
    """Run the program and exit with the documented code."""
    # Nothing that is loaded at the start is garbage: searching it costs a fifth of a short command's time.
    gc.disable()
    code = run(arguments)
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str] | None = None) -> int:
    """Run the program; its exit code."""
    open_closed()
    current, stdout = Session(), sys.stdout
    never_fail_on_letters()
    try:
        code = program.main(arguments, prog_name="fcl", standalone_mode=False, obj=current)
        sys.stdout.flush()
    except BrokenPipeError:
        return _broken_pipe()
    except SystemExit:
        # click exits with 1 at a broken pipe, after it has wrapped stdout.
        if sys.stdout is not stdout:
            return _broken_pipe()
        raise
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted: nothing more was written", err=True)
        return 130
    except Exception as error:  # noqa: BLE001 - the one place that turns errors into words
        from ledger.cli.failure import report

        drop_output(error)
        return report(error, current)
    finally:
        current.close()
    return code if isinstance(code, int) else 0


def _broken_pipe() -> int:
    to_nowhere(sys.stdout)
    return 141
