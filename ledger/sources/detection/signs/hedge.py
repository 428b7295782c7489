"""Hedges: words of probability, those of the survey scale among them, and probabilities stated as numbers."""

from typing import Final

from ledger.core.words import SCALES

_ELSEWHERE: Final = frozenset({
    "will", "may", "might", "could", "should", "usually", "maybe", "never", "impossible", "remote", "certain",
    "certainly", "possibly",
})  # fmt: skip
"""Words that say little of the future by themselves, or that another family weighs."""
_SCALE: Final = SCALES["survey"]
_SURVEYED: Final = " | ".join(
    phrase
    for phrase in (*_SCALE.phrases, *_SCALE.aliases)
    if phrase not in _ELSEWHERE and phrase.split()[0] not in {"i", "we", "may", "might", "could"} and "(" not in phrase
)

SIGNS: Final = {
    "hedge": f"""
        {_SURVEYED} | implausible | plausibly | in all likelihood/probability | no doubt | undoubtedly | surely | all
        but certain/guaranteed/assured | a
        good/fair/decent/strong/real/slim/small/high/low/better_than_even/fighting/realistic/ reasonable/non_trivial
        chance/probability/possibility/shot
    """,
    "likely-to": """
        likely/unlikely/certain/sure/liable/apt/almost_certain/odds_on/favourite/favourites/
        favorite/favorites/favoured/favored to | more/less/very/highly/increasingly/quite/far_more/extremely
        likely/unlikely/probable that | it is/'s likely/unlikely/probable/possible that | will/'ll
        (very/most/quite/all)?
        likely/probably/almost_certainly/surely/certainly/undoubtedly/inevitably/never/eventually |
        is/are/'s/'re/remains/remain (still/also)? a/an (real/distinct/serious/growing/strong/remote/live)?
        possibility/likelihood/probability/risk/danger | more likely than not | is/are/'s/'re/remains/remain/looks
        (highly/very/quite/now/also/still/more/less/extremely/increasingly)?
        likely/unlikely/improbable/probable/implausible | seems/seem/looks/look/appears
        (very/increasingly/more/most/highly/all_but/almost/super/quite/pretty)?
        likely/unlikely/certain/sure/inevitable/improbable/doomed/implausible/probable/plausible
    """,
    "should": """
        should (then/also/still/soon/eventually/now/all/at_least)?
        be/begin/start/make/take/give/allow/continue/bring/work/win
    """,
    "should-come": """
        should (then/also/still/soon/eventually/now/all/at_least)?
        see/have/come/get/rise/fall/reach/help/ease/improve/slow/remain/lead/mean/drop/grow/
        arrive/finish/end/last/return/prove/recover/bounce/be_enough/be_easy/ be_no_surprise/be_a/be_an/be_the
    """,
    "stated-probability": """
        <number> (%/percent/per_cent)? (or/to)? (<number>)? (%/percent/per_cent)?
        chance/probability/likelihood/odds/certain/confidence/confident/likely/sure |
        chance/chances/probability/likelihood/odds that/of/are | <number> in <number> chance | <number> to
        one/<number> against/on/favourite/favorite | <number> <number> to win/lose/reach/take/go | a coin toss/flip |
        even money | toss up | fifty fifty | p doom | bookmakers/betting_markets/bookies/prediction_markets
    """,
    "possibly": "possibly | perhaps | maybe | potentially | conceivably | presumably",
    "could": "could (not/also/well/even/still/soon/one_day/eventually/then/yet/easily/actually)?",
    "might": "may/might (not/also/well/even/still/soon/one_day/eventually/then/yet/easily/actually)?",
}
