"""Private predictions: committed now by a salted hash, revealed later, and shown to be the same."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ledger.core.commitment import SHOWN, Sealed, read_sealed, seal
from ledger.core.dates import Moment
from ledger.errors import InputError, RefusedError
from ledger.services.addition import Addition, check
from ledger.services.clock import clock_of, moment_columns
from ledger.services.quoting import Quoted
from ledger.services.record import About, Made, add_forecast, add_tags
from ledger.services.said import read_said
from ledger.services.wording import Worded, add_wording, text_columns
from ledger.store import find
from ledger.store.ids import SHOWN as PREFIX
from ledger.store.journal import Draft
from ledger.store.making import forecaster_named, new_question
from ledger.store.moments import moment_at
from ledger.store.sealed import standing_commitment
from ledger.store.tables import commitments, entries, reveals
from ledger.store.written import check_column

KEPT: Final = (
    "claim", "criteria", "fine_print", "look_at", "vague", "type", "options", "ordered", "independent", "unit",
    "bounds", "open_bounds", "probability", "shares", "quantiles", "interval", "distribution", "cdf", "as_said",
    "words", "scale", "basis", "certain", "expires",
)  # fmt: skip
"""What of an addition is sealed."""
PUBLIC: Final = ("tags", "by", "closes", "review", "made", "forecaster", "question_only")
"""What of an addition stands open: whose it is, when it was made, and when it will be over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """A committed prediction: the key of its question, and what opens it."""

    question: int
    sealed: Sealed


def commit(draft: Draft, addition: Addition, *, note: str | None = None, date_format: str | None = None) -> Committed:
    """Record that a prediction exists, with its days and its hash, but not what it says.

    A note is sealed too, and becomes one of the entry that reveals it. Raises what `add` raises, and InputError for
    what cannot be kept private: a series, a branch, a bundle, a source.
    """
    check(addition)
    _refuse_open(addition)
    # Whether it can be recorded at all is found out now, not on the day of the reveal.
    read_said(addition.said, addition.asked.frame)
    text_columns(addition.worded(dated=False))
    check_column(entries, "note", [note])
    clock = clock_of(draft, date_format)
    moment = clock.past(addition.made, what="the day it was said")
    question = new_question(draft)
    name = addition.forecaster or draft.actor
    body = _body(draft, addition, question, name, moment)
    sealed = seal(body if note is None else {**body, "note": note})
    worded = Worded(
        claim=f"Private prediction {sealed.digest[:SHOWN]}", by=addition.by, closes=addition.closes,
        review=addition.review,
    )  # fmt: skip
    add_wording(draft, worded, question=question, made=moment, clock=clock, made_text=addition.made)
    add_tags(draft, tuple(addition.tags), question_id=question)
    draft.add(
        commitments,
        question_id=question,
        forecaster_id=forecaster_named(draft, name),
        digest=sealed.digest,
        zone=clock.zone_name,
        **moment_columns("made", moment),
    )
    return Committed(question=question, sealed=sealed)


def _refuse_open(addition: Addition) -> None:
    kept = {*KEPT, *PUBLIC}
    for name, value in addition._asdict().items():
        if value and name not in kept:
            message = f"a private prediction takes no {name.replace('_', '-')}"
            raise InputError(message, hint="leave it out until the prediction is revealed")
    if addition.question_only:
        raise InputError("a private prediction says how likely it is", hint="leave --question-only out")


def _body(draft: Draft, addition: Addition, question: int, name: str, moment: Moment) -> dict[str, Any]:
    said = {field: value for field in KEPT if (value := getattr(addition, field)) not in (None, False)}
    ledger = draft.head.ledger if draft.head else ""
    return {
        "ledger": ledger, "question": draft.public_ids["questions"][question], "forecaster": name,
        "made": addition.made or moment.text, "by": addition.by, **said,
    }  # fmt: skip


def kept(draft: Draft, question: find.Found, folder: Path) -> Sealed:
    """What opens the commitment of a question, from the folder in which it was kept; an InputError where it is not."""
    commitment = standing_commitment(draft.connection, question.key)
    if commitment is None:
        raise _not_private(question)
    place = folder / f"{commitment.digest}.json"
    try:
        return read_sealed(place.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        message = f"the sealed prediction of {question.id[:PREFIX]} is not on this machine"
        raise InputError(message, hint=f"fcl reveal {question.id[:PREFIX]} --from FILE", code="bad_file") from None


def _not_private(question: find.Found) -> RefusedError:
    return RefusedError(f"{question.id[:PREFIX]} is no private prediction", hint="fcl add --commit makes one")


def reveal(draft: Draft, question: find.Found, sealed: Sealed, *, date_format: str | None = None) -> None:
    """Record what a committed prediction says, as of the day it was committed; its note comes before the entry's own.

    Raises RefusedError where nothing was committed, it was revealed already, or this is not what was committed.
    """
    commitment = standing_commitment(draft.connection, question.key)
    if commitment is None:
        raise _not_private(question)
    if commitment.revealed:
        raise RefusedError(f"{question.id[:PREFIX]} was revealed already", hint=f"fcl show {question.id[:PREFIX]}")
    if sealed.digest != commitment.digest:
        message = f"this is not what was committed in {question.id[:PREFIX]}: its hash is {sealed.digest[:SHOWN]}"
        hint = f"the commitment is {commitment.digest[:SHOWN]}: find its file"
        raise RefusedError(message, hint=hint, code="not_committed")
    draft.note = "\n".join(note for note in (sealed.said.get("note"), draft.note) if note) or None
    _record(draft, question, commitment, sealed, date_format)


def _record(draft: Draft, question: find.Found, commitment: Any, sealed: Sealed, date_format: str | None) -> None:
    said = sealed.said
    addition = Addition(**{name: said[name] for name in KEPT if name in said}, by=said["by"])
    clock, moment = clock_of(draft, date_format), moment_at(commitment, "made")
    before = find.standing_wording(draft.connection, question.key)
    wording = add_wording(
        draft, addition.worded(dated=True), question=question.key, made=moment, clock=clock, made_text=said["made"],
        same={"closes_on": before.closes_on, "closes_at": before.closes_at},
    )  # fmt: skip
    forecast = add_forecast(
        draft,
        About(question=question.key, wording=wording, frame=addition.asked.frame),
        said=addition.said,
        made=Made(forecaster=commitment.forecaster),
        moment=moment,
        clock=clock,
        quoted=Quoted(),
    )
    draft.add(reveals, commitment_id=commitment.id, forecast_id=forecast, salt=sealed.salt, body=sealed.body)
