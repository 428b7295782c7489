"""Merkle trees by RFC 6962: roots of growing trees, and the path that proves a leaf to be in one.

Laurie, Langley and Kasper (2013), Certificate Transparency, RFC 6962, doi 10.17487/RFC6962.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from hashlib import sha256

from ledger.store.chain import LEAF, level_above, node_hash


def entry_leaf(digest: str) -> bytes:
    """Leaf of an entry in the tree over all entries: SHA-256(0x00 || the 32 bytes of its hash).

    Raises ValueError for what is no hexadecimal text.
    """
    return sha256(LEAF + bytes.fromhex(digest)).digest()


def growing_roots(leaves: Iterable[bytes], sizes: Collection[int]) -> dict[int, bytes]:
    """Roots of the trees over the first leaves, for each of these sizes that there are leaves for; in one pass.

    >>> from ledger.store.chain import leaf_hash, tree_root
    >>> leaves = [leaf_hash([n]) for n in range(5)]
    >>> growing_roots(leaves, {3, 9}) == {3: tree_root(leaves[:3])}
    True
    """
    wanted, roots = frozenset(sizes), {}
    subtrees: list[bytes] = []
    for count, leaf in enumerate(leaves, 1):
        root = leaf
        # Each even half of the count completes a pair of subtrees.
        for _ in range((count & -count).bit_length() - 1):
            root = node_hash(subtrees.pop(), root)
        subtrees.append(root)
        if count in wanted:
            roots[count] = reduce(lambda right, left: node_hash(left, right), reversed(subtrees))
    return roots


def inclusion_path(leaves: Sequence[bytes], at: int) -> list[str]:
    """The neighbours on the way from a leaf up to the root: `left HEX` or `right HEX`, by the side they stand on.

    >>> inclusion_path([b"a", b"b"], 0)
    ['right 62']
    >>> inclusion_path([b"a"], 0)
    []
    """
    path, level = [], list(leaves)
    while len(level) > 1:
        beside = at ^ 1
        if beside < len(level):
            path.append(f"{'left' if beside < at else 'right'} {level[beside].hex()}")
        level, at = level_above(level), at // 2
    return path


def root_by_path(leaf: bytes, path: Sequence[str]) -> bytes:
    """The root that a path leads to from a leaf."""
    for step in path:
        side, beside = step.split()
        other = bytes.fromhex(beside)
        leaf = node_hash(other, leaf) if side == "left" else node_hash(leaf, other)
    return leaf
