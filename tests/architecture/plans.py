"""How a database would read: which big tables each statement of an act would read from end to end."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import event

from ledger.book import Book

LARGE = frozenset(
    ("counted", "current_questions", "entries", "forecasts", "questions", "resolutions", "scores", "tags", "wordings")
)
"""What grows with a ledger."""

LAST_ENTRY = re.compile(r"FROM entries[^()]*ORDER BY entries\.id DESC\s+LIMIT")
"""The newest entries: a scan backwards by key, which ends at once."""

PARTIAL = frozenset({"ix_forecasts_replaces"})
"""Indexes of the few rows that are looked for."""

INDEXES_ALONE = "; ".join(f"SET LOCAL enable_{way} = off" for way in ("seqscan", "hashjoin", "mergejoin"))
"""A few thousand rows are read faster whole: the server is asked where it could do without, as it will for millions."""


def full_scans(book: Book, act: Callable[[], object]) -> set[str]:
    """The big tables that an act reads whole, by the plan of each of its statements."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, parameters))

    event.listen(book.store.engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(book.store.engine, "before_cursor_execute", note)
    return {table for table in _scanned(book, dict.fromkeys(_reads(seen))) if table in LARGE}


def _reads(seen: list[tuple[str, Any]]) -> Iterator[tuple[str, str]]:
    """Selects, and what is derived by them; a statement comes once, however often it ran."""
    for statement, parameters in seen:
        if re.match(r"SELECT|WITH|INSERT INTO \w+ \([^)]*\) (SELECT|WITH)|DELETE", statement):
            yield statement, json.dumps(parameters)


def _scanned(book: Book, reads: dict[tuple[str, str], None]) -> Iterator[str]:
    with book.store.engine.connect() as connection:
        on_file = connection.dialect.name == "sqlite"
        if not on_file:
            connection.exec_driver_sql(INDEXES_ALONE)
        for statement, parameters in reads:
            asked = json.loads(parameters)
            asked = tuple(asked) if isinstance(asked, list) else asked
            if on_file and not LAST_ENTRY.search(statement):
                yield from _on_file(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", asked).all())
            elif not on_file:
                plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", asked).scalar_one()
                yield from _on_server(plan[0]["Plan"], limited=False)


def _on_file(steps: Any) -> Iterator[str]:
    """SQLite's steps: what it scans, what it makes an index of first, and what it goes through key by key."""
    for _, _, _, step in steps:
        word, table, *rest = step.split()
        if word == "SCAN" or "AUTOMATIC" in rest:
            yield re.sub(r"_\d+$", "", table)
        elif every := re.match(r"USING ROWID SEARCH ON TABLE (\w+) FOR IN-OPERATOR", step):
            yield every[1]


def _on_server(node: dict[str, Any], *, limited: bool) -> Iterator[str]:
    """PostgreSQL's nodes: a scan in sequence, or of a whole index where nothing ends it."""
    kind = node["Node Type"]
    by_index = kind in {"Index Scan", "Index Only Scan"} and node["Index Name"] not in PARTIAL
    whole = kind == "Seq Scan" or (by_index and "Index Cond" not in node)
    if whole and not limited:
        yield node["Relation Name"]
    for child in node.get("Plans", ()):
        yield from _on_server(child, limited=kind == "Limit" or (limited and kind == "Nested Loop"))
