"""Laws of hindsight: an honest ledger has no finding, what is undone is found no more, filters find what is shown."""

import random
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ledger
from ledger.core.hindsight import FINDINGS, OF_PREDICTIONS, findings, flags, past_of
from ledger.core.query import FLAGS
from ledger.core.question import Prediction, Question
from ledger.core.resolution import Scored
from ledger.errors import LedgerError
from ledger.services.addition import Addition
from ledger.services.worst_case import Looked, against, worst_cases
from tests.laws.pasts import NAMES, ending, forecast, pasts, question, resolution
from tests.ledgers import BACKENDS, schema

TODAY = datetime.now(tz=UTC).date()


def found(one: Question, **options) -> list:
    return list(findings(past_of(one, "2027-06-30"), **options))


@given(pasts())
def test_findings_come_in_the_order_of_tables_and_are_known_by_name(one):
    names = list(flags(found(one)))

    assert names == [name for name in FINDINGS if name in names]


@given(pasts(), st.permutations(NAMES))
def test_findings_do_not_depend_on_the_order_or_the_names_of_forecasters(one, names):
    renamed = dict(zip(NAMES, names, strict=True))
    other = replace(
        one,
        predictions=tuple(replace(each, forecaster=renamed[each.forecaster]) for each in reversed(one.predictions)),
        resolutions=tuple(replace(each, judge=renamed[each.judge]) for each in one.resolutions),
    )
    expected = {replace(each, forecaster=renamed.get(each.forecaster)) for each in found(one)}

    assert set(found(other)) == expected


@given(pasts(), st.integers(0, 600), st.integers(0, 600))
def test_more_grace_never_finds_more_left_open(one, grace, more):
    few, many = (sum(each.finding == "left_open" for each in found(one, grace=days)) for days in (grace + more, grace))

    assert few <= many


@given(pasts())
def test_a_question_without_rewordings_was_not_reworded(one):
    assert not {"reworded_after_forecast", "goalposts_moved"} & set(flags(found(replace(one, rewordings=()))))


@given(pasts())
def test_a_single_decision_is_not_decided_again(one):
    assert "re_resolved" not in flags(found(replace(one, resolutions=one.resolutions[-1:])))


@given(st.decimals(0, 1, places=4))
def test_against_is_the_worse_of_both_outcomes(p):
    assert against(p) == float(max((p - y) ** 2 for y in (Decimal(0), Decimal(1))))


@given(
    st.lists(st.tuples(st.sampled_from(["resolved", "overdue", "annulled"]), st.decimals(0, 1, places=2)), min_size=1)
)
def test_the_worst_case_counts_everything_once(some):
    looked = [_looked(status, p) for status, p in some]
    (row,) = worst_cases(looked)
    scores = [float((1 - p) ** 2) if status == "resolved" else against(p) for status, p in some]

    assert (row.n_worst, row.n + row.left_open + row.void) == (len(some), len(some))
    assert row.worst == pytest.approx(sum(scores) / len(scores))
    assert worst_cases(looked[::-1]) == (row,)


def _looked(status: str, p: Decimal) -> Looked:
    made = replace(forecast("2026-01-02", "2026-01-02", wording=1, entry=2, retrospective=False), p=str(p))
    said = Prediction(
        forecaster="Ann", forecaster_id="a", p=str(p), prediction=None, withdrawn=None, expired=None, forecasts=(made,)
    )
    decision = replace(resolution(1, "yes", "2026-06-30", 3, "Bob"), stands=True)
    if status == "annulled":
        decision = replace(decision, verdict="annulled", outcome=None)
    brier = Scored(forecaster="Ann", rule="brier", value=float((1 - p) ** 2), rule_version="1")
    one = question(
        status=status, deadline=ending("2026-06-30"), predictions=(said,),
        resolutions=() if status == "overdue" else (decision,),
        scores=(brier,) if status == "resolved" else (),
    )  # fmt: skip
    return Looked(question=one, found=tuple(found(one)))


@pytest.fixture(scope="module", params=BACKENDS)
def book(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hindsight")
    where = nullcontext(folder / "ledger.db") if request.param == "sqlite" else schema()
    with pytest.MonkeyPatch.context() as patch, where as place:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        with ledger.open(place, actor="Ann", zone="UTC") as book:
            live(book)
            yield book


def live(book) -> None:
    """Questions that are forecast, kept private, reworded, decided, reopened, and taken back at random."""
    chance = random.Random(20261132)
    for number in range(24):
        made = (TODAY - timedelta(days=chance.choice((0, 3, 20, 200)))).isoformat()
        by = (TODAY + timedelta(days=chance.choice((-40, -2, 300)))).isoformat()
        asked = {"by": max(by, made), "made": made, "forecaster": chance.choice(NAMES)}
        if number % 6 == 0:
            id_ = book.commit(Addition(claim=f"Kept {number}", probability="40%", **asked))[0].id
        else:
            quote = "as said" if number % 4 == 0 else None
            id_ = book.add(f"Question {number}", "60%", quote=quote, **asked).id
        for _ in range(chance.randrange(9)):
            act(book, id_, chance)


def act(book, id_: str, chance: random.Random) -> None:
    known = (TODAY - timedelta(days=chance.choice((0, 1, 15)))).isoformat()
    acts = [
        lambda: book.resolve(id_, chance.choice(("yes", "no", "ambiguous")), judge=chance.choice((*NAMES, "bob", None)),
                             amend=True, known_on=known),
        lambda: book.edit(id_, criteria=f"criteria {chance.randrange(9)}"),
        lambda: book.edit(id_, review=(TODAY + timedelta(days=chance.randrange(1, 99))).isoformat()),
        lambda: book.edit(id_, by=(TODAY + timedelta(days=chance.randrange(1, 99))).isoformat()),
        lambda: book.update(id_, f"{chance.randrange(1, 99)}%", forecaster=chance.choice(NAMES)),
        lambda: book.annul(id_),
        lambda: book.reopen(id_),
        lambda: book.reveal(id_),
        lambda: book.alias(chance.choice(NAMES), chance.choice((*NAMES, "bob"))),
        lambda: book.unalias(chance.choice(NAMES)),
        book.undo,
    ]  # fmt: skip
    # Not everything can be done to every question.
    with suppress(LedgerError):
        chance.choice(acts)()


STATES = [0.4, 0.7, 1.0]


def as_of(book, fraction: float) -> int | None:
    return None if fraction == 1 else round(book.state()["ledger"]["entries"] * fraction)


@pytest.mark.parametrize("fraction", STATES)
def test_a_filter_by_finding_finds_the_questions_that_show_it(book, fraction):
    entry = as_of(book, fraction)
    everything = book.list(as_of=entry)

    for flag in FINDINGS:
        shown = {one.id for one in everything if flag in one.flags}
        assert {one.id for one in book.list(f"flag:{flag}", as_of=entry)} == shown, flag
        assert {one.id for one in book.list(f"not:flag:{flag}", as_of=entry)} == {one.id for one in everything} - shown


@pytest.mark.parametrize("fraction", STATES)
def test_tables_of_predictions_and_of_forecasts_bear_the_flags_that_a_filter_goes_by(book, fraction):
    entry = as_of(book, fraction)
    predictions = book.frame("predictions", as_of=entry)
    expected = {
        (one.id, each.forecaster): " ".join(flags_of(one, each, TODAY.isoformat()))
        for one in book.list(as_of=entry)
        for each in one.predictions
    }
    said = book.frame("forecasts", as_of=entry)

    assert _flags(predictions) == expected
    assert _flags(said) == expected
    for flag in FLAGS:
        kept = book.frame("predictions", f"not:flag:{flag}", as_of=entry)
        assert _flags(kept).keys() == {pair for pair, flags in expected.items() if flag not in flags.split()}, flag


def flags_of(question, prediction, today: str) -> tuple[str, ...]:
    """Of the question's flags those that are about all of it or about this forecaster."""
    own = {one.finding for one in findings(past_of(question, today)) if one.forecaster == prediction.forecaster}
    return tuple(flag for flag in question.flags if flag not in OF_PREDICTIONS or flag in own)


def _flags(frame) -> dict[tuple[str, str], str]:
    rows = frame[["question", "forecaster", "flags"]].fillna("").itertuples(index=False)
    return {(row.question, row.forecaster): row.flags for row in rows}


def test_each_finding_is_made_by_the_life_of_these_questions(book):
    seen = {flag for one in book.list() for flag in one.flags}

    assert FINDINGS.keys() <= seen


def test_the_audit_lists_what_the_flags_say_and_no_more(book):
    cases = book.hindsight().cases

    for one in book.list():
        assert {case.found.finding for case in cases if case.question == one.id} == set(one.flags) & FINDINGS.keys()
    assert all(case.found.forecaster for case in cases if case.found.finding in OF_PREDICTIONS)


def test_undoing_everything_that_came_after_takes_its_findings_away(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with ledger.open(tmp_path / "ledger.db", actor="Ann", zone="UTC") as book:
        id_ = book.add("Rain", "60%", by=(TODAY + timedelta(days=9)).isoformat()).id
        before = book.hindsight()
        acts = [lambda: book.edit(id_, criteria="KMI"), lambda: book.resolve(id_, "yes"),
                lambda: book.resolve(id_, "no", amend=True), lambda: book.edit(id_, claim="Snow")]  # fmt: skip
        seen = []
        for each in acts:
            each()
            seen.append(len(book.hindsight().cases))
        for _ in acts:
            assert len(book.hindsight().cases) == seen.pop()
            book.undo()

        assert before.cases == ()
        assert book.hindsight().cases == ()


def test_an_honest_ledger_has_no_finding(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    chance = random.Random(1)
    with ledger.open(tmp_path / "ledger.db", actor="Ann", zone="UTC") as book:
        for number in range(12):
            end = (TODAY + timedelta(days=chance.randrange(1, 99))).isoformat()
            id_ = book.add(f"Question {number}", f"{chance.randrange(1, 99)}%", by=end, criteria="KMI").id
            book.update(id_, f"{chance.randrange(1, 99)}%")
            book.edit(id_, review=end)
            if number % 2:
                book.resolve(id_, chance.choice(("yes", "no")), judge="Bob")
                book.resolve(id_, book.show(id_).decision.outcome, judge="Cy")

        assert book.hindsight().cases == ()
        assert [(one.worst, one.n_worst) for one in book.hindsight().worst_case] == [
            (one.mean, one.n) for one in book.hindsight().worst_case
        ]
