"""Seed texts: what the curated TOML files say, read, checked and put in an order in which it can be recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from ledger.errors import InputError, StorageError
from ledger.store.ids import derived_id
from ledger.store.tables import questions, series, source_texts

SYSTEM: Final = "seeds"
PACKAGE: Final = Path(__file__).parents[1]

_WORDED: Final = {"key", "claim", "criteria", "fine_print", "sources", "tags", "vague", "forecast", "resolution"}
_ASKED: Final = {"type", "options", "ordered", "independent", "unit", "bounds", "open_bounds"}
_RELATED: Final = {"condition", "all_of", "any_of", "restates"}
_WATCHED: Final = {"metric", "when"}
KEYS: Final[Mapping[str, frozenset[str]]] = {
    "text": frozenset({"source", "question", "series", "quote", "observation"}),
    "source": frozenset(source_texts.c.keys()) - {"id", "entry_id", "source_id"} | {"key"},
    "question": frozenset(_WORDED | _ASKED | _RELATED | _WATCHED | {"made", "deadline", "review", "closes"}),
    "series": frozenset(_WORDED | _WATCHED | {"rule", "start", "until"}),
    "observation": frozenset({"file", "metric", "value", "on", "source", "evidence", "where", "greatest", "least"}),
    "quote": frozenset({"key", "kind", "speaker", "reporter", "exact", "prefix", "suffix", "start", "end", "note"}),
    "forecast": frozenset({
        "forecaster", "reporter", "made", "made_basis", "basis", "phrase", "low", "high", "note", "quote",
        "probability", "shares", "quantiles", "interval", "distribution", "cdf",
    }),
    "resolution": frozenset({"period", "outcome", "known_on", "happened_on", "evidence", "note"}),
}  # fmt: skip

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedText:
    """One seed text as its file has it: the source, and the tables of questions, series, quotes and observations.

    `layers` holds the questions so that each refers only to those of earlier layers. `folder` is where
    the files of observations lie.
    """

    name: str
    source: Table
    layers: Sequence[Sequence[Table]]
    series: Sequence[Table]
    quotes: Sequence[Table]
    observations: Sequence[Table] = ()
    folder: Path = PACKAGE

    @property
    def questions(self) -> list[Table]:
        """The questions of all layers."""
        return list(chain.from_iterable(self.layers))

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
            layers=layers_of(read.get("question", ())),
            series=read.get("series", ()),
            quotes=read.get("quote", ()),
            observations=read.get("observation", ()),
            folder=file.parent,
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


def layers_of(asked: Sequence[Table]) -> list[list[Table]]:
    """Questions in layers, each as early as what it refers to allows.

    ValueError where one refers to none of them, has no day from which its words are read, or they refer in a circle.

    >>> both = {"key": "both", "all_of": ["a", "b"], "made": "2026"}
    >>> one, other = {"key": "a", "made": "2026"}, {"key": "b", "condition": "a=yes", "made": "2026"}
    >>> [[question["key"] for question in layer] for layer in layers_of([both, one, other])]
    [['a'], ['b'], ['both']]
    """
    _check_questions(asked)
    found = []
    waiting = list(asked)
    while waiting:
        keys = {one["key"] for one in waiting}
        ready = [one for one in waiting if keys.isdisjoint(referred(one))]
        if not ready:
            raise ValueError(f"{', '.join(sorted(keys))} refer to each other in a circle")
        found.append(ready)
        waiting = [one for one in waiting if one not in ready]
    return found


def _check_questions(asked: Sequence[Table]) -> None:
    keys = {one["key"] for one in asked}
    for one in asked:
        if missing := sorted(set(referred(one)) - keys):
            raise ValueError(f"{one['key']} refers to {missing[0]}, which is not in this text")
        if not one.get("forecast") and "made" not in one:
            raise ValueError(f"{one['key']} has no forecast and so needs a day: made")


def referred(question: Table) -> list[str]:
    """The keys of the questions that a seed question refers to.

    >>> referred({"key": "c", "condition": "a=yes", "any_of": ["d", "e"]})
    ['a', 'd', 'e']
    """
    condition = question.get("condition", "").partition("=")[0]
    single = [key for key in (condition, question.get("restates")) if key]
    return [*single, *question.get("all_of", ()), *question.get("any_of", ())]
