"""Laws of bundles and branches in a ledger: order, detours and history do not matter, only what stands."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.logic import OPEN, Node, State, states
from ledger.store import counting, relations, standing
from ledger.store.tables import conditions, counted, current_questions, parts, resolutions
from ledger.store.verify import verify
from tests.laws.test_store import new_ledger

PLAIN = 3
WORDS = ["yes", "no", "annulled", "ambiguous"]
DAYS = ["2026-02-01", "2026-03-01", "2026-04-01"]
JOINED = st.sampled_from(["all", "any"])
DECISION = st.tuples(st.sampled_from(WORDS), st.sampled_from(DAYS))


@st.composite
def worlds(draw):
    """Three plain questions, then some that follow from earlier ones, and what was decided of each."""
    nodes = []
    for key in range(PLAIN, PLAIN + draw(st.integers(1, 3))):
        chosen = draw(st.lists(st.integers(0, key - 1), unique=True, min_size=2, max_size=3))
        condition = draw(st.one_of(st.none(), st.tuples(st.integers(0, key - 1), st.sampled_from(["yes", "no"]))))
        bundled = draw(st.booleans()) or condition is None
        nodes.append((tuple(chosen) if bundled else (), draw(JOINED), condition))
    decided = draw(st.dictionaries(st.integers(0, PLAIN + len(nodes) - 1), DECISION, max_size=PLAIN + len(nodes)))
    return nodes, decided


def asked(ledger, nodes):
    """The questions, each with a forecast; the ones that follow say from what."""
    while len(ledger.questions) < PLAIN:
        ledger.ask(deadline="2026-12-31")
    for chosen, joined, condition in nodes:
        number = ledger.ask(deadline="2026-12-31")
        relate(ledger, number, chosen, joined, condition)
    for number in range(len(ledger.questions)):
        ledger.forecast(number, "0.7", made_on="2026-01-02")


def relate(ledger, number, chosen, joined, condition):
    key = ledger.questions[number]
    with ledger.entry("edit") as draft:
        for position, part in enumerate(chosen, 1):
            draft.add(parts, question_id=key, part_id=ledger.questions[part], position=position, joined=joined)
        if condition:
            on, outcome = condition
            draft.add(conditions, question_id=key, on_question_id=ledger.questions[on], outcome=outcome)


def decide(ledger, number, word, day):
    """A judge's word; a yes or no for a bundle is what its parts say, so there he can only void."""
    verdict = "resolved" if word in {"yes", "no"} else word
    return ledger.resolve(number, verdict, value="1" if word == "yes" else "0", known_on=day)


def expected(nodes, decided):
    """What follows, worked out without any ledger."""

    def own(key):
        word, day = decided.get(key, ("open", None))
        if word == "open":
            return OPEN
        outcome = word if word in {"yes", "no"} else None
        return State(verdict="resolved" if outcome else word, outcome=outcome, known_on=day)

    graph = {key: Node(own=own(key)) for key in range(PLAIN)}
    for key, (chosen, joined, condition) in enumerate(nodes, PLAIN):
        graph[key] = Node(own=own(key), parts=chosen, joined=joined, condition=condition)
    return {key: (found.verdict, found.outcome, found.known_on) for key, found in states(graph).items()}


def stands(ledger):
    """What each question is by its head: verdict, outcome and the day known."""
    made = {row[0]: row for row in named(ledger, resolutions, "id", "verdict", "outcome", "known_on")}
    heads = named(ledger, current_questions, "question_id", "resolution_id")
    return {
        ledger.questions.index(key): ("open", None, None) if decision is None else tuple(made[decision][1:])
        for key, decision in heads
    }


def named(ledger, table, *columns):
    with ledger.store.reading() as connection:
        return [tuple(row) for row in connection.execute(table.select().with_only_columns(*map(table.c.get, columns)))]


def whole(ledger):
    with ledger.store.reading() as connection:
        return verify(connection).whole


def by_select(ledger, bound):
    """The state after an entry, by the selects that know nothing of the head tables."""
    with ledger.store.reading() as connection:
        scope = relations.scope_at(connection, bound)._replace(bound=bound)
        return {
            name: sorted(map(tuple, connection.execute(query)), key=str)
            for name, query in (("current", standing.current(scope)), ("counted", counting.counting(scope)))
        }


@given(worlds(), st.randoms())
@settings(max_examples=15, deadline=None)
def test_any_order_of_decisions_gives_the_same_standing(world, random):
    nodes, decided = world
    for order in (sorted(decided), random.sample(sorted(decided), len(decided))):
        with new_ledger() as ledger:
            asked(ledger, nodes)
            for number in order:
                decide(ledger, number, *decided[number])

            assert stands(ledger) == expected(nodes, decided)
            assert whole(ledger)


@given(worlds(), st.randoms())
@settings(max_examples=12, deadline=None)
def test_decisions_before_and_after_the_questions_were_related_give_the_same_standing(world, random):
    nodes, decided = world
    with new_ledger() as ledger:
        while len(ledger.questions) < PLAIN + len(nodes):
            ledger.ask(deadline="2026-12-31")
        acts = [("decide", number) for number in decided] + [("relate", at) for at in range(len(nodes))]
        random.shuffle(acts)
        for act, number in acts:
            if act == "decide":
                decide(ledger, number, *decided[number])
            else:
                relate(ledger, PLAIN + number, *nodes[number])

        assert stands(ledger) == expected(nodes, decided)
        assert whole(ledger)


@given(worlds(), st.integers(0, PLAIN - 1), DECISION)
@settings(max_examples=12, deadline=None)
def test_resolved_then_reopened_is_as_if_never_resolved(world, number, word):
    nodes, decided = world
    decided.pop(number, None)
    with new_ledger() as ledger:
        asked(ledger, nodes)
        for other in sorted(decided):
            decide(ledger, other, *decided[other])
        before = stands(ledger), ledger.rows("counted"), ledger.rows("current_questions")
        entry = decide(ledger, number, *word)
        after = by_select(ledger, entry)
        ledger.resolve(number, "reopened", known_on="2026-05-01")

        assert (stands(ledger), ledger.rows("counted"), ledger.rows("current_questions")) == before
        assert by_select(ledger, entry) == after


@given(worlds(), st.sampled_from(["annulled", "ambiguous"]), st.data())
@settings(max_examples=12, deadline=None)
def test_a_bundle_or_branch_voided_and_reopened_is_what_follows(world, word, data):
    nodes, decided = world
    number = PLAIN + data.draw(st.integers(0, len(nodes) - 1))
    decided.pop(number, None)
    with new_ledger() as ledger:
        asked(ledger, nodes)
        ledger.resolve(number, word, known_on=DAYS[0])
        for other in sorted(decided):
            decide(ledger, other, *decided[other])
        ledger.resolve(number, "reopened", known_on="2026-05-01")

        assert stands(ledger) == expected(nodes, decided)
        assert whole(ledger)


@given(worlds(), st.integers(0, PLAIN - 1), DECISION)
@settings(max_examples=12, deadline=None)
def test_undo_takes_along_what_followed_and_redo_brings_it_back(world, number, word):
    nodes, decided = world
    decided.pop(number, None)
    with new_ledger() as ledger:
        asked(ledger, nodes)
        for other in sorted(decided):
            decide(ledger, other, *decided[other])
        before = stands(ledger)
        entry = decide(ledger, number, *word)
        after = stands(ledger)
        ledger.undo(entry)
        undone = stands(ledger)
        ledger.redo(entry)

        assert (undone, stands(ledger)) == (before, after)
        assert whole(ledger)


@given(worlds())
@settings(max_examples=15, deadline=None)
def test_a_past_state_by_the_selects_is_what_the_heads_said_then(world):
    nodes, decided = world
    with new_ledger() as ledger:
        asked(ledger, nodes)
        kept = {}
        for number in sorted(decided):
            entry = decide(ledger, number, *decided[number])
            kept[entry] = {
                name: sorted(ledger.rows(table), key=str)
                for name, table in (("current", current_questions), ("counted", counted))
            }

        assert {entry: by_select(ledger, entry) for entry in kept} == kept
