"""Logic: what follows from other questions does not depend on order, history or detours."""

from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.logic import OPEN, Node, State, branch, bundle, circle, states

DAYS = ["2026-01-01", "2026-02-02", "2026-03-03"]
WORDS = {"yes": ("resolved", "yes"), "no": ("resolved", "no"), "annulled": ("annulled", None), "open": ("open", None)}
KLEENE = {
    # all-of: one no settles it, an open part leaves it open, then an annulled part annuls it
    "all": {
        ("yes", "yes"): "yes", ("yes", "no"): "no", ("yes", "annulled"): "annulled", ("yes", "open"): "open",
        ("no", "no"): "no", ("no", "annulled"): "no", ("no", "open"): "no",
        ("annulled", "annulled"): "annulled", ("annulled", "open"): "open", ("open", "open"): "open",
    },
    "any": {
        ("yes", "yes"): "yes", ("yes", "no"): "yes", ("yes", "annulled"): "yes", ("yes", "open"): "yes",
        ("no", "no"): "no", ("no", "annulled"): "annulled", ("no", "open"): "open",
        ("annulled", "annulled"): "annulled", ("annulled", "open"): "open", ("open", "open"): "open",
    },
}  # fmt: skip


def state(word, day=DAYS[0]):
    verdict, outcome = WORDS[word]
    return OPEN if word == "open" else State(verdict=verdict, outcome=outcome, known_on=day)


def word(found):
    return found.outcome or found.verdict


@pytest.mark.parametrize("joined", ["all", "any"])
def test_two_parts_follow_the_truth_table_in_either_order(joined):
    for (one, other), wanted in KLEENE[joined].items():
        for first, second in ((one, other), (other, one)):
            assert word(bundle(joined, {1: state(first), 2: state(second)})) == wanted


@pytest.mark.parametrize("joined", ["all", "any"])
def test_three_parts_are_two_parts_and_one_more(joined):
    for parts in product(WORDS, repeat=3):
        table = {**KLEENE[joined], **{(b, a): found for (a, b), found in KLEENE[joined].items()}}
        by_two = table[table[parts[0], parts[1]], parts[2]]
        orders = {word(bundle(joined, dict(enumerate(map(state, order))))) for order in permutations(parts)}

        assert orders == {by_two}


def test_all_of_is_any_of_turned_round():
    turned = {"yes": "no", "no": "yes"}
    for parts in product(WORDS, repeat=2):
        found = bundle("all", {at: state(part) for at, part in enumerate(parts)})
        other = bundle("any", {at: state(turned.get(part, part)) for at, part in enumerate(parts)})

        assert word(other) == turned.get(word(found), word(found))


def test_a_bundle_is_known_when_the_deciding_part_is():
    parts = {1: state("yes", DAYS[0]), 2: state("no", DAYS[2]), 3: state("no", DAYS[1])}

    assert (bundle("all", parts).known_on, bundle("all", parts).because) == (DAYS[1], (3,))
    assert bundle("any", {1: state("no", DAYS[2]), 2: state("no", DAYS[0])}).known_on == DAYS[2]


def test_a_bundle_happened_when_the_last_part_had():
    yes = [State(verdict="resolved", outcome="yes", known_on=day, happened_on=day) for day in DAYS]

    assert bundle("all", dict(enumerate(yes))).happened_on == DAYS[2]
    assert bundle("any", dict(enumerate(yes))).happened_on == DAYS[0]
    assert bundle("all", {1: yes[0], 2: state("yes")}).happened_on is None


def test_a_part_that_came_out_as_a_fraction_annuls_as_an_annulled_one_does():
    half = State(verdict="resolved", outcome="0.5", known_on=DAYS[0])

    assert word(bundle("all", {1: half, 2: state("yes")})) == "annulled"
    assert word(bundle("all", {1: half, 2: state("no")})) == "no"


@pytest.mark.parametrize(
    ("own", "condition", "wanted"),
    [
        ("yes", "yes", "yes"), ("no", "yes", "no"), ("open", "yes", "open"), ("annulled", "yes", "annulled"),
        ("yes", "no", "annulled"), ("open", "no", "annulled"), ("open", "annulled", "annulled"),
        ("yes", "open", "open"), ("no", "open", "open"), ("annulled", "open", "annulled"),
    ],
)  # fmt: skip
def test_a_branch_is_itself_where_its_condition_holds_open_while_that_is_open_else_annulled(own, condition, wanted):
    nodes = {1: Node(own=state(condition)), 2: Node(own=state(own), condition=(1, "yes"))}

    assert word(states(nodes)[2]) == wanted


def test_a_branch_on_an_option_holds_for_that_option_whatever_its_case():
    google = State(verdict="resolved", outcome="Google", known_on=DAYS[0])

    assert word(branch(state("yes"), google, on=1, outcome="google")) == "yes"
    assert word(branch(state("yes"), google, on=1, outcome="OpenAI")) == "annulled"


@st.composite
def graphs(draw):
    """Questions in a random order, each following from some of the earlier ones."""
    count = draw(st.integers(1, 8))
    nodes = {}
    for key in range(count):
        earlier = list(range(key))
        chosen = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=3)) if earlier else []
        condition = draw(st.sampled_from(earlier)) if earlier and draw(st.booleans()) else None
        nodes[key] = Node(
            own=state(draw(st.sampled_from(list(WORDS))), draw(st.sampled_from(DAYS))),
            parts=tuple(chosen) if len(chosen) > 1 else (),
            joined=draw(st.sampled_from(["all", "any"])),
            condition=None if condition is None else (condition, draw(st.sampled_from(["yes", "no"]))),
        )
    return nodes


@given(graphs(), st.randoms())
def test_the_order_in_which_questions_are_named_does_not_matter(nodes, random):
    names = list(nodes)
    random.shuffle(names)

    assert states({name: nodes[name] for name in names}) == states(nodes)


@given(graphs())
def test_every_question_comes_after_those_it_follows_from(nodes):
    order = list(states(nodes))

    assert sorted(order) == sorted(nodes)
    assert all(order.index(need) < order.index(key) for key, node in nodes.items() for need in node.needs)


@given(graphs())
def test_what_is_decided_stays_while_more_parts_are_decided(nodes):
    """Deciding an open question never changes what was settled without it."""
    before = states(nodes)
    opened = [key for key, node in nodes.items() if node.own == OPEN and not node.parts and not node.condition]
    for key in opened:
        after = states({**nodes, key: Node(own=state("yes", DAYS[2]))})
        for other, found in before.items():
            if found.verdict != "open" and other != key:
                assert word(after[other]) == word(found)


def test_a_question_that_follows_from_itself_is_open():
    nodes = {1: Node(parts=(2, 3)), 2: Node(parts=(1, 3)), 3: Node(own=state("yes"))}

    assert {word(found) for key, found in states(nodes).items() if key < 3} == {"open"}


def test_a_circle_is_named_from_its_start_to_its_start():
    assert circle(1, {1: [1]}) == [1, 1]
    assert circle(1, {1: [5, 2], 2: [3], 3: [4, 1], 5: []}) == [1, 2, 3, 1]
    assert circle(1, {1: [2], 2: [3], 3: [2]}) == []
