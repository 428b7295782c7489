"""A law of the table of forecasts: its columns say, in the same order, what a question's page says of each."""

import random
from contextlib import nullcontext, suppress
from datetime import timedelta
from operator import attrgetter

import pytest

import ledger
from ledger.errors import LedgerError
from ledger.reports.forecasts import COLUMNS, QUOTED, SOURCED, stated_cells
from tests.laws.test_views import TODAY, act, ask
from tests.ledgers import BACKENDS, schema

OWN = tuple(name for name in tuple(COLUMNS)[2 : tuple(COLUMNS).index("quote")])
OTHERS = ("expires", "unchanged", "evidence")
CITED = (*QUOTED, *SOURCED)
NAMES = ("question", "forecaster", *OWN, *OTHERS, *CITED, "kind", "prediction", "told")


def say(book, id_: str) -> None:
    """Later words of two people about one day: its hours come before the bare day, whoever spoke first."""
    day = (TODAY - timedelta(days=1)).isoformat()
    for who, made in (("Ann", day), ("Bob", f"{day}T10:00:00Z"), ("Ann", f"{day}T09:00:00Z"), ("Cy", day)):
        with suppress(LedgerError):
            book.update(id_, "40%", forecaster=who, made=made)


def shown(book, as_of: int | None) -> dict[str, list[tuple]]:
    """By question the cells of each forecast, in the order of `fcl show`."""
    return {one.id: [*_shown(one)] for one in book.list(as_of=as_of) if one.predictions}


def _shown(question):
    for prediction in question.predictions:
        for one in prediction.forecasts:
            quote = (getattr(one.quote, field, None) for field in QUOTED.values())
            source = (getattr(one.source, field, None) for field in SOURCED.values())
            own = (question.id, prediction.forecaster, *attrgetter(*OWN, *OTHERS)(one))
            yield (*own, *quote, *source, *stated_cells(one.prediction, one.told))


def tabled(book, query: str, as_of: int | None) -> dict[str, list[tuple]]:
    frame = book.frame("forecasts", query, as_of=as_of)[list(NAMES)]
    plain = frame.astype(object).where(frame.notna(), None)
    found: dict[str, list[tuple]] = {}
    for row in plain.itertuples(index=False, name=None):
        found.setdefault(row[0], []).append(row)
    return found


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_table_says_what_the_questions_say(backend, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("ledger.store.reading.questions.AT_ONCE", 3)
    where = nullcontext(tmp_path / "ledger.db") if backend == "sqlite" else schema()
    with where as place, ledger.open(place, actor="Ann", zone="UTC") as book:
        chance = random.Random(2)
        for number in (0, 2, 3, 6):
            id_ = ask(book, chance, number)
            act(book, id_, chance)
            say(book, id_)
            act(book, id_, chance)
        last = book.state()["ledger"]["entries"]

        for entry in (None, last - 3, last // 2):
            expected = shown(book, entry)
            assert tabled(book, "", entry) == expected
            who = min(row[1] for rows in expected.values() for row in rows)
            named = {id_: [row for row in rows if row[1].lower() == who.lower()] for id_, rows in expected.items()}
            assert tabled(book, f"forecaster:{who}", entry) == {id_: rows for id_, rows in named.items() if rows}
        pages = [*shown(book, None).values()]
        assert any(len({row[1] for row in rows}) > 1 for rows in pages)
        assert any(row[2] > 1 for rows in pages for row in rows)
