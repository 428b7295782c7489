"""The letters that a file's bytes stand for: UTF-8, else what its mark or the file itself says, else a guess, told."""

import codecs
from dataclasses import dataclass
from typing import Final

from ledger.errors import InputError
from ledger.sources.document import LONGEST

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
"""UTF-32 before UTF-16: the mark of the one begins with that of the other."""

BINARY: Final = (
    (b"\x89PNG\r\n", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"\x1f\x8b", "packed with gzip"),
    (b"BZh", "packed with bzip2"), (b"\xfd7zXZ", "packed with xz"), (b"SQLite format 3\0", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"), (b"ID3", "a recording"), (b"OggS", "a recording"),
    (b"RIFF", "a recording"),
)  # fmt: skip
"""What a file that is no UTF-8, or holds NUL, may be; a text may begin with such letters."""
PACKED: Final = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a ZIP archive"), (b"{\\rtf", "an RTF file"))
ADVICE: Final = {
    "an old Office file": "save it as DOCX",
    "an RTF file": "save it as DOCX",
    "a recording": "give its transcript",
    "a PDF": "name the format: pdf",
    "a ZIP archive": "unpack it first",
    "packed with gzip": "unpack it first",
    "packed with bzip2": "unpack it first",
    "packed with xz": "unpack it first",
}
LAST_RESORT: Final = "cp1252"
COMMON: Final = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "iso8859_2", "iso8859_5",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
"""What pages and subtitles are written in, of all that there is."""
NEAR: Final = 0.1
"""Of the coherence that is measured for encodings: a few words do not tell Western from Central European."""
NO_ENCODINGS: Final = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined"})
"""What Python has names for as well, and no page is written in: some take more than linear time."""
_CONTROLS: Final = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\x1b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The letters of a file with LF as line end, and what had to be guessed to read them."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes, *, name: str, declared: str | None = None) -> Decoded:
    r"""The letters of a file's bytes; `declared` is the encoding that the file itself names, if it names one.

    Raises InputError for more than 20 MB, for what is no text, for nothing, and for bytes that no guess can read.

    >>> decode(b"It will rain.\r\n", name="a.txt").text
    'It will rain.\n'
    """
    if len(content) > LONGEST:
        raise InputError(f"{name} is too long: {len(content)} bytes", hint="cut out the part that matters")
    _refuse(PACKED, content, name)
    text, warnings = _letters(content, name, declared)
    if "\0" in text:
        _refuse(BINARY, content, name)
        raise InputError(f"{name} is not a text: NUL at offset {text.index(chr(0))}", hint="give a text file")
    if not text.strip():
        raise InputError(f"{name} is empty", hint="give a file with text")
    return Decoded(text=text.replace("\r\n", "\n").replace("\r", "\n"), warnings=warnings)


def _refuse(kinds: tuple[tuple[bytes, str], ...], content: bytes, name: str) -> None:
    kind = next((kind for start, kind in kinds if content.startswith(start)), None)
    if kind:
        raise InputError(f"{name} is {kind}, not a text", hint=ADVICE.get(kind, "give a text file"), code="not_a_text")


def _letters(content: bytes, name: str, declared: str | None) -> tuple[str, tuple[str, ...]]:
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(marked), ()
    except UnicodeDecodeError as error:
        if marked not in {"utf-8", "utf-8-sig"}:
            message = f"{name} is not {marked.upper()} text, as its first bytes say"
            raise InputError(message, hint="save it as UTF-8", code="bad_encoding") from error
        return _guessed(content, name, declared, error)


def _guessed(content: bytes, name: str, declared: str | None, error: UnicodeDecodeError) -> tuple[str, tuple[str, ...]]:
    _refuse(BINARY, content, name)
    for encoding, how in ((declared, "which it declares"), (_likely(content), "which is a guess")):
        text = _decoded(content, encoding)
        if text is not None and not _CONTROLS.intersection(text):
            return text, (f"{name} is not UTF-8: read as {encoding}, {how}",)
    message = f"{name} is not UTF-8 text: byte {error.start} is 0x{content[error.start]:02x}"
    raise InputError(message, hint="convert it: iconv -t utf-8", code="bad_encoding") from error


def _likely(content: bytes) -> str:
    """The encoding by how often its letters occur, where the package for that is installed, else Western Windows."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return LAST_RESORT
    found = from_bytes(content, cp_isolation=[*COMMON])
    best = found.best()
    tied = best is None or any(
        LAST_RESORT in one.could_be_from_charset and one.chaos == best.chaos and best.coherence - one.coherence < NEAR
        for one in found
    )
    return LAST_RESORT if tied or best is None else best.encoding


def _decoded(content: bytes, encoding: str | None) -> str | None:
    try:
        known = codecs.lookup(encoding).name if encoding else ""
        return content.decode(known) if known and known not in NO_ENCODINGS else None
    except (UnicodeError, LookupError):
        return None
