"""Seeds: the curated ledger of the seed texts, recorded text by text."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.core.frame import join_options
from ledger.errors import InputError, RefusedError
from ledger.services import expand, resolve
from ledger.services.asked import Asked
from ledger.services.clock import clock_of
from ledger.services.observe import Wanted
from ledger.services.observed_table import Layout, read_observations, read_where
from ledger.services.quoting import Quoted, add_anchor
from ledger.services.record import About, Made, add_forecast, add_tags
from ledger.services.relating import Related, relate
from ledger.services.resolve import Decision
from ledger.services.rules import Watched, add_rule
from ledger.services.said import Said
from ledger.services.seed_texts import SYSTEM, SeedText, Table, question_id
from ledger.services.watch import watch
from ledger.services.wording import Worded, add_wording
from ledger.sources.anchors import Anchor
from ledger.store import find
from ledger.store.journal import Draft
from ledger.store.making import named_identity
from ledger.store.tables import questions, series, source_texts, sources


def refuse_filled(draft: Draft) -> None:
    """RefusedError unless the ledger holds its genesis only."""
    if draft.entry != 2:
        message = f"this ledger is not empty: it has {draft.entry - 1} entries"
        raise RefusedError(message, hint="make a new one: fcl --ledger demo.db demo", code="not_empty")


def record_text(draft: Draft, text: SeedText) -> None:
    """One seed text: its source, quotes, first layer of questions with their forecasts, series."""
    source = named_identity(draft, sources, SYSTEM, text.source["key"])
    about = {name: str(value).strip() for name, value in text.source.items() if name != "key"}
    draft.add(source_texts, source_id=source, **about)
    for quote in text.quotes:
        _record_quote(draft, quote, source)
    for layer in text.layers[:1]:
        record_layer(draft, text, layer)
    for one in text.series:
        _record_series(draft, one, source)


def record_layer(draft: Draft, text: SeedText, layer: Sequence[Table]) -> None:
    """Questions of a seed text; those that they refer to are in the ledger."""
    source = named_identity(draft, sources, SYSTEM, text.source["key"])
    for question in layer:
        _record_question(draft, question, source)


def _record_quote(draft: Draft, quote: Table, source: int) -> None:
    reporter = f"Reported by {quote['reporter']}. " if "reporter" in quote else ""
    note = f"{quote['key']}. {reporter}{quote.get('note', '').strip()}".strip()
    add_anchor(draft, _anchor(quote), source=source, speaker=quote.get("speaker"), kind=quote.get("kind"), note=note)


def _anchor(quote: Table) -> Anchor:
    return Anchor(
        exact=quote["exact"],
        prefix=quote.get("prefix", ""),
        suffix=quote.get("suffix", ""),
        start=quote["start"],
        end=quote["end"],
    )


def _record_question(draft: Draft, question: Table, source: int) -> None:
    clock = clock_of(draft)
    said = question.get("forecast", ())
    first = str(said[0]["made"] if said else question["made"])
    moment = clock.past(first, what="the day it was said")
    key = named_identity(draft, questions, SYSTEM, question["key"])
    worded = _worded(question)
    wording = add_wording(draft, worded, question=key, made=moment, clock=clock, made_text=first)
    add_tags(draft, tuple(question.get("tags", ())), question_id=key)
    relate(draft, key, _related(question), type=worded.asked.type)
    add_rule(draft, _watched(question), question_id=key)
    for forecast in said:
        _record_forecast(draft, About(question=key, wording=wording, frame=worded.asked.frame), forecast, source)


def _record_forecast(draft: Draft, about: About, forecast: Table, source: int) -> None:
    clock = clock_of(draft)
    made = _made(forecast)
    moment = clock.past(made.made, what="the day it was said")
    add_forecast(
        draft, about, said=_said(forecast), made=made, moment=moment, clock=clock, quoted=_quoted(forecast, source)
    )


def _worded(table: Table) -> Worded:
    return Worded(
        claim=table["claim"],
        criteria=table.get("criteria"),
        fine_print=table.get("fine_print"),
        look_at="\n".join(table.get("sources", ())) or None,
        asked=_asked(table),
        by=table.get("deadline"),
        closes=_day(table, "closes"),
        review=_day(table, "review"),
        vague=table.get("vague", False),
    )


def _asked(table: Table) -> Asked:
    return Asked(
        type=table.get("type", "binary"),
        options=join_options(table["options"]) if "options" in table else None,
        ordered=table.get("ordered", False),
        independent=table.get("independent", False),
        unit=table.get("unit"),
        bounds=table.get("bounds"),
        open_bounds=table.get("open_bounds"),
    )


def _related(table: Table) -> Related:
    on, sign, outcome = table.get("condition", "").partition("=")
    return Related(
        condition=f"{question_id(on)}{sign}{outcome}" if on else None,
        all_of=_ids(table, "all_of"),
        any_of=_ids(table, "any_of"),
        restates=question_id(table["restates"]) if "restates" in table else None,
    )


def _ids(table: Table, name: str) -> str | None:
    return ",".join(map(question_id, table[name])) if name in table else None


def _day(table: Table, name: str) -> str | None:
    return str(table[name]) if name in table else None


def _made(forecast: Table) -> Made:
    return Made(forecaster=forecast["forecaster"], made=str(forecast["made"]), basis=forecast.get("made_basis"))


def _said(forecast: Table) -> Said:
    return Said(
        probability=forecast.get("probability"),
        shares=forecast.get("shares"),
        quantiles=forecast.get("quantiles"),
        interval=forecast.get("interval"),
        distribution=forecast.get("distribution"),
        cdf=forecast.get("cdf"),
        words=forecast.get("phrase"),
        no_number=forecast["basis"] == "none",
        basis=forecast["basis"],
        low=forecast.get("low"),
        high=forecast.get("high"),
        reporter=forecast.get("reporter"),
        note=forecast["note"].strip() if "note" in forecast else None,
    )


def _quoted(forecast: Table, source: int) -> Quoted:
    return Quoted(anchor=_anchor(forecast["quote"]) if "quote" in forecast else None, source_key=source)


def _record_series(draft: Draft, one: Table, source: int) -> None:
    forecast, *more = one["forecast"]
    if more:
        raise InputError(f"{one['key']} has several forecasts", hint="a seed series has one", code="bad_file")
    key = expand.add_series(
        draft,
        recurrence=expand.Recurrence(rule=one["rule"], starting=str(one["start"]), until=_day(one, "until")),
        worded=_worded(one),
        said=_said(forecast),
        made=_made(forecast),
        quoted=_quoted(forecast, source),
        tag_names=tuple(one.get("tags", ())),
        identity=named_identity(draft, series, SYSTEM, one["key"]),
    )
    add_rule(draft, _watched(one), series_id=key)


def _watched(table: Table) -> Watched:
    return Watched(metric=table.get("metric"), when=table.get("when"))


def observe_text(draft: Draft, text: SeedText) -> list[int]:
    """Record the observations of one seed text, and settle what the rules settle then; those questions' keys."""
    wanted = [one for table in text.observations for one in _observed(text, table)]
    return list(watch(draft, wanted, apply=True).settled) if wanted else []


def _observed(text: SeedText, table: Table) -> list[Wanted]:
    given = {name: value for name, value in table.items() if name not in {"file", "where"}}
    content = (text.folder / table["file"]).read_text(encoding="utf-8")
    return read_observations(content, Layout(**given, where=read_where(table.get("where", ()))))


def settle_text(draft: Draft, text: SeedText) -> list[int]:
    """Record the known outcomes of one seed text; the questions' keys."""
    settled = []
    for public_id, row in text.resolutions:
        question = find.find_question(draft.connection, public_id)
        decision = Decision(
            outcome=row["outcome"],
            known_on=_day(row, "known_on"),
            happened_on=_day(row, "happened_on"),
            evidence=tuple(row.get("evidence", ())),
            note=row.get("note"),
        )
        resolve.resolve(draft, question, decision)
        settled.append(question.key)
    return settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Sown:
    """What one seed text brought: how many of each thing."""

    name: str
    title: str
    questions: int
    series: int
    quotes: int
    resolved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What the seeds brought, text by text, and how many occurrences of their series."""

    texts: tuple[Sown, ...]
    occurrences: int
    entries: int


def sown(text: SeedText, settled: int) -> Sown:
    """What a seed text brought; `settled` counts its outcomes."""
    return Sown(
        name=text.name,
        title=str(text.source.get("title", "")),
        questions=len(text.questions),
        series=len(text.series),
        quotes=len(text.quotes),
        resolved=settled,
    )
