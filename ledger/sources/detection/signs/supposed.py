"""Supposed, against: hypotheses nobody commits to, mere possibility in the present, rules and definitions."""

from typing import Final

SIGNS: Final = {
    "supposition": """
        suppose/supposing/imagine/hypothetically | what if | in theory/principle | thought experiment | say that | ^
        if you showed/gave/asked/told/had | pretend | for the sake of argument | as if | as though | if it were
    """,
    "may-be-now": """
        may/might/could/must (well/also/still/already/not/just/simply/even)? be | may/might
        actually/ever/just/simply/really/seem | must be .. <doing>/wrong/right/
        true/that/too/able/wondering/familiar/tempted/forgiven | may/might/could (not/well/also/already)? have/'ve
        <done> | it may/might/could be that | may or may not | could in principle/theory | may/might/could
        include/contain/explain/seem/sound/feel/appear/vary/differ/depend/refer/apply/want/know/
        think/say/argue/ask/use/do | constitution/law/treaty/contract/rules/statute/manual/label
        says/requires/provides/states
    """,
    "explained": """
        likely/probably/possibly/presumably (also/partly/mostly/largely)?
        due/because/caused/reflects/reflecting/explains/explained/stems/stemmed/the_result/
        a_result/the_reason/driven_by
    """,
    "compared": """
        as likely/unlikely to | more/less/as/times/equally likely to ... than | were/was
        (also/far/much/significantly/even)? more/less likely
    """,
    "rule": """
        is/are defined/known/measured/calculated/described as/by | refers/refer to | is/are the
        number/share/ratio/amount/rate/sum of | says/states/requires/provides/stipulates that | means that | by
        definition
    """,
}
