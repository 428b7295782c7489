"""Ledgers as the store's tests write them: entry by entry, at any place, on a clock that stands still."""

import os
import uuid
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from ledger.core.commitment import seal
from ledger.sources.document import text_hash
from ledger.store import connect
from ledger.store.anchored import anchor_at
from ledger.store.chain import NO_HASH
from ledger.store.columns import metadata
from ledger.store.ids import derived_id
from ledger.store.journal import Draft, read_head
from ledger.store.opening import open_store
from ledger.store.redacting import blank
from ledger.store.tables import aliases, forecasters, forecasts, questions, resolutions, undos, withdrawals, wordings
from ledger.store.undoing import touched_questions

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SERVER = os.environ.get("FORECAST_LEDGER_TEST_POSTGRES")

needs_server = pytest.mark.skipif(SERVER is None, reason="FORECAST_LEDGER_TEST_POSTGRES names no PostgreSQL server")
BACKENDS = [pytest.param("sqlite", id="sqlite"), pytest.param("postgresql", id="postgresql", marks=needs_server)]


@contextmanager
def schema():
    """A new schema on the server of the tests, as the URL of a database of its own; removed at the end."""
    server = make_url(SERVER).set(drivername="postgresql+psycopg")
    name = f"ledger_{uuid.uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
        try:
            place = server.update_query_dict({"options": f"-csearch_path={name}"})
            yield place.render_as_string(hide_password=False)
        finally:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@contextmanager
def database():
    """A new database on the server of the tests, in which nobody else has a transaction; removed at the end."""
    server = make_url(SERVER).set(drivername="postgresql+psycopg")
    name = f"ledger_{uuid.uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
        try:
            yield server.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@contextmanager
def role(name=None):
    """A new role on the server of the tests, who may log in; removed with everything that was granted to it."""
    engine = create_engine(make_url(SERVER).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    name = name or f"writer_{uuid.uuid4().hex}"
    quoted = engine.dialect.identifier_preparer.quote_identifier(name)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {quoted} LOGIN")
        try:
            yield name
        finally:
            connection.exec_driver_sql(f"DROP OWNED BY {quoted}")
            connection.exec_driver_sql(f"DROP ROLE {quoted}")
    engine.dispose()


def url_as(place, name):
    """The URL of a ledger for another role."""
    return make_url(place).set(username=name).render_as_string(hide_password=False)


def opened(place):
    return open_store(place, now=NOW, actor="tester", zone="Europe/Berlin")


class Ledger:
    """A ledger whose facts are told by number: question 3 is the third that was asked."""

    def __init__(self, place):
        self.place = place
        self.store = opened(place)
        self.questions = [row[0] for row in self.rows("questions")]
        self.forecasts = [row[0] for row in self.rows("forecasts")]

    def close(self):
        self.store.close()

    @contextmanager
    def entry(self, action="add", touched=(), now=NOW):
        with self.store.writing() as connection:
            draft = Draft(connection, read_head(connection), now=now, actor="tester", action=action)
            yield draft
            draft.append([*touched])

    def ask(self, *, deadline="2026-10-31", **columns):
        number = len(self.questions)
        with self.entry() as draft:
            public_id = derived_id("questions", "test", str(number))
            key = draft.add(questions, public_id=public_id, system="test", foreign_key=str(number))
            self.word(draft, key, deadline=deadline, **columns)
        self.questions.append(key)
        return number

    def word(self, draft, question, *, claim="it happens", **columns):
        said = {"type": "binary", "zone": "UTC", "vague": 0, **columns}
        return draft.add(wordings, question_id=question, claim=claim, **said)

    def edit(self, number, **columns):
        with self.entry("edit") as draft:
            self.word(draft, self.questions[number], **columns)
        return draft.entry

    def wording(self, connection, key):
        query = wordings.select().where(wordings.c.question_id == key).order_by(wordings.c.id.desc())
        return connection.execute(query).first().id

    def forecast(self, number, probability="0.8", *, who="Ann", made_on="2026-01-02", replaces=None, **columns):
        key = self.questions[number]
        with self.entry("update") as draft:
            ppm = None if probability is None else round(float(probability) * 1_000_000)
            said = {"probability": probability, "p_ppm": ppm, "basis": "stated" if probability else "none"}
            made = draft.add(
                forecasts,
                question_id=key,
                forecaster_id=self.person(draft, who),
                wording_id=self.wording(draft.connection, key),
                made_on=made_on,
                zone="UTC",
                replaces=None if replaces is None else self.forecasts[replaces],
                **said,
                **columns,
            )
        self.forecasts.append(made)
        return draft.entry

    def person(self, draft, who):
        found = draft.connection.execute(forecasters.select().where(forecasters.c.foreign_key == who)).first()
        public_id = derived_id("forecasters", "name", who)
        return found.id if found else draft.add(forecasters, public_id=public_id, system="name", foreign_key=who)

    def alias(self, name, same_as, *, removed=0):
        with self.entry("alias") as draft:
            named = {"forecaster_id": self.person(draft, name), "same_as_id": self.person(draft, same_as)}
            draft.add(aliases, **named, removed=removed)
        return draft.entry

    def withdraw(self, number, *, who="Ann", made_on="2026-02-01"):
        with self.entry("withdraw") as draft:
            draft.add(
                withdrawals,
                question_id=self.questions[number],
                forecaster_id=self.person(draft, who),
                made_on=made_on,
                zone="UTC",
            )
        return draft.entry

    def resolve(self, number, verdict="resolved", *, value="1", known_on="2026-10-31", **columns):
        key = self.questions[number]
        decided = {"outcome": "yes" if value == "1" else "no", "value": value, "y_ppm": int(float(value) * 1_000_000)}
        with self.entry("resolve") as draft:
            draft.add(
                resolutions,
                question_id=key,
                wording_id=self.wording(draft.connection, key),
                verdict=verdict,
                known_on=known_on,
                zone="UTC",
                **(decided if verdict == "resolved" else {}),
                **columns,
            )
        return draft.entry

    def act(self, act, entry):
        with self.store.reading() as connection:
            touched = touched_questions(connection, entry)
        with self.entry(act, touched) as draft:
            draft.add(undos, target_entry_id=entry, act=act)
        return draft.entry

    def undo(self, entry):
        return self.act("undo", entry)

    def redo(self, entry):
        return self.act("redo", entry)

    def head(self):
        with self.store.reading() as connection:
            return read_head(connection)

    def rows(self, table):
        with self.store.reading() as connection:
            found = map(tuple, connection.execute(metadata.tables[str(table)].select()))
            return sorted(found, key=lambda row: [() if value is None else (value,) for value in row])

    def run(self, statement):
        """One statement outside the program, as anybody with the database could run it."""
        engine = connect.make_engine(connect.database_url(self.place))
        with closing(engine.connect()) as connection, connection.begin():
            connection.exec_driver_sql(statement)
        engine.dispose()


def told(ledger):
    """Two questions of two forecasters, one resolved twice, an edit, a withdrawal, an undo: something of everything."""
    first, second = ledger.ask(), ledger.ask(deadline="2027-12-31")
    ledger.forecast(first, "0.8", made_at="2026-01-02T10:00:00.000000Z", note='he said: "likely" — 80%\n\\ok')
    ledger.forecast(first, "0.3", who="Bob")
    ledger.forecast(second, "0.125")
    ledger.forecast(second, None, who="Bob")
    ledger.resolve(first, value="0", happened_on="2026-10-30")
    ledger.resolve(first)
    ledger.edit(second, claim="it happens at last", deadline="2028-06-30")
    ledger.withdraw(second, who="Bob", made_on="2026-03-01")
    ledger.undo(ledger.forecast(second, "0.9", made_on="2026-05-05"))
    return ledger


def everything(ledger):
    """A row in every table of the journal."""
    told(ledger)
    with ledger.entry() as draft:

        def add(table, **columns):
            return draft.add(metadata.tables[table], **columns)

        key, ann = ledger.questions[0], ledger.person(draft, "Ann")
        source = add("sources", public_id="s1", system="url", foreign_key="https://example.org")
        series = add("series", public_id="r1", system="x", foreign_key="1")
        quote = add("quotes", source_id=source, exact="likely")
        add("source_texts", source_id=source, title="A text")
        add("readings", wording_id=ledger.wording(draft.connection, key), name="strict", deadline="2026-10-01")
        rule = {"rule": "FREQ=DAILY", "starts_on": "2026-01-01", "zone": "UTC", "vague": 0}
        add("series_rules", series_id=series, claim="c", type="binary", **rule)
        said = {"basis": "none", "made_on": "2026-01-01", "zone": "UTC", "quote_id": quote}
        add("series_forecasts", series_id=series, forecaster_id=ann, **said)
        resolution = draft.connection.execute(resolutions.select()).first().id
        add("evidence", resolution_id=resolution, text="https://example.org/e")
        add("tags", question_id=key, tag="ai", removed=0)
        wording, other, forecast = ledger.wording(draft.connection, key), ledger.questions[1], ledger.forecasts[0]
        flags = {"open_lower": 0, "open_upper": 1, "exclusive": 1, "ordered": 0}
        add("frames", wording_id=wording, unit="USD", lower_bound="0", upper_bound="9", **flags)
        add("options", wording_id=wording, position=1, label="a")
        add("points", forecast_id=forecast, position=1, at="a", share="0.5")
        add("reaffirmations", forecast_id=ledger.forecasts[1], reaffirms_id=forecast)
        add("conditions", question_id=other, on_question_id=key, outcome="yes")
        bundle = add("questions", public_id="q9", system="test", foreign_key="bundle")
        ledger.word(draft, bundle)
        add("parts", question_id=bundle, part_id=key, position=1, joined="all")
        add("restatements", question_id=other, restates_id=key)
        metric = add("metrics", public_id="m1", system="name", foreign_key="height")
        rule = add(
            "rules", question_id=key, metric_id=metric, pick="any", comparison=">=", threshold="3", said="any >= 3"
        )
        seen = add("observations", metric_id=metric, observed_on="2026-05-01", value="2.5")
        add("causes", resolution_id=resolution, observation_id=seen, rule_id=rule)
        add("notes", question_id=key, text="a note")
        made = anchor_at(draft.connection)
        add("anchors", at_entry_id=made.entries, hash=made.head, root=made.root, held="a newspaper")
        sealed = seal({"claim": "it happens"}, salt=bytes(32))
        hidden = {"question_id": key, "forecaster_id": ann, "made_on": "2026-01-01", "zone": "UTC"}
        hidden = add("commitments", **hidden, digest=sealed.digest)
        add("reveals", commitment_id=hidden, forecast_id=forecast, salt=sealed.salt, body=sealed.body)
        blank(draft, metadata.tables["forecasts"], forecast, ["note"], reason="asked for")
        act = {"recorded_at": "2026-01-01T00:00:00.000000Z", "actor": "Bob", "action": "init", "entry": 1}
        hashes = {"hash": "5" * 64, "previous_hash": NO_HASH}
        add("origins", ledger="other", **act, **hashes, taken_in_id=draft.entry)
        add_read(add, source, quote, key)
        add("aliases", forecaster_id=ann, same_as_id=ledger.person(draft, "Bob"), removed=1)
    return ledger


def add_read(add, source, quote, question):
    """A text that was read again, with its bytes, and what was found in it."""
    digest = text_hash("It is likely.")
    there = {"start_offset": 6, "end_offset": 12}
    read = add("source_texts", source_id=source, text="It is likely.", text_sha256=digest)
    add("contents", source_id=source, sha256=digest, content="SXQgaXMgbGlrZWx5Lg==")
    add("places", source_text_id=read, **there, kind="page", value="1")
    add("relocations", quote_id=quote, text_sha256=digest, **there, found_by="exact")
    made = {"proposer": "rules", "version": "1", "sentences": 1, "flagged": 1, "dropped": 0}
    scan = add("scans", source_id=source, text_sha256=digest, **made)
    judged = {"sentence_sha256": digest, "judgement": "accepted", "question_id": question}
    add("judgements", scan_id=scan, **there, **judged)
