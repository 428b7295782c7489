"""Merkle trees against RFC 6962 and RFC 9162: the published roots, and the published way to check a path."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from ledger.store.chain import LEAF, NODE, leaf_hash, tree_root
from ledger.store.merkle import entry_leaf, growing_roots, inclusion_path, root_by_path

LEAVES = st.lists(st.integers(0, 1000).map(lambda n: leaf_hash([n])), min_size=1, max_size=70)
INPUTS = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
"""Of the test vectors of Certificate Transparency, by the number of leaves."""


def test_growing_trees_have_the_published_roots():
    leaves = [sha256(LEAF + bytes.fromhex(one)).digest() for one in INPUTS]

    assert {size: root.hex() for size, root in growing_roots(leaves, ROOTS).items()} == ROOTS


@given(LEAVES)
def test_a_growing_tree_has_at_every_size_the_root_of_its_leaves(leaves):
    sizes = range(1, len(leaves) + 1)

    assert growing_roots(leaves, sizes) == {size: tree_root(leaves[:size]) for size in sizes}


@given(LEAVES, st.data())
def test_every_leaf_has_a_path_to_the_root_and_no_other_leaf_has_it(leaves, data):
    at = data.draw(st.integers(0, len(leaves) - 1))
    path = inclusion_path(leaves, at)

    assert root_by_path(leaves[at], path) == tree_root(leaves)
    assert root_by_path(leaf_hash(["another"]), path) != tree_root(leaves)
    assert len(path) <= (len(leaves) - 1).bit_length()


@given(LEAVES, st.data())
def test_other_programs_check_the_path_by_place_and_size_alone(leaves, data):
    """RFC 9162, 2.1.3.2: the sides follow from the place of the leaf and the size of the tree."""
    at = data.draw(st.integers(0, len(leaves) - 1))
    place, last, root = at, len(leaves) - 1, leaves[at]
    for step in inclusion_path(leaves, at):
        beside = bytes.fromhex(step.split()[1])
        if place & 1 or place == last:
            root = sha256(NODE + beside + root).digest()
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            root = sha256(NODE + root + beside).digest()
        place, last = place >> 1, last >> 1
    assert last == 0
    assert root == tree_root(leaves)


def test_the_leaf_of_an_entry_is_of_the_bytes_of_its_hash():
    assert entry_leaf("ab" * 32) == sha256(b"\0" + b"\xab" * 32).digest()
