"""The shipped seed files as tests see them, and the reading of the same texts that they are compared with."""

import json
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.conftest import SHARED

SEEDS = Path(__file__).parents[2] / "seeds"
FILES = sorted(SEEDS.glob("*.toml"))
LEDGERS = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES]
GOLD = SHARED / "gold"

Table = dict[str, Any]


def _tables(kind: str) -> list[Table]:
    return [table for ledger in LEDGERS for table in ledger.get(kind, [])]


QUESTIONS, SERIES, QUOTES = _tables("question"), _tables("series"), _tables("quote")
ASKED = QUESTIONS + SERIES
BY_KEY = {table["key"]: table for table in ASKED + QUOTES}
FORECASTS = [(asked, forecast) for asked in ASKED for forecast in asked.get("forecast", [])]


def _anchors() -> Iterator[tuple[str, str, Table]]:
    for ledger in LEDGERS:
        file = ledger["source"]["file"]
        for asked in ledger.get("question", []) + ledger.get("series", []):
            yield from ((asked["key"], file, forecast["quote"]) for forecast in asked.get("forecast", []))
        yield from ((quote["key"], file, quote) for quote in ledger.get("quote", []))


ANCHORS = list(_anchors())
"""Every quote with its key and the file of its source."""


def imputed(forecast: Table) -> Decimal:
    """The number that is ours: the probability, how much an interval holds, or the share by the last point of a CDF."""
    if "probability" in forecast:
        return Decimal(forecast["probability"])
    *_, last = re.findall(r"(\d+)%", forecast.get("interval") or forecast["cdf"])
    return Decimal(last) / 100


def condition_of(table: Table) -> str:
    """The key of the question that it is conditional on, empty for none."""
    return str(table.get("condition", "")).partition("=")[0]


def parts_of(table: Table) -> list[str]:
    """The keys of the parts of a bundle."""
    return [*table.get("all_of", []), *table.get("any_of", [])]


def gold() -> dict[str, Table]:
    """The reading by key, empty where it is not beside this checkout."""
    path = GOLD / "predictions.json"
    entries = json.loads(path.read_text(encoding="utf-8"))["predictions"] if path.exists() else []
    return {entry["id"]: entry for entry in entries}
