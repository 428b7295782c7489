"""The templates, and the rules under which a browser reads what they give."""

import base64
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ledger.site import wording
from ledger.version import __version__

FILTERS: Final = (
    "percent", "share", "score", "exact", "day", "distance", "many", "web", "told", "said", "number", "sentence",
    "widened", "whole", "rule", "short_day", "in_column",
    "shortened", "capitalized",
)  # fmt: skip


@cache
def environment() -> Environment:
    """The templates: all text is escaped, nothing undefined is passed over."""
    made = Environment(
        loader=PackageLoader("ledger.site"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=wording.harmless,
    )  # fmt: skip
    made.filters |= {name: getattr(wording, name) for name in FILTERS}
    made.globals |= {
        "style": _own("style.css"),
        "script": _own("filter.js"),
        "policy": policy(),
        "version": __version__,
    }
    return made


def rendered(template: str, **content: Any) -> Iterator[str]:
    """A template filled, piece by piece."""
    stream = environment().get_template(template).stream(**content)
    stream.enable_buffering(200)
    return iter(stream)


def markup(pieces: Iterable[str]) -> Markup:
    """What a template gave, to stand in another."""
    return Markup("".join(pieces))  # noqa: S704 - every piece was escaped by its own template  # nosec B704


def policy() -> str:
    """What a browser may do with a page: read its own style, its pictures, and the one script with this hash."""
    digest = base64.b64encode(sha256(_own("filter.js").encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _own(name: str) -> Markup:
    return Markup(files("ledger.site").joinpath("templates", name).read_text("utf-8"))  # noqa: S704 - our own file  # nosec B704
