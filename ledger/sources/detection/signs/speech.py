"""Speech acts, against: announcements of what comes next in the text, refusals, asides to the reader."""

from typing import Final

_TELLING = """
say/explore/look/discuss/explain/show/describe/use/start/begin/cover/argue/return/see/focus/talk/walk/turn/examine/consider/present/review/introduce/go/come/dive/learn/try/take/give/be_honest/admit/assume/
call/quote/spoil/share/mention/note/refer/point/leave/skip/ignore/add/tell/let/just/briefly/first/now/then/also/not/get/do/make/find/need/break/put/stop/keep
""".replace("\n", "")  # fmt: skip

SIGNS: Final = {
    "speech-act": f"""
        i/we/we're/i'm/i_am/we_are
        (will/'ll/won't/shall/going_to/gonna/want_to/would_like_to/'d_like_to/not_going_to)
        (then/now/also/first/just/briefly/not/be/never)? {_TELLING} | let me/us | let's | in
        this/the_next/the_following/the_second/the_first/a_later
        (section/post/article/chapter/series/essay/talk/video/episode/part/paper/lesson) | as we/you will/'ll/shall
        see | you 'll/will (notice/see/find/learn/love/like/hear/want/need/be) | as i/we
        (said/noted/mentioned/argued/wrote)? | today (we/i) (are/'re/'m/am)
    """,
    "refusal": """
        will/won't/would/wouldn't/did/'ll (neither/not/n't/'t)?
        confirm/deny/comment/say/respond/discuss/disclose/compromise/apologise/apologize/answer/ name/reveal |
        declined to
    """,
}
