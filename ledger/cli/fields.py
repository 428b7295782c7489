"""What a line about a question can say: fields by name, each with its column."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from ledger.cli.lines import stated
from ledger.cli.tables import Column
from ledger.cli.terminal import only_ascii
from ledger.cli.text import cut, short_percent
from ledger.core.question import Forecast, Prediction, Question
from ledger.errors import InputError
from ledger.registry import unknown_name

MOST: Final = 30
LONGEST_TOLD: Final = 32


class Field(NamedTuple):
    """A column and what it says about a question."""

    column: Column
    of: Callable[[Question], str]


def outcome(question: Question) -> str:
    """The outcome where there is one, else the status: `yes`, `0.4`, `annulled`, `overdue`."""
    decision = question.decision
    return decision.outcome or question.status if question.status == "resolved" and decision else question.status


def probability(question: Question) -> str:
    """What is said now: one probability or distribution, or the lowest and the highest of several forecasters."""
    if question.type != "binary":
        return _distribution(question)
    said = sorted((one.p for one in question.predictions if one.p is not None), key=float)
    if len(question.predictions) < 2 or not said:
        return short_percent(said[0] if said else None)
    low, high = short_percent(said[0]), short_percent(said[-1])
    spread = low if said[0] == said[-1] else f"{low}..{high}"
    return f"{spread} ({len(question.predictions)})"


def _distribution(question: Question) -> str:
    if len(question.predictions) > 1:
        return f"({len(question.predictions)})"
    said = (stated(one.forecasts[-1]) for one in question.predictions if one.prediction)
    return cut(next(said, "-"), LONGEST_TOLD)


def history_of(prediction: Prediction) -> str:
    """What a forecaster said over time, a mark for each probability, oldest first; nothing where none was said."""
    from ledger.charts import IN_TEXT

    said = [float(one.p) for one in prediction.forecasts if one.p is not None]
    marks: str = IN_TEXT["sparkline"](said, ascii_only=only_ascii())
    return marks


def _histories(question: Question) -> str:
    return " ".join(filter(None, map(history_of, question.predictions))) or "-"


def _forecasts(question: Question) -> list[Forecast]:
    return [forecast for one in question.predictions for forecast in one.forecasts]


def _forecasters(question: Question) -> str:
    return ", ".join(one.forecaster for one in question.predictions)


def _by(question: Question) -> str:
    return question.deadline.date if question.deadline else "-"


def _made(question: Question) -> str:
    return max((one.made[:10] for one in _forecasts(question)), default="-")


def _basis(question: Question) -> str:
    return ", ".join(dict.fromkeys(one.forecasts[-1].basis for one in question.predictions if one.forecasts))


def _evidence(question: Question) -> str:
    return ", ".join(dict.fromkeys(one.forecasts[-1].evidence for one in question.predictions if one.forecasts))


def _sources(question: Question) -> str:
    found = (one.source for one in _forecasts(question) if one.source)
    return ", ".join(dict.fromkeys(source.title or source.url or source.id for source in found))


def _known(question: Question) -> str:
    return question.decision.known_on[:10] if question.decision else "-"


def _score(rule: str) -> Callable[[Question], str]:
    return lambda question: ", ".join(f"{one.value:.4f}" for one in question.scores if one.rule == rule) or "-"


def _right(title: str) -> Column:
    return Column(title=title, right=True)


def _left(title: str) -> Column:
    return Column(title=title)


def _words(title: str) -> Column:
    return Column(title=title, flexible=True)


FIELDS: Final[Mapping[str, Field]] = {
    "prefix": Field(_left("id"), lambda question: question.prefix),
    "id": Field(_left("id"), lambda question: question.id),
    "status": Field(_left("status"), lambda question: question.status),
    "outcome": Field(_left("outcome"), outcome),
    "p": Field(_right("p"), probability),
    "history": Field(_left("history"), _histories),
    "forecaster": Field(_left("forecaster"), _forecasters),
    "by": Field(_left("by"), _by),
    "made": Field(_left("made"), _made),
    "claim": Field(_words("claim"), lambda question: question.claim),
    "criteria": Field(_words("criteria"), lambda question: question.criteria or "-"),
    "tags": Field(_left("tags"), lambda question: ",".join(question.tags) or "-"),
    "flags": Field(_left("flags"), lambda question: ",".join(question.flags) or "-"),
    "type": Field(_left("type"), lambda question: question.type),
    "series": Field(_left("series"), lambda question: question.series or "-"),
    "period": Field(_left("period"), lambda question: question.period or "-"),
    "closes": Field(_left("closes"), lambda question: question.closes_at or "-"),
    "review": Field(_left("review"), lambda question: question.review_on or "-"),
    "basis": Field(_left("basis"), lambda question: _basis(question) or "-"),
    "evidence": Field(_left("evidence"), lambda question: _evidence(question) or "-"),
    "source": Field(_words("source"), lambda question: _sources(question) or "-"),
    "resolved": Field(_left("resolved"), _known),
    "brier": Field(_right("Brier"), _score("brier")),
    "log": Field(_right("log"), _score("log")),
    "recorded": Field(_left("recorded"), lambda question: question.recorded_at[:19] + "Z"),
    "wording": Field(_right("wording"), lambda question: str(question.wording)),
}


def read_fields(text: str) -> tuple[str, ...]:
    """Names of fields between commas; InputError for one that there is not.

    >>> read_fields("prefix,claim")
    ('prefix', 'claim')
    """
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    if not 0 < len(names) <= MOST:
        raise InputError(f"--fields takes 1 to {MOST} names, not {len(names)}", hint=f"there is {', '.join(FIELDS)}")
    for name in names:
        if name not in FIELDS:
            raise unknown_name("field", name, known=FIELDS)
    return names


def columns_of(names: Sequence[str]) -> list[Column]:
    """The columns of some fields."""
    return [FIELDS[name].column for name in names]


def cells_of(names: Sequence[str], question: Question) -> list[str]:
    """What some fields say about a question."""
    return [FIELDS[name].of(question) for name in names]
