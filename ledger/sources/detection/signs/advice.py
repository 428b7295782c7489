"""Advice, against: what should be done, what must be, what one is told to do."""

from typing import Final

SIGNS: Final = {
    "ought": """
        you/one can/cannot/may/could/might | if you/you're/you've/you'd |
        you/we/one/people/governments/everyone/nobody/children/patients/parents/users/investors
        (really/also/all/still/probably/just)?
        should/must/ought_to/need_to/needs_to/have_to/has_to/shouldn't/had_better/mustn't | must/mustn't | ought to |
        should/shouldn't (not)? be <doing> | needs to be | should/shouldn't (not/never/always/also)? (be)?
        (kept/read/taken/used/avoided/treated/given/made/done/stop/start/read/note/consider/try/
        avoid/remember/keep/ask) | is/are
        advised/asked/required/obliged/allowed/permitted/encouraged/urged/told/requested to | make sure |
        need/needs/have/has (far)? (to)? .. cut/act/change/stop/do/learn/ask/build/invest/decide
    """,
    "to-reader": "your/yours/yourself",
    "told-to-do": """
        ^ (please/just/never/always/now/so/then)?
        please/read/leave/keep/take/make/add/remember/note/consider/let/try/use/see/click/
        subscribe/check/ask/think/ensure/avoid/put/turn/think_about/compare/look_at | please | i
        want/would_like/'d_like you to | worth noting/remembering/asking | would rather | 'd rather | i
        want/don't_want to/the/a
    """,
}
