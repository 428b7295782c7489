"""How every picture looks: colours that the colour-blind tell apart, lettering, and strangers' words made harmless."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from ledger.core.characters import printable

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

INK: Final = "#1a1a1b"
"""Lines and letters; within a page they take the colour of its text."""
PAPER: Final = "#fefeff"
"""The ground; within a page there is none."""
FAINT: Final = "#8a8a8a"

# Okabe and Ito (2008), jfly.uni-koeln.de/color: told apart with every kind of colour vision.
BLUE: Final = "#0072b2"
ORANGE: Final = "#e69f00"
GREEN: Final = "#009e73"
RED: Final = "#d55e00"
PURPLE: Final = "#cc79a7"
SKY: Final = "#56b4e9"
COLOURS: Final = (BLUE, RED, GREEN, ORANGE, PURPLE, SKY)
DASHES: Final = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1)))
MARKERS: Final = "os^Dv*"

TIP: Final = "tip: "

STYLE: Final[Mapping[Any, Any]] = {
    "axes.axisbelow": True,
    "axes.edgecolor": FAINT,
    "axes.facecolor": "none",
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.labelsize": 9,
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9,
    "grid.alpha": 0.25,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.6,
    "legend.fontsize": 8,
    "legend.frameon": False,
    "legend.labelcolor": INK,
    "lines.linewidth": 1.6,
    "pdf.fonttype": 42,
    "savefig.dpi": 200,
    "svg.fonttype": "none",
    "svg.hashsalt": "forecast-ledger",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": FAINT,
    "xtick.labelcolor": INK,
    "xtick.labelsize": 8,
    "ytick.color": FAINT,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 8,
}


def axes_for(ax: Axes | None) -> Axes:
    """The axes that were given, or those of a new figure."""
    if ax is not None:
        return ax
    from matplotlib.figure import Figure

    return Figure(layout="constrained").subplots()


def axes_below(ax: Axes, share: float = 0.22) -> Axes:
    """New axes under the given ones, which give up that share of their height; both have the same x."""
    place, figure = ax.get_subplotspec(), ax.get_figure()
    if place is None or figure is None:
        return ax.inset_axes((0, -share - 0.2, 1, share), sharex=ax)
    grid = place.subgridspec(2, 1, height_ratios=[1 - share, share])
    ax.set_subplotspec(grid[0])
    return figure.add_subplot(grid[1], sharex=ax)


def words(text: object, longest: int = 48) -> str:
    r"""Strangers' words for a picture: in one line, without what is no letter, cut where they are long.

    >>> words("It rains\nin Ghent", 12)
    'It rains in…'
    """
    shown = printable(str(text))
    return shown if len(shown) <= longest else shown[: longest - 1].rstrip() + "…"


def tipped(artist: Artist, text: str) -> None:
    """Give a part of a picture the words that a pointer over it shows; they are read by screen readers, too."""
    artist.set_gid(TIP + printable(text))


def counted(n: int, noun: str) -> str:
    r"""So many of them.

    >>> counted(1, "forecast"), counted(4210, "forecast")
    ('1 forecast', '4\xa0210 forecasts')
    """
    return f"{grouped(n)} {noun}{'' if n == 1 else 's'}"


def grouped(n: int) -> str:
    """A number with its thousands apart; the space does not break."""
    return f"{n:,}".replace(",", "\N{NO-BREAK SPACE}")


def percent_axis(axis: Any) -> None:
    """Ticks of an axis of probabilities: every 20 %."""
    axis.set_ticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0%", "20%", "40%", "60%", "80%", "100%"])


def count_axis(axis: Any) -> None:
    """Ticks of an axis of counts: whole numbers."""
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(4, integer=True))


def few_ticks(axis: Any) -> None:
    """At most six ticks, so that long numbers do not touch."""
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(5))


def titled(rule: str) -> str:
    """A rule as axes name it.

    >>> titled("brier"), titled("log")
    ('Brier score', 'log score')
    """
    return "Brier score" if rule == "brier" else f"{rule} score"


def in_legend(text: str, longest: int = 30) -> str:
    """Strangers' words for a legend, from which matplotlib leaves out what begins with an underscore.

    >>> in_legend("_Bob")
    ' _Bob'
    """
    shown = words(text, longest)
    return f" {shown}" if shown.startswith("_") else shown


def row_labels(ax: Axes, labels: Sequence[str], longest: int = 44) -> None:
    """A row for each label, the first on top; strangers' words in it stay words."""
    ax.set_yticks(range(len(labels)), [words(label, longest) for label in labels], parse_math=False)
    ax.set_ylim(max(len(labels), 1) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")
    ax.tick_params(axis="y", length=0)


def rows_high(rows: int) -> float:
    """Inches for a picture with so many rows."""
    return 1.5 + 0.24 * max(rows, 3)


def day_axis(axis: Any) -> None:
    """Ticks of an axis of days, in ISO form."""
    from matplotlib import dates

    known: Any = dates  # its classes have no types
    axis.set_major_locator(known.AutoDateLocator(minticks=3, maxticks=7))
    axis.set_major_formatter(known.DateFormatter("%Y-%m-%d"))
