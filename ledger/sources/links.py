"""Links to the words of a quote in a page: text fragments (WICG, Scroll to Text Fragment, draft of 2023).

A page is opened at `#:~:text=prefix-,start,end,-suffix`, where the browser marks the words. Each part has to stand in
one block of the page, which a line of our texts stands for.
"""

from typing import Final
from urllib.parse import quote, urlsplit

CONTEXT: Final = 40
"""Letters kept of what stands before and after a quote."""

LONGEST: Final = 100
WORDS: Final = 5
FRAGMENT: Final = ":~:"


def quote_link(url: str | None, exact: str, prefix: str = "", suffix: str = "") -> str | None:
    """The address of a page with the words of a quote marked; None for what no browser opens.

    `prefix` and `suffix` are the words around it, which tell it from the same words elsewhere.

    >>> quote_link("https://example.org/i42", "it will rain", "he said, ", ".")
    'https://example.org/i42#:~:text=he%20said%2C-,it%20will%20rain'
    >>> quote_link("https://example.org/i42#part", "well-known") or ""
    'https://example.org/i42#part:~:text=well%2Dknown'
    >>> quote_link("urn:isbn:0451450523", "it will rain")
    """
    if url is None or not _is_page(url):
        return None
    joint = "&" if FRAGMENT in url else FRAGMENT if "#" in url else f"#{FRAGMENT}"
    return f"{url}{joint}text={text_fragment(exact, prefix, suffix)}"


def text_fragment(exact: str, prefix: str = "", suffix: str = "") -> str:
    r"""What stands behind `text=`: the words, a long or broken quote by its first and last five.

    >>> text_fragment("Sales & profits,\nthey say, will double")
    'Sales%20%26%20profits%2C,they%20say%2C%20will%20double'
    >>> text_fragment("it will rain", "x" * 34 + " said ", "\nNext")
    'said-,it%20will%20rain'
    """
    blocks = [block.split() for block in exact.split("\n") if block.strip()]
    before, after = _last_words(prefix), _first_words(suffix)
    parts = [
        *([f"{_encoded(before)}-"] if before else []),
        *map(_encoded, _ends(blocks)),
        *([f"-{_encoded(after)}"] if after else []),
    ]
    return ",".join(parts)


def _is_page(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False


def _ends(blocks: list[list[str]]) -> list[list[str]]:
    """A quote in one piece, or how it begins and how it ends."""
    if len(blocks) == 1 and (len(" ".join(blocks[0])) <= LONGEST or len(blocks[0]) < 2 * WORDS):
        return blocks
    return [blocks[0][:WORDS], blocks[-1][-WORDS:]] if blocks else [[]]


def _last_words(prefix: str) -> list[str]:
    """The words before a quote in its own block; what was kept of the text begins in the middle of a word."""
    block = prefix.rpartition("\n")[2]
    whole = block.split()[1:] if len(block) >= CONTEXT and not block[:1].isspace() else block.split()
    return _said(whole[-WORDS:], prefix[-1:])


def _first_words(suffix: str) -> list[str]:
    block = suffix.partition("\n")[0]
    whole = block.split()[:-1] if len(block) >= CONTEXT and not block[-1:].isspace() else block.split()
    return _said(whole[:WORDS], suffix[:1])


def _said(words: list[str], beside: str) -> list[str]:
    """The words, unless none of them is one, or the quote begins or ends within one: no browser matches half a word."""
    return words if any(map(str.isalnum, "".join(words))) and not beside.isalnum() else []


def _encoded(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
