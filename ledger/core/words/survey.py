"""The survey scale: house values drawn from surveys that asked readers for a number.

- A. Kucharski, CAPphrase (2026), 5,174 people, doi 10.5281/zenodo.18750055;
- A. Mauboussin and M. J. Mauboussin, "If You Say Something Is 'Likely,' How Likely Do People Think It Is?",
  Harvard Business Review (3 July 2018), 1,976 people;
- zonination, "Perceptions of Probability and Numbers" (2015), 46 people;
- W. Fagen-Ulmschneider, "Perception of Probability Words" (2019), 123 people.

The number lies near the medians, low and high near the quartiles. A phrase that nobody surveyed says so in its note: it
is a house reading, taken from a neighbouring phrase or from the scales of the IPCC and of ICD 203 ("IPCC term").
"""

from typing import Final

from ledger.core.words._scale import scale

_NOBODY_ASKED: Final = "house reading, not surveyed"
_IPCC: Final = "house reading, not surveyed: IPCC term"
_ICD: Final = "house reading, not surveyed: ICD 203 and IPCC term"

_TERMS: Final = (
    ("certain", "0.97", "0.9", "0.99", "capped: the log score of a miss would be infinite"),
    ("will", "0.9", "0.7", "0.98", "bare and unhedged: surveys read it as 98-100 %, which forecasters do not earn"),
    ("virtually certain", "0.98", "0.95", "0.99", _IPCC),
    ("almost certain", "0.95", "0.9", "0.98", ""),
    ("extremely likely", "0.96", "0.93", "0.99", _IPCC),
    ("very likely", "0.88", "0.8", "0.95", f"{_ICD}; the two disagree"),
    ("highly likely", "0.88", "0.8", "0.93", "not an ICD 203 term, whose nearest is highly probable"),
    ("very good chance", "0.8", "0.73", "0.87", ""),
    ("probable", "0.72", "0.62", "0.8", ""),
    ("likely", "0.73", "0.63", "0.8", ""),
    ("probably", "0.7", "0.6", "0.78", ""),
    ("usually", "0.75", "0.65", "0.8", "a word of frequency"),
    ("we believe", "0.72", "0.6", "0.83", ""),
    ("I believe", "0.72", "0.6", "0.83", ""),
    ("I expect", "0.75", "0.6", "0.88", f"{_NOBODY_ASKED}: from we believe"),
    ("I think", "0.7", "0.55", "0.85", _NOBODY_ASKED),
    ("should", "0.7", "0.5", "0.85", f"{_NOBODY_ASKED}: of what is expected, not of what is right"),
    ("more often than not", "0.6", "0.54", "0.66", ""),
    ("better than even", "0.59", "0.53", "0.64", ""),
    ("more likely than not", "0.59", "0.53", "0.64", ""),
    ("about even", "0.5", "0.45", "0.55", ""),
    ("realistic possibility", "0.5", "0.3", "0.7", "the UK yardstick says 40-50 %, readers about 60 %"),
    ("serious possibility", "0.55", "0.35", "0.78", "its first readers ranged from 20 to 80 % (Kent 1964)"),
    ("possibly", "0.4", "0.2", "0.5", "Kent: possible should carry no number"),
    ("may", "0.4", "0.25", "0.5", ""),
    ("might", "0.38", "0.22", "0.5", ""),
    ("could", "0.38", "0.22", "0.5", ""),
    ("maybe", "0.45", "0.35", "0.5", ""),
    ("wouldn't be surprised if", "0.45", "0.25", "0.65", _NOBODY_ASKED),
    ("we doubt", "0.22", "0.12", "0.33", ""),
    ("I doubt", "0.22", "0.12", "0.33", ""),
    ("probably not", "0.25", "0.17", "0.36", ""),
    ("unlikely", "0.2", "0.1", "0.3", ""),
    ("improbable", "0.12", "0.05", "0.22", "an ICD 203 term for 20-45 %, which readers take for 10 %"),
    ("little chance", "0.1", "0.05", "0.16", ""),
    ("chances are slight", "0.1", "0.05", "0.17", ""),
    ("very unlikely", "0.1", "0.04", "0.18", _ICD),
    ("highly unlikely", "0.07", "0.03", "0.14", ""),
    ("remote chance", "0.05", "0.02", "0.1", ""),
    ("almost no chance", "0.03", "0.01", "0.06", ""),
    ("exceptionally unlikely", "0.02", "0.01", "0.03", _IPCC),
    ("extremely unlikely", "0.03", "0.01", "0.05", _IPCC),
    ("never", "0.03", "0.01", "0.08", "capped: the log score of a miss would be infinite"),
    ("impossible", "0.03", "0.01", "0.08", "capped: the log score of a miss would be infinite"),
)

# The same phrase in another form, or a term that its own authority names for it.
_SAME: Final = {
    "will (bare)": "will",
    "will (bare, unhedged)": "will",
    "should (epistemic)": "should",
    "certainly": "certain",
    "almost certainly": "almost certain",
    "may happen": "may",
    "might happen": "might",
    "could happen": "could",
    "about as likely as not": "about even",
    "i wouldn't be surprised if": "wouldn't be surprised if",
    "i would not be surprised if": "wouldn't be surprised if",
    "would not be surprised if": "wouldn't be surprised if",
    "super implausible": "highly unlikely",
    "remote": "remote chance",
    "almost certainly not": "almost no chance",
}

SCALE: Final = scale("survey", "what readers take the words to mean", _TERMS, _SAME)
