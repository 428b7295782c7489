"""Laws of aliases: whoever says what of whom in which order, each name stands for one that stands for itself."""

from hypothesis import given
from hypothesis import strategies as st

from ledger.core.aliases import end_of, resolved
from ledger.store.aliases import NOBODY, People

NAMES = st.integers(1, 6)
SAID = st.lists(st.tuples(NAMES, st.none() | NAMES), max_size=12)


@given(SAID)
def test_who_a_name_stands_for_stands_for_nobody_else(said):
    links = resolved(said)
    assert not set(links.values()) & set(links)
    assert all(name != same for name, same in links.items())


@given(SAID)
def test_of_each_name_only_the_last_word_counts(said):
    last = {name: same for name, same in said}  # noqa: C416 - it says that the last one counts
    assert set(resolved(said)) <= {name for name, same in last.items() if same is not None}
    newest = [one for at, one in enumerate(said) if one[0] not in {name for name, _ in said[at + 1 :]}]
    assert resolved(said) == resolved(newest)


@given(SAID, NAMES)
def test_taking_the_last_word_back_leaves_the_name_alone(said, name):
    assert name not in resolved([*said, (name, None)])


@given(st.lists(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] < pair[1]), max_size=8))
def test_without_a_circle_every_word_has_its_effect(said):
    last = dict(said)
    assert resolved(said) == {name: end_of(name, last) for name in last}


def test_names_are_found_in_any_letter_case_and_keys_stand_for_their_forecaster():
    people = People(known=((1, "Ann", ((2, "Annie"), (3, "A. Roe"))),))
    assert [people.key_of(key) for key in (1, 2, 3, 4)] == [1, 1, 1, 4]
    assert [people.name_of(name) for name in ("ANNIE", "ann", "a. roe", "Bob")] == ["Ann", "Ann", "Ann", "Bob"]
    assert people.names == {2: "Annie", 3: "A. Roe"}
    assert (people.others_of(1), people.others_of(2)) == (("A. Roe", "Annie"), ())
    assert hash(people) == hash(People(known=people.known))
    assert NOBODY.name_of("Ann") == "Ann"
