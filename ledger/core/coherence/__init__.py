"""Coherence: which of somebody's statements cannot all hold, and the sure loss that they imply.

`statements` (what is said, and relations as clauses), `worlds` (what can come out together), `betting` (the exact
linear programme), `dutch` (the book against some statements), `search` (the smallest sets), `claims` (the same claim
in other words of time, or denied), `prices` (exact fractions of what was said).
"""

from ledger.core.coherence.dutch import DutchBook
from ledger.core.coherence.search import Group, contradictions
from ledger.core.coherence.statements import Clause, Literal, Statement, bundle, implies, one_of

__all__ = [
    "Clause", "DutchBook", "Group", "Literal", "Statement", "bundle", "contradictions", "implies", "one_of",
]  # fmt: skip
