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
    if phrase not in _ELSEWHERE and phrase.split()[0] not in {"i", "we"} and "(" not in phrase
)

SIGNS: Final = {
    "hedge": f"""
        {_SURVEYED} | implausible | super/highly/very implausible | plausibly | in all likelihood/probability | no
        doubt | undoubtedly | surely | almost certainly/surely | all but certain/guaranteed/assured | a
        good/fair/decent/strong/real/slim/small/high/low/better_than_even/fighting/realistic/ reasonable/non_trivial
        chance/probability/possibility/shot
    """,
    "likely-to": """
        likely/unlikely/certain/sure/liable/apt/almost_certain/odds_on/favourite/favourites/
        favorite/favorites/favoured/favored to | most/more/less/very/highly/increasingly/quite/far_more/extremely
        likely/unlikely/probable that | will/'ll (very/most/quite)?
        likely/probably/almost_certainly/surely/certainly/undoubtedly/inevitably/never/eventually | more likely than
        not | is/are/'s/'re (probably/likely)? .. likely/unlikely | seems/seem/looks/look/appears
        (very/increasingly/more/most/highly/all_but/almost)?
        likely/unlikely/certain/sure/inevitable/improbable/doomed | should
        be/see/have/come/get/rise/fall/reach/continue/help/ease/improve/slow/start/begin/work/
        give/bring/make/keep/remain/take/win/allow/lead/mean/drop/grow
    """,
    "stated-probability": """
        <number> (%/percent/per_cent)? (or/to)? (<number>)? (%/percent/per_cent)?
        chance/probability/likelihood/odds/certain/confidence/confident/likely/sure | one/two/three/four in
        two/three/four/five/six/ten/twenty/<number> chance | chance/chances/probability/likelihood/odds that/of/are |
        <number> in <number> chance | <number> to one/<number> against/on/favourite/favorite | <number> <number> to
        win/lose/reach/take | a coin toss/flip | even money | toss up | fifty fifty | p doom
    """,
    "possibly": "possibly | perhaps | maybe | potentially | conceivably | presumably",
    "might": "may/might/could (not/also/well/even/still/soon/one_day/eventually/then/yet/easily/actually)?",
}
