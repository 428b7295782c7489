"""What is asked for: the type of a question, its options or its unit and bounds, from what was typed."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from ledger.core.frame import CATCH_ALL, Frame, join_options, read_bounds, read_options
from ledger.errors import InputError
from ledger.question_types import TYPES

SIDES: Final = ("lower", "upper", "both")
QUANTITIES: Final = ("numeric", "date")


class Asked(NamedTuple):
    """What was typed about the type of a question; every field as the user wrote it.

    `open_bounds` names the side that can be passed: lower, upper or both. Options alone make a question categorical.
    """

    type: str = "binary"
    options: str | None = None
    ordered: bool = False
    independent: bool = False
    unit: str | None = None
    bounds: str | None = None
    open_bounds: str | None = None

    @property
    @lru_cache(maxsize=1024)  # noqa: B019 - it is a value, and looked at several times
    def frame(self) -> Frame:
        """It read; an InputError for a type that is none, and for what does not belong to the type."""
        TYPES[self.type]
        self._check()
        if self.type == "categorical":
            chosen = read_options(self.options or "")
            return Frame(type=self.type, options=chosen, exclusive=not self.independent, ordered=self.ordered)
        if self.type not in QUANTITIES:
            return Frame(type=self.type)
        lower, upper = read_bounds(self.bounds, self.type) if self.bounds else (None, None)
        passed = {side for side in SIDES[:2] if self.open_bounds in {side, "both"}}
        if missing := sorted(passed - {side for side, bound in (("lower", lower), ("upper", upper)) if bound}):
            raise InputError(f"there is no {missing[0]} bound to leave open", hint="name it: --bounds 0..1000")
        return Frame(
            type=self.type, unit=(self.unit or "").strip() or None, lower=lower, upper=upper,
            open_lower="lower" in passed, open_upper="upper" in passed,
        )  # fmt: skip

    def _check(self) -> None:
        if self.type == "categorical" and self.options is None:
            raise InputError("a categorical question needs options", hint='--options "Google,OpenAI,other"')
        if self.ordered and self.independent:
            message = "options in an order exclude each other, independent ones do not"
            raise InputError(message, hint="keep --ordered or --independent")
        if self.open_bounds not in {None, *SIDES}:
            raise InputError(f"no bound is called {self.open_bounds!r}", hint=f"there is {', '.join(SIDES)}")
        for flag, given, types in (
            ("--options", self.options, ("categorical",)),
            ("--ordered", self.ordered, ("categorical",)),
            ("--independent", self.independent, ("categorical",)),
            ("--unit", self.unit, ("numeric",)),
            ("--bounds", self.bounds, QUANTITIES),
            ("--open-bounds", self.open_bounds, QUANTITIES),
        ):
            if given and self.type not in types:
                message = f"{flag} does not go with a {self.type} question"
                raise InputError(message, hint=f"it goes with --type {' or '.join(types)}")


YES_OR_NO: Final = Asked()


def asked_again(frame: Frame, *, more: Sequence[str] = ()) -> Asked:
    """What would have to be typed for that frame, with `more` options before a catch-all at the end.

    >>> asked_again(Frame(type="categorical", options=("a", "other")), more=["b"]).frame.options
    ('a', 'b', 'other')
    """
    if more and frame.type != "categorical":
        raise InputError(f"a {frame.type} question has no options", hint="options belong to categorical questions")
    known = {option.casefold() for option in frame.options}
    for option in more:
        if option.strip().casefold() in known:
            raise InputError(f"there is an option {option[:40]!r} already", hint=f"it has {', '.join(frame.options)}")
    bounds = f"{frame.lower or ''}..{frame.upper or ''}" if frame.lower or frame.upper else None
    sides = [side for side, passed in (("lower", frame.open_lower), ("upper", frame.open_upper)) if passed]
    return Asked(
        type=frame.type,
        options=join_options(_extended(frame.options, more)) if frame.options else None,
        ordered=frame.ordered,
        independent=frame.type == "categorical" and not frame.exclusive,
        unit=frame.unit,
        bounds=bounds,
        open_bounds="both" if len(sides) > 1 else next(iter(sides), None),
    )


def _extended(there: Sequence[str], more: Sequence[str]) -> list[str]:
    rest = [option for option in there if option.casefold() in CATCH_ALL][-1:]
    return [*(option for option in there if option not in rest), *more, *rest]
