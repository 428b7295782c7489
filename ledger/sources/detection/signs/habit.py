"""Habit, against: a *will* that tells what somebody or something does as a rule, and the noun."""

from typing import Final

_OFTEN: Final = (
    "often/usually/typically/always/generally/sometimes/normally/frequently/regularly/occasionally/commonly/tend/"
    "rarely/invariably/routinely"
)

SIGNS: Final = {
    "habitual-will": f"""
        will/'ll/won't {_OFTEN} | {_OFTEN} will | will tell | will
        (happily/gladly/readily/cheerfully/dutifully/simply/automatically) say/claim/argue/admit/return/print/throw |
        you/you've/one 'll/will/won't | any/every/each/a_good/a_typical/a_given .. will/won't |
        people/those/anyone/someone/everyone/buyers/patients/investors/users/managers who ... will/won't |
        whenever/every_time/each_time/as_soon_as ... (they/it/he/she/you/people/we/one)? will/'ll/won't
    """,
    "present-habit": "tend/tends to | as a rule | every day | used to",
    "will-noun": """
        (political/free/good/ill/strong/sheer/popular/own/general/living/last)? will to/and_testament |
        the/a/his/her/their/my/god's/free/political will | at will | good/free/political/ill will
    """,
}
