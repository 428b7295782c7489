"""A paragraph of Markdown without its marks: the words that a reader of the page would see."""

import re
from typing import Final

from ledger.sources.formats._markup import unescape

STAMP: Final = "\ufdd0"
"""Stands where a time stamp stood: a code point that no text contains (Unicode Standard 23.7)."""
_NONCHARACTERS: Final = dict.fromkeys(range(0xFDD0, 0xFDF0), "\ufffd")
_MARKS: Final = "\\`*_~[]<>&!"
_HIDE: Final = {ord(mark): chr(0xFDD1 + number) for number, mark in enumerate(_MARKS)}
_SHOW: Final = {0xFDD1 + number: mark for number, mark in enumerate(_MARKS)}

_CODE: Final = re.compile(r"\\([!-/:-@\[-`{-~])|``([^`]+)``|`([^`]+)`")
_AUTOLINK: Final = re.compile(r"<((?:https?|mailto):[^<>\s]*)>")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_STAMP: Final = re.compile(r"\[(\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?)\](?:\([^()]*\))?")
_WIKI: Final = re.compile(r"(!?)\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_IMAGE: Final = re.compile(r"!\[[^\[\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)?\)|\[[^\[\]]*\])")
_NOTE: Final = re.compile(r"\[\^([^\[\]\s]+)\]")
_LINK: Final = re.compile(r"\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)?\)|\[[^\[\]]*\])")
_RUN: Final = re.compile(r"\*+|_+|~~")


def seen(paragraph: str) -> tuple[str, list[str]]:
    r"""The words of a paragraph, STAMP in the place of each time stamp, and the stamps.

    >>> seen("Models *will* [catch up](https://e.org/a_(b)), [[page | they]] say [00:01:11].")
    ('Models will catch up, they say\ufdd0.', ['00:01:11'])
    """
    hidden = _CODE.sub(_literal, paragraph.translate(_NONCHARACTERS))
    hidden = _AUTOLINK.sub(lambda found: found[1].translate(_HIDE), hidden)
    stamps = [found[1] for found in _STAMP.finditer(hidden)]
    stamped = _without_gaps(_STAMP.sub(STAMP, hidden))
    linked = _LINK.sub(r"\1", _IMAGE.sub("", _NOTE.sub(r"\1", _WIKI.sub(_page, stamped))))
    words = _without_emphasis(_TAG.sub("", linked))
    return unescape(words).translate(_SHOW), stamps


def _without_gaps(stamped: str) -> str:
    """The text without the spaces that set stamps apart: those before each, and those after the ones in front."""
    closed = stamped.replace(f" {STAMP}", STAMP)
    words = closed.lstrip(STAMP)
    front = closed[: len(closed) - len(words)]
    return front + words.lstrip(" ") if front else closed


def _literal(found: re.Match[str]) -> str:
    return (found[1] or found[2] or found[3]).translate(_HIDE)


def _page(found: re.Match[str]) -> str:
    """What a wiki link shows: its label, else the page's name; nothing for what is embedded."""
    return "" if found[1] else (found[3] or found[2]).strip()


def _without_emphasis(text: str) -> str:
    """Runs of marks taken away where they open and close emphasis; all others stay."""
    taken: dict[int, int] = {}
    open_: dict[str, list[tuple[int, int]]] = {}
    for found in _RUN.finditer(text):
        left = len(found[0])
        waiting = open_.setdefault(found[0][0], [])
        while left and waiting and _closes(text, found):
            at, length = waiting.pop()
            both = min(left, length)
            taken[at + length - both], taken[found.end() - left] = both, both
            left -= both
            if length > both:
                waiting.append((at, length - both))
        if left and _opens(text, found):
            waiting.append((found.end() - left, left))
    return _cut(text, taken)


def _opens(text: str, run: re.Match[str]) -> bool:
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    return bool(after.strip()) and not (run[0][0] == "_" and before.isalnum())


def _closes(text: str, run: re.Match[str]) -> bool:
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    return bool(before.strip()) and not (run[0][0] == "_" and after.isalnum())


def _cut(text: str, taken: dict[int, int]) -> str:
    at, kept = 0, []
    for start in sorted(taken):
        kept.append(text[at:start])
        at = start + taken[start]
    return "".join([*kept, text[at:]])
