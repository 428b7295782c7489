"""Asking: prompts with defaults and a way back, one yes or no, a text in the user's editor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import click

from ledger.cli.session import session
from ledger.cli.text import printable
from ledger.errors import InputError, LedgerError, RefusedError

BACK: Final = "<"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A default: the text that an empty answer stands for, and how it is shown."""

    text: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question to the user: `check` raises for an answer that will not do, `propose` sees earlier answers."""

    name: str
    prompt: str
    check: Callable[[str, Mapping[str, str]], None] = lambda _answer, _earlier: None
    propose: Callable[[Mapping[str, str]], Proposal | None] = lambda _earlier: None
    optional: bool = False


def ask_steps(steps: Sequence[Step]) -> dict[str, str]:
    """Ask one after the other; `<` goes back a step. Empty answers to optional steps are left out."""
    answers: dict[str, str] = {}
    place = 0
    while place < len(steps):
        answer = _ask_step(steps[place], answers)
        if answer == BACK:
            place = max(0, place - 1)
            answers.pop(steps[place].name, None)
            continue
        if answer:
            answers[steps[place].name] = answer
        place += 1
    return answers


def _ask_step(step: Step, earlier: Mapping[str, str]) -> str:
    proposal = step.propose(earlier)
    prompt = f"{step.prompt} [{proposal.shown}]" if proposal else step.prompt
    while True:
        answer = ask(prompt) or (proposal.text if proposal else "")
        if answer == BACK or (not answer and step.optional):
            return answer
        try:
            step.check(answer, earlier)
        except LedgerError as error:
            explain(error)
            continue
        if answer:
            return answer


def ask(prompt: str) -> str:
    """One line typed by the user, without spaces at its ends; the prompt is on stderr."""
    answer: str = click.prompt(printable(prompt), default="", show_default=False, err=True)
    return answer.strip()


def explain(error: LedgerError) -> None:
    """Why an answer will not do."""
    click.echo(f"  {printable(error.message)}", err=True)
    if error.hint:
        click.echo(f"  {printable(error.hint)}", err=True)


def confirm(question: str) -> None:
    """Return if the answer is yes.

    Raises RefusedError if it is no, InputError where nobody can answer and --yes is missing.
    """
    current = session()
    if current.yes:
        return
    if not current.interactive:
        raise InputError(f"{question} Nobody can answer here", hint="add -y (--yes)", code="missing_value")
    if ask(f"{question}  [y/N]").lower() not in {"y", "yes"}:
        raise RefusedError("not confirmed: nothing was written", code="not_confirmed")


def edit_text(text: str, *, extension: str = ".toml") -> str | None:
    """The text as the user leaves it in $VISUAL or $EDITOR; None where it was not saved.

    Raises InputError where nobody can edit, or the editor fails.
    """
    if not session().interactive:
        raise InputError("an editor needs a terminal", hint="give the options instead", code="missing_value")
    try:
        return click.edit(text, extension=extension)
    except (click.ClickException, ValueError, OSError) as error:
        message = error.message if isinstance(error, click.ClickException) else str(error)
        raise InputError(message, hint="set VISUAL or EDITOR to your editor", code="no_editor") from error


def edit_until(text: str, read: Callable[[str], None]) -> None:
    """Let the user edit until `read` takes the text; leaving without a change gives up.

    Raises RefusedError where the user gives up.
    """
    while True:
        edited = edit_text(text)
        if edited is None:
            raise RefusedError("nothing changed: nothing was written", code="not_confirmed")
        try:
            return read(edited)
        except LedgerError as error:
            explain(error)
            confirm("Edit it again?")
            text = edited
