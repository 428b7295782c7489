"""Past, against: what would have been, what was once expected, and plain reports of the past."""

from typing import Final

_THOUGHT: Final = (
    "expected/hoped/predicted/planned/bet/promised/forecast/anticipated/intended/projected/thought/assumed/"
    "feared/believed/wanted/imagined"
)

SIGNS: Final = {
    "counterfactual": """
        would/wouldn't/'d/could/couldn't/might/should/shouldn't
        (not/never/'t/also/probably/surely/still/easily/certainly/likely/well/all/always/almost_certainly)? have/'ve
        (all/also/already/probably/never/easily/long/since)? <done> | ^ had ... would | if/unless .... had
        (not/'t/only/ever)? <done> ... would/could/might | if only
    """,
    "once-expected": f"""
        knew (that)? .... would | could/would never again | didn't/did_not expect | as i/we
        forecast/predicted/expected | felt/seemed/looked like/as_if/as_though/set_to/certain/likely/inevitable/bound
        | was/were headed/heading for/to/towards/toward | promised/claimed/said/predicted/forecast in <year>/<past> |
        had (already/long/all/also/once/been/initially/originally)? {_THOUGHT} | was/were/been
        (once/originally/initially/supposedly/long/widely/not/also/all/to_have_been)?
        expected/supposed/meant/going/about/set/due/bound/scheduled/predicted/projected/
        forecast/slated/certain/poised/tipped/thought/destined/convinced/sure to/that/by | was/were/wasn't/weren't
        certain/convinced/sure/confident/adamant/worried/afraid that | hoped/wanted/planned/tried/intended/aimed to |
        thought/believed/assumed/expected/feared/hoped/claimed/argued/imagined/figured/supposed ... would | the
        belief/view/hope/fear/assumption/expectation was | in/on <year>/<past> ...
        promised/claimed/predicted/forecast/thought/believed | predictions/forecasts .. made/from ..
        <year>/<past>/last/previous
    """,
    "told-past": """
        last/previous year/month/week/quarter/decade/century/season/summer/winter/spring/autumn/night | ago | <past>
        | yesterday | formerly/historically/traditionally | was/were (first)?
        founded/built/born/elected/signed/opened/published | had been/already/never | did/didn't | back in/then
    """,
}
