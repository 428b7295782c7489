"""`fcl mcp`: the ledger for agents, by the Model Context Protocol over standard input and output."""

import os
import signal
from typing import Final

import click

from ledger.cli.globals import Command
from ledger.cli.session import session
from ledger.errors import MissingExtraError

INTERRUPTED: Final = 130

HELP = """Serve the ledger to an agent, by the Model Context Protocol over standard input and output.

\b
Examples:
  fcl mcp                                read-only: search, list, list_due, show, score, calibrate
  fcl --ledger work.db --as robot mcp --write
                                         also add, update, resolve, as "robot"

A client starts it; see docs/agents.md. Each answer is the document that --json prints, and each tool checks what
--json checks. Without --write the tools that write are not there.
"""


@click.command("mcp", cls=Command, short_help="Serve the ledger to an agent (MCP).", help=HELP)
@click.option("--write", is_flag=True, help="Let the agent add, update and resolve.")
def mcp(*, write: bool) -> None:
    """Serve the ledger to an agent."""
    try:
        import mcp.server.mcpserver  # noqa: F401 - asked for before the ledger is opened
    except ImportError as error:
        message = "agents need the package mcp"
        raise MissingExtraError(message, hint="pip install 'forecast-ledger[mcp]'") from error
    from ledger.cli.mcp_server import server

    current = session()
    current.reading, current.make = not write, write
    # A ledger that is missing or of another version is told before a client waits for an answer.
    current.book.state()
    current.close()
    current.json = True
    signal.signal(signal.SIGINT, _interrupted)
    server(write=write).run("stdio")


def _interrupted(*_: object) -> None:
    # The thread that waits for standard input cannot be woken, and the usual way out would wait for it.
    click.echo("interrupted: nothing more was written", err=True)
    os._exit(INTERRUPTED)
