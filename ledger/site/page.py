"""Pages: what each is about, and where it lies in a folder or in one file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ledger.site.figures import Figure

Link = Callable[..., str]

PLACES: Final[Mapping[str, str]] = MappingProxyType({
    "overview": "index.html",
    "due": "due.html",
    "predictions": "predictions.html",
    "prediction": "predictions/{id}.html",
    "forecasters": "forecasters.html",
    "forecaster": "forecasters/{id}.html",
    "calibration": "calibration.html",
    "sources": "sources.html",
    "source": "sources/{id}.html",
    "series": "series.html",
    "recurring": "series/{id}.html",
    "findings": "findings.html",
    "method": "method.html",
    "data": "data.html",
    "table": "data/{id}.csv",
    "feed": "{id}",
})  # fmt: skip
"""Where each kind of page lies."""

PARENTS: Final[Mapping[str, str]] = MappingProxyType({
    "prediction": "predictions", "forecaster": "forecasters", "source": "sources", "recurring": "series",
})  # fmt: skip
"""The page in the navigation that a page of one thing belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its kind, which is also its template, the id of what it is about, what fills it, and its figures."""

    kind: str
    title: str
    id: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)
    figures: Sequence["Figure"] = ()

    @property
    def place(self) -> str:
        """Where it lies in a folder."""
        return place_of(self.kind, self.id)

    @property
    def section(self) -> str:
        """The page of the navigation that it stands under."""
        return PARENTS.get(self.kind, self.kind)

    @property
    def fragment(self) -> str:
        """Its name in a report of one file."""
        return fragment_of(self.kind, self.id)


def place_of(kind: str, id: str = "") -> str:
    """Where a page lies in a folder.

    >>> place_of("prediction", "k7qm2vdcb4xt"), place_of("due")
    ('predictions/k7qm2vdcb4xt.html', 'due.html')
    """
    return PLACES[kind].format(id=id)


def fragment_of(kind: str, id: str = "") -> str:
    """The name of a page in a report of one file.

    >>> fragment_of("prediction", "k7qm2vdcb4xt"), fragment_of("due")
    ('prediction-k7qm2vdcb4xt', 'due')
    """
    return f"{kind}-{id}" if id else kind


def link_from(place: str) -> Link:
    """Links as a page at that place writes them: relative, so that they hold wherever the folder lies.

    >>> link_from("predictions/k7qm2vdcb4xt.html")("due")
    '../due.html'
    """
    up = "../" * place.count("/")

    def link(kind: str, id: str = "") -> str:
        return up + place_of(kind, id)

    return link


def link_within(kind: str, id: str = "") -> str:
    """Links within a report of one file.

    >>> link_within("due")
    '#due'
    """
    return f"#{fragment_of(kind, id)}"
