"""Manifold's bets and markets, as its API gives them or as a table: prices are forecasts, fractions outcomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from ledger.errors import InputError
from ledger.importers._asking import told
from ledger.importers._cells import from_unit_scale
from ledger.importers._layout import lay_out
from ledger.importers._losses import Losses
from ledger.importers._manifold import FIELDS, Claims, Fields, Records, Rows, key_of, needed, says, time_of, told_rows
from ledger.importers._manifold_markets import SYSTEM, Markets
from ledger.importers._platform import Chosen, need, refuse_twice
from ledger.importers._records import Once, Record, looks_like_json, read_records, text_of
from ledger.importers._table import Problems, read_sheet, rows_of
from ledger.importers._wishes import Wishes, refuse_foreign
from ledger.importers.csv import take_rows
from ledger.store import known
from ledger.store.batch import Imported
from ledger.store.journal import Draft

WHAT: Final = "Manifold file"
BETS: Final = ("contractId", "probAfter", "createdTime")
MARKETS: Final = ("id", "createdTime", "closeTime")
NAMES: Final = ("userUsername", "userName", "userId")
READ: Final = frozenset({*BETS, *NAMES, "id", "answerId", "isRedemption"})
STAKE: Final = "of the stake, not of the forecast"
OTHERS: Final = "bets of other people than -f chooses"
REDEEMED: Final = "shares that were paid back are no forecast"
UNTAKEN: Final = "an order that nobody took moved no price"
EARLIER: Final = "of bets in one millisecond the last is read"
NAMELESS: Final = "markets whose question is not known (a file of markets with their questions brings it)"


def take_in(draft: Draft, data: bytes, wishes: Wishes) -> Imported:
    """Add what is new in a file of bets or of markets; counts of what became of it, and what was not carried.

    Bets on a market that the ledger does not know yet, and markets without their question, come in under a stand-in
    for the claim, with a warning. `wishes.forecaster` chooses whose bets. Raises `BadRowsError` with every row that
    cannot be read (unless `skip_bad`), an `InputError` for another file, and for options that belong to other formats.
    """
    refuse_foreign(wishes, "a Manifold file")
    names, records = _opened(data)
    system = wishes.system or SYSTEM
    claims, losses = Claims(partial(known.claims, draft.connection, system)), Losses()
    bets = "contractId" in names
    if not bets and wishes.forecaster is not None:
        raise InputError("a file of markets holds nobody's forecasts, so -f chooses none", hint="leave -f out")
    reader = _Bets(Chosen(wishes.forecaster), claims, losses) if bets else Markets(claims, losses)
    rows = partial(reader.rows, records)
    result = take_rows(draft, lay_out(FIELDS, Wishes()), rows, replace(wishes, system=system), renames=True)
    result.losses = losses.report
    if claims.missing:
        result.warnings.append(f"{NAMELESS}: {len(claims.missing)}")
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
class _Bets:
    """Reads bets; counts what is left behind."""

    chosen: Chosen
    claims: Claims
    losses: Losses
    once: Once = field(default_factory=lambda: Once({}))

    def rows(self, records: Records, problems: Problems) -> Rows:
        """A row for each bet that moved a price, of those who are chosen."""
        together: dict[tuple[str, str, str], list[tuple[int, Record]]] = {}
        for line, bet in records(problems):
            try:
                if self._new(line, bet, problems) and self._counts(bet):
                    place = _key(bet), _who(bet), needed(bet, "createdTime")
                    together.setdefault(place, []).append((line, bet))
            except InputError as error:
                problems(line, told(error))
        if not problems.count:
            self.chosen.refuse_nobody()
        self.claims.look_up(key for key, *_ in together)
        for same in together.values():
            yield from told_rows(self._last(same), self._read, problems)

    def _new(self, line: int, bet: Record, problems: Problems) -> bool:
        number = text_of(bet, "id")
        return not number or self.once.new(line, number, bet, problems)

    def _counts(self, bet: Record) -> bool:
        """Whether a bet is a forecast of somebody who is chosen; why not is counted."""
        if text_of(bet, "isRedemption") == "true":
            self.losses.add("isRedemption", REDEEMED)
        elif text_of(bet, "amount") == "0" and text_of(bet, "limitProb"):
            self.losses.add("limitProb", UNTAKEN)
        elif not self.chosen(_who(bet), *(text_of(bet, name) for name in NAMES)):
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

    def _read(self, bet: Record) -> Iterator[Fields]:
        for name, value in bet.items():
            if name not in READ and says(value):
                self.losses.add(name, STAKE)
        yield {
            "key": _key(bet),
            "claim": self.claims.claim(_key(bet)),
            "forecaster": _who(bet),
            "p": from_unit_scale(needed(bet, "probAfter"), field="probAfter"),
            "basis": "market",
            "made": time_of(bet, "createdTime"),
            "tags": SYSTEM,
        }


def _key(bet: Record) -> str:
    return key_of(needed(bet, "contractId"), text_of(bet, "answerId"))


def _who(bet: Record) -> str:
    """Whose bet it is, by the best of its names; a file without names holds the market's own prices."""
    return next((name for name in (text_of(bet, one) for one in NAMES) if name), SYSTEM)
