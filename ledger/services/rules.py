"""Machine rules as facts: what settles a question, or every occurrence of a series, from observations of a metric."""

from dataclasses import dataclass
from typing import Any

from ledger.core.rules import Rule, check_type, read_metric, read_rule
from ledger.core.rules.rule import TIMES
from ledger.errors import InputError, RefusedError
from ledger.store.copying import row_values
from ledger.store.journal import Draft
from ledger.store.making import metric_named
from ledger.store.tables import rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What was typed about a machine rule: the metric and when it settles; both or neither."""

    metric: str | None = None
    when: str | None = None

    @property
    def given(self) -> bool:
        """True where anything was typed."""
        return self.metric is not None or self.when is not None

    def read(self) -> tuple[str, Rule]:
        """The metric's name and the rule; InputError for one without the other, and for what is neither."""
        if self.metric is None:
            raise InputError("a rule needs a metric that it reads", hint="add --metric NAME, such as arena.leader")
        if self.when is None:
            raise InputError("a metric alone settles nothing", hint='add --when RULE, such as "any >= 24" or "changed"')
        return read_metric(self.metric), read_rule(self.when)

    def check(self, type: str, *, bundle: bool = False) -> None:
        """Refuse what is no rule, and one that cannot settle a question of that type, or a bundle."""
        if not self.given:
            return
        check_type(self.read()[1], type)
        if bundle:
            message = "a bundle comes out as its parts do, not by a rule"
            raise RefusedError(message, hint="put --metric and --when on the parts")


def add_rule(draft: Draft, watched: Watched, *, question_id: int | None = None, series_id: int | None = None) -> None:
    """The rule of a question or a series, in place of an earlier one; nothing where none was typed."""
    if not watched.given:
        return
    metric, rule = watched.read()
    draft.add(
        rules,
        question_id=question_id,
        series_id=series_id,
        metric_id=metric_named(draft, metric),
        than_metric_id=metric_named(draft, rule.than) if rule.than else None,
        pick=f"{rule.times} {TIMES}" if rule.times else rule.pick,
        comparison=rule.comparison,
        threshold=rule.threshold,
        days=rule.days,
        said=rule.said,
    )


def copy_rule(draft: Draft, row: Any, question: int) -> None:
    """The rule of a series, for one of its occurrences."""
    draft.add(rules, **{**row_values(row), "series_id": None, "question_id": question})
