"""The kent scale: the first one, of 1964.

S. Kent, "Words of Estimative Probability", Studies in Intelligence 8 (4), 49-65 (fall 1964): five numbers, each give or
take some percent, between certainty and impossibility, which are no estimates and so are not here. The other forms are
his "synonyms for the poets", with the adverbs that he uses and "about even" for short; what he calls possible carries
no number, and is not here either. "Improbable" and "unlikely", which copies of his list set beside the even chances,
are left out.
"""

from typing import Final

from ledger.core.words._scale import scale

_TERMS: Final = (
    ("almost certain", "0.93", "0.87", "0.99"),
    ("probable", "0.75", "0.63", "0.87"),
    ("chances about even", "0.5", "0.4", "0.6"),
    ("probably not", "0.3", "0.2", "0.4"),
    ("almost certainly not", "0.07", "0.02", "0.12"),
)
_SAME: Final = {
    "almost certainly": "almost certain",
    "virtually certain": "almost certain",
    "all but certain": "almost certain",
    "highly probable": "almost certain",
    "highly likely": "almost certain",
    "odds overwhelming": "almost certain",
    "chances overwhelming": "almost certain",
    "probably": "probable",
    "likely": "probable",
    "we believe": "probable",
    "we estimate": "probable",
    "50-50": "chances about even",
    "about even": "chances about even",
    "chances a little better than even": "chances about even",
    "chances a little less than even": "chances about even",
    "we doubt": "probably not",
    "doubtful": "probably not",
    "virtually impossible": "almost certainly not",
    "almost impossible": "almost certainly not",
    "some slight chance": "almost certainly not",
    "highly doubtful": "almost certainly not",
}

SCALE: Final = scale("kent", "Sherman Kent, CIA (1964)", _TERMS, _SAME)
