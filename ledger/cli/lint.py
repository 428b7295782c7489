"""`fcl lint`: which questions will be hard to settle, and what to mend while it is early."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.answer import answer
from ledger.cli.globals import Command
from ledger.cli.lines import counted
from ledger.cli.pager import paged
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.core.lint import RULES, SEVERITIES, LintRule, Severity

if TYPE_CHECKING:
    from ledger.services.lint import Linted

SOMETHING_FOUND: Final = 10

HELP = """Judge claims and resolution criteria before they are needed: what has no source, no measure, no deadline, and
where claim and criteria disagree.

\b
Examples:
  fcl lint
  fcl lint tag:work --severity warning
  fcl lint --off no-annulment --off L103
  fcl lint --only no-source --exit-code -q || echo "mend the criteria"
  fcl lint --rules
  fcl config set lint.off no-annulment,L103      never these

Open questions, or all with --all. Rules are named by code or name; docs/lint.md says what each finds.
"""


@click.command("lint", cls=Command, short_help="Find criteria that will be hard to judge.", help=HELP)
@click.argument("query", nargs=-1)
@click.option("--off", multiple=True, metavar="RULE", help="Leave a rule out, by code or name; repeatable.")
@click.option("--only", multiple=True, metavar="RULE", help="Only this rule, by code or name; repeatable.")
@click.option("--severity", type=click.Choice(SEVERITIES), default="note", help="The mildest to show (note).")
@click.option("--all", "every", is_flag=True, help="Decided questions too.")
@click.option("--rules", "listing", is_flag=True, help="List the rules instead.")
@click.option("--exit-code", is_flag=True, help="Exit with 10 when something is found.")
@click.pass_context
def lint(
    context: click.Context,
    query: tuple[str, ...],
    *,
    off: tuple[str, ...],
    only: tuple[str, ...],
    severity: Severity,
    every: bool,
    listing: bool,
    exit_code: bool,
) -> None:
    """Find criteria that will be hard to judge."""
    if listing:
        answer("lint.rules", [_rule(RULES[name]) for name in RULES], _rule_lines(), ledger=False)
        return
    current = session()
    unwanted = (*off, *(str(current.setting("lint.off", "")).split(",") if not only else ()))
    found = current.book.lint(
        query, off=[one for one in unwanted if one.strip()], only=only, least=severity, every=every,
        as_of=current.as_of,
    )  # fmt: skip
    rows = list(_rows(found))
    summary = _summary(found, unwanted)
    answer("lint", rows, paged(_lines(rows, summary)), as_of=current.as_of, summary=summary)
    if exit_code and rows:
        context.exit(SOMETHING_FOUND)


def _rows(found: "Sequence[Linted]") -> Iterator[dict[str, Any]]:
    """A row for each finding, by the names of the JSON contract."""
    for one in found:
        for finding in one.findings:
            yield {
                "id": one.question.id, "prefix": one.question.prefix, "claim": one.question.claim,
                "code": finding.code, "name": finding.name, "severity": finding.severity, "message": finding.message,
                "hint": finding.hint, "field": finding.field, "start": finding.start, "end": finding.end,
                "words": finding.words,
            }  # fmt: skip


def _summary(found: "Sequence[Linted]", off: Sequence[str]) -> dict[str, Any]:
    counts = Counter(finding.severity for one in found for finding in one.findings)
    return {
        "questions": len(found),
        "with_findings": sum(bool(one.findings) for one in found),
        **{f"{severity}s": counts[severity] for severity in reversed(SEVERITIES)},
        "off": [one.strip() for one in off if one.strip()],
    }


COLUMNS: Final = (
    Column(title=""),
    Column(title=""),
    Column(title=""),
    Column(title="", flexible=True),
    Column(title="", flexible=True, spare=1),
)


def _lines(rows: Sequence[dict[str, Any]], summary: dict[str, Any]) -> list[str]:
    """A line for each finding, then how many there are in how many questions."""
    cells = ([row["prefix"], row["code"], row["severity"], row["message"], row["claim"]] for row in rows)
    return [*(table(COLUMNS, cells, heads=False) if rows else []), _count(summary)]


def _count(summary: dict[str, Any]) -> str:
    """How much was found.

    >>> _count({"questions": 3, "with_findings": 1, "errors": 1, "warnings": 2, "notes": 0})
    '1 error, 2 warnings in 1 of 3 questions'
    >>> _count({"questions": 0, "with_findings": 0, "errors": 0, "warnings": 0, "notes": 0})
    'nothing found in 0 questions'
    """
    found = [counted(summary[f"{one}s"], one) for one in reversed(SEVERITIES) if summary[f"{one}s"]]
    number, of = summary["with_findings"], counted(summary["questions"], "question")
    return f"{', '.join(found)} in {number} of {of}" if found else f"nothing found in {of}"


def _rule(rule: LintRule) -> dict[str, str]:
    return {
        "code": rule.CODE, "name": rule.NAME, "severity": rule.SEVERITY, "meaning": rule.MEANING, "hint": rule.HINT,
    }  # fmt: skip


def _rule_lines() -> list[str]:
    columns = [Column(title=one) for one in ("code", "name", "severity")]
    cells = ([rule.CODE, rule.NAME, rule.SEVERITY, rule.MEANING] for rule in (RULES[name] for name in RULES))
    return table([*columns, Column(title="meaning", flexible=True)], cells)
