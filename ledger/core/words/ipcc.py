"""The ipcc scale: the likelihoods of the Intergovernmental Panel on Climate Change.

M. D. Mastrandrea and others, "Guidance Note for Lead Authors of the IPCC Fifth Assessment Report on Consistent
Treatment of Uncertainties" (IPCC, 2010), table 1, kept in the sixth report; the additional terms are those of the
reports themselves ("more likely than not" is above 50 %). The ranges overlap, and most reach 0 or 100 %: under
`ipcc:low` and `ipcc:high` a miss is infinitely bad by the log score. The number is the middle of the range.
"""

from typing import Final

from ledger.core.words._scale import ranges, scale

_TERMS: Final = (
    ("virtually certain", 99, 100),
    ("extremely likely", 95, 100),
    ("very likely", 90, 100),
    ("likely", 66, 100),
    ("more likely than not", 50, 100),
    ("about as likely as not", 33, 66),
    ("more unlikely than likely", 0, 50),
    ("unlikely", 0, 33),
    ("very unlikely", 0, 10),
    ("extremely unlikely", 0, 5),
    ("exceptionally unlikely", 0, 1),
)

SCALE: Final = scale("ipcc", "climate science, IPCC AR5 and AR6 (2010)", ranges(_TERMS), {})
