"""Questions of a file: what its rows say about each, put together, and worded as the ledger keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from ledger.core.dates import Moment
from ledger.core.deadlines import Deadline, read_deadline
from ledger.core.frame import Frame
from ledger.errors import InputError, LedgerError, RefusedError
from ledger.importers._cells import Cells, value_text
from ledger.services.asked import Asked
from ledger.services.record import clean_tag
from ledger.services.wording import a_year_after, claim_text, deadline_columns, other_texts, read_by
from ledger.store.batch import WORDING, Decided, Made
from ledger.store.batch import Asked as AskedRow
from ledger.store.chain import Value
from ledger.store.journal import instant_text
from ledger.store.written import check_texts

KIND: Final = ("type", "options", "ordered", "independent", "unit", "bounds", "open_bounds")
"""The fields that say what is asked for."""
TRUE: Final = frozenset({"1", "true", "yes", "x"})
FALSE: Final = frozenset({"", "0", "false", "no"})
ABOUT: Final = (
    "claim", "key", "by", "criteria", "fine_print", "tags", "outcome", "known_on", "happened_on", *KIND,
)  # fmt: skip
"""The fields that speak of the question, not of one forecast."""
OTHERS: Final = WORDING[WORDING.index("claim") + 1 : WORDING.index("zone") + 1]
DATES: Final = WORDING[WORDING.index("zone") + 1 :]


@dataclass(slots=True, kw_only=True)
class Asking:
    """What the rows about one question say so far: `texts` by field, the line of the first, the earliest day made."""

    foreign_key: str
    line: int
    made: Made
    texts: dict[str, str] = field(default_factory=dict)

    def add(self, texts: Mapping[str, str]) -> None:
        """What another row says; an `InputError` where the two contradict each other."""
        for name, text in texts.items():
            said = self.texts.setdefault(name, text)
            if text and said != text:
                if said:
                    raise InputError(f"another {name} of this question than in line {self.line}: {text[:60]!r}")
                self.texts[name] = text


def foreign_key_of(texts: Mapping[str, str]) -> str:
    """What tells a question of a file from the others: its key, else its claim and its deadline as it is said.

    >>> foreign_key_of({"claim": "It  rains", "by": "2027"})
    'It rains | 2027'
    """
    if key := texts.get("key", ""):
        return key
    claim = " ".join(texts.get("claim", "").split())
    if not claim:
        raise InputError("no claim", hint="every row needs one")
    by = texts.get("by", "")
    return f"{claim} | {by}" if by else claim


def frame_of(texts: Mapping[str, str]) -> Frame:
    """What is asked for, from the fields `KIND`; options alone make a question categorical.

    >>> frame_of({"options": "a,b"}).type, frame_of({}).type
    ('categorical', 'binary')
    """
    return _frame(tuple(texts.get(name, "") for name in KIND))


@lru_cache(maxsize=1024)
def _frame(texts: tuple[str, ...]) -> Frame:
    said = dict(zip(KIND, texts, strict=True))
    natural = "categorical" if said["options"] else "binary"
    return Asked(
        type=said["type"].lower() or natural,
        options=said["options"] or None,
        ordered=_flag("ordered", said["ordered"]),
        independent=_flag("independent", said["independent"]),
        unit=said["unit"] or None,
        bounds=said["bounds"] or None,
        open_bounds=said["open_bounds"].lower() or None,
    ).frame


def _flag(name: str, text: str) -> bool:
    word = text.lower()
    if word not in TRUE | FALSE:
        raise InputError(f"{name} is yes or no, not {text[:40]!r}", hint="write yes, or leave it blank")
    return word in TRUE


class Wordings:
    """Wordings from texts; each deadline is read once for the day it was said."""

    def __init__(self, cells: Cells, *, dated: bool) -> None:
        """`dated` says that the file has days of making: only then a deadline can lie before one."""
        self.cells, self.dated = cells, dated
        self.deadline = cache(self._deadline)
        self.others = lru_cache(maxsize=64)(self._others)

    def asked(self, asking: Asking) -> AskedRow:
        """The question as it enters the ledger. A LedgerError says what cannot be read."""
        texts = asking.texts
        check_texts(texts.values())
        by = texts.get("by", "")
        frame = frame_of(texts)
        claim = claim_text(texts.get("claim", ""))
        others = self.others(texts.get("criteria"), texts.get("fine_print"), frame.type)
        dates, readings = self.deadline(by, asking.made)
        return AskedRow(
            foreign_key=asking.foreign_key,
            line=asking.line,
            wording=(claim, *others, *dates),
            frame=frame,
            readings=readings,
            tags=_tags(texts.get("tags", "")),
            decided=self._decided(texts, frame),
        )

    def _others(self, criteria: str | None, fine_print: str | None, type: str) -> tuple[Value, ...]:
        """What stands between the claim and the dates: the same for most questions of a file."""
        columns = {
            **other_texts(criteria, fine_print),
            "type": type,
            "vague": 0,
            "zone": self.cells.clock.zone_name,
        }
        return tuple(map(columns.get, OTHERS))

    def _deadline(self, by: str, made: Made) -> tuple[tuple[Value, ...], tuple[tuple[str, str | None, str], ...]]:
        moment = self.cells.moment(made)
        read = self._read(by, moment, made[2]) if by else None
        if read is None:
            review = a_year_after(self.cells.clock.today).isoformat()
            undated: dict[str, Value] = {"deadline_text": by or None, "review_on": review}
            return tuple(map(undated.get, DATES)), ()
        columns = deadline_columns(read, made=moment)
        if read.day < moment.on:
            columns["window_start"] = None
        return tuple(map(columns.get, DATES)), tuple(
            (one.name, one.window_start.isoformat() if one.window_start else None, one.day.isoformat())
            for one in read.readings
            if one.day >= moment.on
        )

    def _read(self, by: str, moment: Moment, made_text: str | None) -> Deadline | None:
        try:
            return read_by(by, made=moment, clock=self.cells.clock, made_text=made_text)
        except RefusedError as error:
            if self.dated or error.code != "deadline_before_made":
                raise
        clock = self.cells.clock
        read = read_deadline(by, made=moment.on, zone=clock.zone, now=clock.now, date_format=clock.date_format)
        return read if isinstance(read, Deadline) else None

    def _decided(self, texts: Mapping[str, str], frame: Frame) -> Decided | None:
        outcome = self.cells.outcome(texts.get("outcome", ""), frame)
        if outcome is None:
            return None
        stated, happening = texts.get("known_on", ""), texts.get("happened_on", "")
        known = self.cells.past(stated, "the day it was known")
        happened = self.cells.past(happening, "the day it happened") if happening else None
        if happened and happened.on > known.on:
            raise RefusedError(f"it cannot be known on {known.on} before it happened on {happened.on}")
        return Decided(
            verdict=outcome.verdict,
            outcome=outcome.outcome,
            value=value_text(outcome),
            y_ppm=outcome.ppm,
            happened_on=happened.on.isoformat() if happened else None,
            known_on=known.on.isoformat(),
            known_at=instant_text(known.at) if known.at else None,
            known_given=bool(stated),
        )


@lru_cache(maxsize=1024)
def _tags(text: str) -> tuple[str, ...]:
    words: Sequence[str] = text.replace(";", ",").split(",") if "," in text or ";" in text else text.split()
    return tuple(dict.fromkeys(clean_tag(word) for word in words if word.strip()))


def told(error: LedgerError) -> str:
    """An error about a row, with what to write instead."""
    return f"{error.message} ({error.hint})" if error.hint else error.message
