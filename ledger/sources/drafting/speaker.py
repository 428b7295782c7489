"""Who speaks: the author, somebody quoted or reported, a view that is rejected or laid at somebody's door."""

import re
from dataclasses import dataclass
from typing import Final

from ledger.sources.drafting.candidate import Occasion
from ledger.sources.drafting.passage import AROUND, Passage

_NAMED: Final = r"[^\W\d_a-z][\w.'-]{1,30}(?: (?:of |de |van |von |der |al-)?[^\W\d_a-z][\w.'-]{0,30}){0,3}"
_NAME: Final = re.compile(rf"{_NAMED}")
_TITLE: Final = (
    r"(?:(?:[Tt]he )?(?:[\w-]{1,20} ){0,2}"
    r"(?:[Pp]rofessor|[Pp]resident|[Mm]inister|[Aa]nalyst|[Ee]conomist|[Ss]cientist|[Cc]aptain|[Cc]oach|[Dd]irector"
    r"|[Gg]overnor|[Ss]ecretary|[Ss]pokes\w{3,6}|[Ff]ounder|CEO|Dr\.|Mr\.|Ms\.) )?"
)
_SAID: Final = (
    r"(?:says?|said|argues?|argued|predicts?|predicted|expects?|expected|believes?|believed|warns?|warned|forecasts?"
    r"|estimates?|estimated|notes?|noted|claims?|claimed|thinks?|thought|observes?|observed|writes?|wrote|projects?"
    r"|projected|told|added|adds|explains?|explained|suggests?|concluded|concludes|put it|reckons?|tweeted|posted"
    r"|finds?|admits?|admitted|promise[sd]|vow(?:s|ed)|insist(?:s|ed))"
)
_BY: Final = (
    r"(?: (?:of|at|from) [\w' -]{1,60}|, [^,.\n]{1,80},)?"
    rf" (?:also |has |had |have |recently |often |once )?{_SAID}\b"
)
_LEAD: Final = 400
_TAIL: Final = 160
SEVERAL: Final = 2
_ANNOUNCED: Final = re.compile(
    rf"(?:^|[,.] |[Aa]s |post by |words of |[Hh]ere is |[Ff]rom ){_TITLE}(?P<name>{_NAMED})"
    rf"(?= (?:recently |has |had |also )?(?:made|put|{_SAID[3:-1]})\b|:|,"
    r"|(?:'s|\u2019s) (?:post|blog|essay|words|answer))"
)
_REPORTED: Final = re.compile(
    rf"(?:^|[,;:] |that |while |but |But |and |And ){_TITLE}(?P<name>(?:[Tt]he )?{_NAMED}){_BY}"
)
_WHERE: Final = re.compile(rf"\b[Aa]ccording to {_TITLE}(?P<name>(?:the )?{_NAMED})")
_AS: Final = re.compile(rf", as {_TITLE}(?P<name>{_NAMED}) (?:put|puts|{_SAID})")
_TAILED: Final = re.compile(rf",? ?(?:{_SAID} {_TITLE}(?P<turned>{_NAMED})|{_TITLE}(?P<name>{_NAMED}){_BY})")
_GROUP: Final = re.compile(
    r"(?:^|, )(?P<name>(?:[\w'-]{1,20} ){0,3}(?:labs?|analysts?|economists?|officials?|experts|researchers|scientists"
    r"|forecasters|investors|executives|companies|firms|engineers|doctors|traders)"
    rf"(?: (?:at|like|of|in) {_NAMED})?) {_SAID}\b"
)
_PRONOUN: Final = re.compile(rf"(?:^|, )(?:he|she|they|He|She|They) {_SAID}\b")
_OWN: Final = re.compile(r"^(?:I|We|My|Our|I'm|I'd|I'll)\b")
_REJECTED: Final = re.compile(
    r"\b(?:critics|skeptics|sceptics|some people|many people|some|bulls|bears|proponents|opponents|others|people) "
    r"(?:often |will |would |may |might |still |like to ){0,2}(?:say|think|argue|claim|believe|insist|object|worry)\b"
    r"|\bcounter-?argument\b|\bsounds? (?:good|nice|plausible|great)\b|\bthe (?:myth|misconception|fallacy)\b",
    re.IGNORECASE,
)
_IMPUTED: Final = re.compile(
    r"\b(?:is|are) (?:widely |often |generally )?(?:viewed|seen|regarded|considered|expected|assumed|projected) "
    r"(?:as|to|by)\b|\bhints? at a (?:world )?view\b"
    r"|\bactions? (?:imply|implies|suggests?|hint)\b|\b(?:bets?|betting) that\b",
    re.IGNORECASE,
)
LABEL: Final = re.compile(rf"^(?:>> ?|\[?\d[\d:.,]{{3,13}}\]? ?)?(?P<name>{_NAMED})(?: ?\([\d:.]{{1,12}}\))?: ")
_OPENING: Final = "\u201c\u00ab"
_CLOSING: Final = "\u201d\u00bb"
_CLOSED: Final = re.compile('["\u201d\u00bb]')
_NOBODY: Final = frozenset({
    "The", "This", "That", "It", "He", "She", "They", "We", "I", "But", "And", "So", "As", "In", "If", "What", "Who",
    "There", "These", "Those", "You", "Nobody", "Everyone", "Someone", "One", "Some", "Many", "Most", "Few", "Others",
    "Note", "Update", "Warning", "Summary", "Prediction", "Forecast", "Claim", "Confidence", "Probability",
    "Critics", "People", "Then", "Here", "When", "Evidence", "History", "My", "Our", "Their", "His", "Her",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose words they are; `name` None where nobody is named, and `basis` in words where that was found."""

    name: str | None
    attribution: str
    basis: str


def speaker_of(passage: Passage, occasion: Occasion, hint: str | None = None) -> Speaker:
    """The speaker by the words around: a rejected view, a quotation, a report, a label, else the author.

    What nobody is named for stays without a name, and says so.

    >>> from ledger.sources.drafting.passage import Layout
    >>> from datetime import UTC, datetime
    >>> text = "Prices will fall, Ann Roe says."
    >>> speaker_of(Layout(text).passage(0, len(text)), Occasion(zone=UTC, now=datetime.now(UTC), author="J. Doe")).name
    'Ann Roe'
    """
    found = _rejected(passage) or _quoted(passage) or _reported(passage) or _imputed(passage)
    if found is None or (found.name is None and hint and hint in passage.paragraph):
        return _hinted(hint, passage, found) or _labelled(passage) or _commenter(passage) or _own(occasion)
    return found


def _hinted(hint: str | None, passage: Passage, found: Speaker | None) -> Speaker | None:
    if not hint or hint not in passage.paragraph:
        return None
    return Speaker(name=hint, attribution=found.attribution if found else "reported", basis="named by the proposer")


def _rejected(passage: Passage) -> Speaker | None:
    before = passage.before.rsplit("\n", 1)[-1].rsplit(". ", 2)[-1]
    sentence = _REJECTED.search(passage.sentence)
    if sentence or (_REJECTED.search(before) and passage.after.lstrip().startswith(("But ", "However"))):
        return Speaker(name=None, attribution="rejected", basis="a view of others, told in order to answer it")
    return None


def _quoted(passage: Passage) -> Speaker | None:
    if not _in_quotation(passage):
        return _introduced(passage)
    name = _after_quotation(passage) or _in_sentence(passage.sentence) or _before_quotation(passage)
    basis = "named beside the quotation" if name else "in quotation marks, and nobody is named"
    return Speaker(name=name, attribution="quoted", basis=basis)


def _introduced(passage: Passage) -> Speaker | None:
    """A paragraph that the one before it announces with a name and a colon."""
    before, paragraph_before = passage.text, passage.paragraph_start
    lead = before[max(0, paragraph_before - _LEAD) : paragraph_before].rstrip().rsplit("\n", 1)[-1]
    found = _ANNOUNCED.search(lead) if lead.endswith(":") else None
    name = _name(found["name"]) if found else None
    return Speaker(name=name, attribution="quoted", basis="named before the paragraph") if name else None


def _in_quotation(passage: Passage) -> bool:
    """Whether most of the words stand in quotation marks that open in the paragraph."""
    paragraph, at = passage.paragraph, passage.sentence_start - passage.paragraph_start
    if at < 0:
        return False
    before, words = paragraph[:at], passage.sentence
    opened = sum(before.count(mark) for mark in _OPENING) - sum(before.count(mark) for mark in _CLOSING)
    if opened > 0 or before.count('"') % 2:
        return True
    return is_told(words) or _share_quoted(words) > 0.6


def is_told(sentence: str) -> bool:
    """Whether a sentence opens with a quotation, and then names who said it.

    >>> is_told('"It will rain," said Ann Roe.'), is_told('"It will rain" is no forecast.')
    (True, False)
    """
    pieces = sentence.replace("\u201c", '"').replace("\u201d", '"').split('"', 2)
    return len(pieces) > 2 and not pieces[0].strip() and bool(_TAILED.match(pieces[2]))


def _share_quoted(words: str) -> float:
    inside, depth = 0, False
    for letter in words:
        if letter in _OPENING or (letter == '"' and not depth):
            depth = True
        elif letter in _CLOSING or letter == '"':
            depth = False
        inside += depth
    return inside / max(1, len(words))


def _after_quotation(passage: Passage) -> str | None:
    rest = passage.paragraph[max(0, passage.end - passage.paragraph_start) :]
    closed = _CLOSED.search(rest[:600]) if '"' in rest or "\u201d" in rest else None
    found = _TAILED.match(rest, closed.end() if closed else 0)
    return _name(found["turned"] or found["name"]) if found else None


def _in_sentence(sentence: str) -> str | None:
    plain = sentence.replace("\u201c", '"').replace("\u201d", '"')
    outside = " ".join(plain.split('"')[::2])
    found = _REPORTED.search(outside) or _WHERE.search(outside)
    return _name(found["name"]) if found else _turned(outside)


def _turned(outside: str) -> str | None:
    found = _TAILED.search(outside)
    return _name(found["turned"] or found["name"]) if found else None


def _before_quotation(passage: Passage) -> str | None:
    """The last name before the quotation, where what goes before ends in a colon or a comma."""
    paragraph, at = passage.paragraph, passage.sentence_start - passage.paragraph_start
    opened = max((paragraph.rfind(mark, 0, at + 1) for mark in '"\u201c\u00ab'), default=-1)
    lead = paragraph[: max(0, opened)].strip() or passage.before.rstrip().rsplit("\n", 1)[-1].rsplit('"', 1)[-1]
    if not lead.rstrip('"\u201c ').endswith((":", ",")) and opened <= 0:
        return None
    return _in_lead(lead[-500:])


def _in_lead(lead: str) -> str | None:
    for pattern in (_WHERE, _REPORTED):
        if found := list(pattern.finditer(lead)):
            return _name(found[-1]["name"])
    names = [name for found in _NAME.finditer(lead) if (name := _name(found[0])) and " " in name]
    return names[0] if names else None


def _reported(passage: Passage) -> Speaker | None:
    sentence = passage.sentence
    if _OWN.match(sentence.replace("\u2019", "'")):
        return None
    for pattern, what in ((_WHERE, "according to"), (_REPORTED, "says"), (_AS, "as they put it")):
        if (found := pattern.search(sentence)) and (name := _name(found["name"])):
            return Speaker(name=name, attribution="reported", basis=f"named in the sentence ({what})")
    tailed = _TAILED.search(sentence[-_TAIL:])
    if tailed and tailed[0].startswith(",") and (name := _name(tailed["turned"] or tailed["name"])):
        return Speaker(name=name, attribution="reported", basis="named at the end of the sentence")
    if found := _GROUP.search(sentence):
        return Speaker(name=found["name"].strip(), attribution="reported", basis="a group named in the sentence")
    if _PRONOUN.search(sentence):
        return Speaker(name=None, attribution="reported", basis="a pronoun in the sentence: write the name")
    return None


def _imputed(passage: Passage) -> Speaker | None:
    if _IMPUTED.search(passage.sentence):
        return Speaker(name=None, attribution="imputed", basis="a view laid at somebody's door, who is not named")
    return None


def _labelled(passage: Passage) -> Speaker | None:
    """The last label such as "J. Doe: ..." at the beginning of a line, in a text that has several."""
    above = _labels(f"{passage.before}{passage.sentence}")
    below = passage.text[passage.sentence_end : passage.sentence_end + AROUND].partition("\n")[2]
    if not above or len(above) + len(_labels(below)) < SEVERAL:
        return None
    return Speaker(name=above[-1], attribution="own", basis="the label of the line")


def _labels(text: str) -> list[str]:
    found = (LABEL.match(line) for line in text.split("\n"))
    return [name for one in found if one and (name := _name(one["name"]))]


def _commenter(passage: Passage) -> Speaker | None:
    if passage.commented:
        return Speaker(name=None, attribution="commenter", basis="it stands below the heading of the comments")
    return None


def _own(occasion: Occasion) -> Speaker:
    if occasion.forecaster:
        return Speaker(name=occasion.forecaster, attribution="own", basis="as given")
    basis = "the author that the text names" if occasion.author else "nobody is named: give -f"
    return Speaker(name=occasion.author, attribution="own", basis=basis)


def _name(found: str) -> str | None:
    """A name without its title and 's, None for words that begin a sentence."""
    words = found.removesuffix("'s").removesuffix("\u2019s").strip(" ,.").split()
    while words and words[0] in _NOBODY and len(words) > 1 and words[0] != "The":
        words = words[1:]
    name = " ".join(words)
    return None if not name or name in _NOBODY or name.split()[0] in _NOBODY - {"The"} else name
