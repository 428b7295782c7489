"""Revise: a change of mind, a correction, a withdrawal."""

from typing import Any, Final

from ledger.core.dates import Moment, made_before_known
from ledger.errors import NotFoundError, RefusedError
from ledger.services.clock import Clock, clock_of, moment_columns
from ledger.services.quoting import Quoted
from ledger.services.record import About, Made, add_forecast
from ledger.services.said import Said
from ledger.services.sealed import refuse_sealed
from ledger.store import find, standing
from ledger.store.frames import frame_of, read_frames
from ledger.store.journal import Draft
from ledger.store.moments import moment_at
from ledger.store.tables import forecasters, reaffirmations, withdrawals

SAME: Final = "same"
FIELDS: Final = {"shares": "shares", "quantiles": "quantiles", "interval": "interval", "cdf": "cdf"}


def update(
    draft: Draft,
    question: find.Found,
    *,
    said: Said,
    made: Made,
    quoted: Quoted,
    correct: bool = False,
    date_format: str | None = None,
) -> None:
    """A forecaster's next forecast, or with `correct` another number in place of the last one.

    Raises NotFoundError where it is not clear whose, RefusedError once the outcome was known, and for what is sealed.
    """
    refuse_sealed(draft.connection, question)
    clock = clock_of(draft, date_format)
    name = made.forecaster or the_forecaster(draft, question, create=True)
    before = _forecasts(draft, question, name)
    moment = _moment(made, before, clock, correct=correct)
    _refuse_hindsight(draft, question, moment)
    if correct and not before:
        raise RefusedError(f"{name} has no forecast on {question.id} to correct", hint="leave --correct out")
    same = said.probability == SAME
    forecast = add_forecast(
        draft,
        _about(draft, question, before if same else []),
        said=_same(said, before) if same else said,
        made=made._replace(forecaster=name),
        moment=moment,
        clock=clock,
        quoted=quoted,
        replaces=before[-1].id if correct else None,
    )
    if same and not correct:
        draft.add(reaffirmations, forecast_id=forecast, reaffirms_id=before[-1].id)


def _about(draft: Draft, question: find.Found, repeated: list[Any]) -> About:
    """The question as it is worded now; what says the same again says it of the wording that it was said of."""
    wording = find.standing_wording(draft.connection, question.key)
    if repeated and repeated[-1].kind is not None:
        wording = find.wording_of(draft.connection, repeated[-1].wording_id)
    frame = frame_of(read_frames(draft.connection, [wording]), wording.id)
    return About(question=question.key, wording=wording.id, frame=frame)


def _moment(made: Made, before: list[Any], clock: Clock, *, correct: bool) -> Moment:
    if correct and before and made.made is None:
        return moment_at(before[-1], "made")
    moment = clock.past(made.made, what="the day it was said")
    if made.made is None and before and before[-1].made_on == moment.on.isoformat() and before[-1].made_at is None:
        # The earlier one bears a bare day: an instant of the same day would come before it.
        return Moment(on=moment.on)
    return moment


def _refuse_hindsight(draft: Draft, question: find.Found, moment: Moment) -> None:
    resolution = find.standing_resolution(draft.connection, question.key)
    if resolution and not made_before_known(moment, moment_at(resolution, "known")):
        message = f"{question.id} was known on {resolution.known_on}: a forecast made on {moment.on} comes too late"
        raise RefusedError(message, hint="fcl reopen ID, if it is not settled after all", code="after_known")


def _same(said: Said, before: list[Any]) -> Said:
    """What was said last, said again: of another kind than a probability in the words in which it was typed."""
    last = before[-1] if before else None
    if last is None or (last.probability is None and last.kind is None):
        raise RefusedError("there is no number yet that could stay the same", hint="give a probability")
    if last.kind is None:
        return said._replace(probability=last.said or last.probability, certain=True, basis=last.basis)
    field = FIELDS.get(last.kind, "distribution")
    return said._replace(
        probability=None, **{field: last.said}, certain=True, as_said=last.kind == "shares", basis=last.basis
    )


def _forecasts(draft: Draft, question: find.Found, name: str) -> list[Any]:
    found = find.find_by_name(draft.connection, forecasters, name)
    return find.forecasts_of(draft.connection, question.key, found.key) if found else []


def the_forecaster(draft: Draft, question: find.Found, *, create: bool = False) -> str:
    """The name of the only forecaster on a question; the actor where there is none yet and `create`."""
    scope = standing.scope_of(draft.connection)
    there = find.forecasters_of(draft.connection, scope, question.key)
    if len(there) == 1:
        return str(there[0].name)
    if not there and create:
        return draft.actor
    names = [str(row.name) for row in there]
    message = f"{question.id} has {len(there)} forecasters" if there else f"nobody has a forecast on {question.id}"
    raise NotFoundError(
        message, hint=f"say whose: {question.id[:4]}@NAME", code="ambiguous_forecaster", candidates=names
    )


def withdraw(draft: Draft, question: find.Found, *, forecaster: str | None, date_format: str | None = None) -> None:
    """Take a forecaster's forecast back; it stays in the journal and in the counts of what was left out."""
    refuse_sealed(draft.connection, question)
    clock = clock_of(draft, date_format)
    name = forecaster or the_forecaster(draft, question)
    who = find.find_forecaster(draft.connection, name, question.key)
    if find.standing_resolution(draft.connection, question.key):
        raise RefusedError(f"{question.id} is already resolved", hint="a settled forecast cannot be withdrawn")
    last = find.forecasts_of(draft.connection, question.key, who.key)
    if not last or last[-1].withdrawn:
        raise RefusedError(f"{name} has no forecast on {question.id} to withdraw", hint="fcl show ID")
    moment = clock.past(None, what="the withdrawal")
    draft.add(
        withdrawals,
        question_id=question.key,
        forecaster_id=who.key,
        zone=clock.zone_name,
        note=draft.note,
        **moment_columns("made", moment),
    )
