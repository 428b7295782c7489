"""ForecastBench's sets, each a JSON file: questions with the market's price, what they came out as, and forecasts."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

from ledger.core.dates import shown
from ledger.errors import InputError
from ledger.importers._asking import told
from ledger.importers._cells import from_unit_scale
from ledger.importers._layout import lay_out
from ledger.importers._losses import Losses
from ledger.importers._platform import Chosen
from ledger.importers._records import Record, read_records, text_of
from ledger.importers._table import Problems
from ledger.importers._wishes import Wishes, refuse_foreign
from ledger.importers.csv import take_rows
from ledger.services.clock import clock_of
from ledger.store import known
from ledger.store.batch import Imported
from ledger.store.journal import Draft

SYSTEM: Final = "forecastbench"
FIELDS: Final = (
    "key", "claim", "forecaster", "p", "basis", "made", "by", "outcome", "known_on", "criteria", "fine_print", "tags",
    "source", "note",
)  # fmt: skip
DUE: Final = "forecast_due_date"
PRICE: Final = "freeze_datetime_value"
USER: Final = "user_id"
SETS: Final = "take one from datasets/question_sets, resolution_sets or forecast_sets"
NOTHING: Final = frozenset({"", "n/a", "nan"})
COMBINED: Final = "a question about two others at once is not carried"
UNASKED: Final = "resolution_dates"
LEFT: Final[Mapping[str, str]] = {
    "source_intro": "the same words stand at every question of a source",
    "freeze_datetime_value_explanation": "it tells what the value is, not what the question is",
    "market_info_open_datetime": "a question is open from the first forecast on",
}
UNSAID: Final[Mapping[str, str]] = {
    "searches": "what was looked for before a forecast is no part of it",
    "consulted_urls": "what was read before a forecast is no part of it",
}
KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "questions": frozenset({
        *LEFT, "id", "source", "question", "resolution_criteria", "background", "market_info_close_datetime",
        "market_info_resolution_criteria", "url", "freeze_datetime", PRICE, UNASKED, "combination_of",
    }),
    "resolutions": frozenset({"id", "source", "direction", "resolution_date", "resolved_to", "resolved"}),
    "forecasts": frozenset({
        *UNSAID, "id", "source", "direction", "resolution_date", "forecast", "reasoning", USER,
    }),
}  # fmt: skip

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Set:
    """A set as it is read: its kind, when its forecasts were due, its records by line, and whose they are."""

    kind: str
    due: str
    today: str
    whose: str
    records: Sequence[tuple[int, Record]]
    people: Chosen
    claims: Mapping[str, str]
    decides: Mapping[str, Record]
    losses: Losses = field(default_factory=Losses)

    def chosen(self, name: str) -> bool:
        """Whether forecasts of this name are to come in; others are counted."""
        if self.people(name):
            return True
        self.losses.add("forecaster", "forecasts of others than -f chooses")
        return False


def take_in(draft: Draft, data: bytes, wishes: Wishes) -> Imported:
    """Add what is new in a set of questions, of resolutions or of forecasts; what became of it, and what was left.

    Resolutions and forecasts are of questions that are here already. A price in a row that is not resolved is no
    outcome. `wishes.forecaster` chooses whose forecasts: the name of a market or of a model. Raises `BadRowsError`
    with every row that cannot be read (unless `skip_bad`), an `InputError` for a file that is no such set.
    """
    refuse_foreign(wishes, "a set of ForecastBench")
    system = wishes.system or SYSTEM
    read = _read(draft, data, wishes, system)

    def rows(problems: Problems) -> Iterator[tuple[int, list[str]]]:
        for line, record in read.records:
            try:
                for row in _ROWS[read.kind](read, record):
                    yield line, [row.get(name, "") for name in FIELDS]
            except InputError as error:
                problems(line, told(error))
        read.people.refuse_nobody()

    result = take_rows(draft, lay_out(FIELDS, Wishes()), rows, replace(wishes, system=system), renames=True)
    result.losses = read.losses.report
    result.ignored = tuple(
        dict.fromkeys(name for _, one in read.records for name in one if name not in KNOWN[read.kind])
    )
    return result


def _read(draft: Draft, data: bytes, wishes: Wishes, system: str) -> _Set:
    found = read_records(data, under="")
    whole = found[0][1] if len(found) == 1 else {}
    kind = next((kind for kind in KNOWN if isinstance(whole.get(kind), list)), None)
    if kind is None:
        message = "no set of ForecastBench: it has no list of questions, resolutions or forecasts"
        raise InputError(message, hint=SETS, code="bad_file")
    due, model = text_of(whole, DUE), text_of(whole, "model")
    if not due or (kind == "forecasts" and not model):
        message = f"no set of ForecastBench: it has no {'model' if due else DUE}"
        raise InputError(message, hint="download it again", code="bad_file")
    records = read_records(data, under=kind)
    claims = _claims(draft, system, [one for _, one in records], due)
    if records and kind != "questions" and not claims:
        message = f"no question of these {kind} is in the ledger"
        first = f"first fcl import forecastbench {text_of(whole, 'question_set') or 'QUESTIONS'}"
        raise InputError(message, hint=first, code="bad_file")
    today = clock_of(draft, wishes.date_format).today.isoformat()
    return _Set(
        kind=kind,
        due=due,
        today=today,
        whose=model,
        records=records,
        people=Chosen(wishes.forecaster),
        claims=claims,
        decides=_deciding([one for _, one in records], due, claims) if kind == "resolutions" else {},
    )


def _claims(draft: Draft, system: str, records: Sequence[Record], due: str) -> Mapping[str, str]:
    """The claims of the questions of these records that are here; what cannot be read is told with its line later."""
    keys: dict[str, None] = {}
    for one in records:
        with suppress(InputError):
            keys.update(dict.fromkeys(_keys(one, due)))
    return known.claims(draft.connection, system, list(keys))


def _keys(record: Record, due: str) -> tuple[str, ...]:
    """The key of a question of a market, and that of one about a series, which is asked anew for each date."""
    if any(isinstance(record.get(name), list) for name in ("id", "direction")):
        return ()
    name = f"{text_of(record, 'source')} {text_of(record, 'id')}"
    date = "" if isinstance(record.get("resolution_date"), list) else text_of(record, "resolution_date")
    return name, f"{name} | {due} | {date}"


def _asked(read: _Set, record: Record) -> Iterator[Row]:
    """A question of a market with its price, or one about a series for each of its dates."""
    if _is_combined(record):
        read.losses.add("combination_of", COMBINED)
        return
    for name in ("id", "source", "question"):
        if not text_of(record, name):
            raise InputError(f"{name}: nothing is there", hint="fill it in, or leave the question out")
    for name, reason in LEFT.items():
        if _said(record, name):
            read.losses.add(name, reason)
    about = {
        "claim": _said(record, "question"),
        "criteria": "\n\n".join(filter(None, (_said(record, name) for name in CRITERIA))),
        "fine_print": _said(record, "background"),
        "tags": text_of(record, "source"),
    }
    dates = record.get(UNASKED)
    yield from _of_series(read, record, about, dates) if isinstance(dates, list) else _of_market(read, record, about)


def _of_market(read: _Set, record: Record, about: Row) -> Iterator[Row]:
    key, _ = _keys(record, read.due)
    row = {
        **about,
        "key": key,
        "by": _said(record, "market_info_close_datetime"),
        "made": _said(record, "freeze_datetime"),
    }
    price, market = _said(record, PRICE), text_of(record, "source")
    if price and read.chosen(market):
        p = from_unit_scale(price, field=PRICE)
        row |= {"forecaster": market, "p": p, "basis": "market", "source": _said(record, "url")}
    yield row


def _of_series(read: _Set, record: Record, about: Row, dates: Sequence[object]) -> Iterator[Row]:
    for name in (PRICE, "freeze_datetime"):
        read.losses.add(name, "the value of a series is no forecast")
    if _said(record, "url"):
        read.losses.add("url", "where the series is: nobody forecast it there")
    for date in dates:
        _, key = _keys({**record, "resolution_date": date}, read.due)
        claim = about["claim"].replace("{resolution_date}", str(date)).replace("{" + DUE + "}", read.due)
        yield {**about, "key": key, "claim": claim, "by": str(date), "made": read.due}


def _resolved(read: _Set, record: Record) -> Iterator[Row]:
    """What a question came out as; nothing while it is open, whatever its price."""
    if _is_combined(record):
        read.losses.add("direction", COMBINED)
    elif text_of(record, "resolved") == "false":
        read.losses.add("resolved_to", "a running price of what is not resolved is no outcome")
    elif text_of(record, "resolved") != "true":
        raise InputError(f"resolved: {shown(text_of(record, 'resolved'))} is neither true nor false", hint="write true")
    elif not text_of(record, "resolved_to"):
        raise InputError("resolved_to: nothing is there", hint="write 0, 1 or what it came out as in between")
    elif read.decides.get(_keys(record, read.due)[0], record) is not record:
        read.losses.add("resolution_date", "of a market's rows the first with its last outcome decides")
    else:
        yield {
            **_known(read, record),
            "outcome": from_unit_scale(text_of(record, "resolved_to"), field="resolved_to"),
            "known_on": _known_on(read, text_of(record, "resolution_date")),
        }


def _deciding(records: Sequence[Record], due: str, markets: Container[str]) -> Mapping[str, Record]:
    """Of the rows of a market, one for each date of a round, the first that has the outcome of the last of them."""
    rows: dict[str, list[tuple[str, str, int]]] = {}
    for at, one in enumerate(records):
        with suppress(InputError):
            if text_of(one, "resolved") == "true" and (keys := _keys(one, due)) and keys[0] in markets:
                row = text_of(one, "resolution_date"), text_of(one, "resolved_to"), at
                rows.setdefault(keys[0], []).append(row)
    return {key: records[_first(sorted(some))] for key, some in rows.items()}


def _first(rows: Sequence[tuple[str, str, int]]) -> int:
    return next(at for _, outcome, at in rows if outcome == rows[-1][1])


def _known_on(read: _Set, date: str) -> str:
    """The date; none where it lies ahead: what has come out early is dated by its scheduled end."""
    if date <= read.today:
        return date
    read.losses.add("resolution_date", "it lies ahead, though it has come out: known on the day of the import")
    return ""


def _forecast(read: _Set, record: Record) -> Iterator[Row]:
    """What a model said of a question."""
    if _is_combined(record):
        read.losses.add("direction", COMBINED)
    elif not text_of(record, "forecast"):
        read.losses.add("forecast", "nothing was said")
    elif read.chosen(whose := " ".join(filter(None, (read.whose, text_of(record, USER))))):
        for name, reason in UNSAID.items():
            if record.get(name):
                read.losses.add(name, reason)
        yield {
            **_known(read, record),
            "forecaster": whose,
            "p": from_unit_scale(text_of(record, "forecast"), field="forecast"),
            "made": read.due,
            "note": text_of(record, "reasoning"),
        }


def _known(read: _Set, record: Record) -> Row:
    """The question of a record, which is in the ledger."""
    for key in _keys(record, read.due):
        if key in read.claims:
            return {"key": key, "claim": read.claims[key]}
    name = f"{text_of(record, 'source')} {text_of(record, 'id')} {text_of(record, 'resolution_date')}"
    message = f"no question {shown(name.strip())} of this round is in the ledger"
    raise InputError(message, hint="import the set of questions first")


def _is_combined(record: Record) -> bool:
    return any(isinstance(record.get(name), list) for name in ("id", "direction", "combination_of"))


def _said(record: Record, name: str) -> str:
    text = text_of(record, name)
    return "" if text.casefold() in NOTHING else text


CRITERIA: Final = ("resolution_criteria", "market_info_resolution_criteria")
_ROWS: Final[Mapping[str, Callable[[_Set, Record], Iterator[Row]]]] = {
    "questions": _asked,
    "resolutions": _resolved,
    "forecasts": _forecast,
}
