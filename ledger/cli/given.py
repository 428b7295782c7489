"""Texts and files as given on the command line: as typed, as @FILE, or from standard input."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ledger.errors import InputError

LONGEST: Final = 100_000_000
STDIN: Final = "-"

if TYPE_CHECKING:
    TextType = click.ParamType[str]
else:
    TextType = click.ParamType


class Words(TextType):
    """A text: as typed, `@FILE` for what a file says, `@@...` for a text that begins with @; `-` for stdin if asked."""

    name = "text"

    def __init__(self, *, stdin: bool = False) -> None:
        self.stdin = stdin

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself."""
        if value == STDIN and self.stdin:
            return read_text(STDIN)
        if value.startswith("@@"):
            return value[1:]
        return _text_of(value[1:]) if value.startswith("@") else value


def _text_of(place: str) -> str:
    try:
        return read_text(place)
    except InputError as error:
        if error.code == "bad_file":
            error.hint = f"check the path; a text that begins with @ is written @@{place[:20]}"
        raise


def read_content(place: str) -> bytes:
    """The bytes of a file, `-` for standard input; InputError where there are none to read."""
    try:
        content = _some(place)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is no path"
        message = f"cannot read the file {place[:200]!r}: {reason}"
        raise InputError(message, hint="check the path", code="bad_file") from error
    if len(content) > LONGEST:
        message = f"{shown_place(place)} is too long: more than {LONGEST // 1_000_000} MB"
        raise InputError(message, hint="split it", code="bad_file")
    return content


def _some(place: str) -> bytes:
    if place == STDIN:
        return sys.stdin.buffer.read(LONGEST + 1)
    with Path(place).open("rb") as file:
        return file.read(LONGEST + 1)


def read_text(place: str) -> str:
    """The text of a file in UTF-8, with or without a byte order mark."""
    content = read_content(place)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{shown_place(place)} is not UTF-8 text: byte {error.start} is 0x{content[error.start]:02x}"
        raise InputError(message, hint="convert it: iconv -t utf-8", code="bad_encoding") from error


def shown_place(place: str) -> str:
    """A file as messages name it.

    >>> shown_place("-"), shown_place("a.csv")
    ('standard input', "'a.csv'")
    """
    return "standard input" if place == STDIN else repr(place[:200])
