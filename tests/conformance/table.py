"""The conformance table of docs/conformance.md, from a run of every suite: `python -m tests.conformance.table FILE`."""

import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from tests.conformance.suite import Suite, all_suites

HEAD = """# Conformance

Cases that others published or that were run on their own programs, and what this program answers. *Published* counts
the cases that a platform's own tests, documents or code assert; the others were computed by an independent port.
*Worst difference* is the greatest distance between our number and theirs, against the tolerance of that case.
Made from a run by `make docs`; a test compares the two.

| file | cases | published | passed | worst difference | its tolerance |
|---|---|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    suites = all_suites()
    rows = "".join(_row(suite) for suite in suites.values())
    return HEAD + rows + "".join(_asides(list(suites.values())))


def _row(suite: Suite) -> str:
    cases = suite.standing()
    answered = [list(suite.answer(case)) for case in cases]
    passed = sum(all(check.holds for check in checks) for checks in answered)
    worst = max((check for checks in answered for check in checks), key=lambda check: check.difference, default=None)
    figures = ("-", "-") if worst is None else (f"{worst.difference:.0e}", f"{worst.tolerance:.0e}")
    return f"| `{suite.file}` | {len(cases)} | {suite.published()} | {passed} | {' | '.join(figures)} |\n"


def _asides(suites: Collection[Suite]) -> Iterator[str]:
    for title, attribute in (
        ("Cases that assert a defect", "defects"),
        ("Cases that are left out", "left_out"),
    ):
        lines = [
            f"| `{suite.file}` | {name} | {why} |\n"
            for suite in suites
            for name, why in getattr(suite, attribute).items()
        ]
        if lines:
            yield f"\n## {title}\n\n| file | case | |\n|---|---|---|\n" + "".join(lines)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
