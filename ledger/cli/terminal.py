"""The terminal, if there is one: its width, and whether it takes colours."""

import os
import shutil
import sys
from collections.abc import Mapping
from typing import Final

NARROWEST: Final = 60


def is_terminal() -> bool:
    """Whether people read stdout as it is written."""
    return sys.stdout.isatty()


def columns() -> int | None:
    """Columns of the terminal, from 60 up; None where stdout is a file or a pipe and nothing is cut."""
    return max(NARROWEST, shutil.get_terminal_size().columns) if is_terminal() else None


MARKS: Final = str.maketrans("…→–—“”‘’·×", "~>--\"\"''.x")
"""Plain marks as wide as our own, so that columns stay."""


def with_plain_marks(line: str) -> str:
    """A line for people, with plain marks in place of those that stdout may not take.

    >>> "0.187 … 0.279".translate(MARKS)
    '0.187 ~ 0.279'
    """
    return line.translate(MARKS) if only_ascii() else line


def only_ascii() -> bool:
    """Whether stdout takes no letters but ASCII's; then marks are drawn by these."""
    return not (sys.stdout.encoding or "utf-8").lower().replace("-", "").startswith("utf")


def takes_colours(choice: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour: what was asked for, else NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE, TERM, else a terminal.

    >>> takes_colours("never", {"FORCE_COLOR": "1"}), takes_colours("auto", {"FORCE_COLOR": "1"})
    (False, True)
    >>> takes_colours("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"})
    False
    """
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return environment.get("TERM") != "dumb" and is_terminal()
