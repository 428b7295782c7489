"""What is asked every day goes by indexes: what reads a big table whole is listed here, with the reason."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

import ledger
from ledger.book import Book
from ledger.store.query.flags import FLAGS
from ledger.store.query.hindsight import ON_PREDICTIONS as FLAGS_OF_PREDICTIONS
from ledger.store.query.predictions import ON_PREDICTIONS
from ledger.store.query.predictions import PARTS as PARTS_OF_PREDICTIONS
from ledger.store.query.questions import ON_QUESTIONS, PARTS
from tests.architecture.plans import full_scans
from tests.ledgers import BACKENDS, schema

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
QUESTIONS = 1_000
MORE_ENTRIES = """
WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000)
INSERT INTO entries SELECT id + x, recorded_at, recorded_on, actor, action, note, engine_version, hash, facts_hash, hash
FROM entries, n WHERE id = 2 ORDER BY x
"""
"""Entries that nobody reads: a ledger only has to have many."""

Act = Callable[[Book, list[str]], object]

FILTERS = """
word id:k7qm status:open status:due status:overdue status:resolved status:ambiguous status:yes status:scored type:binary
by:2027 resolved:2026-06 series:x has:deadline has:note brier:0.5..1
flag:left_open flag:annulled flag:ambiguous flag:unrevealed
has:criteria has:fine_print has:series has:review has:evidence flag:vague flag:reworded flag:disputed
"""
"""Filters that an index serves; the last line asks question after question in their order, until there are enough."""

WHOLE = {
    "the words may stand in what is known of any source": "source:nature",
    "no index holds names in lower case": "tag:x0 has:tag",
    "a forecaster's predictions are no stretch of an index; the narrowest is read": "forecaster:Ann",
    "what is asked of a prediction stands beside its forecast": "horizon:1..9 basis:stated made:2026 p:0.4..0.5",
    "how good the evidence is, is worked out of every forecast": "evidence:imported",
    "no index says which have one": "has:source has:quote has:number",
    "a flag is worked out of all that it could hold of": """
        flag:contested flag:waiting flag:goalposts_moved flag:re_resolved flag:retrospective
        flag:reworded_after_forecast flag:own_verdict flag:backdated""",
}
"""Filters that read some big table from end to end, by the reason why."""

EVERYTHING: dict[str, Callable[[Book], object]] = {
    "search: no index knows words of two letters": lambda book: book.search("17", limit=5),
    "scores: every prediction counts": lambda book: book.scores(),
    "scores by forecaster: every prediction counts": lambda book: book.scores(by="forecaster"),
    "leaderboard: every prediction counts": lambda book: book.leaderboard(resamples=20),
    "forecasters: what each has said is counted": lambda book: book.forecasters(),
}
"""Acts that read big tables whole, and why."""

DAILY: dict[str, Act] = {
    "list": lambda book, ids: book.list(limit=5),
    **{f"list {one}": lambda book, ids, one=one: book.list(one, limit=5) for one in ("id:k7qm", "by:2027", "series:x")},
    "due": lambda book, ids: book.due(within=14, limit=5),
    "how many are due": lambda book, ids: book.count_due(within=14),
    "show by a prefix": lambda book, ids: book.show(ids[0][:6]),
    "show as of an entry": lambda book, ids: book.show(ids[0], as_of=2),
    "list one as of an entry": lambda book, ids: book.list(f"id:{ids[0]}", as_of=2),
    "search": lambda book, ids: book.search("x499"),
    "log": lambda book, ids: book.log(limit=5),
    "log of one": lambda book, ids: book.log(ids[0]),
    "calibration": lambda book, ids: book.calibration(),
    "add": lambda book, ids: book.add("One more", "40%", by="2030", source="https://example.org", tags=["new"]),
    "update": lambda book, ids: book.update(f"{ids[1]}@Ann", "41%"),
    "edit": lambda book, ids: book.edit(ids[1], claim="Otherwise"),
    "resolve": lambda book, ids: book.resolve(ids[2], "yes"),
    "reopen": lambda book, ids: book.reopen(ids[2], note="too soon"),
    "undo": lambda book, ids: book.undo(),
    "show where much was done": lambda book, ids: book.show(ids[1]),
}  # fmt: skip


@pytest.fixture(scope="module")
def on_file(tmp_path_factory) -> Iterator[Book]:
    """A ledger into which a few thousand were imported."""
    home = tmp_path_factory.mktemp("plans")
    with filled(str(home / "ledger.db"), home) as book:
        yield book


@pytest.fixture(scope="module", params=BACKENDS)
def book(request, tmp_path_factory) -> Iterator[Book]:
    """The same on each database; a server knows how much it holds."""
    if request.param == "sqlite":
        yield request.getfixturevalue("on_file")
    else:
        with schema() as url, filled(url, tmp_path_factory.mktemp("plans")) as book:
            yield book


@pytest.fixture(scope="module")
def ids(book) -> list[str]:
    """Questions that are open."""
    return [question.id for question in book.list("status:open", limit=3)]


@contextmanager
def filled(place: str, home: Path) -> Iterator[Book]:
    with (home / "many.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["key", "claim", "forecaster", "p", "by", "made", "outcome", "known_on", "tags"])
        writer.writerows(rows())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(home))
        with ledger.open(place, actor="me", now=lambda: NOW, zone="UTC") as book:
            book.import_csv(home / "many.csv")
            with book.store.writing() as connection:
                connection.exec_driver_sql(MORE_ENTRIES)
                if connection.dialect.name != "sqlite":
                    # A file has never been analysed, unless somebody does it by hand.
                    connection.exec_driver_sql("ANALYZE")
                    # As the server itself does before long with what waits to go into an index.
                    connection.exec_driver_sql("SELECT gin_clean_pending_list('ix_wordings_claim_trigrams')")
            yield book


def rows() -> Iterator[list[str]]:
    """Two forecasters on each question; a third of them are resolved, the others are due in years."""
    for n in range(QUESTIONS):
        settled = ["2026-06-30", "2026-01-01", "yes" if n % 2 else "no", "2026-06-30"]
        told = settled if n % 3 == 0 else [f"{2027 + n % 9}-03-{n % 28 + 1:02}", "2026-01-01", "", ""]
        for who in ("Ann", "Bob"):
            yield [f"q{n}", f"Claim {n}", who, f"{n * 7 % 99 + 1}%", *told, f"x{n % 500}"]


@pytest.mark.parametrize("act", DAILY.values(), ids=list(DAILY))
def test_daily_acts_read_no_big_table_whole(book, ids, act):
    assert full_scans(book, lambda: act(book, ids)) == set()


@pytest.mark.parametrize("words", FILTERS.split())
def test_filters_that_an_index_serves_read_no_big_table_whole(on_file, words):
    assert full_scans(on_file, lambda: on_file.list(words, limit=5)) == set()


@pytest.mark.parametrize("words", " ".join(WHOLE.values()).split())
def test_filters_that_read_a_big_table_whole_are_listed(on_file, words):
    """Where one does not any more, it is to be taken off the list."""
    assert full_scans(on_file, lambda: on_file.list(words, limit=5))


def test_every_filter_is_looked_at():
    looked_at = [*FILTERS.split(), *" ".join(WHOLE.values()).split()]
    fields = {one.partition(":")[0] for one in looked_at}
    assert fields == {*ON_PREDICTIONS, *(name or "word" for name in ON_QUESTIONS)}
    flags = {*FLAGS, *FLAGS_OF_PREDICTIONS}
    assert {one.removeprefix("flag:") for one in looked_at if one.startswith("flag:")} == flags
    parts = {*PARTS, *PARTS_OF_PREDICTIONS}
    assert {one.removeprefix("has:") for one in looked_at if one.startswith("has:")} == parts


@pytest.mark.parametrize("act", EVERYTHING.values(), ids=list(EVERYTHING))
def test_acts_that_read_everything_are_listed(on_file, act):
    assert full_scans(on_file, lambda: act(on_file))
