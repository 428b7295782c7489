"""Record: a new question with what one forecaster said about it."""

from typing import Final, NamedTuple

from ledger.core.dates import Moment
from ledger.core.frame import YES_OR_NO, Frame
from ledger.errors import InputError, RefusedError
from ledger.services.clock import Clock, clock_of, moment_columns
from ledger.services.quoting import Quoted, add_quote
from ledger.services.relating import Related, relate
from ledger.services.said import Said, read_said
from ledger.services.wording import Worded, add_wording
from ledger.store.chain import Value
from ledger.store.framing import add_points
from ledger.store.journal import Draft
from ledger.store.making import forecaster_named, new_question
from ledger.store.tables import forecasts, tags

UNRELATED: Final = Related()


class Made(NamedTuple):
    """Who said it and when, as typed; None: the actor, this instant."""

    forecaster: str | None = None
    made: str | None = None
    basis: str | None = None


def record(
    draft: Draft,
    *,
    worded: Worded,
    said: Said,
    made: Made,
    quoted: Quoted,
    tag_names: tuple[str, ...] = (),
    question_only: bool = False,
    related: Related = UNRELATED,
    date_format: str | None = None,
) -> int:
    """Add a question, its wording, tags, and (unless `question_only`) a first forecast; the question's key."""
    clock = clock_of(draft, date_format)
    moment = clock.past(made.made, what="the day it was said")
    question = new_question(draft)
    wording = add_wording(draft, worded, question=question, made=moment, clock=clock, made_text=made.made)
    add_tags(draft, tag_names, question_id=question)
    if related.given:
        said_by = None if question_only else made.forecaster or draft.actor
        relate(draft, question, related, type=worded.asked.type, speaker=said_by)
    if not question_only:
        about = About(question=question, wording=wording, frame=worded.asked.frame)
        add_forecast(draft, about, said=said, made=made, moment=moment, clock=clock, quoted=quoted)
    return question


class About(NamedTuple):
    """The question that a forecast is about: its key, the wording's, and what that fixes."""

    question: int
    wording: int
    frame: Frame = YES_OR_NO


def add_forecast(
    draft: Draft,
    about: About,
    *,
    said: Said,
    made: Made,
    moment: Moment,
    clock: Clock,
    quoted: Quoted,
    replaces: int | None = None,
) -> int:
    """One forecast on a question; its key."""
    read = read_said(said, about.frame)
    who = draft.actor if made.forecaster is None else made.forecaster
    quote, source = add_quote(draft, quoted, who)
    forecast = draft.add(
        forecasts,
        question_id=about.question,
        forecaster_id=forecaster_named(draft, who),
        wording_id=about.wording,
        quote_id=quote,
        source_id=source,
        replaces=replaces,
        **read.columns,
        **made_columns(made, moment, clock),
        **_expiry(said, moment, clock),
    )
    add_points(draft, [(forecast, read.points)])
    return forecast


def _expiry(said: Said, moment: Moment, clock: Clock) -> dict[str, Value]:
    if said.expires is None:
        return {}
    ends = clock.moment(said.expires)
    if (ends.on, ends.at or clock.now) < (moment.on, moment.at or clock.now):
        message = f"the forecast would run out on {ends.on}, before it was made on {moment.on}"
        raise RefusedError(message, hint="check --expires and --made")
    return {**moment_columns("expires", ends)}


def made_columns(made: Made, moment: Moment, clock: Clock) -> dict[str, Value]:
    """The columns of a forecast that say when it was made."""
    text = made.made if made.made and made.made != moment.on.isoformat() else None
    return {**moment_columns("made", moment), "made_text": text, "made_basis": made.basis, "zone": clock.zone_name}


def clean_tag(tag: str) -> str:
    """A tag as stored: lower case, no white space or comma, at most 60 characters.

    >>> clean_tag(" AI ")
    'ai'
    """
    clean = tag.strip().lower()
    if not clean or len(clean) > 60 or any(character.isspace() or character in ",:" for character in clean):
        raise InputError(f"{tag[:60]!r} cannot be a tag", hint="one word of at most 60 characters, such as ai")
    return clean


def add_tags(
    draft: Draft, names: tuple[str, ...], *, question_id: int | None = None, series_id: int | None = None
) -> None:
    """Tag a question or a series."""
    for tag in dict.fromkeys(map(clean_tag, names)):
        draft.add(tags, question_id=question_id, series_id=series_id, tag=tag, removed=0)
