"""Additions: predictions and series as one record of what was typed, so that many can go into one entry."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ledger.errors import InputError, LedgerError
from ledger.services import record
from ledger.services.asked import Asked
from ledger.services.quoting import Quoted
from ledger.services.record import Made
from ledger.services.relating import Related
from ledger.services.said import Said, check_scale
from ledger.services.wording import Worded
from ledger.store.journal import Draft

if TYPE_CHECKING:
    from ledger.services.rules import Watched


class Addition(NamedTuple):
    """What was typed about a new prediction, or with `every` about a new series; the options of `fcl add`."""

    claim: str
    probability: str | None = None
    shares: str | None = None
    quantiles: str | None = None
    interval: str | None = None
    distribution: str | None = None
    cdf: str | None = None
    as_said: bool = False
    expires: str | None = None
    type: str | None = None
    options: str | None = None
    ordered: bool = False
    independent: bool = False
    unit: str | None = None
    bounds: str | None = None
    open_bounds: str | None = None
    condition: str | None = None
    all_of: str | None = None
    any_of: str | None = None
    restates: str | None = None
    metric: str | None = None
    when: str | None = None
    by: str | None = None
    made: str | None = None
    review: str | None = None
    closes: str | None = None
    forecaster: str | None = None
    criteria: str | None = None
    fine_print: str | None = None
    look_at: str | None = None
    quote: str | None = None
    source: str | None = None
    reporter: str | None = None
    attribution: str | None = None
    tags: Sequence[str] = ()
    basis: str | None = None
    words: str | None = None
    scale: str = "survey"
    no_number: bool = False
    certain: bool = False
    question_only: bool = False
    vague: bool = False
    every: str | None = None
    starting: str | None = None
    until: str | None = None

    @property
    def said(self) -> Said:
        """What was said about its chances."""
        return Said(
            probability=self.probability, shares=self.shares, quantiles=self.quantiles, interval=self.interval,
            distribution=self.distribution, cdf=self.cdf, words=self.words, scale=self.scale,
            no_number=self.no_number, basis=self.basis, certain=self.certain, as_said=self.as_said,
            expires=self.expires, reporter=self.reporter,
        )  # fmt: skip

    @property
    def quoted(self) -> Quoted:
        """The words as said, and where."""
        return Quoted(quote=self.quote, source=self.source, attribution=self.attribution)

    @property
    def asked(self) -> Asked:
        """What is asked for; options alone make it categorical."""
        natural = "categorical" if self.options is not None else "binary"
        return Asked(
            type=self.type or natural, options=self.options, ordered=self.ordered, independent=self.independent,
            unit=self.unit, bounds=self.bounds, open_bounds=self.open_bounds,
        )  # fmt: skip

    @property
    def related(self) -> Related:
        """What it hangs on."""
        return Related(condition=self.condition, all_of=self.all_of, any_of=self.any_of, restates=self.restates)

    @property
    def ruled(self) -> bool:
        """True where a rule was typed: few have one, and what reads rules takes long to load."""
        return self.metric is not None or self.when is not None

    @property
    def watched(self) -> "Watched":
        """What settles it from observations."""
        from ledger.services.rules import Watched

        return Watched(metric=self.metric, when=self.when)

    def worded(self, *, dated: bool) -> Worded:
        """What was said about the question; a series has no days of its own."""
        return Worded(
            claim=self.claim,
            criteria=self.criteria,
            fine_print=self.fine_print,
            look_at=self.look_at,
            asked=self.asked,
            by=self.by if dated else None,
            closes=self.closes if dated else None,
            review=self.review if dated else None,
            vague=self.vague,
        )


def check(addition: Addition) -> None:
    """Refuse what contradicts itself or is missing, before anything is read from the ledger."""
    if not addition.claim.strip():
        raise InputError("no claim", hint='say in one sentence what will happen: fcl add "CLAIM" 70%')
    check_scale(addition.said)
    if addition.question_only and not addition.said.empty:
        raise InputError("a question alone has no probability", hint="leave --question-only out, or the probability")
    if not addition.question_only and addition.related.joined is None:
        addition.said.refuse_empty()
    if addition.ruled:
        addition.watched.check(addition.asked.type, bundle=addition.related.joined is not None)
    if addition.every:
        _check_series(addition)
    elif addition.starting or addition.until:
        raise InputError("only a series starts and ends", hint="add --every RULE, or say --by instead of --until")


def _check_series(addition: Addition) -> None:
    if not addition.starting:
        raise InputError("no start of the series", hint="add --starting 2027-01", code="missing_value")
    for name in ("by", "closes", "review"):
        if getattr(addition, name):
            raise InputError(f"a series has no --{name}", hint="each occurrence is due on its own day; use --until")
    if addition.question_only:
        raise InputError("a series needs a forecast", hint="leave --question-only out")
    if addition.asked.type != "binary" or addition.related.given:
        message = "a series is of plain yes/no questions"
        raise InputError(message, hint="leave --every out and add each period's question by itself")


def add(draft: Draft, addition: Addition, *, date_format: str | None = None, quoted: Quoted | None = None) -> int:
    """Add a prediction, with its quote where that has its place already; the question's key."""
    key = record.record(
        draft,
        worded=addition.worded(dated=True),
        said=addition.said,
        made=Made(forecaster=addition.forecaster, made=addition.made),
        quoted=quoted or addition.quoted,
        tag_names=tuple(addition.tags),
        question_only=addition.question_only or addition.said.empty,
        related=addition.related,
        date_format=date_format,
    )
    _add_rule(draft, addition, question_id=key)
    return key


def add_series(draft: Draft, addition: Addition, quoted: Quoted | None = None) -> int:
    """Add a series; its key."""
    from ledger.services import expand

    key = expand.add_series(
        draft,
        recurrence=expand.Recurrence(rule=str(addition.every), starting=str(addition.starting), until=addition.until),
        worded=addition.worded(dated=False),
        said=addition.said,
        made=Made(forecaster=addition.forecaster, made=addition.made),
        quoted=quoted or addition.quoted,
        tag_names=tuple(addition.tags),
    )
    _add_rule(draft, addition, series_id=key)
    return key


def add_quoted(draft: Draft, addition: Addition, quoted: Quoted, *, date_format: str | None = None) -> "Added":
    """Add a prediction or a series whose words have their place in a source already."""
    check(addition)
    if addition.every:
        return Added(key=add_series(draft, addition, quoted), series=True)
    return Added(key=add(draft, addition, date_format=date_format, quoted=quoted), series=False)


class Added(NamedTuple):
    """What became of one addition: the key of a question, or of a series."""

    key: int
    series: bool


def add_many(draft: Draft, additions: Sequence[Addition], *, date_format: str | None = None) -> list[Added]:
    """Add them all to one entry, in order; the first that cannot be added is named and nothing stands."""
    added = []
    for number, addition in enumerate(additions, 1):
        try:
            check(addition)
            key = add_series(draft, addition) if addition.every else add(draft, addition, date_format=date_format)
        except LedgerError as error:
            if len(additions) > 1:
                error.message = f"prediction {number}: {error.message}"
            raise
        added.append(Added(key=key, series=bool(addition.every)))
    return added


def _add_rule(draft: Draft, addition: Addition, **of: int) -> None:
    if addition.ruled:
        from ledger.services.rules import add_rule

        add_rule(draft, addition.watched, **of)
