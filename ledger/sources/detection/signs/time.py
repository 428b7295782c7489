"""Time: phrases that reach beyond the day they are said on; a light cut of the grammar of deadlines."""

from typing import Final

_UNIT: Final = (
    "year/years/month/months/week/weeks/day/days/decade/decades/quarter/quarters/century/centuries/generation/"
    "generations/season/seasons"
)
_PART: Final = (
    "year/month/week/decade/century/spring/summer/autumn/fall/winter/season/quarter/election/time/generation/"
    "monday/tuesday/wednesday/thursday/friday/saturday/sunday/january/february/march/april/may/june/july/august/"
    "september/october/november/december"
)

SIGNS: Final = {
    "time-ahead": f"""
        next/coming (calendar/fiscal/financial)? {_PART} | (the)? next/coming
        (<number>/few/couple_of/several/many/<number>_to_<number>/<number>_or_<number>) {_UNIT} | next/coming decade
        or two | a/an (further/another)? {_UNIT} or two away | within (the/a/an/just/only)?
        (next/coming/few/couple_of/matter_of/<number>/<number>_to_<number>/space_of) (few/<number>)? {_UNIT} |
        {_UNIT} away/hence/out/ahead/from_now/from_today/down_the_line/down_the_road |
        years/decades/months/weeks/days away/off/hence/from_now/ahead/to_come/from_today | in
        (another/about/as_few_as/as_little_as/roughly/around/at_least)? <number> (to/or)? (<number>)? (more)? {_UNIT}
        ('s)? (time/or_less/or_so)? | in a {_UNIT} or two | in a few/couple_of (more)? {_UNIT} | in a/an
        year/month/week/decade 's time | in years to come | by (the)?
        end/close/middle/beginning/start/turn/early/mid/late (of)? (the/this/next)?
        (<year>/decade/century/year/month/season) | by
        (about/around/at_least/early/mid/late/the_early/the_late/the_mid/end_of/the_end_of/ the_middle_of/roughly)?
        <year> | by/before/until/through/till (the)? (end_of/middle_of/start_of)? (this/next/the)? {_PART} |
        before/until/through/after/beyond/past/till/from/starting
        (the/about/around/early/mid/late/the_end_of/the_middle_of/at_least/january/february/
        march/april/may/june/july/august/september/october/november/december)? <year> | (in/during/over/by)? (the)?
        (early/mid/late)? <year> s | this (coming)? decade/century | for/in years/decades/generations to come | the
        (rest/remainder/end/turn)? of the/this/next year/decade/century/month/season/term | later this/next
        year/month/week/decade/summer/spring/autumn/century | tomorrow | in the
        future/near_future/coming_years/years_ahead/years_to_come/decades_ahead/months_ahead/
        foreseeable_future/not_too_distant_future/not_so_distant_future/long_term/long_run/
        short_term/near_term/medium_term/longer_term/very_short_term/coming_months/coming_weeks/
        coming_decades/months_to_come | into the future | for the foreseeable future |
        over/during/in/throughout/across the coming/next/following/ensuing (few/<number>/several)? {_UNIT} | in
        my/our/your/their lifetime/lifetimes/children's_lifetime | in/by/before
        (early/mid/late/fiscal/spring/summer/autumn/winter/january/february/march/april/may/
        june/july/august/september/october/november/december) <number> and beyond | (at_least/just/only)? another
        <number> (to/or)? (<number>)? {_UNIT} | take/takes/need/needs/last/lasts
        (at_least/about/another/up_to/roughly/the_better_part_of)? (a/an)? few/several/many/<number>
        (to/or/more/few)? (<number>)? (more)? {_UNIT} | <number> (or_more/or_so/more)? {_UNIT}
        until/before/till/to_go | end/ends/finish/finishes/close/closes the year/season/decade/quarter/week |
        this/next winter/spring/summer/autumn/fall 's
    """,
    "time-year": "in/during/throughout/for (early/mid/late/the_end_of/the_middle_of)? <year>",
    "not-until": """
        not/'t/cannot/never .... until/before (late/early/mid/at_least/the_end_of/about/around)?
        <year>/next/spring/summer/autumn/winter/january/june/december
    """,
    "time-vague": """
        soon | soon_enough | eventually | ultimately | someday | some/one day | at some/one point | sooner or later |
        before (too/very)? long | in due course | in time | over time | in the end | in the
        long/longer/short/medium/near term/run | shortly | imminently | any day/moment/minute/week now | down the
        road/line | sooner than | later than | never again | ever again | no_longer/not .. for_long | one of these
        days | for good | forever | again next | the day .. when | finally | going forward | from here/now
        (on/onwards/onward)? | from then on | long before | in perpetuity | not/'t .. yet | for/in the first time in
        | no/not any time soon | anytime soon
    """,
    "time-named": """
        in/on/this/from/by/during/for/until (early/mid/late)?
        january/february/march/april/may/june/july/august/september/october/november/december/
        spring/summer/autumn/winter/monday/tuesday/wednesday/thursday/friday/saturday/sunday
    """,
    "time-every": "every/each month/year/week/quarter/decade/season/generation | from year to year | year after year",
}
