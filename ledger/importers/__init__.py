"""Formats of other people's tables by name: one file for each, every one adds what is new to an entry."""

from typing import TYPE_CHECKING, Protocol

from ledger.importers._wishes import Wishes
from ledger.registry import Registry

if TYPE_CHECKING:
    from ledger.store.batch import Imported
    from ledger.store.journal import Draft


__all__ = ["IMPORTERS", "Importer", "Wishes"]


class Importer(Protocol):
    """What every file of a format offers."""

    def __call__(self, draft: "Draft", data: bytes, wishes: Wishes) -> "Imported":
        """Add what is new in the file to the draft; what was new, the same, corrected or rejected."""


IMPORTERS: Registry[Importer] = Registry(
    "import format",
    {
        "csv": "ledger.importers.csv:take_in",
        "fatebook": "ledger.importers.fatebook:take_in",
        "forecastbench": "ledger.importers.forecastbench:take_in",
        "gjp": "ledger.importers.gjp:take_in",
        "hubverse": "ledger.importers.hubverse:take_in",
        "manifold": "ledger.importers.manifold:take_in",
        "metaculus": "ledger.importers.metaculus:take_in",
        "predictionbook": "ledger.importers.predictionbook:take_in",
        "yaml-tracker": "ledger.importers.yaml_tracker:take_in",
    },
)
