"""Pictures of tables by name: one file for each, drawn by matplotlib; and those in plain text for terminals."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from ledger.registry import Registry

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ledger.core.query import Term
    from ledger.reports import Choices
    from ledger.store.snapshot import Snapshot


class Plot(Protocol):
    """What draws a table: `plot_reliability(table)` and its like."""

    def __call__(self, table: "pd.DataFrame", *, ax: "Axes | None" = None) -> "Axes":
        """Draw the table on `ax`, or on the axes of a new figure; the axes that were drawn on."""


def _usual_size(_: "pd.DataFrame") -> tuple[float, float]:
    return 6.4, 4.2


class Chart(NamedTuple):
    """A picture: its title, the table that it shows, how that is drawn, and what it says in words.

    `caption` tells the conventions, n and units, `alt` what can be seen, and `size` is width and height in inches;
    all of them take the table.
    """

    title: str
    table: "Callable[[Snapshot, Sequence[Term], Choices], pd.DataFrame]"
    plot: Plot
    caption: "Callable[[pd.DataFrame], str]"
    alt: "Callable[[pd.DataFrame], str]"
    size: "Callable[[pd.DataFrame], tuple[float, float]]" = _usual_size


CHARTS: Registry[Chart] = Registry(
    "picture",
    {
        "reliability": "ledger.charts.reliability:CHART",
        "murphy": "ledger.charts.murphy:CHART",
        "scores": "ledger.charts.scores:CHART",
        "leaderboard": "ledger.charts.leaderboard:CHART",
        "timeline": "ledger.charts.timeline:CHART",
        "sharpness": "ledger.charts.sharpness:CHART",
        "pit": "ledger.charts.pit:CHART",
        "history": "ledger.charts.history:CHART",
        "phrases": "ledger.charts.phrases:CHART",
    },
)

IN_TEXT: Registry[Callable[..., Any]] = Registry(
    "chart in text",
    {
        "sparkline": "ledger.charts.sparkline:sparkline",
        "forest": "ledger.charts.forest:forest",
        "terminal-reliability": "ledger.charts.terminal_reliability:reliability_lines",
    },
)
