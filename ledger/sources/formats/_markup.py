"""The tags and texts of HTML in the order in which they stand: forgiving, in one pass, without a tree.

The standard library's parser changed what it makes of bad markup within Python 3.11, and offsets into a text must not
depend on the Python that read it.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

RAW: Final = ("script", "style", "title", "textarea", "noscript", "template", "svg", "math", "iframe", "object")
"""What holds no text of the page, or text without tags: read up to its end tag in one piece."""

_TAG: Final = re.compile(r"</?([A-Za-z][^\s/>]*)")
_QUOTED: Final = re.compile(r">|=\s*[\"']")
_ATTRIBUTE: Final = re.compile(r"([^\s=/>\"']+)(\s*=\s*)?")
_VALUE: Final = re.compile(r"[^\s>]+")
_RAW_END: Final = re.compile(f"</({'|'.join(RAW)})(?![A-Za-z0-9-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag; `inside` is what stands after its name, as written."""

    name: str
    inside: str = ""
    closing: bool = False

    @property
    def attributes(self) -> dict[str, str]:
        """Its attributes, names in lower case; of several with one name the first.

        >>> Tag("a", ' href="/x?a=1&amp;b" ID=two hidden').attributes
        {'href': '/x?a=1&b', 'id': 'two', 'hidden': ''}
        """
        found: dict[str, str] = {}
        for name, value in _attributes(self.inside):
            found.setdefault(name.lower(), unescape(value))
        return found


@dataclass(frozen=True, slots=True)
class Raw:
    """An element that is read in one piece, with its content as written."""

    name: str
    inside: str
    content: str


def tokens(markup: str) -> Iterator[str | Tag | Raw]:
    """Texts with their entities replaced, tags, and raw elements; a tag that never ends is text to the end.

    >>> list(tokens("<p>a &lt; <!-- not this --><em>b</em>"))
    [Tag(name='p', inside='', closing=False), 'a < ', Tag(name='em', inside='', closing=False), 'b', \
Tag(name='em', inside='', closing=True)]
    """
    at = 0
    endless: set[str] = set()
    while (start := markup.find("<", at)) >= 0:
        if start > at:
            yield unescape(markup[at:start])
        token, at = _construct(markup, start)
        if isinstance(token, Tag) and token.name in RAW and not token.closing and token.name not in endless:
            raw, at = _raw(markup, token, at)
            endless.update({token.name} if raw is None else ())
            yield raw or token
        elif token is not None:
            yield token
    if at < len(markup):
        yield unescape(markup[at:])


def unescape(text: str) -> str:
    """A text with its character references replaced; one of absurd length stays as it is.

    >>> unescape("AT&amp;T&hellip;"), len(unescape("&#" + "9" * 5000 + ";"))
    ('AT&T…', 5003)
    """
    try:
        return html.unescape(text)
    except ValueError:
        return text


def _construct(markup: str, start: int) -> tuple[str | Tag | None, int]:
    """What begins with `<` here, None for a remark, and where it ends."""
    if markup.startswith("<!--", start):
        return None, _after(markup, "-->", start + 2)
    if markup.startswith(("<!", "<?"), start):
        return None, _after(markup, ">", start)
    named = _TAG.match(markup, start)
    if named is None:
        return "<", start + 1
    end = _tag_end(markup, named.end())
    if end < 0:
        return unescape(markup[start:]), len(markup)
    closing = markup[start + 1] == "/"
    return Tag(named[1].lower(), markup[named.end() : end - 1], closing), end


def _after(markup: str, mark: str, start: int) -> int:
    found = markup.find(mark, start)
    return len(markup) if found < 0 else found + len(mark)


def _tag_end(markup: str, at: int) -> int:
    """Where a tag ends: at the first `>` outside quoted values."""
    while found := _QUOTED.search(markup, at):
        if found[0] == ">":
            return found.end()
        close = markup.find(found[0][-1], found.end())
        at = found.end() if close < 0 else close + 1
    return -1


def _raw(markup: str, tag: Tag, at: int) -> tuple[Raw | None, int]:
    """An element in one piece, None where it never ends and is taken for its start tag alone."""
    if tag.inside.endswith("/"):
        return Raw(tag.name, tag.inside, ""), at
    for found in _RAW_END.finditer(markup, at):
        if found[1].lower() == tag.name:
            return Raw(tag.name, tag.inside, markup[at : found.start()]), found.start()
    return (Raw(tag.name, tag.inside, ""), len(markup)) if tag.name in {"script", "style"} else (None, at)


def _attributes(inside: str) -> Iterator[tuple[str, str]]:
    at = 0
    while found := _ATTRIBUTE.search(inside, at):
        at = found.end()
        value = ""
        if found[2]:
            value, at = _value(inside, at)
        yield found[1], value


def _value(inside: str, at: int) -> tuple[str, int]:
    quote = inside[at : at + 1]
    if quote in {'"', "'"} and (close := inside.find(quote, at + 1)) >= 0:
        return inside[at + 1 : close], close + 1
    bare = _VALUE.match(inside, at)
    return (bare[0], bare.end()) if bare else ("", at + 1)
