"""Words of probability and the numbers that people mean by them: one file for each authority's scale.

The `survey` scale says what readers take words to mean, the others what an authority wants them to mean. They disagree:

>>> [(name, str(found.value)) for name, found in meanings("likely").items()]
[('survey', '0.73'), ('icd203', '0.675'), ('ipcc', '0.83'), ('phia', '0.65'), ('kent', '0.75')]
"""

from ledger.core.words._scale import Phrase, Scale, hint_for, shown
from ledger.errors import InputError
from ledger.registry import Registry

__all__ = ["SCALES", "USUAL", "Phrase", "Scale", "meanings", "scale_named"]

SCALES: Registry[Scale] = Registry(
    "scale of words",
    {
        "survey": "ledger.core.words.survey:SCALE",
        "icd203": "ledger.core.words.icd203:SCALE",
        "ipcc": "ledger.core.words.ipcc:SCALE",
        "phia": "ledger.core.words.phia:SCALE",
        "kent": "ledger.core.words.kent:SCALE",
    },
)
"""Every scale by name."""
USUAL = "survey"


def scale_named(name: str) -> Scale:
    """The scale of that name; an `InputError` that lists the scales if there is none.

    >>> scale_named("survey").look_up("I believe").note
    ''
    """
    return SCALES[name]


def meanings(phrase: str) -> dict[str, Phrase]:
    """What each scale that has a phrase makes of it, by name; an `InputError` where none has it.

    >>> list(meanings("realistic possibility"))
    ['survey', 'phia']
    >>> meanings("not likely")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: no scale has the phrase 'not likely'
    """
    found = {name: SCALES[name].find(phrase) for name in SCALES}
    known = {name: one for name, one in found.items() if one is not None}
    if not known:
        raise InputError(f"no scale has the phrase {shown(phrase.strip())}", hint=hint_for(phrase, _near))
    return known


def _near(phrase: str) -> list[str]:
    return list(dict.fromkeys(one for name in SCALES for one in SCALES[name].near(phrase)))[:4]
