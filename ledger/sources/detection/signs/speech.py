"""Speech acts, against: announcements of what comes next in the text, refusals, asides to the reader."""

from typing import Final

_TELLING: Final = (
    "bring_in/add_a/explore/look/cut_through/make_a/make_one/do_my_best/be_back/start_off/kick_off/covering/looking/discussing/"
    "talking/exploring/showing/using/writing/look/discuss/explain/show/describe/use/cover/argue/return/focus/"
    "talk/walk/turn/examine/consider/present/review/introduce/dive/spoil/share/mention/refer/summarise/summarize/"
    "recap/start_with/skip/tell/let/start_by/start_with/begin_by/begin_with/come_back/go_through/go_over/quote/"
    "point/summarise/summarize/try_to/admit/assume/call/say/break_down/see_how/see_what/see_that/see_why/"
    "take_a_look/outline/leave_it"
)

SIGNS: Final = {
    "speech-act": f"""
        i/we/we're/i'm/i_am/we_are will/'ll/won't/shall/going_to/gonna/want_to/would_like_to/'d_like_to/not_going_to
        (also/first/just/briefly/now/then)? (be/briefly/quickly)? {_TELLING} | let me/us | let 's | in
        this/the_next/the_following/the_second/the_first/a_later/the_second_part_of_this
        section/post/article/chapter/series/essay/talk/video/episode/part/paper/lesson | as we/you/i will/'ll/shall
        see | as .... will know/recall/remember/attest/agree/recognise/recognize | you 'll/will
        (also/then/never/soon)? notice/see/find/learn/love/like/hear/want/need/be/leave/know/get/understand | as i/we
        said/noted/mentioned/argued/wrote | today (,)? we/i are/'re/'m/am | this/our/the_present
        trial/study/paper/article/section/report/chapter/book/post/review/guide/essay/series will |
        end/rest/remainder of this article/post/book/chapter/section/course/series/tutorial/essay/talk/guide | read
        on | stay tuned | see below
    """,
    "refusal": """
        will/won't/would/wouldn't/did/'ll (neither/not/'t)?
        confirm/deny/comment/say/respond/discuss/disclose/compromise/apologise/apologize/answer/ name/reveal |
        declined to
    """,
}
