"""The icd203 scale: the words of the intelligence services of the United States.

Office of the Director of National Intelligence, Intelligence Community Directive 203, "Analytic Standards" (2 January
2015), section D.6.e(2)(a): seven ranges, each with two terms; adverbs in the directive's own brackets. The number is
the middle of the range.
"""

from typing import Final

from ledger.core.words._scale import ranges, scale

_TERMS: Final = (
    ("almost certain", 95, 99),
    ("very likely", 80, 95),
    ("likely", 55, 80),
    ("roughly even chance", 45, 55),
    ("unlikely", 20, 45),
    ("very unlikely", 5, 20),
    ("almost no chance", 1, 5),
)
_SAME: Final = {
    "almost certainly": "almost certain",
    "nearly certain": "almost certain",
    "highly probable": "very likely",
    "probable": "likely",
    "probably": "likely",
    "roughly even odds": "roughly even chance",
    "improbable": "unlikely",
    "improbably": "unlikely",
    "highly improbable": "very unlikely",
    "remote": "almost no chance",
}

SCALE: Final = scale("icd203", "US intelligence, ICD 203 (2015)", ranges(_TERMS), _SAME)
