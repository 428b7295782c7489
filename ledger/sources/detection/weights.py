"""What each sign weighs, in hundredths; a sentence whose signs sum to the threshold is proposed."""

from collections.abc import Mapping
from typing import Final, NamedTuple

THRESHOLD: Final = 60


class Weight(NamedTuple):
    """Hundredths for a prediction, negative against one, and a remark: what the sign is taken for."""

    hundredths: int
    remark: str


WEIGHTS: Final[Mapping[str, Weight]] = {
    "will": Weight(100, "the plain future; habits and announcements take it back"),
    "going-to": Weight(100, "is going to, with a word between at most three"),
    "set-to": Weight(100, "set to, bound to, about to, on course for"),
    "yet-to-come": Weight(60, "lies ahead, on the horizon"),
    "in-for": Weight(100, "in for a rough year"),
    "would": Weight(40, "a conditional, which may as well be a past or a wish"),
    "if-would": Weight(60, "the condition stands beside it"),
    "plan-would": Weight(60, "what a plan or bill would do"),
    "if-should": Weight(50, "if it does, that should"),
    "if-when": Weight(30, "when it finally does"),
    "if-will": Weight(10, "a condition on the plain future"),
    "if-is": Weight(100, "unless it does, it is doomed"),
    "under-policy": Weight(60, "at this rate, under current policies"),
    "i-expect": Weight(100, "the speaker's own forecast"),
    "i-think": Weight(40, "the speaker's own view of something"),
    "to-expect": Weight(150, "buyers can expect, we should expect"),
    "they-predict": Weight(100, "somebody's forecast of something, reported"),
    "they-expect": Weight(70, "somebody expects, says it will, plans to"),
    "is-expected": Weight(100, "nobody's forecast, reported"),
    "forecast": Weight(40, "the noun"),
    "hedge": Weight(50, "a word of probability"),
    "likely-to": Weight(60, "a word of probability about what somebody or something does"),
    "should": Weight(50, "should of an event, as often a duty"),
    "should-come": Weight(100, "should of what comes about by itself"),
    "stated-probability": Weight(100, "chances, odds, percent"),
    "possibly": Weight(20, "hardly more than may"),
    "could": Weight(60, "could: as often what somebody can do now"),
    "might": Weight(100, "may and might; what may be now takes it back"),
    "time-ahead": Weight(60, "a day or stretch ahead"),
    "time-year": Weight(60, "in a year after the one it was said in, where that is known"),
    "not-until": Weight(50, "not before a day ahead"),
    "time-vague": Weight(40, "soon, eventually, in the end"),
    "time-named": Weight(30, "a month, season or weekday, which may as well be past"),
    "time-every": Weight(20, "a series"),
    "certain-to-come": Weight(100, "inevitable, imminent, a matter of time"),
    "fading": Weight(60, "is ending, is disappearing"),
    "under-way": Weight(100, "is coming, has further to fall"),
    "turn": Weight(60, "a turning point, the next wave"),
    "change-dated": Weight(60, "a verb of change in the present, with a time"),
    "could-change": Weight(60, "could and a verb of change"),
    "outlook": Weight(50, "risk of, the future of, a trend"),
    "the-future": Weight(60, "what the future is said to be"),
    "habitual-will": Weight(-60, "will often, you will"),
    "present-habit": Weight(-40, "tends to, used to"),
    "will-noun": Weight(-100, "the will to"),
    "counterfactual": Weight(-150, "would have"),
    "once-expected": Weight(-120, "had expected, was supposed to"),
    "told-past": Weight(-40, "ago, last year"),
    "others-say": Weight(-80, "some people say"),
    "but-no": Weight(-80, "sounds good, but"),
    "asked": Weight(-80, "a question"),
    "embedded": Weight(-80, "whether, how much it will"),
    "ought": Weight(-60, "you should, they must"),
    "to-reader": Weight(-30, "spoken to the reader"),
    "told-to-do": Weight(-60, "an imperative"),
    "speech-act": Weight(-130, "we will explore, let me"),
    "refusal": Weight(-100, "will not comment"),
    "supposition": Weight(-70, "suppose, in theory"),
    "may-be-now": Weight(-60, "may be, may have, may mean"),
    "rule": Weight(-50, "is defined as, for example"),
    "compared": Weight(-60, "more likely to ... than"),
    "explained": Weight(-70, "probably because: the past explained"),
}
"""Every sign of every family, by its name."""
