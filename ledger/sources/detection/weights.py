"""What each sign weighs, in hundredths; a sentence whose signs sum to the threshold is proposed."""

from collections.abc import Mapping
from typing import Final, NamedTuple

THRESHOLD: Final = 100


class Weight(NamedTuple):
    """Hundredths for a prediction, negative against one, and a remark: what the sign is taken for."""

    hundredths: int
    remark: str


WEIGHTS: Final[Mapping[str, Weight]] = {
    "will": Weight(100, "the plain future; habits and announcements take it back"),
    "going-to": Weight(100, "is going to, with a word between at most three"),
    "set-to": Weight(100, "set to, bound to, about to, on course for"),
    "yet-to-come": Weight(60, "lies ahead, on the horizon"),
    "would": Weight(40, "a conditional, which may as well be a past or a wish"),
    "if-would": Weight(50, "the condition stands beside it"),
    "if-will": Weight(10, "a condition on the plain future"),
    "under-policy": Weight(60, "at this rate, under current policies"),
    "i-expect": Weight(100, "the speaker's own forecast"),
    "i-think": Weight(30, "the speaker's own view of something"),
    "they-expect": Weight(70, "somebody's forecast, reported"),
    "is-expected": Weight(100, "nobody's forecast, reported"),
    "forecast": Weight(40, "the noun"),
    "hedge": Weight(50, "a word of probability"),
    "likely-to": Weight(60, "a word of probability and an infinitive, or should as expectation"),
    "stated-probability": Weight(90, "chances, odds, percent"),
    "possibly": Weight(20, "hardly more than may"),
    "might": Weight(30, "may, might, could: as often about the present"),
    "time-ahead": Weight(60, "a day or stretch ahead"),
    "time-vague": Weight(40, "soon, eventually, in the end"),
    "time-every": Weight(20, "a series"),
    "certain-to-come": Weight(90, "inevitable, imminent, a matter of time"),
    "under-way": Weight(60, "is ending, the next wave, here to stay"),
    "change-dated": Weight(60, "a verb of change in the present, with a time"),
    "outlook-noun": Weight(40, "risk of, the future of, could become"),
    "habitual-will": Weight(-70, "will often, you will"),
    "present-habit": Weight(-40, "usually, tends to"),
    "will-noun": Weight(-100, "the will to, willing"),
    "counterfactual": Weight(-150, "would have"),
    "once-expected": Weight(-120, "had expected, was supposed to"),
    "told-past": Weight(-40, "ago, last year"),
    "others-say": Weight(-80, "some people say"),
    "but-no": Weight(-80, "sounds good, but"),
    "asked": Weight(-80, "a question"),
    "embedded": Weight(-80, "whether, how much it will"),
    "ought": Weight(-60, "you should, they must"),
    "told-to-do": Weight(-60, "an imperative"),
    "speech-act": Weight(-130, "we will explore, let me"),
    "refusal": Weight(-100, "will not comment"),
    "supposition": Weight(-70, "suppose, in theory"),
    "may-be-now": Weight(-60, "may be doing, may have"),
    "rule": Weight(-50, "is defined as, for example"),
}
"""Every sign of every family, by its name."""
