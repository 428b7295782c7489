"""Documents from what a format's reader found: the hash, and letters that can be kept."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from ledger.errors import InputError
from ledger.sources.document import LONGEST, Document, Place
from ledger.sources.formats._facts import NO_FACTS, Facts

SHOWN: Final = "\ufffd"
UNSTORABLE: Final = {0: SHOWN, **dict.fromkeys(range(0xD800, 0xE000), SHOWN)}


def document(
    content: bytes,
    *,
    name: str,
    canonicaliser: str,
    media_type: str,
    text: str,
    facts: Facts = NO_FACTS,
    places: Iterable[Place] = (),
    warnings: Iterable[str] = (),
    empty_hint: str = "give a file with text",
) -> Document:
    """A document of a file's bytes and the text that was read from them.

    NUL and lone surrogates, which no database holds, are shown as U+FFFD. Raises InputError for a text that is empty or
    longer than 20 million characters.
    """
    if not text.strip():
        raise InputError(f"{name} has no text in it", hint=empty_hint, code="no_text")
    if len(text) > LONGEST:
        raise InputError(f"{name} is too long: {len(text)} characters", hint="cut out the part that matters")
    kept = text.translate(UNSTORABLE) if _has_unstorable(text) else text
    return Document(
        text=kept,
        sha256=sha256(content).hexdigest(),
        canonicaliser=canonicaliser,
        media_type=media_type,
        places=tuple(places),
        warnings=(*warnings, *_told(text, kept, name)),
        **facts.columns(),
    )


def _has_unstorable(text: str) -> bool:
    if "\0" in text:
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _told(text: str, kept: str, name: str) -> Iterator[str]:
    if text is not kept:
        count = sum(one != other for one, other in zip(text, kept, strict=True))
        letters = "1 character that cannot be kept is" if count == 1 else f"{count} characters that cannot be kept are"
        yield f"{name}: {letters} shown as U+FFFD"
