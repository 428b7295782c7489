"""What a question came out as, and what the rules make of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A decision about a question; the one that `stands` is what it came out as.

    `judge` is who decided; `made_by` which machine did: a `rule` over observations, the `parts` of a bundle, or the
    `condition` of a branch, and `because` names what it rests on. What rests on something that no longer stands does
    not stand either.
    """

    n: int
    stands: bool
    verdict: str
    outcome: str | None
    value: str | None
    happened_on: str | None
    known_on: str
    recorded_at: str
    recorded_by: str
    entry: int
    judge: str | None
    made_by: str | None
    because: tuple[str, ...]
    evidence: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What a rule makes of a forecaster's counted forecast (timing `last`) under the standing outcome."""

    forecaster: str
    rule: str
    value: float
    rule_version: str
