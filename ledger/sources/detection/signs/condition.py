"""Condition: what would or will follow from something else, and the bare *would* of a world that is not here yet."""

from typing import Final

_WOULD = "would/'d/wouldn't"

SIGNS: Final = {
    "would": """
        would/wouldn't | they/it/he/she/we/you/there/that 'd (not/never/also/probably/likely/still/all)?
        be/become/get/go/make/take/need/lose/gain/win/diffuse/spread/see/want
    """,
    "if-would": """
        if/unless/once/should/were/without ... ... would/wouldn't/'d/could/might | would/wouldn't/could/might ... ...
        if/unless/once/should/without | would/wouldn't
        mean/lead/cause/bring/push/cut/raise/lower/drive/force/allow/create
    """,
    "if-will": """
        if/unless/once/without/until/assuming/provided ... ... will/'ll/won't/going_to/is/are_going_to |
        will/'ll/won't ... ... if/unless/once/until/without/assuming/provided | in that/this
        world/case/scenario/event | if/once/when ... ... (this/the/that)? .. is/are doomed/over/finished/lost
    """,
    "under-policy": """
        under current/present/existing/these/this/both/all/either
        policies/policy/plans/trends/scenario/scenarios/trajectories/pledges | on current/present
        trends/form/plans/polling/trajectories | at this/that/the_current/its_current/their_current rate/pace | if
        current/present/these/this trends/trend/pace continue/continues/hold/holds | all else equal | barring
        a/an/some/any/another/unforeseen
    """,
}
