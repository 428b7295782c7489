"""Implied: forecasts in the present tense, or without any verb: what is under way, certain, or a prospect."""

from typing import Final

_LENGTH: Final = "years/months/weeks/decades/days/generations/year/decade/month/century"
_CHANGE: Final = (
    "peak/peaks/end/ends/fall/falls/rise/rises/reach/reaches/hit/hits/double/doubles/triple/triples/disappear/"
    "disappears/shrink/shrinks/collapse/collapses/arrive/arrives/open/opens/close/closes/vanish/vanishes/"
    "overtake/overtakes/exceed/exceeds/expire/expires/run_out/runs_out/come/comes/become/becomes/get/gets/drop/"
    "drops/return/returns/start/starts/begin/begins/land/lands/win/wins/lose/loses/die/dies/stay/stays/remain/"
    "remains/grow/grows/go/goes/pass/passes/turn/turns"
)

SIGNS: Final = {
    "certain-to-come": """
        inevitable | inevitably | unavoidable | matter/question of time | only/just a matter of | imminent |
        imminently | looming/looms/loom | is/are fast/quickly/rapidly approaching | (just/right)? around the corner |
        a/an foregone conclusion | in the offing | in/on the cards | inexorable/inexorably | matter of timing | far
        from over/finished | mostly a matter of | looks/look increasingly | looks/look/seems/seem
        terminal/finished/over/lost | unstoppable | no stopping/turning_back | days/hours/weeks/years are numbered |
        here to stay | is/are/'s/'re/was (all_but/almost/as_good_as)? doomed | writing is on the wall |
        (likely/probably)? higher/lower to go | its/their/the_eventual demise | endgame | nothing/no_one/nobody
        can/will stop | not/never/'t (here)? to last
    """,
    "fading": """
        is/are/'s/'re (now/already/finally/fast/slowly/rapidly/quickly)?
        ending/disappearing/dying/vanishing/closing_in/collapsing/unravelling/unraveling/
        coming_to_an_end/drawing_to_a_close/on_the_way_out
    """,
    "under-way": """
        is/are/'s/'re (now/fast)? shaping up | shaping up to/as | is/are/'s/'re (already/now/finally/still/also)?
        coming (to/for/down/back/soon/next)? | come/comes down in | mark/marks/means/mean/signal/signals the
        end/beginning of | ^ the end/death/demise of | the beginning of the end | has/have
        (much/a_long_way/some_way/a_way/a_little/even)? further to run/go/fall/climb/rise | has/have
        a_long_way/some_way to run/go/fall | further/room/more to run/fall/go/climb/rise | another <number>
        (%/percent/points/per_cent)? to fall/rise/run/go/lose/gain | is/are/'s/'re (now)? (well)? on
        the/their/its/his/her way to/out/up/down | stay/stays/remain/remains (at_least)? <number>/many/several ..
        away | spell/spells/spelling the_end/trouble/doom/disaster/curtains |
        heralds/herald/portends/portend/augurs/augur/bodes/bode/foreshadows/foreshadow/presages | face/faces/facing
        (imminent/certain/the_prospect_of/a_future_of)?
        closure/extinction/collapse/bankruptcy/ruin/defeat/shortages/eviction/decline/years/decades | is/are/'s/'re a
        (mere/pure)? fantasy/pipe_dream/long_shot/sure_thing/safe_bet/certainty/fairy_tale | is/are/'s/'re
        (still/probably/likely/at_least/only/just/a_few/several/many/about/perhaps/<number>)?
        years/decades/months/generations (,)? (if_not/not/or_even)? (years/decades/generations)? (,)? away/off | a
        lock for | peak has/have passed | has/have (probably/likely/already/almost_certainly)? peaked
    """,
    "turn": """
        (a/an/the)? new era/age/chapter/wave/regime | next
        wave/generation/phase/big_thing/frontier/revolution/stage/step/chapter/breakthrough/
        breakthroughs/decade/crisis/recession | tipping/turning/inflection point | step change/change_in |
        come/comes/coming to fruition | pave/paves/paving the way | usher/ushers/ushering in | sow/sows/sowing the
        seeds | begins/starts/beginning/starting to bite
    """,
    "change-dated": f"""
        {_CHANGE} ... by/before/within/until/next/later/around (about/around/the/a/early/mid/late/just/only/end)?
        (end_of/of/next/coming/few/middle_of/couple_of/<number>/of_the/this)? <year>/{_LENGTH} | {_CHANGE} .. this
        (year/decade/century/season/winter/summer/autumn/spring/month/week) | {_CHANGE} ... in (the)?
        (late/early/mid)? <year> s | {_CHANGE} in (about/around/early/mid/late)? <year>
    """,
    "could-change": """
        could/may/might (not/never/well/easily/soon/eventually/one_day/even/then/still/yet/also/in_turn/
        potentially/further)? become/reach/rise/fall/kill/trigger/drive/push/double/triple/exceed/hit/drop/climb/
        replace/end/overtake/surpass/collapse/
        add/cut/boost/spark/face/lose/win/top/shrink/grow/slow/return/emerge/arrive/force/
        happen/come/transform/disrupt/render/spread/last/continue/remain/stay/turn/go/shape/
        accelerate/wipe/displace/eliminate/outpace/lead_to/bring_about/result_in/make/change/
        form/mark/prove/provide/signal/threaten/harm/hurt/decide/determine/tip/tilt/derail/
        delay/block/pass/fail/break/take_over/take_years/take_decades/be_forced/be_required/ need_to/have_to/
        find_itself/usher_in/open_up/put_an_end/save/undermine/worsen/improve/deliver/generate/ unlock/run_out
    """,
    "the-future": """
        the future of/belongs/looks/lies/holds/might/may/will/could | whose future | future generations/historians
    """,
    "outlook": f"""
        prospect/prospects/possibility/threat/risk/risks/danger/hope/hopes of/that | trajectory | trend/trends
        toward/towards/point/points/suggest/suggests | roadmap to | <number> (to/or)? (<number>)? (more)? {_LENGTH}
        until/before/till | until a/an/the .. recession/downturn/crash | bubble will/is/bursts | potential to |
        define/defines/shape/shapes (the)? next/coming/future | so far ahead | is/are/'s/'re (now)?
        increasingly/rapidly/quickly/steadily/fast <doing> | the coming
    """,
}
