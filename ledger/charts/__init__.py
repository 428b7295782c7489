"""Pictures of tables by name: one file for each."""

from collections.abc import Callable

from ledger.registry import Registry

CHARTS: Registry[Callable[..., list[str]]] = Registry(
    "chart",
    {
        "terminal-reliability": "ledger.charts.terminal_reliability:reliability_lines",
    },
)
