"""A saved page without its menus, banners and advertisements, where trafilatura (Barbaresi 2021) is installed."""

from dataclasses import replace
from typing import Final

from ledger.sources.decoding import decode
from ledger.sources.document import Document
from ledger.sources.formats import html
from ledger.sources.formats._canonical import document

CANONICALISER: Final = "page/1"


def read(content: bytes, *, name: str) -> Document:
    """The article of a page; all of the page, with a warning, where that package is missing or finds none.

    Which words are the article depends on the version of the package, which is part of the canonicaliser's name.
    Source: A. Barbaresi 2021, doi:10.18653/v1/2021.acl-demo.15.
    """
    whole = html.read(content, name=name)
    try:
        import trafilatura
    except ImportError:
        told = f"{name}: read whole, with its menus: pip install 'forecast-ledger[web]' leaves those out"
        return replace(whole, warnings=(*whole.warnings, told))
    decoded = decode(content, name=name, declared=html.declared_encoding(content))
    found = trafilatura.extract(
        decoded.text, output_format="html", include_comments=False, include_tables=True, favor_recall=True
    )
    if not found:
        return replace(whole, warnings=(*whole.warnings, f"{name}: read whole, as no article was found in it"))
    article = html.walk(found)
    return document(
        content,
        name=name,
        canonicaliser=f"{CANONICALISER} trafilatura/{trafilatura.__version__}",
        media_type="text/html",
        text=article.text,
        facts=html.walk(decoded.text).facts,
        places=article.places,
        warnings=decoded.warnings,
    )
