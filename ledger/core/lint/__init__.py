"""The lint of claims and criteria: one file for each rule, which finds what will make a question hard to settle.

>>> from ledger.core.lint.judging import lint_text
>>> for finding in lint_text("AI will probably transform hiring", "YES if it does. NO otherwise."):
...     print(finding.code, finding.severity, finding.message)
L102 warning the criteria name no source
L201 warning "transform" has no measure
L205 warning "probably" says how likely it is, not what happens
L301 warning no deadline: it can never come out false
"""

from ledger.core.lint._finding import SEVERITIES, Draft, Fault, Finding, LintRule, Severity, Worded
from ledger.registry import Registry

RULES: Registry[LintRule] = Registry(
    "lint rule",
    {
        "no-criteria": "ledger.core.lint.no_criteria",
        "no-source": "ledger.core.lint.no_source",
        "no-otherwise": "ledger.core.lint.no_otherwise",
        "no-annulment": "ledger.core.lint.no_annulment",
        "unnamed-judges": "ledger.core.lint.unnamed_judges",
        "vague-degree": "ledger.core.lint.vague_degree",
        "vague-number": "ledger.core.lint.vague_number",
        "impression": "ledger.core.lint.impression",
        "no-baseline": "ledger.core.lint.no_baseline",
        "hedge": "ledger.core.lint.hedge",
        "possibility": "ledger.core.lint.possibility",
        "duty": "ledger.core.lint.duty",
        "pronoun": "ledger.core.lint.pronoun",
        "double-negative": "ledger.core.lint.double_negative",
        "no-unit": "ledger.core.lint.no_unit",
        "approximate": "ledger.core.lint.approximate",
        "several-events": "ledger.core.lint.several_events",
        "and-or": "ledger.core.lint.and_or",
        "no-deadline": "ledger.core.lint.no_deadline",
        "vague-time": "ledger.core.lint.vague_time",
        "relative-time": "ledger.core.lint.relative_time",
        "no-zone": "ledger.core.lint.no_zone",
        "dates-disagree": "ledger.core.lint.dates_disagree",
        "deadline-disagrees": "ledger.core.lint.deadline_disagrees",
        "numbers-disagree": "ledger.core.lint.numbers_disagree",
        "direction-disagrees": "ledger.core.lint.direction_disagrees",
        "units-disagree": "ledger.core.lint.units_disagree",
        "polarity-disagrees": "ledger.core.lint.polarity_disagrees",
        "open-options": "ledger.core.lint.open_options",
        "no-number-unit": "ledger.core.lint.no_number_unit",
        "no-bound": "ledger.core.lint.no_bound",
        "unrecorded-condition": "ledger.core.lint.unrecorded_condition",
        "hidden-characters": "ledger.core.lint.hidden_characters",
        "mixed-alphabets": "ledger.core.lint.mixed_alphabets",
    },
)

__all__ = ["RULES", "SEVERITIES", "Draft", "Fault", "Finding", "LintRule", "Severity", "Worded"]
