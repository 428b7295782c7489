"""`fcl schema`: the JSON Schema of every --json answer."""

import json
from pathlib import Path
from typing import Any

import click

from ledger.cli.answer import answer
from ledger.cli.globals import Command

HELP = """Print the JSON Schema (2020-12) of every --json answer, and of errors on stderr.

\b
Example:
  fcl schema > forecast-ledger.schema.json
"""


@click.command("schema", cls=Command, short_help="Print the JSON Schema of every --json answer.", help=HELP)
def schema() -> None:
    """Print the JSON Schema of every --json answer."""
    text = schema_text()
    answer("schema", json.loads(text), [text], ledger=False)


def schema_text() -> str:
    """The shipped JSON Schema as it lies in the package."""
    return Path(__file__).with_name("schema.json").read_text(encoding="utf-8").strip()


def read_schema() -> dict[str, Any]:
    """The shipped JSON Schema, read."""
    read: dict[str, Any] = json.loads(schema_text())
    return read
