"""Laws of the lint: whatever the words, it ends, points at them, and says the same each time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.lint import RULES, SEVERITIES, Draft
from ledger.core.lint.judging import lint, lint_text, rules
from ledger.errors import InputError

PHRASES = (
    "YES if ", "NO otherwise. ", "ANNULLED if ", "by 2030-12-31", "before January 1, 2031 ", "within six months ",
    "at least 3% ", "more than $2 billion ", "does not ", "significant ", "most ", "and ", "or ", "; ", "If ", "it ",
    "23:59 ", "midnight ", "\u202e", "\n", "May 2027 ", "no later than ", "is widely considered ", "10'6\" ",
    "2026-27 ",
    "31 February 2027 ", "9999 ", "٣ ", "half ", "¼ ", "İ", "ß", "’s ", "“many” ", "<=", "≥ 5 °C ", "COVID-19 ",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PHRASES), max_size=12).map("".join))
DRAFTS = st.builds(
    Draft,
    claim=TEXTS,
    criteria=st.none() | TEXTS,
    fine_print=st.none() | TEXTS,
    look_at=st.none() | TEXTS,
    type=st.sampled_from(["binary", "categorical", "numeric", "date"]),
    options=st.lists(TEXTS, max_size=3).map(tuple),
    review_on=st.none() | st.just("2030-01-01"),
)


@given(DRAFTS)
def test_every_place_holds_the_words_at_fault(draft):
    for finding in lint(draft):
        if finding.start is not None:
            text = getattr(draft, finding.field)

            assert 0 <= finding.start < finding.end <= len(text)
            assert finding.words == text[finding.start : finding.end]


@given(DRAFTS)
def test_each_finding_is_one_printable_sentence_of_a_known_rule_and_the_worst_come_first(draft):
    found = lint(draft)

    assert found == lint(draft)
    assert [SEVERITIES.index(one.severity) for one in found] == sorted(
        (SEVERITIES.index(one.severity) for one in found), reverse=True
    )
    assert all(one.code == RULES[one.name].CODE for one in found)
    assert all(len(one.message) < 300 and "\n" not in one.message for one in found)


@given(DRAFTS, st.sampled_from(sorted(RULES)))
def test_a_rule_that_is_off_takes_its_own_findings_away_and_no_others(draft, name):
    code = RULES[name].CODE

    assert lint(draft, rules(off=[code])) == [one for one in lint(draft) if one.name != name]
    assert lint(draft, rules(only=[name])) == [one for one in lint(draft) if one.name == name]


@given(DRAFTS, st.sampled_from(SEVERITIES))
def test_a_severity_keeps_what_is_at_least_as_bad(draft, least):
    kept = {one for one in SEVERITIES if SEVERITIES.index(one) >= SEVERITIES.index(least)}

    assert lint(draft, least=least) == [one for one in lint(draft) if one.severity in kept]


@pytest.mark.parametrize("piece", [*PHRASES, ".", "a.", "1,", "'", "not no ", "YES if NO "])
def test_long_texts_come_to_an_end(piece):
    text = (piece * 20_000)[:20_000]

    assert all(one.words for one in lint_text(text, text, fine_print=text) if one.start is not None)


def test_words_without_a_fault_have_no_finding():
    claim = "Germany's unemployment rate is above 6.5% in March 2027"
    criteria = "YES if the Federal Employment Agency gives more than 6.5% for March 2027. NO otherwise."

    assert lint_text(claim, criteria, by=date(2027, 3, 31)) == []


def test_rules_have_codes_of_their_own_in_order_and_a_sentence_for_everything():
    found = rules()

    assert [one.CODE for one in found] == sorted({one.CODE for one in found})
    assert [one.NAME for one in found] == list(RULES)
    assert all(one.MEANING.endswith((".", "?")) and not one.HINT.endswith(".") for one in found)


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("nosource", "no lint rule is called 'nosource'", "did you mean no-source?"),
        ("L999", "no lint rule is called 'L999'", f"there is {', '.join(RULES)}"),
    ],
)
def test_a_rule_that_there_is_not_is_refused_with_the_close_ones(said, message, hint):
    with pytest.raises(InputError) as refused:
        rules(off=[said])

    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_rules_are_named_by_code_or_name_in_any_case():
    assert [one.CODE for one in rules(only=["l102", " No-Source ", "L101"])] == ["L101", "L102"]
