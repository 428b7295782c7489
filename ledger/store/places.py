"""Where things lie on this machine: the ledger, the configuration, the remembered heads."""

import os
import sys
from pathlib import Path
from typing import Final

NAME: Final = "forecast-ledger"
XDG: Final = {
    "data": ("XDG_DATA_HOME", ".local/share"),
    "config": ("XDG_CONFIG_HOME", ".config"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}


def folder(kind: str) -> Path:
    """The program's folder for "data", "config" or "state" (XDG; platformdirs on macOS and Windows)."""
    if sys.platform in {"darwin", "win32"}:
        import platformdirs

        found: str = getattr(platformdirs, f"user_{kind}_dir")(NAME, appauthor=False)
        return Path(found)
    variable, default = XDG[kind]
    base = os.environ.get(variable, "")
    return (Path(base) if os.path.isabs(base) else Path.home() / default) / NAME  # noqa: PTH117 - text, not a Path


def default_ledger() -> Path:
    """The ledger that is used when none is named."""
    return folder("data") / "ledger.db"


def user_name() -> str:
    """The operating system's name of the user."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def local_zone() -> str:
    """The IANA name of this machine's time zone, UTC where it cannot be told."""
    named = os.environ.get("TZ", "").lstrip(":")
    if "/" in named and not os.path.isabs(named):  # noqa: PTH117 - text, not a Path
        return named
    link = Path("/etc/localtime")
    target = str(link.resolve()) if link.exists() else ""
    return target.partition("zoneinfo/")[2] or "UTC"
