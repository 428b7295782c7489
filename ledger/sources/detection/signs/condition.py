"""Condition: what would or will follow from something else, and the bare *would* of a world that is not here yet."""

from typing import Final

_CHANGE: Final = "mean/lead/cause/bring/push/cut/raise/lower/drive/force/allow/create/cost/kill/double/add"

SIGNS: Final = {
    "would": """
        would/wouldn't | they/it/he/she/we/you/there/that/this 'd
    """,
    "if-would": f"""
        if/unless/once/were/without/should ... would/wouldn't/'d/could/might | would/wouldn't/could/might ...
        if/unless/once/without | would/wouldn't {_CHANGE}
    """,
    "plan-would": """
        proposed/proposal/proposals/plan/plans/bill/measure/measures/rollback/deal/merger/
        policy/policies/reform/reforms/ban/tax/treaty/amendment ... would/wouldn't
    """,
    "if-should": "if/once ... , (then)? it/they/this/that/he/she/we/there should",
    "if-when": "when/once .... finally/eventually/one_day/someday | if and when",
    "if-will": """
        if/unless/once/without/until/assuming/provided ... will/'ll/won't/is_going_to/are_going_to | will/'ll/won't
        ... if/unless/once/until/without/assuming/provided | in that/this/such_a world/case/scenario/event
    """,
    "if-is": """
        if/unless/without/once ... , (then)? .... is/are/'s/'re (simply/all_but/as_good_as/effectively)?
        (doomed/over/finished/lost/toast/dead/inevitable/certain/in_trouble/history)
    """,
    "under-policy": """
        under current/present/existing/these/this/both/all/either
        policies/policy/plans/trends/scenario/scenarios/trajectories/pledges | in all/both/either/most/each
        (<number>)? scenarios/scenario | on current/present trends/form/plans/polling/trajectories | at
        this/that/the_current/its_current/their_current rate/pace | if current/present/these/this/the
        trends/trend/pace continue/continues/hold/holds | all else equal | barring a/an/some/any/another/unforeseen |
        business as usual
    """,
}
