"""Commands that take figures: a figure below zero is an argument, not an option."""

import re
from typing import Final

import click

from ledger.cli.globals import Command

BELOW_ZERO: Final = re.compile(r"-\.?[0-9][0-9.,:/%]*")


class Figures(Command):
    """A command whose arguments may be figures: `-5%` gets the error of its own grammar."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, with figures below zero moved behind the `--`."""
        return super().parse_args(ctx, args if "--" in args else self._moved(args))

    def _moved(self, args: list[str]) -> list[str]:
        takers = {
            word
            for parameter in self.params
            if isinstance(parameter, click.Option) and not parameter.is_flag and not parameter.count
            for word in parameter.opts
        }
        before = ["", *args]
        figures = {
            place for place, word in enumerate(args) if BELOW_ZERO.fullmatch(word) and before[place] not in takers
        }
        if not figures:
            return args
        kept = [word for place, word in enumerate(args) if place not in figures]
        return [*kept, "--", *(args[place] for place in sorted(figures))]
