"""Machine rules against a naive evaluator: every pick, whatever the order, and nothing that is settled is unsettled."""

import operator
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ledger.core.rules import Decision, Observation, Undecided, Window, decide, read_rule

COMPARISONS = {
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "=": operator.eq, "!=": operator.ne,
}  # fmt: skip
START = date(2026, 1, 10)
WINDOW = Window(start=START, end=START + timedelta(days=9))
TODAY = date(2026, 3, 1)
DAYS = st.integers(-3, 12)
VALUES = st.integers(0, 4)
SERIES = st.dictionaries(DAYS, VALUES, max_size=14)


def observed(series, metric="m", **more):
    return [
        Observation(id=number, metric=metric, on=START + timedelta(days=day), value=str(value), **more)
        for number, (day, value) in enumerate(sorted(series.items()), 1)
    ]


def settle(said, observations, window=WINDOW):
    return decide(read_rule(said), observations, metric="m", window=window, today=TODAY)


@st.composite
def rules(draw):
    comparison, threshold = draw(st.sampled_from(sorted(COMPARISONS))), draw(VALUES)
    meeting = st.sampled_from(["any", "all", "never", "first", "last", "max", "min", "count", "1 times", "3 times"])
    lasting = st.sampled_from(["any", "never"]).map(lambda pick: (pick, " for 3 days"))
    pick, end = draw(st.one_of(meeting.map(lambda pick: (pick, "")), lasting))
    compared = f"{pick} {comparison} {threshold}{end}"
    return draw(st.sampled_from([compared, "changed", "unchanged"]))


def stretches(met):
    """The lengths in days of every run of consecutive observations that meet the rule."""
    runs, run = [], []
    for day, holds in met:
        run = [*run, day] if holds else []
        if run:
            runs.append(run[-1] - run[0])
    return runs


def naive(said, series):
    """What the whole window comes to, by the words of the rule; the window holds something."""
    inside = [(day, value) for day, value in sorted(series.items()) if 0 <= day <= 9]
    before = [(day, value) for day, value in sorted(series.items()) if day < 0][-1:]
    if said in {"changed", "unchanged"}:
        changed = any(one[1] != next_[1] for one, next_ in pairwise([*before, *inside]))
        return changed == (said == "changed")
    words = said.split()
    times = words.pop(0) if words[1] == "times" else None
    pick, compare, threshold = words[0], COMPARISONS[words[1]], int(words[2])
    values = [value for _, value in inside]
    met = [(day, compare(value, threshold)) for day, value in inside]
    return {
        "any": lambda: any(holds for _, holds in met),
        "all": lambda: all(holds for _, holds in met),
        "never": lambda: not any(holds for _, holds in met),
        "times": lambda: sum(holds for _, holds in met) >= int(times or 0),
        "first": lambda: met[0][1],
        "last": lambda: met[-1][1],
        "max": lambda: compare(max(values), threshold),
        "min": lambda: compare(min(values), threshold),
        "count": lambda: compare(len(values), threshold),
        "any for": lambda: any(length >= 3 for length in stretches(met)),
        "never for": lambda: not any(length >= 3 for length in stretches(met)),
    }[f"{pick} for" if "for" in words else pick]()


@given(rules(), SERIES)
def test_a_record_past_the_window_comes_to_what_the_words_of_the_rule_say(said, series):
    record = {**series, 12: 0}
    found = settle(said, observed(record))
    if any(0 <= day <= 9 for day in record):
        assert (found.outcome == "yes") == naive(said, record), found.why
    elif said.startswith("count"):
        assert isinstance(found, Decision)
    else:
        assert found == Undecided(why="no observation of m from 2026-01-10 to 2026-01-19")


@given(rules(), SERIES)
def test_what_is_settled_stays_settled_whatever_is_observed_later(said, series):
    whole = observed({**series, 12: 0})
    outcomes = [settle(said, whole[:length]) for length in range(len(whole) + 1)]
    decided = [one for one in outcomes if isinstance(one, Decision)]
    assert len({(one.outcome, one.happened_on, one.known_on, one.because) for one in decided}) <= 1
    first = next((place for place, one in enumerate(outcomes) if isinstance(one, Decision)), len(outcomes))
    assert all(isinstance(one, Decision) for one in outcomes[first:])


@given(
    rules().filter(lambda said: not said.startswith(("3", "count")) and "for" not in said), SERIES, st.integers(7, 8)
)
def test_what_is_not_settled_yet_can_still_come_out_either_way(said, series, last):
    """Tried on every value of the days that are left; how many those are, no rule reckons with."""
    seen = {day: value for day, value in {**series, last: 2}.items() if day <= last}
    left = [{9: value} for value in range(-1, 6)]
    left += [{8: one, 9: other} for one in range(-1, 6) for other in range(-1, 6)] if last < 8 else []
    outcomes = {naive(said, {**seen, **way}) for way in left}
    assert len(outcomes) == (1 if isinstance(settle(said, observed(seen)), Decision) else 2)


@given(rules(), SERIES, st.integers(1, 10))
def test_a_rule_that_asks_for_it_waits_where_the_end_of_the_window_was_not_observed(said, series, days):
    record = observed({**series, 12: 0})
    plain, fresh = settle(said, record), settle(f"{said}, seen in the last {days} days", record)
    early = isinstance(settle(said, [one for one in record if one.on < WINDOW.end]), Decision)
    if early or any(9 - days < day <= 9 for day in series):
        assert fresh == plain
    else:
        assert isinstance(fresh, Undecided)


@given(rules(), SERIES, st.randoms(use_true_random=False))
def test_the_order_of_observations_does_not_matter(said, series, random):
    record = observed(series)
    shuffled = random.sample(record, len(record))
    assert settle(said, shuffled) == settle(said, record)


@given(rules(), SERIES)
def test_a_verdict_rests_on_what_it_names_alone(said, series):
    record = observed({**series, 12: 0})
    found = settle(said, record)
    if isinstance(found, Decision):
        kept = [one for one in record if one.id in found.because or not WINDOW.holds(one.on)]
        again = settle(said, kept)
        assert (again.outcome, again.happened_on, again.known_on) == (found.outcome, found.happened_on, found.known_on)
        assert {one.on for one in record if one.id in found.because} <= {
            one.on for one in record if one.on <= found.known_on
        }


def by(source, series, start=0):
    return [
        Observation(id=start + one.id, metric="m", on=one.on, value=one.value, source=source)
        for one in observed(series)
    ]


@given(rules(), SERIES, SERIES)
def test_two_sources_settle_only_what_they_come_to_together_and_each_alone(said, one, other):
    one, other = {**one, 12: 0}, {**other, 12: 0}
    both = settle(said, [*by("a", one), *by("b", other, 100)])
    together = [settle(said, observed({**less, **more})) for less, more in ((one, other), (other, one))]
    alone = [settle(said, observed(series)) for series in (one, other) if min(series) <= 0]
    outcomes = {found.outcome for found in [*together, *alone] if isinstance(found, Decision)}
    if isinstance(both, Decision):
        assert outcomes == {both.outcome}
        assert both.known_on == max(found.known_on for found in together)
    else:
        assert both.disputed == (len(outcomes) == 2)
        assert both.disputed or not outcomes


@given(rules(), SERIES)
def test_a_source_that_says_the_same_changes_nothing(said, series):
    alone, twice = settle(said, by("a", series)), settle(said, [*by("a", series), *by("b", series, 100)])
    assert getattr(twice, "outcome", None) == getattr(alone, "outcome", None)
    assert twice.why == alone.why


def test_sources_that_never_speak_of_the_same_day_can_still_disagree():
    first, second = by("history", {-2: 1, 3: 1, 7: 1, 11: 1}), by("catalog", {-1: 1, 2: 2, 6: 2, 12: 2}, 100)
    found = settle("changed", [*first, *second])
    assert (found.disputed, found.conflicts) == (True, ())
    assert found.why == (
        "the sources disagree: yes by catalog (m changed from 1 to 2 on 2026-01-12),"
        " no by history (m was 1 on all of 3 days)"
    )
    mixed = settle("changed", [*by("a", {-2: 1, 3: 1, 11: 1}), *by("b", {-1: 2, 4: 2, 12: 2}, 100)])
    assert mixed.why == "the sources disagree: no by each alone, yes together (m changed from 2 to 1 on 2026-01-13)"


def test_sources_that_disagree_about_a_day_are_named_with_it():
    found = settle("any >= 3", [*by("a", {2: 1}), *by("b", {2: 4}, 100)])
    assert found.why == "the sources disagree: m on 2026-01-12: 1 (a), 4 (b)"
    assert [one.told for one in found.conflicts] == ["m on 2026-01-12: 1 (a), 4 (b)"]
    twice = settle("any >= 3", [*by("a", {2: 1}), *by("a", {2: 4}, 100)])
    assert twice.why == "the sources disagree: m on 2026-01-12: 1 (a), 4 (a)"


@given(SERIES, SERIES)
def test_a_metric_is_compared_with_another_only_on_days_of_both(one, other):
    first, second = observed({**one, 12: 0}), observed({**other, 12: 0}, metric="n")
    others = [Observation(id=100 + seen.id, metric="n", on=seen.on, value=seen.value) for seen in second]
    found = settle("any >= @n - 1", [*first, *others])
    shared = [day for day in one.keys() & other.keys() if 0 <= day <= 9]
    assert isinstance(found, Decision) == bool(shared)
    if shared:
        assert (found.outcome == "yes") == any(one[day] >= other[day] - 1 for day in shared)


@given(st.sampled_from(["first", "last", "max", "min", "count"]), SERIES)
def test_a_rule_without_comparison_gives_the_value_itself(pick, series):
    inside = [value for day, value in sorted(series.items()) if 0 <= day <= 9]
    found = settle(pick, observed({**series, 12: 7}))
    if not inside and pick != "count":
        assert isinstance(found, Undecided)
        return
    wanted = {"max": max, "min": min, "count": len, "first": lambda all_: all_[0], "last": lambda all_: all_[-1]}
    assert found.outcome == str(wanted[pick](inside))
