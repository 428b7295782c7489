"""Laws of judges: whose word is the last, when a question is contested, and that filters find what is shown."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ledger
from ledger.core.query import FLAGS, read_term
from ledger.core.resolution import Resolution
from ledger.core.verdicts import contested, last_words, verdict_of
from ledger.errors import LedgerError
from ledger.services.addition import Addition
from ledger.store.reading import question_keys, read_questions

TODAY = datetime(2025, 6, 15, 12, tzinfo=UTC)
JUDGES = ("Ann", "Bob", "Cy")
VERDICTS = (("resolved", "yes"), ("resolved", "no"), ("ambiguous", None), ("annulled", None), ("reopened", None))


def resolution(n: int, verdict: str, outcome: str | None, judge: str | None) -> Resolution:
    return Resolution(
        n=n, stands=False, verdict=verdict, outcome=outcome, value=None, happened_on=None, known_on="2025-01-01",
        recorded_at="2025-01-01T00:00:00Z", recorded_by="me", entry=n, judge=judge,
        made_by=None if judge else "rule", because=(), evidence=(), note=None,
    )  # fmt: skip


WORDS = st.lists(st.tuples(st.sampled_from(VERDICTS), st.sampled_from((*JUDGES, None))), max_size=9).map(
    lambda said: [resolution(n, *verdict, judge) for n, (verdict, judge) in enumerate(said, 1)]
)


@given(WORDS)
def test_the_last_word_of_a_judge_is_the_newest_since_the_question_was_reopened(words):
    reopened = max((one.n for one in words if one.verdict == "reopened"), default=0)
    since = [one for one in words if one.n > reopened and one.judge]
    newest = {judge: max(one.n for one in since if one.judge == judge) for judge in {one.judge for one in since}}

    assert {judge: one.n for judge, one in last_words(words).items()} == newest
    assert list(last_words(words)) == sorted(newest, key=newest.__getitem__)


@given(WORDS, st.permutations(JUDGES))
def test_whether_judges_differ_does_not_depend_on_their_names(words, names):
    named = dict(zip(JUDGES, names, strict=True))
    renamed = [resolution(one.n, *verdict_of(one), named.get(one.judge)) for one in words]

    assert contested(renamed) == contested(words)


@given(WORDS, st.sampled_from(VERDICTS[:-1]))
def test_judges_who_come_to_agree_contest_nothing(words, verdict):
    agreeing = [resolution(len(words) + n, *verdict, judge) for n, judge in enumerate(JUDGES, 1)]

    assert not contested([*words, *agreeing])


@given(WORDS)
def test_a_judge_alone_never_contests(words):
    alone = [resolution(one.n, *verdict_of(one), one.judge and "Ann") for one in words]

    assert not contested(alone)


def test_a_judge_against_a_machine_contests_nothing():
    assert not contested([resolution(1, "resolved", "yes", None), resolution(2, "resolved", "no", "Ann")])
    assert contested([resolution(1, "resolved", "yes", "Bob"), resolution(2, "resolved", "no", "Ann")])


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("judges")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        with ledger.open(folder / "ledger.db", actor="Ann", now=lambda: TODAY, zone="UTC") as book:
            live(book)
            yield book


def live(book) -> None:
    """Twenty questions that are asked, reworded, judged by several, reopened, and taken back at random."""
    chance = random.Random(20250615)
    base = book.add("The condition", "50%", by="2026-12-31", made="2024-01-02")
    book.add("Quoted", "50%", by="2099-12-31", made="2023-05-05", quote="as likely as not")
    book.commit(Addition(claim="Kept to oneself", probability="40%", by="2024", made="2023-05-05"))
    book.annul(book.add("Void", "40%", by="2024", made="2023-05-05").id)
    for number in range(20):
        hangs = {"condition": f"{base.id}=yes"} if number % 5 == 0 else {}
        one = book.add(f"Question {number}", "60%", by="by 2024", made="2023-05-05", vague=number % 7 == 0, **hangs)
        for turn in range(chance.randrange(6)):
            act(book, one.id, chance, chance.randrange(10 if turn else 7))


def act(book, id_: str, chance: random.Random, what: int) -> None:
    try:
        if what < 7:
            book.resolve(
                id_, chance.choice(("yes", "no", "ambiguous")), judge=chance.choice((*JUDGES, None)), amend=True,
                known_on="2025-02-01", happened_on=chance.choice(("2023-12-31", "2024-06-30", "2025-01-31")),
            )  # fmt: skip
        elif what == 7:
            book.reopen(id_)
        elif what == 8 and chance.randrange(4) == 0:
            book.alias(chance.choice(JUDGES), chance.choice(JUDGES))
        elif what == 8:
            book.edit(id_, criteria=f"criteria {chance.randrange(9)}")
        else:
            book.undo()
    except LedgerError:
        assert what in {7, 8}


def shown(book, as_of) -> dict[str, set[str]]:
    questions = book.list(as_of=as_of)
    return {flag: {one.id for one in questions if flag in one.flags} for flag in FLAGS}


@pytest.mark.parametrize("fraction", [0.3, 0.5, 0.7, 1.0])
def test_a_filter_by_flag_finds_what_is_shown_now_and_then(book, fraction):
    last = book.state()["ledger"]["entries"]
    as_of = None if fraction == 1 else round(last * fraction)
    found = {flag: {one.id for one in book.list(f"flag:{flag}", as_of=as_of)} for flag in FLAGS}

    assert found == shown(book, as_of)
    assert {one.id for one in book.list("not:flag:contested,vague", as_of=as_of)} == (
        {one.id for one in book.list(as_of=as_of)} - found["contested"] - found["vague"]
    )


def test_every_flag_tells_some_of_these_questions_from_others(book):
    everything = len(book.list())

    assert {flag: 0 < len(ids) < everything for flag, ids in shown(book, None).items()} == dict.fromkeys(FLAGS, True)


def test_flags_of_now_are_found_by_the_selects_of_a_past_state_too(book):
    with book.snapshot() as now, book.snapshot(book.state()["ledger"]["entries"]) as then:
        for flag in FLAGS:
            terms = (read_term(f"flag:{flag}"),)
            there = read_questions(then, question_keys(then, terms))
            assert [one.id for one in there] == [one.id for one in read_questions(now, question_keys(now, terms))]


def test_a_flag_that_is_none_is_refused_with_those_that_are():
    with pytest.raises(ledger.errors.InputError) as refused:
        read_term("flag:contest")
    assert refused.value.message == "flag: cannot be 'contest'"
    assert refused.value.hint == f"did you mean flag:contested? it can be: {' '.join(FLAGS)}"
