"""The phia scale: the probability yardstick of the United Kingdom.

Professional Head of Intelligence Assessment, "PHIA Probability Yardstick" (Cabinet Office, gov.uk, 24 March 2025). Its
ranges leave gaps on purpose: 5 to 10 %, 20 to 25 %, 35 to 40 % and so on have no word. The number is the middle of the
range.
"""

from typing import Final

from ledger.core.words._scale import ranges, scale

_TERMS: Final = (
    ("almost certain", 95, 100),
    ("highly likely", 80, 90),
    ("likely", 55, 75),
    ("realistic possibility", 40, 50),
    ("unlikely", 25, 35),
    ("highly unlikely", 10, 20),
    ("remote chance", 0, 5),
)
_SAME: Final = {
    "probable": "likely",
    "a realistic possibility": "realistic possibility",
    "a remote chance": "remote chance",
}

SCALE: Final = scale("phia", "UK intelligence, PHIA yardstick (2025)", ranges(_TERMS), _SAME)
