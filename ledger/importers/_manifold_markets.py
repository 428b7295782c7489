"""Markets of Manifold: of yes or no one question, of several answers one for each, and what they came out as."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from ledger.core.dates import shown
from ledger.core.numbers import decimal_text, ratio
from ledger.errors import InputError
from ledger.importers._cells import from_unit_scale
from ledger.importers._losses import Losses
from ledger.importers._manifold import (
    LAST,
    Claims,
    Fields,
    Records,
    Rows,
    key_of,
    milliseconds,
    needed,
    says,
    time_of,
    told_rows,
)
from ledger.importers._records import Once, Record, text_of
from ledger.importers._table import Problems

SYSTEM: Final = "manifold"
PROBABILITY: Final = "resolutionProbability"
READ: Final = frozenset({
    "id", "question", "url", "textDescription", "description", "createdTime", "closeTime", "resolution",
    "resolutionTime", PROBABILITY, "outcomeType", "answers", "resolutions",
})  # fmt: skip
OF_MARKET: Final = "of the market, not of the question"
FAR: Final = "a close beyond the year 9999 is no deadline"
FORMATTED: Final = "the text with its formatting: textDescription is read"
PRICE: Final = "the market's price when it was resolved to yes or no"
APART: Final = "each answer is a question of its own: that they are one question is lost, and so are their prices"
OTHER_KIND: Final = "only markets of yes or no, and of several answers, are carried"
LISTED: Final = "a market of several answers without its answers: /v0/market/ID has them"
BINARY: Final = frozenset({"", "BINARY"})
SEVERAL: Final = "MULTIPLE_CHOICE"
OUTCOMES: Final[Mapping[str, str]] = {"": "", "YES": "yes", "NO": "no", "CANCEL": "annulled", "N/A": "annulled"}
PARTLY: Final = "MKT"
SHARED: Final = frozenset({PARTLY, "CHOOSE_MULTIPLE"})
MOST: Final = 100
HINT: Final = "write YES, NO, MKT, CANCEL, or nothing"


@dataclass(slots=True)
class Markets:
    """Reads markets; counts what is left behind."""

    claims: Claims
    losses: Losses

    def rows(self, records: Records, problems: Problems) -> Rows:
        """A row for each question: what is asked, and what it came out as."""
        listed, once = list(records(problems)), Once({})
        self.claims.look_up(str(market.get("id") or "") for _, market in listed)
        new = (one for one in listed if once.new(one[0], str(one[1].get("id") or ""), one[1], problems))
        yield from told_rows(new, self._read, problems)

    def _read(self, market: Record) -> Iterator[Fields]:
        kind, answers = text_of(market, "outcomeType"), market.get("answers")
        if kind not in BINARY and (kind != SEVERAL or not answers):
            self.losses.add("outcomeType", LISTED if kind == SEVERAL else OTHER_KIND)
            return
        about = self._about(market)
        self._leave(market)
        if kind in BINARY:
            yield about | _decided(market, market, _outcome(market))
            return
        self.losses.add("answers", APART)
        yield from (about | _answer(market, answer, about) for answer in _answers(market))

    def _about(self, market: Record) -> dict[str, str]:
        """What a market says of its question, and of the question of each answer."""
        key = needed(market, "id")
        return {
            "key": key,
            "claim": self.claims.claim(key, text_of(market, "question")),
            "made": time_of(market, "createdTime"),
            "by": self._close(market),
            "criteria": self._criteria(market),
            "fine_print": text_of(market, "url"),
            "tags": SYSTEM,
        }

    def _close(self, market: Record) -> str:
        if len(text_of(market, "closeTime")) >= len(str(LAST)) and milliseconds(market, "closeTime") > LAST:
            self.losses.add("closeTime", FAR)
            return ""
        return time_of(market, "closeTime") if text_of(market, "closeTime") else ""

    def _criteria(self, market: Record) -> str:
        described = market.get("description")
        if isinstance(described, dict | list):
            self.losses.add("description", FORMATTED)
        return text_of(market, "textDescription") or (described.strip() if isinstance(described, str) else "")

    def _leave(self, market: Record) -> None:
        if text_of(market, "resolution") in {"YES", "NO"} and text_of(market, PROBABILITY):
            self.losses.add(PROBABILITY, PRICE)
        for name, value in market.items():
            if name not in READ and says(value):
                self.losses.add(name, OF_MARKET)


def _answers(market: Record) -> list[Record]:
    listed: Any = market["answers"]
    if not isinstance(listed, list) or not all(isinstance(answer, dict) for answer in listed):
        raise InputError("answers: not a list of objects", hint="download it again")
    return listed


def _answer(market: Record, answer: Record, about: Fields) -> dict[str, str]:
    number = needed(answer, "id")
    asked = {"key": key_of(about["key"], number), "claim": f"{about['claim']}: {needed(answer, 'text')}"}
    return asked | _decided(market, answer, _answered(market, answer, number))


def _decided(market: Record, answer: Record, outcome: str) -> dict[str, str]:
    """An outcome, and the day it was known: of the answer itself, or of its market."""
    own = answer if text_of(answer, "resolutionTime") else market
    return {"outcome": outcome, "known_on": time_of(own, "resolutionTime") if outcome else ""}


def _outcome(record: Record) -> str:
    """What a market of yes or no came out as: a fraction where it was resolved to one."""
    word = text_of(record, "resolution")
    if word in OUTCOMES:
        return OUTCOMES[word]
    if word == PARTLY:
        return from_unit_scale(needed(record, PROBABILITY), field=PROBABILITY)
    raise InputError(f"resolution: cannot read {shown(word)}", hint=HINT)


def _answered(market: Record, answer: Record, number: str) -> str:
    """What one of several answers came out as: by its own word, or by the market's, which names an answer."""
    word = text_of(market, "resolution")
    if text_of(answer, "resolution"):
        return _outcome(answer)
    if word in SHARED:
        return _share(market, number)
    if word in {text_of(one, "id") for one in _answers(market)}:
        return "yes" if word == number else "no"
    if word in {"YES", "NO"} or word not in OUTCOMES:
        raise InputError(f"resolution: {shown(word)} is none of the answers", hint="write the id of one, or CANCEL")
    return OUTCOMES[word]


def _share(market: Record, number: str) -> str:
    """The share of an answer in a market that was resolved to several.

    >>> _share({"resolutions": {"a": "25", "b": "75"}}, "a"), _share({"resolutions": {"a": "25"}}, "b")
    ('0.25', '0')
    """
    shares = market.get("resolutions")
    if not isinstance(shares, dict):
        raise InputError("resolutions: nothing is there", hint="write the share of each answer")
    try:
        numbers = {name: Decimal(str(share)) for name, share in shares.items()}
    except InvalidOperation:
        numbers = {}
    total = sum(numbers.values(), Decimal(0))
    if not total or not all(share.is_finite() and 0 <= share <= MOST for share in numbers.values()):
        raise InputError("resolutions: not the shares of the answers", hint='write {"ANSWER": 25, "OTHER": 75}')
    return decimal_text(ratio(numbers.get(number, Decimal(0)), total))
