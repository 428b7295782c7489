"""A picture with everything that goes with it: its table, its words, and its bytes as SVG, PNG or PDF."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from textwrap import fill
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape  # nosec B406 # it is written, none is read

from ledger.charts import CHARTS, Chart
from ledger.charts._style import INK, PAPER, STYLE, TIP
from ledger.core.query import Term
from ledger.errors import InputError, MissingExtraError
from ledger.reports import DEFAULTS, Choices
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

FORMATS: Final = ("svg", "png", "pdf")
# Nothing in a file says when it was made, or by which version of what.
METADATA: Final[dict[str, dict[str, None]]] = {
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
LETTERS: Final = "font-family: 'DejaVu Sans', sans-serif"
LETTERING: Final = "font-family: Helvetica, Arial, 'DejaVu Sans', sans-serif"
TIPS: Final = re.compile(f'<g id="{TIP}([^"]*)">')
IDS: Final = re.compile('<g id="[^"]*">')
CAPTION_LETTERS: Final = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A picture as it was asked for: what it is called, the table behind it, and what both say in words.

    `alt` tells what can be seen for who does not see it, `caption` n, units and conventions.
    """

    name: str
    chart: Chart
    table: pd.DataFrame

    @property
    def title(self) -> str:
        """What the picture is."""
        return self.chart.title

    @property
    def caption(self) -> str:
        """n, units and conventions, in a few sentences."""
        return self.chart.caption(self.table)

    @property
    def alt(self) -> str:
        """What can be seen, in a few sentences."""
        return self.chart.alt(self.table)

    @property
    def svg(self) -> bytes:
        """The picture to stand within an HTML page: no caption, in the colour and type of its text."""
        return self.content("svg", within=True)

    def _repr_svg_(self) -> str:
        return self.content("svg").decode()

    def content(self, format: str, *, within: bool = False) -> bytes:
        """The picture as `svg`, `png` or `pdf`; the same table gives the same bytes.

        `within` a page an SVG has no ground, no caption and no type of its own.
        """
        if format not in FORMATS:
            raise InputError(f"no picture is written as {format[:20]!r}", hint=f"there is {', '.join(FORMATS)}")
        with _styled(f"{self.name} {self.alt}", ground="none" if within else PAPER):
            figure = self._figure(caption="" if within else self.caption)
            sheet = BytesIO()
            figure.savefig(sheet, format=format, metadata=METADATA[format])
        return self._told(sheet.getvalue(), within=within) if format == "svg" else sheet.getvalue()

    def _figure(self, *, caption: str) -> Figure:
        from matplotlib.figure import Figure

        width, height = self.chart.size(self.table)
        lines = fill(caption, round(width * CAPTION_LETTERS)) if caption else ""
        figure = Figure(figsize=(width, height + 0.15 * (lines.count("\n") + bool(lines))), layout="constrained")
        self.chart.plot(self.table, ax=figure.subplots())
        if self.table.empty:
            for ax in figure.axes:
                ax.set(xticks=[], yticks=[])
        if lines:
            figure.supxlabel(lines, x=0.01, ha="left", fontsize=7)
        return figure

    def _told(self, content: bytes, *, within: bool) -> bytes:
        """An SVG that says what it is, with the words of its parts, and without names that nothing refers to."""
        drawing = content.decode()
        head, _, body = drawing[drawing.index("<svg") :].partition(">")
        body = body[body.index("<g ") :] if "<defs" not in body else body[body.index("</defs>") + len("</defs>") :]
        body = TIPS.sub(r"<g><title>\1</title>", body)
        body = IDS.sub("<g>", body)
        if within:
            body = body.replace(f": {INK}", ": currentColor")
        name = f"{self.name}-{_digest(body)}"
        words = (
            f'<title id="{name}-title">{escape(self.title)}</title>'
            f'<desc id="{name}-desc">{escape(self.alt)}{"" if within else " " + escape(self.caption)}</desc>'
        )
        head += (
            f' role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc"'
            ' stroke-linejoin="round" stroke-linecap="butt"'
        )
        return f"{head}>\n{words}{_lettered(body, within=within)}".encode()


def drawn(name: str, snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> Drawn:
    """The picture of that name in `CHARTS` of what matches the terms; its table is read now, it is drawn when asked.

    Raises InputError for a name that is none, MissingExtraError where there is no matplotlib.
    """
    refuse_without_matplotlib()
    chart = CHARTS[name]
    return Drawn(name=name, chart=chart, table=chart.table(snapshot, terms, choices))


def refuse_without_matplotlib() -> None:
    """MissingExtraError with the line that installs it, where matplotlib is not installed; it is not imported here."""
    from importlib.util import find_spec

    if find_spec("matplotlib") is None:
        raise MissingExtraError("pictures need the package matplotlib", hint="pip install 'forecast-ledger[plots]'")


def format_of(path: str) -> str:
    """The format that a file's extension names; InputError where it names none.

    >>> format_of("reliability.SVG")
    'svg'
    """
    extension = PurePath(path).suffix.lower().removeprefix(".")
    if extension in FORMATS:
        return extension
    message = f"no picture is written to {path[:60]!r}"
    raise InputError(message, hint="name a file that ends in .svg, .png or .pdf, such as -o reliability.svg")


@contextmanager
def _styled(salt: str, *, ground: str) -> Iterator[None]:
    """Our own style and no other, whatever the user's settings of matplotlib are; names within the SVG from `salt`."""
    import matplotlib as mpl

    with mpl.rc_context(), warnings.catch_warnings():
        # Letters that the shipped font lacks are written all the same in an SVG, and boxes elsewhere.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        mpl.rcdefaults()
        mpl.rcParams.update({**STYLE, "svg.hashsalt": salt, "figure.facecolor": ground})
        yield


def _lettered(body: str, *, within: bool) -> str:
    if within:
        return body.replace(LETTERS, "font-family: inherit")
    return body.replace(LETTERS, LETTERING)


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:8]
