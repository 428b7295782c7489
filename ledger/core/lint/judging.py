"""Judging: the rules that were chosen, over the words of one question."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ledger.core.lint import RULES
from ledger.core.lint._finding import SEVERITIES, Draft, Fault, Finding, LintRule, Severity, Worded
from ledger.core.question import StatedDeadline
from ledger.registry import unknown_name


def rules(*, off: Iterable[str] = (), only: Iterable[str] = ()) -> tuple[LintRule, ...]:
    """The rules to judge by: those of `only` (none: all) without those of `off`, in the order of their codes.

    Both hold codes or names, in any case; InputError for what is neither.

    >>> [rule.CODE for rule in rules(only=["no-source", "l101"], off=["L102"])]
    ['L101']
    """
    wanted, unwanted = names(only), names(off)
    return tuple(RULES[name] for name in RULES if name not in unwanted and (not wanted or name in wanted))


def names(said: Iterable[str]) -> frozenset[str]:
    """The names of rules that are named by code or name."""
    said = [one.strip() for one in said]
    codes = {RULES[name].CODE: name for name in RULES} if said else {}
    return frozenset(_name(one, codes) for one in said)


def _name(said: str, codes: dict[str, str]) -> str:
    name = codes.get(said.upper(), said.lower())
    if name not in RULES:
        raise unknown_name("lint rule", said, known=RULES)
    return name


def lint(question: Worded, by: Sequence[LintRule] | None = None, *, least: Severity = "note") -> list[Finding]:
    """What the rules (default: all) find in the words of a question, of at least this severity; the worst first.

    Pure, and linear in the length of the words; it raises nothing, whatever they are.

    >>> from ledger.core.lint import Draft
    >>> [finding.name for finding in lint(Draft(claim="Labs make significant progress"), least="error")]
    ['no-criteria']
    """
    found = (finding for rule in (rules() if by is None else by) for finding in _findings(question, rule))
    rank = SEVERITIES.index
    kept = [one for one in found if rank(one.severity) >= rank(least)]
    return sorted(kept, key=lambda one: -rank(one.severity))


def lint_text(
    claim: str,
    criteria: str | None = None,
    *,
    fine_print: str | None = None,
    look_at: str | None = None,
    by: date | None = None,
    off: Iterable[str] = (),
    only: Iterable[str] = (),
) -> list[Finding]:
    """What the lint finds in words that are not recorded yet; `by` is the day of their deadline.

    >>> [one.message for one in lint_text("Rents fall soon", only=["vague-time"])]
    ['"soon" names no day']
    """
    deadline = None if by is None else _bare(by)
    draft = Draft(claim=claim, criteria=criteria, fine_print=fine_print, look_at=look_at, deadline=deadline)
    return lint(draft, rules(off=off, only=only))


def _bare(day: date) -> StatedDeadline:
    text = day.isoformat()
    return StatedDeadline(
        date=text, at=None, window_start=text, text=None, edtf=None, precision="day", rule=None, readings=()
    )


def _findings(question: Worded, rule: LintRule) -> Iterator[Finding]:
    for fault in rule.faults(question):
        yield Finding(
            code=rule.CODE,
            name=rule.NAME,
            severity=fault.severity or rule.SEVERITY,
            message=fault.message,
            hint=fault.hint or rule.HINT,
            field=fault.field,
            start=fault.start,
            end=fault.end,
            words=_words(question, fault),
        )


def _words(question: Worded, fault: Fault) -> str | None:
    if fault.start is None or fault.field not in {"claim", "criteria", "fine_print"}:
        return None
    text = {"claim": question.claim, "criteria": question.criteria, "fine_print": question.fine_print}[fault.field]
    return (text or "")[fault.start : fault.end]
