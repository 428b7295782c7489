"""PDF: the text of its pages, lines of a paragraph joined; what is only a picture has no text."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from statistics import quantiles
from typing import TYPE_CHECKING, Final

from ledger.errors import InputError, MissingExtraError
from ledger.sources.document import LONGEST, Document
from ledger.sources.formats._canonical import document
from ledger.sources.formats._facts import NO_FACTS, Facts, dated
from ledger.sources.formats._lines import Lines

if TYPE_CHECKING:
    from pypdf import PdfReader

CANONICALISER: Final = "pdf/1"
MOST_BYTES: Final = 100_000_000
MOST_PAGES: Final = 5_000
FULL: Final = 0.75
"""The share of the usual length of a line above which a line goes on in the next one."""
BULLETS: Final = ("•", "◦", "▪", "–", "‣", "·", "●")
BROKEN: Final = (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError, AssertionError)
"""What comes out of the reader of PDFs for files that are made badly."""


def read(content: bytes, *, name: str) -> Document:
    """The words of a PDF; places are its pages, counted from 1.

    The hyphen of a word that was cut at a line's end stays. Raises InputError for what is no PDF, is damaged or locked,
    or has no text; MissingExtraError without pypdf.
    """
    pdf = _opened(content, name)
    lines = Lines()
    bare: list[int] = []
    for number, printed in enumerate(_pages(pdf, name), 1):
        start = lines.start
        for paragraph in paragraphs(printed):
            lines.say(paragraph)
            lines.end()
        lines.place(start, "page", str(number))
        bare += [number] if lines.start == start else []
    return document(
        content,
        name=name,
        canonicaliser=CANONICALISER,
        media_type="application/pdf",
        text=lines.text,
        facts=_facts(pdf),
        places=lines.places,
        warnings=_doubts(bare, name) if lines.start else (),
        empty_hint="its pages are pictures: run text recognition over it, as in ocrmypdf in.pdf out.pdf",
    )


def paragraphs(printed: Sequence[str]) -> Iterator[str]:
    """The lines of a page put together: a full line, or a word cut in two, goes on in the next.

    >>> list(paragraphs(["A heading", "It will rain on all of the", "days of spring, they say", "", "The end"]))
    ['A heading', 'It will rain on all of the days of spring, they say', 'The end']
    """
    printed = [line for at, line in enumerate(printed) if not _is_page_number(line, at, len(printed))]
    lengths = [len(line) for line in printed if line.strip()]
    usual = quantiles(lengths, n=10, method="inclusive")[7] if len(lengths) > 1 else 0
    waiting: list[str] = []
    for line in printed:
        if waiting and (not line.strip() or line.lstrip().startswith(BULLETS)):
            yield _joined(waiting)
            waiting.clear()
        if line.strip():
            waiting.append(line.strip())
        if waiting and len(line) < FULL * usual and not _is_cut(waiting[-1]):
            yield _joined(waiting)
            waiting.clear()
    if waiting:
        yield _joined(waiting)


def _is_page_number(line: str, at: int, count: int) -> bool:
    """Whether a line is the first or the last of several on its page, and a number alone."""
    return count > 1 and at in {0, count - 1} and line.strip().isdecimal() and len(line.strip()) < 4


def _joined(lines: Sequence[str]) -> str:
    """Lines as one: the hyphen of a word that was cut in two stays, the end of its line does not."""
    return "".join(line if _is_cut(line) else f"{line} " for line in lines).rstrip()


def _is_cut(line: str) -> bool:
    return line.endswith(("-", "\u00ad")) and line[-2:-1].isalnum()


def _opened(content: bytes, name: str) -> "PdfReader":
    try:
        from pypdf import PasswordType, PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError as error:
        message = f"{name} is a PDF, which needs the package pypdf"
        raise MissingExtraError(message, hint="pip install 'forecast-ledger[pdf]'") from error
    if len(content) > MOST_BYTES:
        raise InputError(f"{name} is too long: {len(content)} bytes", hint="cut out the part that matters")
    _hush()
    try:
        pdf = PdfReader(BytesIO(content))
        if pdf.is_encrypted and pdf.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise _locked(name)
        pages = len(pdf.pages)
    except (DependencyError, NotImplementedError) as error:
        raise _locked(name) from error
    except (PyPdfError, *BROKEN) as error:
        raise _damaged(name) from error
    if pages > MOST_PAGES:
        raise InputError(f"{name} is too long: {pages} pages", hint="cut out the part that matters")
    return pdf


def _hush() -> None:
    """What is odd in a file is told by its reader on the log; a log without a listener would write to the terminal."""
    import logging

    logger = logging.getLogger("pypdf")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _pages(pdf: "PdfReader", name: str) -> Iterator[list[str]]:
    from pypdf.errors import PyPdfError

    length = 0
    for page in pdf.pages:
        try:
            printed = page.extract_text()
        except (PyPdfError, *BROKEN) as error:
            raise _damaged(name) from error
        length += len(printed)
        if length > LONGEST:
            raise InputError(
                f"{name} is too long: more than {LONGEST} characters", hint="cut out the part that matters"
            )
        yield printed.split("\n")


def _facts(pdf: "PdfReader") -> Facts:
    from pypdf.errors import PyPdfError

    try:
        about = pdf.metadata
        if about is None:
            return NO_FACTS
        said = Facts(title=about.title, author=about.author)
        return said.or_else(dated(about.creation_date.isoformat(), "PDF created")) if about.creation_date else said
    except (PyPdfError, *BROKEN):
        return NO_FACTS


def _doubts(bare: Sequence[int], name: str) -> Iterator[str]:
    if bare:
        pages = f"page {bare[0]} has" if len(bare) == 1 else f"{len(bare)} pages, first {bare[0]}, have"
        yield f"{name}: {pages} no text, only pictures or nothing"


def _locked(name: str) -> InputError:
    hint = "save it without one, as in qpdf --decrypt --password=... in.pdf out.pdf"
    return InputError(f"{name} is locked with a password", hint=hint, code="locked_file")


def _damaged(name: str) -> InputError:
    return InputError(f"{name} is a damaged PDF, or none", hint="get the file again", code="damaged_file")
