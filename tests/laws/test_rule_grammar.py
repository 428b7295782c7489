"""The grammar of rules: what is read, what is refused word for word, and for which type of question it is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.rules import check_type, read_metric, read_rule, read_value, value_text
from ledger.errors import InputError

READ = {
    "any >= 24": ("any", ">=", "24", None, None, None),
    "ANY>=24": ("any", ">=", "24", None, None, None),
    "all < 3": ("all", "<", "3", None, None, None),
    "last > 0.50": ("last", ">", "0.5", None, None, None),
    "first >= 1": ("first", ">=", "1", None, None, None),
    "max >= 10": ("max", ">=", "10", None, None, None),
    "min < -2": ("min", "<", "-2", None, None, None),
    "never < 3": ("never", "<", "3", None, None, None),
    "count != 3": ("count", "!=", "3", None, None, None),
    "3 times >= 24": ("times", ">=", "24", None, 3, None),
    "1 time = 24": ("times", "=", "24", None, 1, None),
    "any >= 24 for 30 days": ("any", ">=", "24", None, None, 30),
    "never >= 24 FOR 1 day": ("never", ">=", "24", None, None, 1),
    "last = Google DeepMind": ("last", "=", "Google DeepMind", None, None, None),
    "any >= 2026-05-01": ("any", ">=", "2026-05-01", None, None, None),
    "last >= @arena.other - 50": ("last", ">=", "-50", "arena.other", None, None),
    "last >= @arena-other +5": ("last", ">=", "5", "arena-other", None, None),
    "any = @b": ("any", "=", None, "b", None, None),
    "any > @b for 2 days": ("any", ">", None, "b", None, 2),
    "changed": ("changed", None, None, None, None, None),
    "unchanged": ("unchanged", None, None, None, None, None),
    "last": ("last", None, None, None, None, None),
}


def test_a_rule_may_ask_for_an_observation_near_the_end():
    rule = read_rule("last >= @b - 50, seen in the last 7 days")
    assert (rule.pick, rule.than, rule.threshold, rule.fresh) == ("last", "b", "-50", 7)
    assert read_rule("changed, seen in the last 1 day").fresh == 1


@pytest.mark.parametrize("said", READ)
def test_a_rule_is_read_into_its_parts_and_kept_as_said(said):
    rule = read_rule(f"  {said} ")
    assert (rule.pick, rule.comparison, rule.threshold, rule.than, rule.times, rule.days) == READ[said]
    assert rule.said == said


SAYS = 'write "any >= 24", "last > 0.5", "changed", "never < 3", "3 times >= 24" or "max >= 10"'
PICKS = f"there is any, all, never, first, last, max, min, count, changed, unchanged and N times: {SAYS}"
REFUSED = {
    "": ("a rule has 1 to 300 characters, not 0", SAYS),
    "any => 24": ("no comparison is written '=>'", "there is >=, >, <=, <, =, !="),
    "any == 24": ("no comparison is written '=='", "there is >=, >, <=, <, =, !="),
    "any ≥ 24": ("no comparison is written '≥'", "there is >=, >, <=, <, =, !="),
    "any ! 24": ("no comparison is written '!'", "there is >=, >, <=, <, =, !="),
    "any above 24": ("no rule begins with 'any above 24'", PICKS),
    "mean > 3": ("no rule begins with 'mean'", PICKS),
    ">= 24": ("the rule '>= 24' picks no observation", PICKS),
    "any": ("the rule 'any' compares with nothing", 'add a comparison: "any >= 24"'),
    "3 times": ("the rule '3 times' compares with nothing", 'add a comparison: "3 times >= 24"'),
    "0 times > 1": ("'0' is no number of times", "write a whole number from 1 to 100000"),
    "2.5 times > 1": ("'2.5' is no number of times", "write a whole number from 1 to 100000"),
    "any >": ("nothing stands behind >", SAYS),
    "any > twenty": ("'twenty' is no number", "any > goes with a number such as 24: = and != take words"),
    "any >= 1,000": ("'1,000' is no number", "any >= goes with a number such as 24: = and != take words"),
    "max = Google": ("'Google' is no number", "max = goes with a number such as 24: = and != take words"),
    "count > 2026-05-01": ("'2026-05-01' is no number", "count > goes with a number such as 24: = and != take words"),
    "any > nan": ("'nan' is no number", "any > goes with a number such as 24: = and != take words"),
    "changed > 3": ("changed is compared with nothing", 'write "changed" alone, or "any = VALUE"'),
    "last > 3 for 30 days": ("last cannot hold for days", 'write "any >= 24 for 30 days" or "never < 3 for 30 days"'),
    "any > 3 for x days": ("'x' is no number of days", "write a whole number from 1 to 100000"),
    "any > 3 for 1000000 days": ("'1000000' is no number of days", "write a whole number from 1 to 100000"),
    "max > @b": ("max is compared with a number, not with a metric", SAYS),
    "any > @b 50": ("cannot read '50' behind @b", "add or take away a number: @b - 50"),
    "any > @b - x": ("cannot read '- x' behind @b", "add or take away a number: @b - 50"),
    "any > @b -": ("cannot read '-' behind @b", "add or take away a number: @b - 50"),
    "any > @": ("'' cannot be the name of a metric", "one word of at most 100 characters, such as arena.leader"),
    "changed, seen in the last week": (
        "cannot read 'seen in the last week'",
        'write "changed, seen in the last 7 days"',
    ),
    "changed, seen in the last x days": ("'x' is no number of days", "write a whole number from 1 to 100000"),
    "any > __import__('os')": (
        "'__import__('os')' is no number",
        "any > goes with a number such as 24: = and != take words",
    ),
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_no_rule_is_refused_in_the_words_of_whoever_typed_it(said):
    with pytest.raises(InputError) as refused:
        read_rule(said)
    assert (refused.value.message, refused.value.hint) == REFUSED[said]


TYPES = {
    "binary": ({"changed", "unchanged", "any > 3", "last > 3", "count > 3", "3 times > 3"}, {"last", "max", "count"}),
    "categorical": ({"first", "last"}, {"changed", "any = a", "max", "count"}),
    "numeric": ({"first", "last", "max", "min", "count"}, {"changed", "last > 3"}),
    "date": ({"first", "last", "max", "min"}, {"changed", "last > 3", "count"}),
}


@pytest.mark.parametrize("type_", TYPES)
def test_a_rule_fits_the_type_of_its_question(type_):
    fitting, others = TYPES[type_]
    for said in fitting:
        check_type(read_rule(said), type_)
    for said in others:
        with pytest.raises(InputError, match=r"says neither yes nor no|gives no outcome of a"):
            check_type(read_rule(said), type_)


def test_a_rule_of_the_wrong_type_says_which_ones_there_are():
    with pytest.raises(InputError) as refused:
        check_type(read_rule("changed"), "categorical")
    assert refused.value.message == "the rule 'changed' gives no outcome of a categorical question"
    assert refused.value.hint == "write first, last, without a comparison"


@pytest.mark.parametrize("name", ["", "two words", "a@b", "{lab}", "x" * 101, "a\x1bb", "a,b"])
def test_the_name_of_a_metric_is_one_plain_word(name):
    with pytest.raises(InputError, match="cannot be the name of a metric"):
        read_metric(name)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(said):
    try:
        rule = read_rule(said)
    except InputError:
        return
    assert read_rule(rule.said) == rule


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_a_number_is_kept_exactly(number):
    assert read_value(value_text(f"{number:f}")) == number


@given(st.text(min_size=1, max_size=40))
def test_a_value_is_kept_so_that_it_reads_back_the_same(text):
    if text.strip():
        assert read_value(value_text(text)) == read_value(" ".join(text.split()))
