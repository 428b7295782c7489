"""Laws of merging: twice is once, nothing is lost, and the order in which ledgers come in makes no difference."""

import tempfile
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ledger.store import connect
from ledger.store.merging import merge
from ledger.store.tables import (
    JOURNAL,
    anchors,
    counted,
    current_questions,
    entries,
    forecasters,
    ledgers,
    origins,
    questions,
    redactions,
    resolutions,
    wordings,
)
from ledger.store.verify import verify
from tests.laws.test_store import ACTS, DAYS, do
from tests.ledgers import Ledger

SAID = st.lists(ACTS, max_size=8)
ONE_NAME_EACH = st.lists(ACTS.filter(lambda act: act[0] != "alias"), max_size=8)
SHARED = {"questions", "forecasters"}
ELSEWHERE = 1_000
CONTENT = [table for table in JOURNAL if table not in {ledgers, anchors, redactions, origins}]


@contextmanager
def ledgers_of(*first):
    """Ledgers on a disk that may forget; each numbers its questions from a number of its own."""
    careless = tuple(pragma for pragma in connect.PRAGMAS if "synchronous" not in pragma)
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict("os.environ", XDG_STATE_HOME=folder),
        mock.patch.object(connect, "PRAGMAS", (*careless, "PRAGMA synchronous=OFF")),
    ):
        made = [Ledger(str(Path(folder) / f"{at}.db")) for at in range(len(first))]
        for one, number in zip(made, first, strict=True):
            one.questions = [0] * number
        yield made
        for one in made:
            one.close()


def tell(ledger, acts):
    ledger.ask(deadline=DAYS[1])
    for act in acts:
        do(ledger, *act)


def take_in(ledger, *others):
    found = []
    for other in others:
        with other.store.reading() as there, ledger.store.writing() as here:
            now = datetime.now(tz=UTC)
            found.append(merge(here, there, actor="merger", now=now, told=lambda _done, _all: None))
    return found


def said(ledger):
    """How often each thing was said, without the keys; identities are said once."""
    found = Counter()
    for table in CONTENT:
        plain = [at for at, column in enumerate(table.c) if not (column.primary_key or column.foreign_keys)]
        found.update((table.name, *(row[at] for at in plain)) for row in ledger.rows(table))
    return found


def what_stands(ledger):
    """What stands of every question and forecaster, by their public ids and names."""
    with ledger.store.reading() as connection:
        head, last = current_questions.c, counted.c
        asked = (
            select(questions.c.public_id, wordings.c.claim, head.deadline, head.state, resolutions.c.outcome)
            .select_from(current_questions)
            .join(questions, questions.c.id == head.question_id)
            .join(wordings, wordings.c.id == head.wording_id)
            .outerjoin(resolutions, resolutions.c.id == head.resolution_id)
        )
        names = (questions.c.public_id, forecasters.c.foreign_key, last.reason, last.p_ppm, last.y_ppm)
        counting = (
            select(*names)
            .select_from(counted)
            .join(questions, questions.c.id == last.question_id)
            .join(forecasters, forecasters.c.id == last.forecaster_id)
        )
        return set(map(tuple, connection.execute(asked))), set(map(tuple, connection.execute(counting)))


def findings(ledger):
    with ledger.store.reading() as connection:
        return [finding.message for finding in verify(connection).findings]


@settings(max_examples=12, deadline=None)
@given(SAID, SAID)
def test_twice_is_once_and_nothing_is_lost(ours, theirs):
    """Also where both speak of the same questions."""
    with ledgers_of(0, 0) as (here, there):
        tell(here, ours)
        tell(there, theirs)
        before, added, every = here.rows(entries), said(here) + said(there), said(here) | said(there)

        (once,) = take_in(here, there)
        after = here.rows(entries)
        (twice,) = take_in(here, there)

        assert twice.taken_in == ()
        assert here.rows(entries) == after
        assert after[: len(before)] == before
        assert said(here) == Counter({what: (every if what[0] in SHARED else added)[what] for what in added})
        assert len(once.taken_in) == there.head().entry - 1
        assert findings(here) == []


@settings(max_examples=12, deadline=None)
@given(SAID, ONE_NAME_EACH)
def test_the_order_in_which_ledgers_come_in_makes_no_difference(some, others):
    with ledgers_of(0, ELSEWHERE, 0, 0) as (one, other, here, there):
        tell(one, some)
        tell(other, others)

        take_in(here, one, other)
        take_in(there, other, one)

        assert what_stands(here) == what_stands(there)
        assert said(here) == said(there)
        if "alias" not in {act for act, *_ in some}:
            alone, elsewhere = what_stands(one), what_stands(other)
            assert what_stands(here) == tuple(mine | yours for mine, yours in zip(alone, elsewhere, strict=True))


@settings(max_examples=12, deadline=None)
@given(SAID, SAID)
def test_what_comes_in_bit_by_bit_is_what_comes_in_at_once(first, more):
    with ledgers_of(0, 0, 0) as (there, bit_by_bit, at_once):
        tell(there, first)
        take_in(bit_by_bit, there)
        for act in more:
            do(there, *act)
        take_in(bit_by_bit, there)
        take_in(at_once, there)

        assert what_stands(bit_by_bit) == what_stands(at_once) == what_stands(there)
        assert said(bit_by_bit) == said(at_once) == said(there)
        assert findings(bit_by_bit) == []
