"""Words by which criteria name where to look: publications, publishers, and who publishes."""

import re
from typing import Final

from ledger.core.lint._words import Phrases, listed

ADDRESS: Final = re.compile(
    r"(?i:https?://|\bwww\.)[^\s]|\b[a-z0-9-]{2,40}\.(?:[a-z0-9-]{2,40}\.){0,3}(?:com|org|net|gov|edu|int|info|[a-z]{2})\b"
)

PUBLICATIONS: Final = Phrases("""
    report | reports | statistics | dataset | data set | data from | data of | database | leaderboard | leaderboards |
    ranking | rankings | index | survey | surveys | census | registry | register | gazette | official journal |
    federal register | journal | bulletin | press release | press releases | press conference | announcement |
    announcements | website | web site | webpage | web page | homepage | blog | release notes | changelog | filing |
    filings | accounts | annual report | earnings | 10 k | 10 q | paper | study | studies | publication |
    publications | technical report | technical reports | system card | documentation | archive | archived copy |
    tracker | dashboard | scoreboard | results page | official results | final results | certified | wikipedia |
    article | articles | news | media | newspaper | newspapers | media outlets | broadcaster | poll | polls |
    exit poll | almanac | yearbook | charts | listing | listed on | app store | box office | judge | judges | panel |
    jury | committee decides | court ruling | ruling | minutes | transcript | recording | statement | statements |
    spokesperson | on record | as recorded | records of | observation | observations | measurement | measurements |
    closing price | price feed | quote from | figures | estimates | estimate | forecast discussion | catalogue |
    catalog | list of | standings | ratings
""")

PUBLISHING: Final = Phrases("""
    according to | as reported | ratifies | ratified | repository | main branch | reported by | reports that |
    is reported | are reported | publishes | published | publish | announces | announced | announce | states |
    stated | states that | has stated | confirms | confirmed | confirm | as measured by | measured by | as listed |
    as recorded | as determined by | as per | as shown | as given | source | sources | based on data | certifies |
    declares | declared | says in public | says or writes | tweets | posts on | documents a | credible | officially |
    official | shows | gives | lists | ranks | prints | outlook | prospects
""")

NO_SOURCES: Final = frozenset(
    listed("""
    YES | NOT | ANNULLED | UTC | GMT | CET | CEST | EST | EDT | PST | PDT | USD | EUR | GBP | JPY | GDP | CPI | PPI |
    CEO | CFO | CTO | AGI | LLM | API | USA | NATO | ASAP | TBD | ETF | IPO | EVS
""")
)
"""Capitals that name no body to look up."""

NAMED: Final = Phrases("""
    reuters | bloomberg | associated press | eurostat | world bank | federal reserve | new york times | guardian |
    washington post | wall street journal | financial times | economist | gallup | pew | nielsen | gartner |
    statista | coingecko | coinmarketcap | coinbase | binance | yahoo finance | google trends | google finance |
    google scholar | wikidata | github | arxiv | pubmed | epoch ai | metr | lmarena | hugging face | metaculus |
    polymarket | kalshi | manifold | spotify | billboard | steam | netflix | nasdaq | tiobe | stack overflow |
    freedom house | transparency international | our world in data | copernicus | berkeley earth | met office |
    weather service | bureau | ministry | statistics office | central bank | electoral commission |
    election commission | nobel committee | academy | supreme court | parliament publishes | trading economics |
    box office mojo | the numbers | rotten tomatoes
""")
