"""A law of the views: in any ledger each says what the export table of its name says, on both databases."""

import random
from contextlib import nullcontext, suppress
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from sqlalchemy import text

import ledger
from ledger.errors import LedgerError
from ledger.services.addition import Addition
from ledger.store.views import VIEWS
from tests.ledgers import BACKENDS, schema

TODAY = datetime.now(tz=UTC).date()
NAMES = ("Ann", "Bob", "Cy", "bob")
WITHOUT = {
    "v_predictions": {"prediction", "told", "unit", "flags", "quote_link"},
    "v_forecasts": {"quote_sha256", "prediction", "told", "flags", "quote_link"},
    "v_resolutions": set(),
    "v_scores": {"interval_low", "interval_high", "coverage", "scale", "filters", "unit", "told"},
}
"""What plain SQL cannot say, as docs/sql.md lists it."""
ROW = "claim,p,by,made,forecaster\nImported {},60%,2099-12-31,{made},Ann\n"


def day(chance: random.Random, *away: int) -> str:
    return (TODAY + timedelta(days=chance.choice(away))).isoformat()


def instant(chance: random.Random, *away: int) -> str:
    on = day(chance, *away)
    return chance.choice((on, f"{on}T{chance.randrange(24):02}:30:00Z"))


def ask(book, chance: random.Random, number: int) -> str:
    """A question of any kind, cited or not, committed or not, hanging on others or not."""
    made = instant(chance, -3, -20, -200)
    said = {"by": max(day(chance, -2, 40, 300), made[:10]), "made": made, "forecaster": chance.choice(NAMES)}
    if number % 3 == 0 and number % 8 != 1:
        said |= {"quote": f"as said {number}", "source": f"https://example.org/{number % 2}", "attribution": "own"}
    parts = ",".join(one.id for one in book.list("type:binary", limit=2))
    asked = [
        lambda: book.add(f"Question {number}", "60%", **said),
        lambda: book.commit(Addition(claim=f"Kept {number}", probability="40%", **said))[0],
        lambda: book.add("Which", options="a,b,c", shares="a=20% b=30% c=50%", **said),
        lambda: book.add("How many", type="numeric", unit="mm", interval="1..9@80%", **said),
        lambda: book.add(f"Both {number}", all_of=parts, by=said["by"], made=made),
        lambda: book.add("Rain", "30%", metric="rain", when="any >= 4", **said),
        lambda: book.add("Words", words="likely", scale="ipcc", closes=said["by"], **said),
        lambda: book.add("Nothing said", no_number=True, **said),
    ]
    return asked[number % len(asked)]().id


def act(book, id_: str, chance: random.Random) -> None:
    """Anything that can be done to a question; what is refused changes nothing."""
    known, who = instant(chance, 0, -1, -15), chance.choice(NAMES)
    value = chance.choice(("yes", "yes", "no", "ambiguous", "a", "5", "0.5"))
    acts = [
        lambda: book.resolve(id_, value, known_on=known, judge=who, amend=True, evidence=chance.sample(["b", "a"], 2)),
        lambda: book.resolve(id_, value, known_on=known, amend=True),
        lambda: book.update(id_, f"{chance.randrange(1, 99)}%", forecaster=who, made=instant(chance, 0, -1, -15)),
        lambda: book.update(id_, f"{chance.randrange(1, 99)}%", forecaster=who, expires=day(chance, -1, 9)),
        lambda: book.update(id_, "same", forecaster=who),
        lambda: book.update(id_, f"{chance.randrange(1, 99)}%", forecaster=who, correct=True),
        lambda: book.edit(id_, claim=f"Anew {chance.randrange(9)}"),
        lambda: book.withdraw(id_, forecaster=who),
        lambda: book.reopen(id_),
        lambda: book.annul(id_),
        lambda: book.reveal(id_),
        lambda: book.observe("rain", str(chance.randrange(9)), on=day(chance, 0, -1), correct=True, apply=True),
        lambda: book.observe("rain", str(chance.randrange(9)), on=day(chance, 0, -1), apply=True),
        lambda: book.redact("quote", id_, reason="asked"),
        lambda: book.anchor(held=chance.choice((None, "the notary"))),
        lambda: book.import_table("csv", ROW.format(chance.randrange(9), made=day(chance, -1, -9)).encode()),
        lambda: book.alias(who, chance.choice(NAMES)),
        lambda: book.unalias(who),
        book.undo,
        book.redo,
    ]  # fmt: skip
    with suppress(LedgerError):
        chance.choice(acts)()


def exported(book, name: str) -> pd.DataFrame:
    return book.frame(name.removeprefix("v_"))


def viewed(book, name: str) -> pd.DataFrame:
    with book.store.reading() as connection:
        found = connection.execute(text(f"SELECT * FROM {name}"))
        return pd.DataFrame(map(tuple, found), columns=list(found.keys()), dtype=object)


def rows(frame: pd.DataFrame, columns: list[str]) -> list[tuple]:
    """Every row with plain values: flags as numbers, what is empty as None."""
    plain = frame[columns].astype(object).where(frame[columns].notna(), None)
    return sorted(
        (tuple(int(one) if isinstance(one, bool) else one for one in row) for row in plain.itertuples(index=False)),
        key=repr,
    )


def check(book) -> None:
    for name in VIEWS:
        seen, table = viewed(book, name), exported(book, name)
        columns = list(seen.columns)
        assert set(table.columns) - set(columns) == WITHOUT[name]
        assert columns == [one for one in table.columns if one in columns]
        assert rows(seen, columns) == rows(table, columns), name


def live(book, seed: int) -> None:
    """A short life at random; the views are held against the tables twice in it, and at its end."""
    chance = random.Random(seed)
    rain = book.add("It rains", "70%", by=TODAY.isoformat(), made="2026-01-02", forecaster="Ann").id
    book.resolve(rain, "yes", known_on=TODAY.isoformat())
    check(book)
    assert all(len(viewed(book, name)) for name in VIEWS)
    for number in range(9):
        id_ = ask(book, chance, number)
        for _ in range(chance.randrange(8)):
            act(book, chance.choice((id_, rain)), chance)
        if number == 4:
            check(book)
    check(book)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("backend", BACKENDS)
def test_each_view_says_what_the_export_table_of_its_name_says(backend, seed, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    where = nullcontext(tmp_path / "ledger.db") if backend == "sqlite" else schema()
    with where as place, ledger.open(place, actor="Ann", zone="UTC") as book:
        live(book, seed)
