"""The page docs/lint.md, from the rules and from a run over texts: `python -m tests.conformance.linted FILE`."""

import inspect
import json
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import ledger
from ledger.core.lint import Draft, Finding, LintRule
from ledger.core.lint.judging import lint, lint_text, rules
from tests.conftest import SHARED

CLAIMS = Path(__file__).with_name("lint_claims.toml")
TRIVIAL = ("no-criteria", "no-deadline")
"""What every bare claim lacks."""

HEAD = """# The lint

`fcl lint` judges claims and resolution criteria before they are needed. It reads words and shapes, in English, and
knows nothing of the world: silence is no praise, and a finding is a reason to look and no verdict. Every rule errs
towards silence. In Python: `book.lint(...)` for what is recorded, `ledger.core.lint.judging.lint_text(...)` for what is
not yet.

An **error** says that nobody can settle the question, or that its parts contradict each other; a **warning**, that two
fair people may settle it differently; a **note** is worth a look. Rules are left out with `--off CODE`, or for good
with `fcl config set lint.off CODE,CODE`. A code never changes its meaning.

Made by `python -m tests.conformance.linted docs/lint.md`; a test compares the two.

## Rules

| code | name | severity | meaning |
|---|---|---|---|
"""


def page() -> str:
    """The whole page; its figures need the shared reference data."""
    return HEAD + table() + "".join(map(_details, rules())) + figures()


def table() -> str:
    """A row for each rule."""
    return "".join(f"| {rule.CODE} | `{rule.NAME}` | {rule.SEVERITY} | {rule.MEANING} |\n" for rule in rules())


def _details(rule: LintRule) -> str:
    """What a rule finds and leaves alone, in the words of its own docstring."""
    said = inspect.cleandoc(rule.faults.__doc__ or "").split(">>>")[0].strip()
    return f"\n### {rule.CODE} {rule.NAME}\n\n{said}\n\nTo mend it: {rule.HINT}.\n".replace("?.\n", "?\n")


def figures() -> str:
    """How often the rules find something, and where they should not."""
    rows = "".join(f"| {name} | {number} | {serious} | {any_} |\n" for name, number, serious, any_ in measured())
    return f"""
## What it finds

Claims count where a rule finds something in their words: that a bare claim has no criteria and no deadline
({", ".join(f"`{name}`" for name in TRIVIAL)}) is left out of these counts. Questions count with everything.

| texts | number | with an error or a warning | with anything |
|---|---|---|---|
{rows}
The gold set has one annotator, who wrote the seed criteria as well, and the rules were made with both at hand: those
rows show that they fit, not how well they would fit elsewhere. The claims on other subjects, which lie in
`tests/conformance/lint_claims.toml`, were written after the rules. At first sight 17 of the 30 vague ones were found,
and 6 of the 42 precise questions falsely accused; what was missed was then mended, so that their rows are no longer a
fresh test. For the idioms no rule was changed: of claims that nobody has seen, this is what to expect by their words
alone. What finds nearly every vague claim is that it has no criteria and no deadline.
"""


def measured() -> Iterator[tuple[str, int, int, int]]:
    """Name, number, number with an error or warning, number with anything, for each set of texts."""
    gold = json.loads((SHARED / "gold" / "predictions.json").read_text(encoding="utf-8"))["predictions"]
    for testable in ("no", "partly", "yes"):
        claims = [one["claim"] for one in gold if one["testable"] == testable]
        yield _counted(f"gold claims, testable: {testable}", map(of_claim, claims))
    yield _counted("seed questions", of_seeds())
    other = tomllib.loads(CLAIMS.read_text(encoding="utf-8"))
    yield _counted("vague claims on other subjects", map(of_claim, other["vague"]))
    yield _counted("idioms on other subjects", map(of_claim, other["idioms"]))
    precise = other["precise"]
    yield _counted("precise claims on other subjects", (of_claim(one["claim"]) for one in precise))
    yield _counted("the same with criteria and deadline", map(of_question, precise))


def of_claim(claim: str) -> list[Finding]:
    """What is found in the words of a bare claim."""
    return lint(Draft(claim=claim), rules(off=TRIVIAL))


def of_question(question: dict) -> list[Finding]:
    """What is found in a claim with criteria and deadline."""
    return lint_text(question["claim"], question["criteria"], by=question["by"])


def of_seeds() -> Iterator[tuple[Finding, ...]]:
    """What is found in the shipped seed questions, an occurrence of each series and no more."""
    with tempfile.TemporaryDirectory() as folder, ledger.open(Path(folder) / "seeds.db", actor="lint") as book:
        book.demo()
        seen: set[str] = set()
        for one in book.lint(every=True):
            if one.question.series not in seen:
                yield one.findings
            seen.update(filter(None, [one.question.series]))


def _counted(name: str, found: Iterable[Iterable[Finding]]) -> tuple[str, int, int, int]:
    each = [[finding.severity for finding in findings] for findings in found]
    return name, len(each), sum(bool({"error", "warning"} & {*one}) for one in each), sum(map(bool, each))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
