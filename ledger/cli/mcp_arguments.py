"""What an agent gave that a tool does not take, in one sentence that names the argument."""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError

from ledger.core.dates import shown
from ledger.errors import InputError

KINDS: Final[Mapping[str, str]] = {
    "string": "text", "integer": "a whole number", "array": "a list of text", "boolean": "true or false",
}  # fmt: skip
"""The types of JSON Schema in words."""


def misfit(error: ValidationError, tool: str, properties: Mapping[str, Any]) -> InputError:
    """The first thing that is wrong with the arguments; `properties` is the tool's JSON Schema of each of them."""
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0])
    about = properties.get(name, {})
    hint = f"{name}: {about.get('description')}"
    if first["type"] == "extra_forbidden":
        close = get_close_matches(name, properties, n=2) or list(properties)
        return InputError(f"{tool} takes no {shown(name)}", hint=f"it takes {', '.join(close)}", code="bad_argument")
    if first["type"] == "missing":
        return InputError(f"nothing is given as {name}", hint=hint, code="bad_argument")
    if first["type"].endswith("_too_long"):
        return InputError(f"{name} is too long: {first['msg']}", hint=hint, code="bad_argument")
    given = shown(json.dumps(first["input"], ensure_ascii=False, default=str))[1:-1]
    return InputError(f"{name} is {_kind(about)}, not {given}", hint=hint, code="bad_argument")


def _kind(about: Mapping[str, Any]) -> str:
    types = [one.get("type") for one in about.get("anyOf", [about])]
    return next((KINDS[one] for one in types if one in KINDS), "something else")
