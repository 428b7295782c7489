"""Manifold's bets and markets, as its API gives them or as a table: prices are forecasts, fractions outcomes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from ledger.core.dates import shown
from ledger.errors import InputError
from ledger.importers._asking import told
from ledger.importers._cells import from_unit_scale
from ledger.importers._layout import lay_out
from ledger.importers._losses import Losses
from ledger.importers._platform import Chosen, need, refuse_twice
from ledger.importers._records import Once, Record, looks_like_json, read_records, text_of
from ledger.importers._table import Problems, read_sheet, rows_of
from ledger.importers._wishes import Wishes, refuse_foreign
from ledger.importers.csv import take_rows
from ledger.store import known
from ledger.store.batch import Imported
from ledger.store.journal import Draft

SYSTEM: Final = "manifold"
WHAT: Final = "Manifold file"
FIELDS: Final = (
    "key", "claim", "forecaster", "p", "basis", "made", "by", "outcome", "known_on", "criteria", "fine_print", "tags",
)  # fmt: skip
BETS: Final = ("contractId", "probAfter", "createdTime")
MARKETS: Final = ("id", "createdTime", "closeTime")
PROBABILITY: Final = "resolutionProbability"
NAMES: Final = ("userUsername", "userName", "userId")
READ: Final = frozenset({*BETS, *NAMES, "id", "isRedemption"})
READ_OF_MARKETS: Final = frozenset({
    *MARKETS, "question", "url", "resolution", "resolutionTime", PROBABILITY, "outcomeType", "textDescription",
    "description",
})  # fmt: skip
STAKE: Final = "of the stake, not of the forecast"
OF_MARKET: Final = "of the market, not of the question"
OTHERS: Final = "bets of other people than -f chooses"
REDEEMED: Final = "shares that were paid back are no forecast"
UNTAKEN: Final = "an order that nobody took moved no price"
ANSWERS: Final = "of several answers each has a price: only markets of yes or no are carried"
FAR: Final = "a close beyond the year 9999 is no deadline"
FORMATTED: Final = "the text with its formatting: textDescription is read"
PRICE: Final = "the market's price when it was resolved to yes or no"
BINARY: Final = frozenset({"", "BINARY"})
OUTCOMES: Final[Mapping[str, str]] = {"": "", "YES": "yes", "NO": "no", "CANCEL": "annulled", "N/A": "annulled"}
PARTLY: Final = "MKT"
NAMELESS: Final = "markets whose question is not known (a file of markets with their questions brings it)"
EARLIER: Final = "of bets in one millisecond the last is read"
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST: Final = 20
"""Digits of a number of milliseconds; far closes are written with 16."""
LAST: Final = 253_402_300_799_999
"""The last millisecond of the year 9999."""

Lines = Iterable[tuple[int, Record]]
Records = Callable[[Problems], Lines]
Rows = Iterator[tuple[int, list[str]]]


def take_in(draft: Draft, data: bytes, wishes: Wishes) -> Imported:
    """Add what is new in a file of bets or of markets; counts of what became of it, and what was not carried.

    Bets on a market that the ledger does not know yet, and markets without their question, come in under a stand-in
    for the claim, with a warning. `wishes.forecaster` chooses whose bets. Raises `BadRowsError` with every row that
    cannot be read (unless `skip_bad`), an `InputError` for another file, and for options that belong to other formats.
    """
    refuse_foreign(wishes, "a Manifold file")
    names, records = _opened(data)
    system = wishes.system or SYSTEM
    reader = _Reader(wishes, partial(known.claims, draft.connection, system))
    bets = "contractId" in names
    if not bets and wishes.forecaster is not None:
        raise InputError("a file of markets holds nobody's forecasts, so -f chooses none", hint="leave -f out")
    rows = partial(reader.bets if bets else reader.markets, records)
    result = take_rows(draft, lay_out(FIELDS, Wishes()), rows, replace(wishes, system=system), renames=True)
    result.losses = reader.losses.report
    if reader.unnamed:
        result.warnings.append(f"{NAMELESS}: {len(reader.unnamed)}")
    return result


def _opened(data: bytes) -> tuple[Sequence[str], Records]:
    """The names of the fields, and the records; an `InputError` for what holds neither bets nor markets."""
    if looks_like_json(data):
        records = read_records(data, under="bets")
        first = next((list(record) for _, record in records), list(BETS))
        _check(first, f"the object in line {records[0][0]}" if records else "")
        return first, lambda _problems: records
    sheet = read_sheet(data)
    _check(sheet.names, "line 1")
    refuse_twice(sheet)
    return sheet.names, lambda problems: (
        (line, dict(zip(sheet.names, cells, strict=True))) for line, cells in rows_of(sheet, problems)
    )


def _check(names: Sequence[str], where: str) -> None:
    need(names, BETS if "contractId" in names or "probAfter" in names else MARKETS, what=WHAT, where=where)


@dataclass(slots=True)
class _Reader:
    """Reads bets or markets; counts what is left behind, and which questions have no claim yet."""

    wishes: Wishes
    claims: Callable[[Sequence[str]], Mapping[str, str]]
    losses: Losses = field(default_factory=Losses)
    unnamed: set[str] = field(default_factory=set)
    once: Once = field(default_factory=lambda: Once({}))

    def bets(self, records: Records, problems: Problems) -> Rows:
        """A row for each bet that moved a price, of those who are chosen."""
        chosen = Chosen(self.wishes.forecaster)
        together: dict[tuple[str, str, str], list[tuple[int, Record]]] = {}
        for line, bet in records(problems):
            try:
                if self._new(line, bet, problems) and self._counts(bet, chosen):
                    place = _needed(bet, "contractId"), _who(bet), _needed(bet, "createdTime")
                    together.setdefault(place, []).append((line, bet))
            except InputError as error:
                problems(line, told(error))
        if not problems.count:
            chosen.refuse_nobody()
        claims = self.claims(list(dict.fromkeys(key for key, *_ in together)))
        for same in together.values():
            yield from _told(self._last(same), partial(self._bet, claims), problems)

    def markets(self, records: Records, problems: Problems) -> Rows:
        """A row for each market of yes or no: its question, and what it came out as."""
        listed = list(records(problems))
        claims = self.claims(list(dict.fromkeys(str(market.get("id") or "") for _, market in listed)))
        new = [(line, market) for line, market in listed if self._new(line, market, problems)]
        yield from _told(filter(self._binary, new), partial(self._market, claims), problems)

    def _new(self, line: int, record: Record, problems: Problems) -> bool:
        number = record.get("id")
        return number is None or self.once.new(line, str(number), record, problems)

    def _counts(self, bet: Record, chosen: Chosen) -> bool:
        """Whether a bet is a forecast of somebody who is chosen; why not is counted."""
        if text_of(bet, "answerId"):
            self.losses.add("answerId", ANSWERS)
        elif text_of(bet, "isRedemption") == "true":
            self.losses.add("isRedemption", REDEEMED)
        elif text_of(bet, "amount") == "0" and text_of(bet, "limitProb"):
            self.losses.add("limitProb", UNTAKEN)
        elif not chosen(_who(bet), *(text_of(bet, name) for name in NAMES)):
            self.losses.add(NAMES[0], OTHERS)
        else:
            return True
        return False

    def _last(self, same: Sequence[tuple[int, Record]]) -> Sequence[tuple[int, Record]]:
        """Of bets in one millisecond the one whose price no other of them began with."""
        after = [text_of(bet, "probAfter") for _, bet in same]
        before = {text_of(bet, "probBefore") for _, bet in same} if len(same) > 1 else set()
        last = [one for one, price in zip(same, after, strict=True) if price not in before]
        last = last or list(same[: len(same) if len(set(after)) > 1 else 1])
        for _ in range(len(same) - len(last)):
            self.losses.add("createdTime", EARLIER)
        return last

    def _bet(self, claims: Mapping[str, str], bet: Record) -> dict[str, str]:
        for name, value in bet.items():
            if name not in READ and _says(value):
                self.losses.add(name, STAKE)
        return {
            "key": text_of(bet, "contractId"),
            "claim": self._claim(text_of(bet, "contractId"), claims, ""),
            "forecaster": _who(bet),
            "p": from_unit_scale(_needed(bet, "probAfter"), field="probAfter"),
            "basis": "market",
            "made": _time(bet, "createdTime"),
            "tags": SYSTEM,
        }

    def _binary(self, numbered: tuple[int, Record]) -> bool:
        binary = str(numbered[1].get("outcomeType") or "") in BINARY
        if not binary:
            self.losses.add("outcomeType", ANSWERS)
        return binary

    def _market(self, claims: Mapping[str, str], market: Record) -> dict[str, str]:
        fields = {
            "key": _needed(market, "id"),
            "claim": self._claim(_needed(market, "id"), claims, text_of(market, "question")),
            "made": _time(market, "createdTime"),
            "by": self._close(market),
            "outcome": _outcome(market),
            "known_on": _time(market, "resolutionTime") if text_of(market, "resolution") else "",
            "criteria": self._criteria(market),
            "fine_print": text_of(market, "url"),
            "tags": SYSTEM,
        }
        self._leave(market)
        return fields

    def _claim(self, key: str, claims: Mapping[str, str], question: str) -> str:
        """The question of a market: as the file has it, as the ledger knows it, or a stand-in for it."""
        stand_in = f"Manifold market {key}"
        claim = question or claims.get(key, stand_in)
        if claim == stand_in:
            self.unnamed.add(key)
        return claim

    def _close(self, market: Record) -> str:
        if len(text_of(market, "closeTime")) >= len(str(LAST)) and _milliseconds(market, "closeTime") > LAST:
            self.losses.add("closeTime", FAR)
            return ""
        return _time(market, "closeTime") if text_of(market, "closeTime") else ""

    def _criteria(self, market: Record) -> str:
        described = market.get("description")
        if isinstance(described, dict | list):
            self.losses.add("description", FORMATTED)
        return text_of(market, "textDescription") or (described.strip() if isinstance(described, str) else "")

    def _leave(self, market: Record) -> None:
        if text_of(market, "resolution") in {"YES", "NO"} and text_of(market, PROBABILITY):
            self.losses.add(PROBABILITY, PRICE)
        for name, value in market.items():
            if name not in READ_OF_MARKETS and _says(value):
                self.losses.add(name, OF_MARKET)


def _told(
    records: Lines, read: Callable[[Record], Mapping[str, str]], problems: Problems
) -> Iterator[tuple[int, list[str]]]:
    """The rows of the records that can be read, in the order of `FIELDS`; the others are told."""
    for line, record in records:
        try:
            fields = read(record)
            yield line, [fields.get(name, "") for name in FIELDS]
        except InputError as error:
            problems(line, told(error))


def _says(value: object) -> bool:
    return value not in (None, "", False, "false", [], {})


def _who(bet: Record) -> str:
    """Whose bet it is, by the best of its names; a file without names holds the market's own prices."""
    return next((name for name in (text_of(bet, one) for one in NAMES) if name), SYSTEM)


def _needed(record: Record, name: str) -> str:
    if text := text_of(record, name):
        return text
    raise InputError(f"{name}: nothing is there", hint="fill it in, or leave it out")


def _milliseconds(record: Record, name: str) -> int:
    text = _needed(record, name)
    if text.isascii() and text.isdigit() and len(text) <= LONGEST:
        return int(text)
    raise InputError(f"{name}: cannot read {shown(text)} as milliseconds since 1970", hint="write it as 1672549140000")


def _time(record: Record, name: str) -> str:
    """An instant as the ledger reads it.

    >>> _time({"closeTime": "1672549140000"}, "closeTime")
    '2023-01-01T04:59:00.000Z'
    """
    number = _milliseconds(record, name)
    if number > LAST:
        raise InputError(f"{name}: {number} lies beyond the year 9999", hint="write it as 1672549140000")
    at = EPOCH + timedelta(milliseconds=number)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _outcome(market: Record) -> str:
    """What a market came out as: a fraction where it was resolved to one."""
    word = text_of(market, "resolution")
    if word in OUTCOMES:
        return OUTCOMES[word]
    if word == PARTLY:
        return from_unit_scale(_needed(market, PROBABILITY), field=PROBABILITY)
    raise InputError(f"resolution: cannot read {shown(word)}", hint="write YES, NO, MKT, CANCEL, or nothing")
