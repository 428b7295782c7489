"""Question, against: what is asked and not claimed, and clauses of whether, when and how."""

from typing import Final

_WILL: Final = "will/would/'ll/won't/is_going_to/are_going_to"

SIGNS: Final = {
    "asked": "?",
    "embedded": f"""
        whether | (if_and)? when (and_if)? the/it/they/he/she/we/this/that/these/its .. {_WILL} | where/why
        the/it/they/he/she/we/this/that .. {_WILL} | how .... {_WILL}/might/could | what/who/how
        may/might/could/will/would happen | may/might/could look like | what .... can/could/should/might expect |
        what to expect | what the/it/this/that/they/their/its/a/an/his/her/these .. {_WILL} |
        know/knows/see/ask/asks/say/says/wonder/tell/decide/depends_on/unclear/about/of what/who/which .. {_WILL} |
        question/unclear/unknown/uncertain (is)? how/what/who/when/whether | depends on/upon
        how/what/whether/who/when/where | not clear/sure/obvious/known/certain
        (whether/if/how/when/that/what/why/who)? | see/know/predict/predicting/ask/asked/asking/wonder/check/test if
        | predict/predicting/guess/guessing how/who/what/when | unclear | remains to be seen | an open question |
        open/hard/difficult question/questions | nobody/no_one/none knows/knew/can_say/can_tell/can_really_say |
        don't/doesn't/do_not/does_not/cannot/can't/can_not (really/yet/even)? know/say/tell/predict |
        ask/asks/asked/asking/wonder/wonders/wondered/wondering if/whether/how/what/who/when |
        hard/difficult/impossible/too_early to say/tell/know/predict
    """,
}
