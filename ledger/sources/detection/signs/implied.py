"""Implied: forecasts in the present tense, or without any verb: what is under way, certain, or a prospect."""

from typing import Final

SIGNS: Final = {
    "certain-to-come": """
        inevitable | inevitably | unavoidable | matter/question of time | only/just a matter of | imminent |
        looming/looms/loom | is/are (fast/quickly/rapidly)? approaching | (just/right)? around the corner | a/an
        foregone conclusion | in the offing | in the cards | on the cards | inexorable/inexorably | unstoppable | no
        stopping/turning_back | days/hours/weeks/years are numbered | here to stay | is/are/'s/'re
        (all_but/almost/as_good_as)? doomed/inevitable/unsustainable | writing on/is the wall | the/its demise |
        endgame | nothing/no_one/nobody can/will stop | not/never/n't/'t (here)? to last
    """,
    "under-way": """
        is/are/'s/'re (now/already/finally/fast/slowly/rapidly/quickly)?
        ending/disappearing/dying/vanishing/closing_in/collapsing/unravelling/unraveling/coming_to_an_end |
        is/are/'s/'re (now/fast)? shaping up | shaping up to/as | is/are/'s/'re coming
        (to/for/down/back/soon/next/in/on/under/with)? | (the)? end/dawn/death/demise/beginning_of_the_end of |
        (a/an/the)? new era/age/foundation/chapter/wave/regime | next
        wave/generation/phase/big_thing/frontier/revolution/stage/step/chapter/breakthrough/
        breakthroughs/decade/crisis/recession | tipping/turning/inflection point | step change/change_in |
        come/comes/coming to fruition | pave/paves/paving the way | usher/ushers/ushering in | sow/sows/sowing the
        seeds | has/have (much/a_long_way/some_way/further/a_way)? further/to run/go/fall/climb/rise | further to
        run/fall/go/climb | another <number> (%/percent/points)? to fall/rise/run/go/lose/gain | is/are/'s/'re (now)?
        (well)? on the/their/its/his/her way to/out/up/down | stay/stays/remain/remains (at_least)? .. away |
        spell/spells/spelling the_end/trouble/doom/disaster |
        heralds/herald/portends/portend/augurs/augur/bodes/bode/foreshadows/foreshadow/presages | is/are/'s/'re
        (only/just)? (going/beginning/starting/about)? to | 'll (all/both/each)? | face/faces/facing
        (imminent/certain/the_prospect_of/closure/extinction/collapse/bankruptcy/ruin/defeat/
        shortages/eviction/years/months/decades/another/a_long/a_future)? | rests/hinges on | is/are/'s/'re a
        (mere/pure)? fantasy/pipe_dream/long_shot/sure_thing/safe_bet/certainty | long shot | shoo in | safe bet |
        prime candidate | next in line
    """,
    "change-dated": """
        peak/peaks/end/ends/fall/falls/rise/rises/reach/reaches/hit/hits/double/doubles/triple/
        triples/disappear/disappears/shrink/shrinks/collapse/collapses/arrive/arrives/open/
        opens/close/closes/vanish/vanishes/overtake/overtakes/exceed/exceeds/expire/expires/
        run_out/runs_out/come/comes/become/becomes/get/gets/drop/drops/return/returns/start/
        starts/begin/begins/land/lands ... by/before/in/within/at/this/next/until/around/later
        (about/around/the/a/early/mid/late/just/only)? (end_of/next/coming/few/middle_of/couple_of)?
        <year>/decade/century/year/years/months/weeks/decades
    """,
    "outlook-noun": """
        prospect/prospects/possibility/threat/risk/risks/danger/promise/hope/hopes of/that/for | trajectory |
        trend/trends toward/towards/point/points/suggest/suggests | roadmap to | <number> (to/or)? (<number>)?
        (more)? years/months/weeks/decades until/before/till | until a/an/the recession/downturn/crash | bubble
        will/is/bursts | the future of/belongs/is/looks/lies/holds/might/may/will | potential to |
        could/may/might/can (well/easily/soon/eventually/one_day/even/then/still/yet)?
        become/reach/rise/fall/kill/lead/trigger/cause/drive/push/double/triple/exceed/hit/drop/
        climb/replace/end/overtake/surpass/collapse/cost/add/cut/boost/bring/spark/face/lose/
        win/see/top/shrink/grow/slow/return/emerge/arrive/force/mean/be | define/defines/shape/shapes (the)?
        (next/coming/future)? | so far ahead
    """,
}
