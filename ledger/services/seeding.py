"""Seeds: the curated ledger of the seed texts, read from TOML and recorded text by text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ledger.errors import InputError, RefusedError, StorageError
from ledger.services import expand, resolve
from ledger.services.clock import clock_of
from ledger.services.quoting import Quoted, add_anchor
from ledger.services.record import About, Made, add_forecast, add_tags
from ledger.services.resolve import Decision
from ledger.services.said import Said
from ledger.services.wording import Worded, add_wording
from ledger.sources.document import Anchor
from ledger.store import find
from ledger.store.ids import derived_id
from ledger.store.journal import Draft
from ledger.store.making import named_identity
from ledger.store.tables import questions, series, source_texts, sources

SYSTEM: Final = "seeds"
PACKAGE: Final = Path(__file__).parents[1]

_WORDED: Final = {"key", "claim", "criteria", "fine_print", "sources", "tags", "vague", "forecast", "resolution"}
KEYS: Final[Mapping[str, frozenset[str]]] = {
    "text": frozenset({"source", "question", "series", "quote"}),
    "source": frozenset(source_texts.c.keys()) - {"id", "entry_id", "source_id"} | {"key"},
    "question": frozenset(_WORDED | {"deadline", "review", "closes"}),
    "series": frozenset(_WORDED | {"rule", "start", "until"}),
    "quote": frozenset({"key", "kind", "speaker", "reporter", "exact", "prefix", "suffix", "start", "end", "note"}),
    "forecast": frozenset({
        "forecaster", "reporter", "made", "made_basis", "probability", "basis", "phrase", "low", "high", "note",
        "quote",
    }),
    "resolution": frozenset({"period", "outcome", "known_on", "happened_on", "evidence", "note"}),
}  # fmt: skip

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedText:
    """One seed text as its file has it: the source, and the tables of questions, series and quotes."""

    name: str
    source: Table
    questions: Sequence[Table]
    series: Sequence[Table]
    quotes: Sequence[Table]

    @property
    def resolutions(self) -> list[tuple[str, Table]]:
        """Every known outcome with the id of its question or occurrence."""
        plain = [(question_id(one["key"]), row) for one in self.questions for row in one.get("resolution", ())]
        recurring = [
            (occurrence_id(one["key"], row["period"]), row) for one in self.series for row in one.get("resolution", ())
        ]
        return plain + recurring


def question_id(key: str) -> str:
    """The public id of a seed question: the same in every ledger."""
    return derived_id(questions.name, SYSTEM, key)


def occurrence_id(key: str, period: str) -> str:
    """The public id of an occurrence of a seed series."""
    return derived_id(questions.name, series.name, f"{derived_id(series.name, SYSTEM, key)}/{period}")


def seeds_folder() -> Path:
    """Where the seeds lie: inside the installed package, or beside it in a checkout."""
    inside = PACKAGE / "seeds"
    return inside if inside.is_dir() else PACKAGE.parent / "seeds"


def read_seeds(folder: Path | None = None) -> list[SeedText]:
    """The seed texts of a folder, by the names of their files.

    Raises StorageError where there are none, InputError for a file that is not as it should be.
    """
    folder = folder or seeds_folder()
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise StorageError("the seeds are not there", hint="install forecast-ledger again", code="no_seeds")
    return [_read(file) for file in files]


def _read(file: Path) -> SeedText:
    import tomllib

    try:
        read = tomllib.loads(file.read_text("utf-8"))
        _check(read, "text", file.name)
        return SeedText(
            name=file.stem,
            source=read["source"],
            questions=read.get("question", ()),
            series=read.get("series", ()),
            quotes=read.get("quote", ()),
        )
    except (ValueError, KeyError) as error:
        hint = "see the README beside it"
        raise InputError(f"the seed file {file.name} cannot be read: {error}", hint=hint, code="bad_file") from error


def _check(table: Table, kind: str, where: str) -> None:
    """Refuse keys that nobody reads, all the way down."""
    where = f"{where}: {table.get('key', kind)}"
    if unknown := sorted(table.keys() - KEYS[kind]):
        raise ValueError(f"{where} has the unknown key {unknown[0]!r}")
    for name, value in table.items():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                _check(inner, name, where)


def refuse_filled(draft: Draft) -> None:
    """RefusedError unless the ledger holds its genesis only."""
    if draft.entry != 2:
        message = f"this ledger is not empty: it has {draft.entry - 1} entries"
        raise RefusedError(message, hint="make a new one: fcl --ledger demo.db demo", code="not_empty")


def record_text(draft: Draft, text: SeedText) -> None:
    """One seed text: its source, quotes, questions with their forecasts, series."""
    source = named_identity(draft, sources, SYSTEM, text.source["key"])
    about = {name: str(value).strip() for name, value in text.source.items() if name != "key"}
    draft.add(source_texts, source_id=source, **about)
    for quote in text.quotes:
        _record_quote(draft, quote, source)
    for question in text.questions:
        _record_question(draft, question, source)
    for one in text.series:
        _record_series(draft, one, source)


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
    first = question["forecast"][0]["made"]
    moment = clock.past(str(first), what="the day it was said")
    key = named_identity(draft, questions, SYSTEM, question["key"])
    wording = add_wording(draft, _worded(question), question=key, made=moment, clock=clock, made_text=str(first))
    add_tags(draft, tuple(question.get("tags", ())), question_id=key)
    for forecast in question["forecast"]:
        made = _made(forecast)
        add_forecast(
            draft,
            About(question=key, wording=wording),
            said=_said(forecast),
            made=made,
            moment=clock.past(made.made, what="the day it was said"),
            clock=clock,
            quoted=_quoted(forecast, source),
        )


def _worded(table: Table) -> Worded:
    return Worded(
        claim=table["claim"],
        criteria=table.get("criteria"),
        fine_print=table.get("fine_print"),
        look_at="\n".join(table.get("sources", ())) or None,
        by=table.get("deadline"),
        closes=_day(table, "closes"),
        review=_day(table, "review"),
        vague=table.get("vague", False),
    )


def _day(table: Table, name: str) -> str | None:
    return str(table[name]) if name in table else None


def _made(forecast: Table) -> Made:
    return Made(forecaster=forecast["forecaster"], made=str(forecast["made"]), basis=forecast.get("made_basis"))


def _said(forecast: Table) -> Said:
    return Said(
        probability=forecast.get("probability"),
        words=forecast.get("phrase"),
        no_number="probability" not in forecast and forecast["basis"] == "none",
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
    expand.add_series(
        draft,
        recurrence=expand.Recurrence(rule=one["rule"], starting=str(one["start"]), until=_day(one, "until")),
        worded=_worded(one),
        said=_said(forecast),
        made=_made(forecast),
        quoted=_quoted(forecast, source),
        tag_names=tuple(one.get("tags", ())),
        identity=named_identity(draft, series, SYSTEM, one["key"]),
    )


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


def sown(text: SeedText) -> Sown:
    """What a seed text brought."""
    return Sown(
        name=text.name,
        title=str(text.source.get("title", "")),
        questions=len(text.questions),
        series=len(text.series),
        quotes=len(text.quotes),
        resolved=len(text.resolutions),
    )
