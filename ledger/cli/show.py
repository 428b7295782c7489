"""`fcl show`: everything about a prediction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import answer
from ledger.cli.fields import history_of, outcome
from ledger.cli.globals import Command
from ledger.cli.judges import side_by_side
from ledger.cli.kinds import hangs_on, told
from ledger.cli.lines import distance
from ledger.cli.pager import paged
from ledger.cli.prose import wrapped
from ledger.cli.quotes import quote_lines
from ledger.cli.session import session
from ledger.cli.statements import places
from ledger.cli.text import percent, printable
from ledger.cli.writing import ids_given
from ledger.core.numbers import float_text
from ledger.core.question import Forecast, Prediction, Question, StatedDeadline
from ledger.core.verdicts import last_words

if TYPE_CHECKING:
    from ledger.core.goalposts import Chain
    from ledger.core.quote import Source
    from ledger.core.resolution import Resolution, Scored

LABEL = 12
CAUSES = 8

HELP = """Show everything about a prediction: claim, criteria, quote, source, history, resolutions, scores, hash.

\b
Examples:
  fcl show k7q                 any unique prefix of 3 or more characters
  fcl show k7q@doe             one forecaster only
  fcl show k7q --context       each quote in its paragraph
  fcl list tag:ai --ids | fcl show -
"""


@click.command("show", cls=Command, short_help="Show everything about a prediction.", help=HELP)
@click.argument("ids", metavar="ID[@WHO]...", nargs=-1, required=True)
@click.option("--context", is_flag=True, help="Show each quote in its paragraph, the words marked.")
def show(ids: tuple[str, ...], *, context: bool) -> None:
    """Show everything about a prediction."""
    current = session()
    typed = [one for given in ids for one in ids_given(given)]
    found = current.book.show_all(typed, as_of=current.as_of)
    if context:
        found = current.book.in_context(found, as_of=current.as_of)
    data = found[0] if len(ids) == len(found) == 1 and ids != ("-",) else found
    chains = [] if current.json else current.book.goalposts_of((one.id for one in found), as_of=current.as_of)
    answer("prediction.show", data, paged(_lines(found, chains)), as_of=current.as_of)


def _lines(questions: list[Question], chains: Sequence[Chain]) -> Iterator[str]:
    for place, question in enumerate(questions):
        if place:
            yield ""
        yield from lines_of(question, chains)


def lines_of(question: Question, chains: Sequence[Chain] = ()) -> Iterator[str]:
    """A question as people read it; `chains` tell where it stands among the statements of its claim."""
    yield f"{question.id}  {outcome(question).upper() if question.status == 'resolved' else question.status}"
    yield from wrapped(question.claim, "", "")
    yield from _about(question)
    for said in places(question, chains):
        yield from _said("goalposts", said)
    for prediction in question.predictions:
        yield ""
        yield from _prediction(prediction)
    for resolution in question.resolutions:
        yield from _resolution(resolution)
    if "contested" in question.flags:
        yield ""
        yield "Judges differ"
        yield from side_by_side(last_words(question.resolutions).values())
    yield from _scores(question.scores)
    yield ""
    yield from _said("recorded", f"{question.recorded_at} by {question.recorded_by}, wording {question.wording}")
    yield from _said("hash", question.hash)


def _about(question: Question) -> Iterator[str]:
    yield from _deadline(question.deadline)
    series = question.series and f"{question.series}{f', {question.period}' if question.period else ''}"
    for label, text in (
        *hangs_on(question),
        ("so far", _so_far(question)),
        ("closes", question.closes_at),
        ("review", question.review_on),
        ("criteria", question.criteria),
        ("fine print", question.fine_print),
        ("look at", question.look_at),
        ("series", series),
        ("tags", " ".join(question.tags)),
        ("flags", " ".join(question.flags)),
        *(("note", note) for note in question.notes),
    ):
        if text:
            yield from _said(label, text)


def _so_far(question: Question) -> str | None:
    """What the rule of a question comes to, where that is not what stands."""
    if question.rule is None:
        return None
    current = session()
    return current.book.verdicts([question.id], as_of=current.as_of).get(question.id)


def _deadline(deadline: StatedDeadline | None) -> Iterator[str]:
    if deadline is None:
        yield from _said("deadline", "none: it stays open until it is resolved")
        return
    words = f', said "{deadline.text}"' if deadline.text and deadline.text != deadline.date else ""
    far = distance(date.fromisoformat(deadline.date), session().book.today(session().as_of))
    yield from _said("deadline", f"{deadline.at or deadline.date} ({far}), from {deadline.window_start}{words}")
    for reading in deadline.readings:
        since = f", from {reading.window_start}" if reading.window_start else ""
        yield from _said("", f"{reading.name}: {reading.date}{since}")


def _prediction(prediction: Prediction) -> Iterator[str]:
    gone = f"  withdrawn {prediction.withdrawn}" if prediction.withdrawn else ""
    gone += f"  ran out {prediction.expired}" if prediction.expired else ""
    standing = prediction.forecasts[-1] if prediction.prediction else None
    marks = history_of(prediction)
    moved = f"  {marks}" if len(marks) > 1 else ""
    yield f"{printable(prediction.forecaster)}  {number(prediction.p, standing)}{moved}{gone}"
    for forecast in prediction.forecasts:
        yield from _forecast(forecast)


def _forecast(forecast: Forecast) -> Iterator[str]:
    marks = [
        f"recorded {forecast.recorded_at[:10]} by {forecast.recorded_by}",
        f"evidence: {forecast.evidence}",
        f"corrects {forecast.replaces}" if forecast.replaces else "",
        f"as {forecast.name}" if forecast.name else "",
        f"reported by {forecast.reporter}" if forecast.reporter else "",
        f"made day: {forecast.made_basis}" if forecast.made_basis else "",
        "unchanged" if forecast.unchanged else "",
        f"until {forecast.expires}" if forecast.expires else "",
        "retrospective" if forecast.retrospective and forecast.evidence != "retrospective" else "",
        "" if forecast.counts else "does not count",
    ]
    basis = " ".join(filter(None, [forecast.basis, _words(forecast)]))
    head = f"{forecast.n}  {forecast.made}  {number(forecast.p, forecast)}"
    yield from wrapped("; ".join([f"{head}  {basis}", *filter(None, marks)]), "  ", "     ")
    if forecast.quote:
        yield from quote_lines(forecast.quote)
    if forecast.source:
        yield from wrapped(_source(forecast.source), "     ", "      ")
    if forecast.note:
        yield from wrapped(forecast.note, "     ", "     ")


def number(probability: str | None, forecast: Forecast | None) -> str:
    """A probability, or what was said instead of one."""
    return (told(forecast) if forecast else None) or percent(probability)


def _words(forecast: Forecast) -> str:
    if forecast.phrase is None:
        return f"({forecast.said})" if forecast.said and not _is_number(forecast) else ""
    spread = f"{percent(forecast.low)} to {percent(forecast.high)}" if forecast.low and forecast.high else ""
    scale = f"{forecast.scale} scale" if forecast.scale else ""
    detail = ", ".join(filter(None, (scale, spread)))
    return f'"{forecast.phrase}" ({detail})' if detail else f'"{forecast.phrase}"'


def _is_number(forecast: Forecast) -> bool:
    return forecast.said in {forecast.p, forecast.told, percent(forecast.p)}


def _source(source: Source) -> str:
    said = (source.title, source.author, source.publisher, source.published, source.url)
    return f"source {source.id}: {', '.join(filter(None, said))}"


def _resolution(resolution: Resolution) -> Iterator[str]:
    word = resolution.outcome.upper() if resolution.outcome else resolution.verdict
    happened = f", happened {resolution.happened_on}" if resolution.happened_on else ""
    judge = f", judged by {resolution.judge}" if resolution.judge not in {None, resolution.recorded_by} else ""
    maker = f" because of its {resolution.made_by}" if resolution.made_by else ""
    yield ""
    yield from wrapped(
        f"Resolution {resolution.n}: {word}, known {resolution.known_on}{happened}{judge}{maker};"
        f" recorded {resolution.recorded_at[:10]} by {resolution.recorded_by}",
        "",
        "  ",
    )
    for cause in resolution.because[:CAUSES]:
        yield from _said("because", cause)
    if len(resolution.because) > CAUSES:
        yield from _said("", f"and {len(resolution.because) - CAUSES} more")
    for text in resolution.evidence:
        yield from _said("evidence", text)
    if resolution.note:
        yield from _said("note", resolution.note)


def _scores(scores: tuple[Scored, ...]) -> Iterator[str]:
    by_forecaster: dict[str, list[str]] = {}
    for score in scores:
        by_forecaster.setdefault(score.forecaster, []).append(f"{score.rule} {float_text(score.value)}")
    if by_forecaster:
        yield ""
    for forecaster, said in by_forecaster.items():
        yield from wrapped(f"Scores of {forecaster}: {', '.join(said)}", "", "  ")


def _said(label: str, text: str) -> Iterator[str]:
    yield from wrapped(text, f"  {label:<{LABEL - 2}}  "[: LABEL + 2], " " * (LABEL + 2))
