"""Suites of cases that others published: what each expects, what we answer, and how far the two lie apart.

A file in `suites/` answers the cases of one family. `test_vectors` runs every case; `table` writes what
came out into docs/conformance.md.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.conftest import SHARED

Case = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One number of ours beside the published one; None and infinities must be equal."""

    got: float | None
    expected: float | None
    tolerance: float

    @property
    def difference(self) -> float:
        if self.got is None or self.expected is None or self.got == self.expected:
            return 0.0 if self.got == self.expected else math.inf
        return abs(self.got - self.expected)

    @property
    def holds(self) -> bool:
        return self.difference <= self.tolerance


Answer = Callable[[Case], Iterable[Check]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """One file of cases. `defects` names cases that assert a defect of the platform, each with what we say instead."""

    file: str
    answer: Answer
    cases: Callable[[], Sequence[Case]]
    defects: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)

    def standing(self) -> list[Case]:
        """The cases to hold: all but the defects and those that are left out."""
        return [case for case in self.cases() if case["id"] not in {*self.defects, *self.left_out}]

    def published(self) -> int:
        """How many of the standing cases are the platform's own, not a port's."""
        return sum(1 for case in self.standing() if str(case.get("origin", "upstream")).startswith("upstream"))


SUITES: dict[str, Suite] = {}


def answers(
    file: str,
    *,
    cases: Callable[[], Sequence[Case]] | None = None,
    defects: Mapping[str, str] | None = None,
    left_out: Mapping[str, str] | None = None,
) -> Callable[[Answer], Answer]:
    """Say how we answer the cases of a file, given as `folder/name.json` below the shared reference data.

    Without `cases` they are the list under "cases" in that file; each has an "id".
    """

    def decorate(answer: Answer) -> Answer:
        assert file not in SUITES, f"{file} is answered twice"
        read = cases or (lambda: _cases(SHARED / file))
        SUITES[file] = Suite(file=file, answer=answer, cases=read, defects=defects or {}, left_out=left_out or {})
        return answer

    return decorate


def _cases(path: Path) -> list[Case]:
    return list(json.loads(path.read_text(encoding="utf-8"))["cases"]) if path.exists() else []


def all_suites() -> dict[str, Suite]:
    """Every suite, by the name of its file."""
    for path in sorted(Path(__file__).with_name("suites").glob("[!_]*.py")):
        import_module(f"tests.conformance.suites.{path.stem}")
    return dict(sorted(SUITES.items()))


def pairs_of(got: Any, expected: Any, tolerance: float) -> list[Check]:
    """Checks of nested lists or mappings of numbers, place by place; shapes must be equal."""
    if isinstance(expected, Mapping):
        return [check for key in expected for check in pairs_of(got[key], expected[key], tolerance)]
    if isinstance(expected, (list, tuple)):
        assert len(got) == len(expected), f"{len(got)} answers for {len(expected)} numbers"
        return [check for one, other in zip(got, expected, strict=True) for check in pairs_of(one, other, tolerance)]
    return [Check(got=None if got is None else float(got), expected=expected, tolerance=tolerance)]
