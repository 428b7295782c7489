"""Unnamed judges: an outcome that hangs on what people think, without saying who is asked."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._negation import is_negator
from ledger.core.lint._passages import fault_at, passages
from ledger.core.lint._sources import ADDRESS, NAMED
from ledger.core.lint._words import Phrases, place_of, words_of

CODE: Final = "L105"
NAME: Final = "unnamed-judges"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "It hangs on what people think, and nothing says who is asked or how: no panel, poll or source."
HINT: Final = "name a panel and how it decides, a poll, or a publication that says so"

_JUDGING: Final = Phrases("""
    experts agree | experts consider | experts believe | experts say | most experts | many experts |
    expert consensus | scientific consensus | broad consensus | general consensus | consensus that |
    widely considered | widely regarded | widely seen | widely viewed | widely recognised | widely recognized |
    widely accepted | widely believed | widely perceived | widely acknowledged | widely known | widely agreed |
    generally considered | generally regarded | generally accepted | generally agreed | generally seen |
    commonly accepted | commonly considered | is considered | are considered | be considered | is regarded as |
    are regarded as | be regarded as | is seen as | are seen as | be seen as | is perceived as | be perceived as |
    is viewed as | be viewed as | is recognised as | is recognized as | be recognised as | be recognized as |
    most people | most observers | many observers | analysts agree | critics agree | historians agree |
    reasonable person | reasonable people | reasonable observer | common sense | in my opinion | in my view |
    in my judgement | in my judgment | in my estimation | at my discretion | my best judgement | my best judgment |
    i judge | i decide | i feel | i think | i believe | i consider | it is clear that | it becomes clear that |
    it is obvious | everyone knows | everybody knows | people think | people will think | people believe |
    public opinion | subjectively | everyone agrees | everybody agrees
""")
_ASKED: Final = Phrases("""
    panel | jury | committee | poll | polls | survey | surveys | vote | votes | ballot | gallup | pew | moderators |
    arbitrator | arbiter | raters | referee | board | agency | rating agencies | court
""")


def faults(question: Worded) -> Iterator[Fault]:
    """Words of opinion in claim, criteria or fine print, where no panel, poll, vote, publisher or address is named.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Fusion is widely considered a success by 2040"))]
    ['"widely considered" leaves open who judges']
    """
    if _names_who(question):
        return
    for field, text in passages(question):
        words = words_of(text)
        for span in _JUDGING.found(words):
            if not any(is_negator(word.text) for word in words[max(0, span.start - 2) : span.start]):
                yield fault_at(field, text, place_of(words, span), "leaves open who judges")


def _names_who(question: Worded) -> bool:
    said = "\n".join(text for _, text in passages(question))
    named = _ASKED.within(said) or NAMED.within(said) or ADDRESS.search(said)
    return bool(named or (question.look_at or "").strip())
