"""Past, against: what would have been, what was once expected, and plain reports of the past."""

from typing import Final

SIGNS: Final = {
    "counterfactual": """
        would/wouldn't/'d/could/couldn't/might/should/shouldn't
        (not/never/n't/'t/also/probably/surely/still/easily/certainly/likely/well/all/always)? have/'ve | ^ had ...
        been/would/not | if/unless ... had ... would/could/might | if only
    """,
    "once-expected": """
        had (already/long/all/also/once/been/initially/originally)?
        expected/hoped/predicted/planned/bet/promised/forecast/anticipated/intended/projected/
        thought/assumed/been_expected | was/were/been
        (once/originally/initially/supposedly/long/widely/not/also/all)?
        expected/supposed/meant/going/about/set/due/bound/scheduled/predicted/projected/
        forecast/slated/certain/poised/tipped/thought/destined/convinced/sure to/that/by | was/were/wasn't/weren't
        certain/convinced/sure/confident/adamant/worried/afraid that |
        expected/hoped/feared/wanted/planned/tried/intended/thought/believed/assumed/imagined/ supposed/figured
        (that/it/the/he/she/they/this/a/we/prices)? .. would/to |
        thought/believed/assumed/expected/feared/hoped/claimed/argued ... would | the
        belief/view/hope/fear/assumption/expectation was | <year> ... (predicted/claimed/promised/said)? that ...
        would | in/on/since <year> ... promised/claimed/predicted/forecast/said (that)?
    """,
    "told-past": """
        last/previous year/month/week/quarter/decade/century/season/summer/winter/spring/autumn/night |
        <number>/few/several/some/many years/months/weeks/days/decades/centuries ago | ago | yesterday |
        earlier/previously/formerly/historically/traditionally | was/were
        (first/founded/built/born/elected/signed/opened/published) | had (been/already/never) | did/didn't
    """,
}
