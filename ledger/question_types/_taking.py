"""Which of the forms of a prediction a question takes."""

from collections.abc import Mapping

from ledger.core.frame import Frame
from ledger.core.stated import FLAGS, Typed
from ledger.errors import InputError


def take(typed: Typed, frame: Frame, *, forms: Mapping[str, str], as_said: bool = False) -> tuple[str, str]:
    """The field that is given and its text; `forms` are those that the question takes, each with an example to type.

    InputError for any other form, for none, for several, and for `as_said` where there are no shares.
    """
    hint = f"write {_either(list(forms.values()))}"
    given = typed.given
    if given is None:
        raise InputError("nothing says what the forecaster thinks", hint=hint)
    if given[0] not in forms:
        raise InputError(f"a {frame.type} question does not take {FLAGS[given[0]]}", hint=hint)
    if as_said and given[0] != "shares":
        raise InputError(f"--as-said goes with --shares, not with {FLAGS[given[0]]}", hint="leave it out")
    return given


def _either(forms: list[str]) -> str:
    *others, last = forms
    return f"{', '.join(others)} or {last}" if others else last
