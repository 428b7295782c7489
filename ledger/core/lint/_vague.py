"""Words without a measure, and the fixed terms in which they have one."""

from collections.abc import Mapping, Sequence
from typing import Final

from ledger.core.lint._words import Phrases, Word, at

DEGREES: Final = Phrases("""
    unaffordable | explode | explodes | erode | erodes | common sight | scarce | abundant | rare | rarely | often |
    frequently | stagnate | stagnates | crippling | soft landing | hard landing | boost | boosts | curb | curbs |
    significant | significantly | substantial | substantially | considerable | considerably | major | massive |
    massively | huge | hugely | big | large | dramatic | dramatically | drastic | drastically | radical | radically |
    enormous | enormously | vast | vastly | immense | immensely | tremendous | tremendously | meaningful |
    meaningfully | notable | notably | noticeable | noticeably | marked | markedly | sharp | sharply | steep |
    steeply | rapid | rapidly | quickly | slowly | gradually | gradual | strong | strongly | weak | weakly | robust |
    robustly | severe | severely | serious | seriously | heavily | deeply | explosive | explosively | skyrocket |
    skyrockets | skyrocketing | soar | soars | soaring | plummet | plummets | plummeting | surge | surges | surging |
    boom | booms | booming | spike | spikes | transformative | transform | transforms | revolutionise |
    revolutionises | revolutionize | revolutionizes | revolutionary | game changer | game changing | disruptive |
    disrupt | disrupts | breakthrough | breakthroughs | step change | paradigm shift | quantum leap | unprecedented |
    historic | viable | reliable | reliably | good | great | poor | poorly | bad | badly | impressive | remarkable |
    remarkably | extraordinary | important | key | dominant | dominate | dominates | dominating | mainstream |
    widespread | widely | broad | broadly | commonplace | ubiquitous | becomes common | become common | be common |
    is common | are common | common practice | popular | largely | mostly | main source | main driver | main cause |
    main reason | main threat | main way | main form | mainly | primarily | moderate | moderately | modest |
    modestly | slight | slightly | somewhat | fierce | fiercely | intense | intensely | easy | easily | cheap |
    cheaply | affordable | useful | human level | human like | superhuman | expert level | world class |
    high quality | low quality | competitive with | stay competitive | remain competitive | sophisticated |
    back to normal | return to normal | returns to normal | roughly equal | nearly all | almost all | almost no |
    almost every | hardly any | barely | traction | not that far | not far | far behind | far ahead | close behind |
    diminishing | runaway | critical mass | tipping point | singular | truly | fundamental | fundamentally |
    profound | profoundly | stays high | stay high | remains high | remain high | stays low | stay low | remains low |
    remain low | very high | very low | too high | too low | record breaking | at scale | worst case
""")

NUMBERS: Final = Phrases("""
    many | most | few | a few | several | numerous | a lot of | lots of | plenty of | countless | a number of |
    a handful of | a large number of | a minority of | the vast majority | a large share of | a small share of |
    much of | various | dozens of | hundreds of | thousands of | tens of thousands of | hundreds of thousands of |
    millions of | tens of millions of | hundreds of millions of | billions of | tens of billions of |
    hundreds of billions of | 100s of billions | trillions of
""")

IMPRESSIONS: Final = Phrases("""
    bear fruit | bears fruit | out of hand | off guard | changing of the guard | end badly | ends badly | hard times |
    hard hit | stays close | hold up | holds up | fall flat | falls flat | lose steam | loses steam | make waves |
    makes waves | on the brink | hit hard | hits hard | left behind | lost decade | new normal | perfect storm |
    wake up call | house of cards | race to the bottom | under pressure | in the spotlight | make history |
    makes history | lose its | loses its | lose their | tame | tames | weather the storm | weathers the storm |
    feel like | feels like | felt like | will define | could define | define the future | defines the future |
    reshape | reshapes | redefine | redefines | shape the future | shapes the future | change the world |
    changes the world | changed forever | change forever | changes forever | change everything | changes everything |
    never be the same | a big deal | bigger deal | big a deal | play a role | plays a role |
    play a plays a pave the way | paves the way | usher in | ushers in | new era | golden age | renaissance |
    turning point | overestimate | overestimates | underestimate | underestimates | disappoint | disappoints |
    disappointing | privileged position | in trouble | in good shape | on track | out of control | under control |
    thing of the past | thrive | thrives | thriving | struggle | struggles | struggling | flourish | flourishes |
    backfire | backfires | irrelevant | lose relevance | loses relevance | remain relevant | remains relevant |
    stay relevant | stays relevant | become relevant | obsolete | matter less | matters less | matter more |
    matters more | turmoil | chaos | chaotic | backlash | momentum | hype | catch up | catches up | catching up |
    keep up | keeps up | fall behind | falls behind | lose ground | loses ground | gain ground | gains ground |
    make progress | makes progress | made progress | real progress | progress on | progress in | progress towards |
    progress toward | a success | successful | effective | bubble bursts | bubble burst | bubble pops | market crash |
    housing crash | market crashes | economy crashes | prices crash | market collapses | economy collapses |
    prices collapse | economic collapse | cools down | cool down | heats up | heat up | is solved | be solved |
    fully solved | crisis | crises | stabilise | stabilises | stabilize | stabilizes | recover | recovers | healthy |
    meltdown | doomed | master this | master the | embrace | embraces | tensions | escalate | escalates |
    deteriorate | deteriorates | influential | have an impact | has an impact | economic impact | real impact |
    powerful | live up to | lives up to | come of age | comes of age | seamless | seamlessly | at risk | in decline |
    on the rise | game over | sustainable | headwinds | hurdles | better at | in demand | main driver |
    popular again | lose control | falls apart | fall apart | wins outright | win outright | take over | takes over |
    takes off | take off | pays off | pay off | goes mainstream | go mainstream | loses its edge | bounce back |
    bounces back | comes back | makes a comeback
""")

_FOLLOWED: Final[Mapping[str, str]] = {
    "major": "league leagues general party parties bank banks junction version tournament premiership champion",
    "big": "three four five six ten bang mac apple tech sur data brother bear",
    "large": "language hadron magellanic cap",
    "key": "rate interest policy west lime stage bank",
    "great": "lakes barrier wall depression recession war plains power powers britain",
    "good": "friday manufacturing faith clinical",
    "bad": "bunny bank banks loans debt gastein",
    "common": "stock shares market sense law core",
    "strong": "buy sell force acid base",
    "weak": "force interaction acid base",
    "popular": "vote front mobilization mobilisation party initiative",
    "broad": "money street institute gauge",
    "serious": "fraud organised organized injury adverse incident",
    "historic": "england site district preservation",
    "sophisticated": "investor investors",
    "rapid": "transit response support test tests antigen city reaction vienna",
    "moderate": "resolution income rebels",
    "significant": "figures digits bit",
    "sharp": "corporation ratio",
    "rare": "earth earths disease diseases",
    "lose its": "seat seats case appeal licence license title bid",
    "loses its": "seat seats case appeal licence license title bid majority",
    "few": "shot years months weeks days decades hours minutes centuries",
    "a few": "years months weeks days decades hours minutes centuries",
    "several": "liability years months weeks days decades",
    "most": "favoured favored recent likely valuable populous popular advanced important wanted senior common expensive"
    " powerful votes seats medals points wins goals streamed viewed followed played watched cited visited in",
    "severe": "acute tropical thunderstorm weather",
    "crisis": "group text line management",
    "powerful": "quake earthquake",
    "diminishing": "musical",
    "take off": "from at on",
    "takes off": "from at on",
    "various": "artists",
}
_AFTER: Final[Mapping[str, str]] = {
    "most": "at the its their",
    "many": "how as",
    "significant": "statistically",
    "significantly": "statistically",
    "large": "at by how",
    "big": "how",
    "strong": "category",
    "crisis": "quarter life",
    "good": "for",
    "popular": "most",
    "important": "most",
    "common": "most in",
    "powerful": "most",
    "largely": "by",
    "recovers": "and",
}
FOLLOWED: Final = {word: frozenset(others.split()) for word, others in _FOLLOWED.items()}
AFTER: Final = {word: frozenset(others.split()) for word, others in _AFTER.items()}


def is_term(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a vague phrase is part of a fixed term: "large language model", "at most".

    >>> from ledger.core.lint._words import words_of
    >>> [is_term(words_of(one), 0, 1) for one in ("large language model", "large gains")]
    [True, False]
    """
    phrase = " ".join(word.text for word in words[start:end])
    return at(words, end) in FOLLOWED.get(phrase, ()) or at(words, start - 1) in AFTER.get(phrase, ())
