"""Question, against: what is asked and not claimed, and clauses of whether, when and how."""

from typing import Final

_ASKING = "what/how/when/where/who/why/which/whose"

SIGNS: Final = {
    "asked": """
        ? | ^ (but/and/so/then)?
        what/how/why/who/where/does/do/did/is/are/can/could/would/will/should/has/have/isn't/aren't ... ... ?
    """,
    "embedded": f"""
        whether .. | {_ASKING} (exactly/much/many/long/fast/quickly/soon/far/often/well/it/the/this/that/they/we/he/
        she/you/i/people/else/ever)? .. will/would/'ll/won't/going_to/is_going_to/are_going_to |
        (how/what/when/where/who/why)? (much/many/far/long/fast/quickly/soon)? ... (is/remains)? (an)?
        (open/hard/difficult)? question/unclear/unknown/uncertain | depends on/upon how/what/whether/who/when/where |
        not clear/sure/obvious/known/certain (whether/if/how/when/that/what/why/who)? | unclear | remains to be seen
        | open question | nobody/no_one knows/knew/can_say/can_tell |
        ask/asks/asked/asking/wonder/wonders/wondered/wondering (if/whether/how/what/who/when)? |
        hard/difficult/impossible/too_early to say/tell/know/predict
    """,
}
