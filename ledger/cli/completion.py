"""`fcl completion`: what a shell needs to complete commands, options and ids."""

import click
from click.shell_completion import CompletionItem, get_completion_class

from ledger.cli.answer import answer
from ledger.cli.globals import Command
from ledger.cli.session import Session
from ledger.cli.text import printable
from ledger.errors import MissingExtraError

PROGRAMS = ("fcl", "forecast-ledger")
SHELLS = ("bash", "zsh", "fish", "powershell")
LONGEST_CLAIM = 60

HELP = """Print the completion script of a shell.

\b
Examples:
  fcl completion bash >> ~/.bashrc
  fcl completion zsh > ~/.zfunc/_fcl
  fcl completion fish > ~/.config/fish/completions/fcl.fish
  fcl completion powershell >> $PROFILE
"""


@click.command("completion", cls=Command, short_help="Print the completion script of a shell.", help=HELP)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the completion script of a shell."""
    script = script_of(shell)
    answer("completion", {"shell": shell, "script": script}, [script], ledger=False)


def script_of(shell: str) -> str:
    """The script that asks `fcl` what can follow; MissingExtraError where this click knows no such shell."""
    known = get_completion_class(shell)
    if known is None:
        message = f"this version of click has no completion for {shell}"
        raise MissingExtraError(message, hint="pip install --upgrade click")
    root = click.get_current_context().find_root()
    first, *others = (known(root.command, {}, name, "_FCL_COMPLETE").source().strip() for name in PROGRAMS)
    if shell == "zsh":
        # A function that zsh loads itself says in its first line what it completes: one serves both names.
        both = " ".join(PROGRAMS)
        first = first.replace("#compdef fcl", f"#compdef {both}", 1)
        return first.replace("compdef _fcl_completion fcl", f"compdef _fcl_completion {both}")
    return "\n\n".join([first, *others])


def complete_ids(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids in the ledger that start with what was typed, each with its claim."""
    from ledger.store.completing import ids_like
    from ledger.store.places import default_ledger

    named = context.find_root().ensure_object(Session).place
    found = ids_like(named or str(default_ledger()), incomplete)
    return [CompletionItem(id_, help=printable(claim)[:LONGEST_CLAIM]) for id_, claim in found]
