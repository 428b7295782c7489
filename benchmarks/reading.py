"""How long texts take to be read: ten times the text in ten times the time, and a page against its bare tags."""

from collections.abc import Iterator
from html.parser import HTMLParser

from measure import Ratio, in_turns

from ledger.sources.reading import read_document

SIZES = {"html": 1_000_000, "markdown": 200_000, "srt": 200_000}
"""Bytes, of which ten times as many are read in the same time as these are ten times."""
BAR = 1.5
"""Ten times the text in at most half as long again as ten times the time: what is quadratic takes ten times that."""
PIECES = {
    "html": "<p id=a>It <em>will</em> rain &amp; snow<sup>1</sup> in <a href='/x?a=1&b=2'>2030</a>, they say.</p>\n",
    "markdown": "It *will* rain &amp; snow[^1] in [2030](/x?a=1), `they` say [00:01:11].\n\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,000\nIt will rain\n\n",
}


def measure() -> Iterator[Ratio]:
    """Each format against ten times a tenth of it, and a page against its bare tags."""
    for format_, piece in PIECES.items():
        size = SIZES[format_]
        page = (piece * (size // len(piece))).encode()
        ours, theirs = in_turns(lambda: _read(page * 10, format_), lambda: _ten_times(page, format_), runs=3)  # noqa: B023 - called here
        yield Ratio(
            what=f"{size // 100_000} MB of {format_}",
            opponent="ten times a tenth",
            ours=ours,
            theirs=theirs,
            bar=BAR,
            at_most=True,
        )
    text = PIECES["html"] * (SIZES["html"] // len(PIECES["html"]))
    ours, theirs = in_turns(lambda: _read(text.encode(), "html"), lambda: HTMLParser().feed(text), runs=5)
    yield Ratio(
        what="1 MB of html", opponent="its bare tags (html.parser)", ours=ours, theirs=theirs, bar=2, at_most=True
    )


def _read(content: bytes, format_: str) -> None:
    read_document(content, name="a", format=format_)


def _ten_times(content: bytes, format_: str) -> None:
    for _ in range(10):
        _read(content, format_)
