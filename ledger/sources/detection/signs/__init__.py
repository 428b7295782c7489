"""The signs of a prediction and those against one, a file for each family, in the language of `phrases.Lexicon`."""

from collections.abc import Mapping

from ledger.registry import Registry

FAMILIES: Registry[Mapping[str, str]] = Registry(
    "family of signs",
    {
        "futurity": "ledger.sources.detection.signs.futurity:SIGNS",
        "condition": "ledger.sources.detection.signs.condition:SIGNS",
        "expectation": "ledger.sources.detection.signs.expectation:SIGNS",
        "hedge": "ledger.sources.detection.signs.hedge:SIGNS",
        "time": "ledger.sources.detection.signs.time:SIGNS",
        "implied": "ledger.sources.detection.signs.implied:SIGNS",
        "habit": "ledger.sources.detection.signs.habit:SIGNS",
        "past": "ledger.sources.detection.signs.past:SIGNS",
        "rejected": "ledger.sources.detection.signs.rejected:SIGNS",
        "question": "ledger.sources.detection.signs.question:SIGNS",
        "advice": "ledger.sources.detection.signs.advice:SIGNS",
        "speech": "ledger.sources.detection.signs.speech:SIGNS",
        "supposed": "ledger.sources.detection.signs.supposed:SIGNS",
    },
)
