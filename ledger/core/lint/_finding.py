"""What a rule of the lint looks at, and what it finds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from ledger.core.question import StatedDeadline

Severity = Literal["note", "warning", "error"]
SEVERITIES: Final[tuple[Severity, ...]] = ("note", "warning", "error")
Field = Literal["claim", "criteria", "fine_print", "options", "deadline"]


class Worded(Protocol):
    """What a recorded question and a draft of one have in common: their words, and the shape of their answer.

    The fields mean what they mean in `ledger.core.question.Question`, which is one.
    """

    @property
    def type(self) -> str: ...
    @property
    def claim(self) -> str: ...
    @property
    def criteria(self) -> str | None: ...
    @property
    def fine_print(self) -> str | None: ...
    @property
    def look_at(self) -> str | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def lower(self) -> str | None: ...
    @property
    def upper(self) -> str | None: ...
    @property
    def options(self) -> tuple[str, ...]: ...
    @property
    def exclusive(self) -> bool: ...
    @property
    def ordered(self) -> bool: ...
    @property
    def condition(self) -> object | None: ...
    @property
    def composite(self) -> str | None: ...
    @property
    def rule(self) -> object | None: ...
    @property
    def deadline(self) -> StatedDeadline | None: ...
    @property
    def review_on(self) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The words of a question that is not recorded yet."""

    claim: str
    criteria: str | None = None
    fine_print: str | None = None
    look_at: str | None = None
    deadline: StatedDeadline | None = None
    review_on: str | None = None
    type: str = "binary"
    unit: str | None = None
    lower: str | None = None
    upper: str | None = None
    options: tuple[str, ...] = ()
    exclusive: bool = True
    ordered: bool = False
    condition: object | None = None
    composite: str | None = None
    rule: object | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a rule found: the message and, where words are at fault, their field and place (code points, end exclusive).

    `severity` stands where it is milder than usual for the rule, `hint` where the rule's own would not help.
    """

    message: str
    field: Field | None = None
    start: int | None = None
    end: int | None = None
    severity: Severity | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault with the rule that found it; `words` are those at fault, as they stand in the field."""

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    field: Field | None
    start: int | None
    end: int | None
    words: str | None


class LintRule(Protocol):
    """What every file of a rule offers: `CODE` never changes its meaning, `MEANING` and `HINT` are a sentence each."""

    CODE: str
    NAME: str
    SEVERITY: Severity
    MEANING: str
    HINT: str

    def faults(self, question: Worded) -> Iterator[Fault]:
        """What is wrong with the words of a question by this rule."""
