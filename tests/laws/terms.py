"""Terms of queries, drawn at random: each field with words, numbers or days that it takes."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from ledger.core.query import (
    BASES,
    FLAGS,
    PARTS,
    STATUSES,
    TYPES,
    Days,
    Numbers,
    Term,
    Words,
)


def plain_text():
    letters = st.characters(exclude_characters=",:\0", exclude_categories=["Cs", "Zs", "Cc", "Zl", "Zp"])
    return st.text(letters, min_size=1, max_size=12).map(str.strip).filter(bool)


def word(words):
    return st.sampled_from(words).map(lambda text: Words(text=text))


def numbers(ends):
    pairs = st.tuples(st.none() | ends, st.none() | ends).filter(any_end)
    return pairs.filter(lambda pair: None in pair or pair[0] <= pair[1]).map(
        lambda pair: Numbers(low=pair[0], high=pair[1])
    )


def periods():
    days = st.dates(min_value=date(1000, 1, 1))
    pairs = st.tuples(st.none() | days, st.none() | days).filter(any_end)
    return pairs.filter(lambda pair: None in pair or pair[0] <= pair[1]).map(
        lambda pair: Days(first=pair[0], last=pair[1])
    )


def any_end(pair):
    return pair != (None, None)


MILLIONTHS = st.integers(0, 1_000_000).map(lambda parts: Decimal(parts).scaleb(-6))
ALTERNATIVES = {
    **dict.fromkeys(("forecaster", "source", "series"), plain_text().map(lambda text: Words(text=text))),
    **dict.fromkeys(("id", "tag"), plain_text().map(lambda text: Words(text=text.lower()))),
    "status": word(STATUSES),
    "type": word(TYPES),
    "basis": word(BASES),
    "has": word(PARTS),
    "flag": word(FLAGS),
    **dict.fromkeys(("by", "made", "resolved"), periods()),
    **dict.fromkeys(("p", "brier"), numbers(MILLIONTHS)),
    "horizon": numbers(st.integers(-999_999, 999_999).map(Decimal)),
}
TERMS = st.sampled_from(sorted(ALTERNATIVES)).flatmap(
    lambda field: st.builds(
        Term,
        field=st.just(field),
        negated=st.booleans(),
        alternatives=st.lists(ALTERNATIVES[field], min_size=1, max_size=3).map(tuple),
    )
)
