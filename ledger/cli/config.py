"""`fcl config`: show and change settings."""

from collections.abc import Mapping

import click

from ledger.cli.answer import answer
from ledger.cli.configuration import (
    SETTINGS,
    checked,
    config_path,
    known,
    printed,
    problem_of,
    read_config,
    unknown_keys,
    unknown_warning,
    value_of,
    with_value,
    write_config,
)
from ledger.cli.globals import Group
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.text import printable
from ledger.errors import InputError

HELP = """Show and change settings.

\b
Examples:
  fcl config list
  fcl config set timezone Europe/Berlin
  fcl config set score.level 0.9
  fcl config set user ""               back to the default

An option on the command line wins over the environment, that over this file.
"""


@click.group("config", cls=Group, short_help="Show and change settings.", help=HELP)
def config() -> None:
    """Show and change settings."""


@config.command("path", help="Print where the configuration file lies, whether it is there or not.")
def path() -> None:
    """Print where the file lies."""
    answer("config.path", {"path": str(config_path())}, [printable(str(config_path()))], ledger=False)


@config.command("list", help="List every setting: what the file says, else its default.")
def list_() -> None:
    """List every setting."""
    said = read_config()
    for key in unknown_keys(said):
        session().warn("unknown_setting", unknown_warning(key))
    found = [
        {"key": key, "value": _safe(value_of(said, key)), "default": setting.default, "about": setting.about,
         "problem": problem_of(said, key)}
        for key, setting in SETTINGS.items()
    ]  # fmt: skip
    for one in found:
        if one["problem"]:
            session().warn("bad_setting", f"{one['key']} = {printed(said, str(one['key']))[:80]}: {one['problem']}")
    columns = [Column(title="key"), Column(title="value", flexible=True), Column(title="what it is", spare=1)]
    rows = [(str(one["key"]), _shown(one), str(one["about"])) for one in found]
    answer("config.list", found, table(columns, rows), ledger=False)


def _shown(one: Mapping[str, str | None]) -> str:
    mark = " (invalid)" if one["problem"] else ""
    return f"{one['value']}{mark}" if one["value"] is not None else _default(one["default"])


def _default(value: str | None) -> str:
    return f"({value or 'not set'})"


def _safe(value: str | None) -> str | None:
    """A value that may be shown: of a URL neither password nor query."""
    if not value or "://" not in value:
        return value
    from ledger.store.connect import database_url, shown_url

    return shown_url(database_url(value))


def _refuse_password(value: str) -> None:
    if "://" not in value:
        return
    from ledger.store.connect import database_url

    url = database_url(value)
    if url.password or "password" in url.query:
        message = "a password in the configuration can be read by whoever reads that file"
        raise InputError(message, hint="put it into the file that PGPASSFILE names: ~/.pgpass")


@config.command("get", help="Print the value of one setting: what the file says, else its default.")
@click.argument("key")
def get(key: str) -> None:
    """Print one value."""
    setting = known(key)
    value = checked(read_config(), key)
    shown = setting.default if value is None else _safe(value)
    answer("config.get", {"key": key, "value": shown}, [] if shown is None else [printable(shown)], ledger=False)


@config.command("set", help="Write one setting; an empty value takes it out of the file.")
@click.argument("key")
@click.argument("value")
def set_(key: str, value: str) -> None:
    """Write one value."""
    setting = known(key)
    if value:
        setting.check(value)
        _refuse_password(value)
    write_config(with_value(read_config(), key, value))
    shown = value or _default(setting.default)
    answer("config.set", {"key": key, "value": value or setting.default}, [f"{key} = {printable(shown)}"], ledger=False)
