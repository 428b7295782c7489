"""Expectation: verbs and nouns by which somebody says what they think will come."""

from typing import Final

_VERBS: Final = "expect/predict/forecast/anticipate/foresee/envision/envisage/prophesy"
_KNOWING: Final = (
    "analysts/economists/experts/forecasters/officials/scientists/researchers/traders/investors/observers/"
    "markets/pundits/pollsters/bookmakers/people/they/many/most/some/strategists/insiders/executives/engineers/"
    "doctors/planners/demographers/agronomists/virologists/historians/critics/who/projections/"
    "estimates/futures/modellers/modelers/epidemiologists/geologists/banks/agencies/companies/both/others/sources"
)
_MOVING: Final = (
    "rising/falling/growing/climbing/dropping/reaching/hitting/doubling/shrinking/slowing/topping/peaking/"
    "returning/ending/declining/increasing/easing/forming/coming/becoming/widening/narrowing/surpassing/"
    "overtaking/exceeding/getting/taking/going/winning/losing/finishing/continuing/remaining/staying"
)
_PARTICIPLES: Final = (
    "expected/predicted/forecast/forecasted/anticipated/foreseen/projected/estimated/tipped/seen/likely/thought/"
    "believed/reckoned"
)


SIGNS: Final = {
    "i-expect": f"""
        i/we/i'd/we'd/i'll/i'm_willing_to
        (still/also/fully/would/do/personally/now/therefore/just/really/strongly/confidently/generally)?
        {_VERBS}/bet/wager | i/we (do/would)? don't/not/'t (really/actually/necessarily/personally)? {_VERBS} | i/we
        wouldn't/would_not/'d_not {_VERBS}/bet | i/we don't/can't/cannot/do_not .. see .. <doing> | ^
        (we/and/but/so)? expect/look_for a/an/the/more/to | i'm/i_am/we're/we_are expecting | don't/do_not/never
        expect | i'm/i_am/we're/we_are (fairly/pretty/very/quite/highly/extremely/increasingly)?
        confident/certain/sure/convinced/skeptical/sceptical/doubtful/optimistic/pessimistic | my/our/the
        (best/own/current/baseline/base/central/personal/median/main/key/house/bold/boldest/ safe/strong/rough)?
        guess/bet/prediction/forecast/hunch/expectation/estimate/prior/projection/money is/has/would/remains/calls |
        i/we predict/foresee/envision/suspect/doubt/bet/wager/reckon/fear/guess | i/we just/still/strongly/do
        suspect/doubt/fear/reckon | i (just/do/still/also/would)? have/hold (some/a/the/strong/a_strong)?
        prior/expectation/suspicion/hunch | i/i'd/we'd/i_would/we_would (not/'t)? (be/have)?
        (very/pretty/quite/not/more_than)? surprised/shocked/amazed/astonished | wouldn't be (too/very/at_all)?
        surprised | i'd/i_would/we'd give/put/bet/wager/guess/predict/expect | i/we give (it/him/her/them/this)? | or
        i'll/i_will eat my hat | mark my words | i/we can/could easily/well/definitely see/imagine .. <doing> | i/we
        see .... (becoming/rising/falling/ending/growing/happening/coming)
    """,
    "i-think": """
        i/we (do/still/also/just/really/genuinely/strongly/personally/actually/would)?
        think/believe/imagine/assume/feel | i/we (really/actually/do)? don't/do_not think/believe | in my/our
        view/opinion/estimation | it seems/looks to me | seems .. to me
    """,
    "to-expect": """
        can/could/should/may/might/must (also/now/still/probably/reasonably/all)?
        expect/anticipate/look_forward_to/count_on | ^ (so/and/but/now)? look for
    """,
    "they-predict": f"""
        foresees/envisions/envisages/prophesies | predicts/predict (that)? a/an/no/more/fewer/higher/lower/<number> |
        predicts/predict that/these/this/he/she/it/they/there/we/prices | forecasts/projects that/a/an |
        forecast/forecasts/projection/projections/prediction/predictions of/are_for/is_for .. <number> | {_KNOWING}
        expect that | expects that | {_KNOWING} at/of/in/from .... expect/predict/forecast/anticipate | {_KNOWING}
        (now/still/widely/generally/also/broadly/currently)? predict/forecast/foresee/project/anticipate |
        expect/expects/anticipate/anticipates .... to | is/are/'s/'re/am/'m/was (also/now/still/all/already)?
        anticipating/expecting/predicting/forecasting/projecting/betting_on | warn/warns that ....
        could/may/might/will/would | {_VERBS}/see/sees/expects/predicts/forecasts/projects/anticipates/warns_of ..
        {_MOVING}
    """,
    "they-expect": f"""
        expects/anticipates/reckons/predicts | {_KNOWING}
        (now/still/widely/generally/also/broadly/themselves/all/currently)? expect |
        expecting/predicting/forecasting/anticipating/foreseeing/projecting/betting | pencil/pencils/pencilled in |
        prices/price/pricing in | warn/warns/warned/warning that/of | predicted/forecast/projected/prophesied/predict
        that | said/says/say/believes/believe/argues/thinks/claims/claimed/adds/added/insists/vowed/
        vows/promised/promises/predicted/tweeted/wrote/hopes .... will/would/'ll/won't |
        underestimating/underrating/overestimating/overrating/underestimate/overestimate/
        underestimates/overestimates | hopes/aims/plans/intends/aiming/planning/plan/aim/intend to |
        promised/promises/vowed/vows/pledged/pledges to
    """,
    "is-expected": f"""
        is/are/'s/'re/now (now/still/also/widely/generally/then/not/currently/broadly/only/all/each/both)?
        {_PARTICIPLES} to | is/are (now/widely/generally/not/currently/broadly)?
        expected/predicted/forecast/anticipated/projected/foreseen/slated/scheduled |
        estimates/estimated/projected/forecast/seen .... to grow/rise/fall/reach/shrink/expand/hit/double/drop |
        expected/projected/forecast/forecasted/predicted/estimated/anticipated to
        be/reach/rise/fall/grow/drop/double/exceed/hit/climb/last/decline/increase/become/ remain/have/see
    """,
    "forecast": """
        forecast/forecasts/prediction/predictions/projection/projections/outlook/prognosis/ expectation/expectations
        of/for/is/are/that/calls/call/see/sees/remains/has/have/shows/show | (price)? target/targets of/to/for |
        guidance of/for | world_view/worldview where | vision of/for the future | bullish/bearish on/about/for/in |
        timelines
    """,
}
