"""The tables: the journal's entries, identities and facts, and what is derived from them.

A fact's key says where it stands in the journal: see `ledger.store.keys`.

Days and instants are ISO 8601 text that sorts as time (`2026-11-20`, `2026-11-20T11:58:03.000000Z`);
a column `..._on` is a day in the ledger's zone, `..._at` the instant where one is known; decimals are
text; `p_ppm` and `y_ppm` are the same numbers in parts per million, for tallies.
"""

from typing import Final

from ledger.store.tables.asked import (
    JOINED,
    conditions,
    frames,
    notes,
    options,
    parts,
    readings,
    restatements,
    series_forecasts,
    series_rules,
    tags,
    wordings,
)
from ledger.store.tables.derived import DERIVED, HEADS, counted, current_questions, scores
from ledger.store.tables.entries import entries, forecasters, ledgers, metrics, questions, series, sources, undos
from ledger.store.tables.said import forecasts, points, reaffirmations, withdrawals
from ledger.store.tables.settled import VERDICTS, causes, evidence, observations, resolutions, rules
from ledger.store.tables.texts import (
    ATTRIBUTIONS,
    JUDGEMENTS,
    aliases,
    contents,
    judgements,
    places,
    quotes,
    relocations,
    scans,
    source_texts,
)
from ledger.store.tables.trusted import anchors, commitments, origins, redactions, reveals

IDENTITIES: Final = (questions, forecasters, sources, series, metrics)
FACTS: Final = (
    ledgers, source_texts, quotes, wordings, readings, frames, options, conditions, parts, restatements,
    series_rules, series_forecasts, forecasts, points, reaffirmations, withdrawals, rules, observations,
    resolutions, evidence, causes, tags, notes, undos, anchors, commitments, reveals, redactions, origins,
    contents, places, relocations, scans, judgements, aliases,
)  # fmt: skip
JOURNAL: Final = (*IDENTITIES, *FACTS)

__all__ = [
    "ATTRIBUTIONS",
    "DERIVED",
    "FACTS",
    "HEADS",
    "IDENTITIES",
    "JOINED",
    "JOURNAL",
    "JUDGEMENTS",
    "VERDICTS",
    "aliases",
    "anchors",
    "causes",
    "commitments",
    "conditions",
    "contents",
    "counted",
    "current_questions",
    "entries",
    "evidence",
    "forecasters",
    "forecasts",
    "frames",
    "judgements",
    "ledgers",
    "metrics",
    "notes",
    "observations",
    "options",
    "origins",
    "parts",
    "places",
    "points",
    "questions",
    "quotes",
    "readings",
    "reaffirmations",
    "redactions",
    "relocations",
    "resolutions",
    "restatements",
    "reveals",
    "rules",
    "scans",
    "scores",
    "series",
    "series_forecasts",
    "series_rules",
    "source_texts",
    "sources",
    "tags",
    "undos",
    "withdrawals",
    "wordings",
]  # fmt: skip
