"""Evidence grades: the SQL against a plain reading of what the grades mean, and the filter against the grades."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ledger.core.evidence import GRADES, PRECEDENCE, graded, grades_between
from ledger.core.query import read_query, read_term, written
from ledger.errors import InputError
from ledger.services.evidence import other_grades
from ledger.store.anchored import anchor_at
from ledger.store.evidence import count_evidence, read_evidence
from ledger.store.keys import FACT_BITS
from ledger.store.rows import prediction_rows
from ledger.store.snapshot import take_snapshot
from ledger.store.tables import anchors, commitments, forecasts, reveals
from tests.ledgers import BACKENDS, NOW, Ledger, schema

DAY = timedelta(days=1)


@pytest.mark.parametrize("grade", GRADES)
def test_a_sign_alone_is_its_grade(grade):
    assert graded({grade}) == grade


@given(st.sets(st.sampled_from(PRECEDENCE)), st.sampled_from(PRECEDENCE))
def test_a_witness_outdoes_every_other_sign_and_an_import_all_but_a_witness(signs, sign):
    assert graded(signs | {"witnessed"}) == "witnessed"
    assert graded((signs | {"imported"}) - {"witnessed"}) == "imported"
    assert graded(signs | {sign}) in signs | {sign}


@given(st.sampled_from(GRADES), st.sampled_from(GRADES))
def test_a_range_of_grades_holds_both_ends_and_what_is_between(low, high):
    first, last = sorted((low, high), key=GRADES.index)
    found = grades_between(first, last)

    assert (found[0], found[-1]) == (first, last)
    assert len(found) == GRADES.index(last) - GRADES.index(first) + 1
    term = read_term(f"evidence:{first}..{last}")
    assert [one.text for one in term.alternatives] == list(found)
    assert read_term(written(term)) == term


@given(st.lists(st.tuples(st.booleans(), st.lists(st.sampled_from(GRADES), min_size=1)), min_size=1, max_size=3))
def test_what_is_left_out_and_what_is_let_in_are_all_grades_and_none_twice(parts):
    terms = read_query([f"{'not:' * negated}evidence:{','.join(grades)}" for negated, grades in parts])
    allowed = {grade for grade in GRADES if all((grade in grades) is not negated for negated, grades in parts)}
    others = other_grades(terms)
    left_out = {one.text for one in others[0].alternatives} if others else set()

    assert left_out == set(GRADES) - allowed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("evidence:sure", "evidence: cannot be 'sure'"),
        ("evidence:witnessed..late", "evidence: the range 'witnessed..late' ends before it begins"),
        ("evidence:..", "evidence: has a range without an end"),
    ],
)
def test_what_is_no_grade_is_refused(typed, said):
    with pytest.raises(InputError, match=f"^{said}"):
        read_term(typed)


class Told(Ledger):
    """A ledger whose entries come a day apart, with anchors, and forecasts that were private."""

    def __init__(self, place):
        self.clock = NOW
        super().__init__(place)

    def entry(self, action="add", touched=(), now=None):
        self.clock += DAY
        return super().entry(action, touched, self.clock)

    def anchor(self, *, held):
        with self.entry("anchor") as draft:
            made = anchor_at(draft.connection)
            draft.add(anchors, at_entry_id=made.entries, hash=made.head, root=made.root, held="x" if held else None)
        return draft.entry

    def say(self, action, commitment=None):
        """A forecast, revealed from a commitment or said openly."""
        question = self.questions[0]
        with self.entry(action) as draft:
            who, wording = self.person(draft, "Ann"), self.wording(draft.connection, question)
            said = {"basis": "stated", "probability": "0.5", "p_ppm": 500_000, "made_on": "2026-01-01", "zone": "UTC"}
            made = draft.add(forecasts, question_id=question, forecaster_id=who, wording_id=wording, **said)
            if commitment:
                draft.add(reveals, commitment_id=commitment, forecast_id=made, salt="s", body="[]")
        return made

    def commit(self):
        with self.entry("add") as draft:
            who, said = self.person(draft, "Ann"), {"made_on": "2026-01-01", "zone": "UTC"}
            return draft.add(commitments, question_id=self.questions[0], forecaster_id=who, digest="d", **said)


STEPS = st.lists(
    st.sampled_from(["update", "import", "anchor", "witness", "commit", "reveal", "undo"]), min_size=1, max_size=9
)
DAYS = st.integers(min_value=0, max_value=11)


def day(number):
    return (NOW + number * DAY).date().isoformat()


def plain_grade(entry, action, acts, *, closes, known):
    """A grade as the documentation says it, from the days of the entries alone: entry N is of day N - 1."""
    recorded = day(entry - 1)
    in_time = [held for at, held in acts if at > entry and day(at - 1) <= closes and (not known or day(at - 1) < known)]
    if any(in_time):
        return "witnessed"
    if action == "import":
        return "imported"
    if known and recorded > known:
        return "retrospective"
    if recorded > closes:
        return "late"
    return "anchored" if in_time else "recorded"


@pytest.mark.parametrize("backend", BACKENDS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, closes=DAYS, known=st.none() | DAYS)
def test_every_grade_is_what_the_words_say(backend, tmp_path_factory, monkeypatch, steps, closes, known):
    folder = tmp_path_factory.mktemp("evidence")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    if backend == "sqlite":
        _compare(Told(str(folder / "ledger.db")), steps, closes, known)
    else:
        with schema() as place:
            _compare(Told(place), steps, closes, known)


def _compare(ledger, steps, closes, known):
    ledger.ask(deadline=day(closes))
    said, acts, hidden = {}, [], []
    for step in steps:
        if step in {"update", "import"}:
            made = ledger.say(step)
            said[made] = (made >> FACT_BITS, step)
        elif step in {"anchor", "witness"}:
            acts.append((ledger.anchor(held=step == "witness"), step == "witness"))
        elif step == "commit":
            hidden.append(ledger.commit())
        elif step == "reveal" and hidden:
            commitment = hidden.pop()
            said[ledger.say("reveal", commitment)] = (commitment >> FACT_BITS, "add")
        elif step == "undo" and acts:
            ledger.undo(acts.pop()[0])
    if known is not None:
        ledger.resolve(0, known_on=day(known))
    outcome = None if known is None else day(known)
    wanted = {key: plain_grade(*told, acts, closes=day(closes), known=outcome) for key, told in said.items()}
    with ledger.store.reading() as connection:
        snapshot = take_snapshot(connection, now=NOW)
        found, counts = read_evidence(snapshot), count_evidence(snapshot, _told(snapshot, wanted))
        by_filter = {grade: _matching(snapshot, f"evidence:{grade}..") for grade in GRADES}
    ledger.close()
    assert found == wanted
    assert counts == {grade: n for grade in reversed(GRADES) if (n := [*wanted.values()].count(grade))}
    counted = wanted[max(wanted)] if wanted else None
    for grade, rows in by_filter.items():
        assert len(rows) == (counted is not None and GRADES.index(counted) >= GRADES.index(grade)), (grade, counted)


def _told(snapshot, keys):
    """The key of its question beside each."""
    made = select(forecasts.c.question_id, forecasts.c.id).where(forecasts.c.id.in_(keys))
    return [tuple(row) for row in snapshot.connection.execute(made)]


def _matching(snapshot, query):
    """The predictions with that evidence: each is one question as said by one forecaster, by the last forecast."""
    return prediction_rows(snapshot, read_query(query))
