"""Pairs as people type them: falling into words without quotes is what a shell would make of them."""

import shlex

from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.question_types._pairs import split_pairs

TEXTS = st.text(alphabet=st.sampled_from("a=5%. ,\t\n\r\x0b\x1c#'\"\\é\u00a0"), max_size=30)


@given(text=TEXTS)
def test_words_are_those_of_a_shell(text: str) -> None:
    try:
        words = shlex.split(text)
    except ValueError:
        words = []
    pairs = [word.removesuffix(",").partition("=") for word in words]
    expected = [(before, after) for before, _, after in pairs] if pairs and all(map(all, pairs)) else None
    try:
        found = split_pairs(text, example="")
    except InputError:
        found = None
    assert found == expected
