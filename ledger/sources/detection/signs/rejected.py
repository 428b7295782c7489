"""Rejected, against: views that are quoted in order to be refused, or laid at nobody's door."""

from typing import Final

SIGNS: Final = {
    "others-say": """
        some/many/most/other/others/few
        (people/critics/observers/commentators/economists/experts/of_them/folks/writers)?
        (will/would/might/may/often/have/even/still)?
        say/think/argue/claim/believe/insist/object/worry/suggest/complain/said/argued/claimed/ contend/maintain |
        people/critics/skeptics/sceptics/bulls/bears/proponents/opponents/defenders/advocates/
        optimists/pessimists/boosters/supporters/detractors
        (often/will/would/might/may/sometimes/always/have/also/like_to/will_often)?
        say/think/argue/claim/believe/insist/object/worry/suggest/complain/criticize/criticise/
        point/ask/said/argued/talk/assume | you/one/some/somebody/someone/readers/it might/may/could/would/will
        be_tempted_to/think/object/argue/say/wonder/ask/reply/counter/respond/assume/conclude/protest | it is/'s
        sometimes/often/commonly/frequently/tempting/easy (to)?
        said/argued/claimed/assumed/thought/think/assume/believe/say | the
        usual/standard/common/popular/conventional/obvious argument/story/view/wisdom/objection/claim/answer/reply |
        supposedly | so called | so the argument/story/theory goes | in theory
    """,
    "but-no": """
        no/not/nothing/'t .. inevitable |
        counterargument/counter_argument/counterpoint/objection/rebuttal/myth/misconception/
        fallacy/strawman/straw_man | sounds/sound/looks/seems ..
        good/great/nice/plausible/reasonable/appealing/right/convincing (on_paper/enough)? (,)? but | but
        the/this/that evidence/argument/data/premise/logic
        points/shows/says/suggests/is/are/does/does_not/fails/misses | this/that/the_idea/the_claim/the_notion is
        (simply/just/plainly/clearly/obviously/of_course)? wrong/false/nonsense/absurd/silly/mistaken | never/not
        found .. convincing
    """,
}
