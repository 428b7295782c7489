"""A saved page without its menus, banners and advertisements, where trafilatura (Barbaresi 2021) is installed."""

import re
from dataclasses import replace
from typing import Final

from ledger.sources.decoding import decode
from ledger.sources.document import Document
from ledger.sources.formats import html

CANONICALISER: Final = "page/1"
LONGEST: Final = 500_000
"""Characters of a page that are searched for its article: above that the package takes minutes."""
_TORN_OUT: Final = re.compile(r"</?(?:code|kbd|q|samp|tt|var)(?:\s[^<>]*)?>", re.IGNORECASE)
"""Marks within a line that the package makes blocks of their own."""


def read(content: bytes, *, name: str) -> Document:
    """The article of a page; all of the page, with a warning, where that package is missing or finds none.

    Which words are the article depends on the version of the package, which is part of the canonicaliser's name.
    Source: A. Barbaresi 2021, doi:10.18653/v1/2021.acl-demo.15.
    """
    whole = html.read(content, name=name)
    if len(whole.text) > LONGEST:
        return _warned(whole, f"{name}: read whole, as it is too long to look for its article")
    try:
        import trafilatura
    except ImportError:
        return _warned(
            whole, f"{name}: read whole, with its menus: pip install 'forecast-ledger[web]' leaves those out"
        )
    article = html.walk(_article(decode(content, name=name, declared=html.declared_encoding(content)).text))
    if not article.text:
        return _warned(whole, f"{name}: read whole, as no article was found in it")
    canonicaliser = f"{CANONICALISER} trafilatura/{trafilatura.__version__}"
    return replace(whole, text=article.text, places=article.places, canonicaliser=canonicaliser)


def _article(markup: str) -> str:
    """The article as HTML, nothing where none is found."""
    import logging

    import trafilatura

    # What is odd in a page is told on the log; a log without a listener would write to the terminal.
    if not logging.getLogger("trafilatura").handlers:
        logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    found = trafilatura.extract(
        _TORN_OUT.sub("", markup), output_format="html", include_comments=False, include_tables=True, favor_recall=True
    )
    return found or ""


def _warned(document: Document, warning: str) -> Document:
    return replace(document, warnings=(*document.warnings, warning))
