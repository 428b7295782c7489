"""Laws of the store: after any sequence of acts, what stands is what a plain reading of the journal says."""

import tempfile
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ledger.scoring import RULES
from ledger.store import connect, counting, heads, scores, standing
from ledger.store.columns import metadata
from ledger.store.keys import last_key
from ledger.store.scores import score_of
from ledger.store.standing import Scope, scope_of
from ledger.store.tables import counted, current_questions
from ledger.store.undoing import dependants, last_undoable, undone_last
from ledger.store.verify import verify
from tests.ledgers import Ledger

DAYS = ["2026-01-01", "2026-01-02"]
INSTANTS = [None, "T08:00:00.000000Z", "T17:00:00.000000Z"]
NAMES = ["Ann", "Bob", "Cem"]
WHO = st.sampled_from(NAMES)
DAY = st.sampled_from(DAYS)
MOMENT = st.tuples(DAY, st.sampled_from(INSTANTS))
FORECAST = st.tuples(st.just("forecast"), WHO, MOMENT, st.sampled_from([None, "0.2", "0.9"]))
ACTS = st.one_of(
    st.tuples(st.just("ask"), st.sampled_from([None, *DAYS])),
    st.tuples(st.just("edit"), st.sampled_from([None, *DAYS]), MOMENT),
    FORECAST,
    FORECAST,
    FORECAST,
    st.tuples(st.just("correct"), MOMENT),
    st.tuples(st.just("correct"), MOMENT),
    st.tuples(st.just("withdraw"), WHO, DAY),
    st.tuples(st.just("resolve"), st.sampled_from(["resolved", "ambiguous", "annulled", "reopened"]), MOMENT),
    st.tuples(st.just("resolve"), st.just("resolved"), MOMENT),
    st.tuples(st.just("alias"), WHO, WHO, st.sampled_from([0, 0, 1])),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("redo"), st.integers(0, 5)),
)


@contextmanager
def new_ledger():
    """A ledger on a disk that may forget: nobody cuts the power here."""
    careless = tuple(pragma for pragma in connect.PRAGMAS if "synchronous" not in pragma)
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict("os.environ", XDG_STATE_HOME=folder),
        mock.patch.object(connect, "PRAGMAS", (*careless, "PRAGMA synchronous=OFF")),
    ):
        ledger = Ledger(str(Path(folder) / "ledger.db"))
        ledger.ask(deadline=DAYS[1])
        try:
            yield ledger
        finally:
            ledger.close()


def at(moment):
    day, time = moment
    return None if time is None else day + time


def do(ledger, act, *words):
    """One act on the last question asked that stands; what cannot be done now is passed over."""
    standing_now = ledger.rows("current_questions")
    if act == "ask":
        ledger.ask(deadline=words[0])
    elif act == "alias":
        if words[0] != words[1]:
            ledger.alias(*words[:2], removed=words[2])
    elif act in {"undo", "redo"}:
        turn(ledger, act, words[0])
    elif not standing_now:
        return
    else:
        number = ledger.questions.index(standing_now[-1][0])
        if act == "edit":
            ledger.edit(number, deadline=words[0], closes_on=words[1][0], closes_at=at(words[1]))
        elif act == "forecast":
            who, moment, probability = words
            ledger.forecast(number, probability, who=who, made_on=moment[0], made_at=at(moment))
        elif act == "correct":
            correct(ledger, *words)
        elif act == "withdraw":
            ledger.withdraw(number, who=words[0], made_on=words[1])
        else:
            ledger.resolve(number, words[0], known_on=words[1][0], known_at=at(words[1]))


def correct(ledger, moment):
    live = ledger.rows("counted")
    if live:
        _, _, forecast, *_ = live[-1]
        place = ledger.forecasts.index(forecast)
        number = ledger.questions.index(live[-1][0])
        names = {row[0]: row[-1] for row in ledger.rows("forecasters")}
        who = names[live[-1][1]]
        ledger.forecast(number, "0.5", who=who, made_on=moment[0], made_at=at(moment), replaces=place)


def turn(ledger, act, back):
    with ledger.store.reading() as connection:
        undone = set(connection.scalars(standing.undone_entries(Scope())))
        possible = [row[0] for row in ledger.rows("entries") if row[4] not in {"init", "undo", "redo"}]
        choice = [entry for entry in possible if (entry in undone) == (act == "redo")]
        entry = choice[-1 - back % len(choice)] if choice else None
        along = dependants(connection, entry) if entry and act == "undo" else []
    for one in [*sorted(along, reverse=True), *([entry] if entry else [])]:
        ledger.act(act, one)


class Plain:
    """The journal up to an entry, read in plain Python, one rule of the architecture after the other."""

    def __init__(self, ledger, bound):
        self.tables = {name: self.read(ledger, name, bound) for name in metadata.tables}
        newest = {row.target_entry_id: row.act for row in self.tables["undos"]}
        self.undone = {entry for entry, act in newest.items() if act == "undo"}

    @staticmethod
    def read(ledger, name, bound):
        table = metadata.tables[name]
        with ledger.store.reading() as connection:
            rows = connection.execute(table.select()).all()
        if "entry_id" not in table.c:
            return rows
        return sorted((row for row in rows if row.id <= last_key(bound)), key=lambda row: row.id)

    def standing(self, name):
        return [row for row in self.tables[name] if row.entry_id not in self.undone]

    def current(self):
        words = {row.question_id: row for row in self.standing("wordings")}
        decided = {row.question_id: row for row in self.standing("resolutions")}
        for question, wording in words.items():
            decision = decided.get(question)
            if decision is not None and decision.verdict == "reopened":
                decision = None
            yield question, wording, decision

    def current_rows(self):
        return sorted(
            (question, wording.id, decision.id if decision else None, decision.verdict if decision else "open",
             wording.window_start, wording.deadline, wording.review_on, wording.deadline or wording.review_on)
            for question, wording, decision in self.current()
        )  # fmt: skip

    def same_as(self):
        """Whom each forecaster stands for: word by word, a word that closes a circle being none."""
        last = {}
        for row in self.standing("aliases"):
            last.pop(row.forecaster_id, None)
            last[row.forecaster_id] = None if row.removed else row.same_as_id
        links = {}
        for who, same in last.items():
            seen = [same]
            while seen[-1] in links:
                seen.append(links[seen[-1]])
            if same is not None and who not in seen:
                links[who] = same
        return links

    def whose(self, row):
        links, who = self.same_as(), row.forecaster_id
        while who in links:
            who = links[who]
        return who

    def counted_rows(self):
        rows = self.standing("forecasts")
        corrected = {row.replaces for row in rows}
        found = []
        for question, wording, decision in self.current():
            mine = [row for row in rows if row.question_id == question and row.id not in corrected]
            for who in sorted({self.whose(row) for row in mine}):
                theirs = [row for row in mine if self.whose(row) == who]
                last = max(theirs, key=lambda row: self.order(row, wording, decision))
                found.append(self.counted_row(last, wording, decision))
        return sorted(found)

    def order(self, row, wording, decision):
        in_time = self.before_close(row, wording) and self.before_known(row, decision)
        return in_time, row.made_on, row.made_at or "~", row.id

    @staticmethod
    def close(wording):
        if wording.closes_on is None:
            return wording.deadline, wording.deadline_at
        return wording.closes_on, wording.closes_at

    def before_close(self, row, wording):
        day, instant = self.close(wording)
        if day is None or row.made_on < day:
            return True
        return row.made_on == day and row.made_at is not None and (instant is None or row.made_at < instant)

    @staticmethod
    def before_known(row, decision):
        if decision is None or row.made_on < decision.known_on:
            return True
        both = row.made_at is not None and decision.known_at is not None
        return row.made_on == decision.known_on and both and row.made_at < decision.known_at

    def counted_row(self, row, wording, decision):
        # Everything is recorded on the same day in November, months after it was known.
        entry = (row.question_id, self.whose(row), row.id, decision.id if decision else None)
        y = decision.y_ppm if decision else None
        return (*entry, self.reason(row, wording, decision), row.p_ppm, y, wording.deadline, int(decision is not None))

    def reason(self, row, wording, decision):
        if decision is None or decision.verdict != "resolved":
            return decision.verdict if decision else "open"
        late_close, late_known = not self.before_close(row, wording), not self.before_known(row, decision)
        if late_known and row.made_on > decision.known_on:
            return "after_known"
        if late_close and row.made_on > self.close(wording)[0]:
            return "after_close"
        if late_close or late_known:
            return "same_day"
        if self.withdrawn(row, decision):
            return "withdrawn"
        return "no_number" if row.p_ppm is None else "counts"

    def withdrawn(self, row, decision):
        return any(
            act.question_id == row.question_id
            and self.whose(act) == self.whose(row)
            and (act.made_on > row.made_on or (act.made_on == row.made_on and act.id > row.id))
            and act.made_on <= decision.known_on
            for act in self.standing("withdrawals")
        )

    def score_rows(self):
        """Of every pair, standing or not: a score depends on nothing else."""
        return sorted(
            (row.id, decision.id, rule, RULES[rule].RULE_VERSION, score_of(rule, row.probability, decision.value))
            for row in self.tables["forecasts"]
            for decision in self.tables["resolutions"]
            for rule in scores.KEPT
            if row.question_id == decision.question_id and row.probability is not None and decision.value is not None
            and self.before_known(row, decision)
        )  # fmt: skip


def answers(ledger, bound=None):
    """What the standing selects say, now or as of an entry."""
    with ledger.store.reading() as connection:
        scope = scope_of(connection, bound)
        return [
            sorted(map(tuple, connection.execute(query)))
            for query in (standing.current(scope), counting.counting(scope))
        ]


def kept(ledger):
    """What the head tables say."""
    with ledger.store.reading() as connection:
        return [sorted(map(tuple, connection.execute(select(table)))) for table in (current_questions, counted)]


@settings(max_examples=30, deadline=None)
@given(st.lists(ACTS, min_size=3, max_size=20))
def test_heads_are_what_a_plain_reading_says_and_the_past_stays(acts):
    with new_ledger() as ledger:
        then = {}
        for act in acts:
            do(ledger, *act)
            then[ledger.head().entry] = kept(ledger)
        last = ledger.head().entry
        plain = Plain(ledger, last)
        assert kept(ledger) == [plain.current_rows(), plain.counted_rows()] == answers(ledger)
        assert ledger.rows("scores") == plain.score_rows()
        for entry, was in then.items():
            # A correction recorded later, an undo, another resolution: none of them reaches back.
            assert answers(ledger, entry) == was
            before = Plain(ledger, entry)
            assert was == [before.current_rows(), before.counted_rows()]


@settings(max_examples=15, deadline=None)
@given(st.lists(ACTS, max_size=12), st.integers(0, 6))
def test_undo_then_redo_is_identity(acts, back):
    with new_ledger() as ledger:
        for act in acts:
            do(ledger, *act)
        with ledger.store.reading() as connection:
            undone = set(connection.scalars(standing.undone_entries(Scope())))
            choice = [row[0] for row in ledger.rows("entries") if row[4] not in {"init", "undo", "redo"}]
            choice = [entry for entry in choice if entry not in undone]
            if not choice:
                return
            entry = choice[-1 - back % len(choice)]
            along = dependants(connection, entry)
        before, derived = kept(ledger), ledger.rows("scores")
        gone = [*sorted(along, reverse=True), entry]
        for one in gone:
            ledger.undo(one)
        assert not any(row[1] >> 26 == entry for row in kept(ledger)[0])
        for one in reversed(gone):
            ledger.redo(one)
        assert kept(ledger) == before
        assert ledger.rows("scores") == derived


@settings(max_examples=10, deadline=None)
@given(st.lists(ACTS, max_size=12))
def test_whatever_was_done_verifies_and_rebuilds_to_the_same(acts):
    with new_ledger() as ledger:
        for act in acts:
            do(ledger, *act)
        before = kept(ledger), ledger.rows("scores")
        with ledger.store.reading() as connection:
            assert verify(connection).findings == ()
        with ledger.store.writing() as connection:
            heads.rebuild(connection)
            scores.rescore(connection)
        assert (kept(ledger), ledger.rows("scores")) == before


@settings(max_examples=10, deadline=None)
@given(st.lists(ACTS, max_size=10))
def test_the_last_undoable_entry_is_undone_and_brought_back_by_default(acts):
    with new_ledger() as ledger:
        for act in acts:
            do(ledger, *act)
        with ledger.store.reading() as connection:
            entry = last_undoable(connection)
            if entry is None or dependants(connection, entry):
                return
        ledger.undo(entry)
        with ledger.store.reading() as connection:
            assert undone_last(connection)[-1] == entry
            assert last_undoable(connection) != entry
        ledger.redo(entry)
        with ledger.store.reading() as connection:
            assert last_undoable(connection) == entry
