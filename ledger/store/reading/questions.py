"""Questions put together: a few statements for each few thousand of them, however much was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Row

from ledger.core import hindsight
from ledger.core.frame import Frame
from ledger.core.question import Prediction, Question, StatedDeadline, Status
from ledger.core.verdicts import contested, last_words
from ledger.store.batches import collecting_later
from ledger.store.frames import frame_of, read_frames
from ledger.store.reading.decisions import Decided, read_decided
from ledger.store.reading.forecasts import Said, read_said
from ledger.store.reading.particulars import Particulars, read_particulars
from ledger.store.reading.prefixes import prefix_of
from ledger.store.reading.texts import to_seconds
from ledger.store.reading.wordings import Versions, read_versions
from ledger.store.snapshot import Snapshot

AT_ONCE: Final = 5_000


def read_questions(snapshot: Snapshot, keys: Sequence[int]) -> list[Question]:
    """The questions with these keys, whole, in this order; those that do not stand are left out."""
    with collecting_later():
        return [question for some in pieces(keys) for question in _read(snapshot, some)]


def pieces(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """The keys, so many at a time as are read at once."""
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _read(snapshot: Snapshot, keys: Sequence[int]) -> Iterator[Question]:
    versions = read_versions(snapshot, keys)
    if not versions:
        return
    found = Found(
        frames=read_frames(snapshot.connection, (row for each in versions.values() for row in each.rows)),
        today=snapshot.today.isoformat(),
        said=read_said(snapshot, keys),
        decided=read_decided(snapshot, keys),
        particulars=read_particulars(snapshot, keys, [each.now.id for each in versions.values()]),
    )
    for key in keys:
        if key in versions:
            yield found.question(versions[key])


class Found(NamedTuple):
    """What the statements brought about some questions."""

    frames: Mapping[int, Frame]
    today: str
    said: Said
    decided: Decided
    particulars: Particulars

    def question(self, versions: Versions) -> Question:
        """One question, whole."""
        now, key = versions.now, versions.now.question_id
        past, frame, particulars = self._past(versions), frame_of(self.frames, now.id), self.particulars
        return Question(
            id=now.public_id,
            prefix=prefix_of(now),
            type=now.type,
            wording=len(versions.rows),
            status=past.status,
            flags=(*_flags(versions, past), *hindsight.flags(hindsight.findings(past))),
            claim=now.claim,
            criteria=now.criteria,
            fine_print=now.fine_print,
            look_at=now.look_at,
            tags=particulars.tags(key),
            series=now.series,
            period=now.period,
            unit=frame.unit,
            lower=frame.lower,
            upper=frame.upper,
            open_lower=frame.open_lower,
            open_upper=frame.open_upper,
            options=frame.options,
            exclusive=frame.exclusive,
            ordered=frame.ordered,
            condition=particulars.condition(key),
            composite=particulars.composite(key),
            parts=particulars.parts(key),
            restates=particulars.restates(key),
            rule=particulars.rule(key),
            deadline=past.deadline,
            closes_at=to_seconds(now.closes_at) if now.closes_at else now.closes_on,
            review_on=now.review_on,
            recorded_at=to_seconds(versions.first.recorded_at),
            recorded_by=versions.first.actor,
            notes=particulars.notes(key),
            predictions=past.predictions,
            resolutions=past.resolutions,
            scores=self.decided.scores(key),
            rewordings=past.rewordings,
            commitments=past.commitments,
            hash=f"sha256:{now.hash}",
        )

    def _past(self, versions: Versions) -> hindsight.Past:
        """What hindsight is looked for in."""
        now, key = versions.now, versions.now.question_id
        predictions = self.said.predictions(versions, self.frames)
        commitments = self.particulars.commitments(key)
        return hindsight.Past(
            status=status(now, self.today),
            series=now.series,
            deadline=self._deadline(versions, predictions),
            predictions=predictions,
            resolutions=self.decided.resolutions(key, now.resolution_id),
            rewordings=versions.rewordings(self.frames, {one.revealed for one in commitments if one.revealed}),
            commitments=commitments,
            today=self.today,
        )

    def _deadline(self, versions: Versions, predictions: Sequence[Prediction]) -> StatedDeadline | None:
        now = versions.now
        if now.deadline is None:
            return None
        start = now.window_start or _first_made(predictions) or now.deadline
        return StatedDeadline(
            date=now.deadline,
            at=to_seconds(now.deadline_at) if now.deadline_at else None,
            window_start=start,
            text=now.deadline_text,
            edtf=now.edtf,
            precision=now.precision,
            rule=now.deadline_rule,
            readings=self.particulars.readings(now.id, start),
        )


def _flags(versions: Versions, past: hindsight.Past) -> tuple[str, ...]:
    resolution = past.decision
    happened = resolution.happened_on if resolution and resolution.verdict == "resolved" else None
    flags = {
        "contested": contested(past.resolutions),
        "disputed": bool(past.deadline and happened and disputed(past.deadline, happened)),
        "reworded": len(versions.rows) > 1,
        "vague": bool(versions.now.vague),
        "waiting": resolution is None and bool(last_words(past.resolutions)),
    }
    return tuple(flag for flag, holds in flags.items() if holds)


def _first_made(predictions: Sequence[Prediction]) -> str | None:
    return min((forecast.made for each in predictions for forecast in each.forecasts), default=None)


DECIDED: Final[dict[str, Status]] = {"resolved": "resolved", "ambiguous": "ambiguous", "annulled": "annulled"}


def status(now: Row[Any], today: str) -> Status:
    """What is to be done about a question today: a deadline that has passed is overdue, a review date never."""
    if now.state in DECIDED:
        return DECIDED[now.state]
    if now.deadline is not None and now.deadline < today:
        return "overdue"
    look = now.deadline or now.review_on
    return "due" if look is not None and look <= today else "open"


def disputed(deadline: StatedDeadline, happened: str) -> bool:
    """Whether it happened inside the window of one reading of the deadline's words and outside another's."""
    windows = [(deadline.window_start, deadline.date)]
    windows += [(reading.window_start or deadline.window_start, reading.date) for reading in deadline.readings]
    return len({start <= happened <= end for start, end in windows}) > 1
