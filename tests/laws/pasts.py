"""Made-up questions for laws of hindsight: forecast, reworded and decided in any order."""

from dataclasses import fields, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from ledger.core.particulars import Rewording
from ledger.core.question import Forecast, Prediction, Question, StatedDeadline
from ledger.core.resolution import Resolution

NAMES = ("Ann", "Bob", "Cy")
DAYS = st.integers(0, 400).map(lambda n: (date(2026, 1, 1) + timedelta(days=n)).isoformat())


def whole(kind, **told):
    """A record in which everything else is None."""
    return kind(**{**dict.fromkeys(field.name for field in fields(kind)), **told})


def forecast(made: str, recorded: str, *, wording: int, entry: int, retrospective: bool) -> Forecast:
    return whole(
        Forecast, n=1, p="0.7", basis="stated", made=made, recorded_at=f"{recorded}T00:00:00Z", recorded_by="me",
        entry=entry, wording=wording, retrospective=retrospective, counts=True,
    )  # fmt: skip


def resolution(n: int, outcome: str, known: str, entry: int, judge: str) -> Resolution:
    return whole(
        Resolution, n=n, stands=False, verdict="resolved", outcome=outcome, known_on=known, entry=entry, judge=judge,
        recorded_at=f"{known}T00:00:00Z", recorded_by="me",
    )  # fmt: skip


def question(**told) -> Question:
    """A question of which nothing is known but what is told."""
    nothing = dict.fromkeys(("flags", "predictions", "resolutions", "scores", "rewordings", "commitments"), ())
    return whole(
        Question, **{"id": "k7qm3x9tbcdf", "prefix": "k7qm", "type": "binary", "claim": "Rain", **nothing, **told}
    )


def ending(day: str) -> StatedDeadline:
    return whole(StatedDeadline, date=day, window_start="2026-01-01", readings=())


@st.composite
def pasts(draw) -> Question:
    """A question that was forecast, reworded and decided in any order."""
    said = [
        Prediction(
            forecaster=name, forecaster_id=name, p="0.7", prediction=None, withdrawn=None, expired=None,
            forecasts=(forecast(draw(DAYS), draw(DAYS), wording=draw(st.integers(1, 3)), entry=2,
                                retrospective=draw(st.booleans())),),
        )
        for name in draw(st.lists(st.sampled_from(NAMES), unique=True))
    ]  # fmt: skip
    made = [
        resolution(
            n, draw(st.sampled_from(["yes", "no"])), draw(DAYS), draw(st.integers(3, 9)), draw(st.sampled_from(NAMES))
        )
        for n in range(1, draw(st.integers(0, 3)) + 1)
    ]
    decided = (*made[:-1], *(replace(one, stands=True) for one in made[-1:]))
    changed = [
        Rewording(n=n, changed=("claim",), recorded_on=day, recorded_at=f"{day}T00:00:00Z", recorded_by="me",
                  entry=draw(st.integers(3, 9)))
        for n, day in enumerate(draw(st.lists(DAYS, max_size=2)), 2)
    ]  # fmt: skip
    deadline = StatedDeadline(
        date=draw(DAYS),
        at=None,
        window_start="2026-01-01",
        text=None,
        edtf=None,
        precision=None,
        rule=None,
        readings=(),
    )
    status = "resolved" if decided else "overdue"
    return question(
        status=status, deadline=deadline, predictions=tuple(said), resolutions=decided, rewordings=tuple(changed)
    )
