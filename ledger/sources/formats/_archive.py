"""Members of a ZIP file, read within bounds: an archive may say little of what it unpacks to, or lie about it."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - an exception, whatever it is called there

from ledger.errors import InputError

LONGEST: Final = 100_000_000
"""Bytes that all members together may unpack to."""
MOST_MEMBERS: Final = 20_000
BROKEN: Final = (BadZipFile, LargeZipFile, ZlibError, EOFError, NotImplementedError, OSError, ValueError, KeyError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An open ZIP file whose members are few and small enough; `kind` is what messages call it."""

    file: ZipFile
    name: str
    kind: str

    @property
    def names(self) -> list[str]:
        """The names of its members."""
        return self.file.namelist()

    def size(self, member: str) -> int:
        """The bytes that a member says it unpacks to."""
        return self.file.getinfo(member).file_size

    def read(self, member: str) -> bytes:
        """A member's bytes; InputError where it is missing, damaged, locked or longer than it says."""
        try:
            info = self.file.getinfo(member)
            with self.file.open(info) as stream:
                content = stream.read(info.file_size + 1)
        except RuntimeError as error:
            raise _locked(self.name) from error
        except BROKEN as error:
            message = f"{self.name} is a damaged {self.kind}: {member[:80]} cannot be read"
            raise InputError(message, hint="get the file again", code="damaged_file") from error
        if len(content) > info.file_size:
            raise _too_large(self.name)
        return content


def opened(content: bytes, *, name: str, kind: str) -> Archive:
    """The archive in a file's bytes.

    Raises InputError for what is no archive, is locked, or unpacks to more than 100 MB or 20,000 members.
    """
    if len(content) > LONGEST:
        raise _too_large(name)
    try:
        file = ZipFile(BytesIO(content))
    except BROKEN as error:
        message = f"{name} is a damaged {kind}, or none"
        raise InputError(message, hint="get the file again, or name its format", code="damaged_file") from error
    members = file.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LONGEST:
        raise _too_large(name)
    if any(map(_is_locked, members)):
        raise _locked(name)
    return Archive(file=file, name=name, kind=kind)


def _is_locked(member: ZipInfo) -> bool:
    return bool(member.flag_bits & 1)


def _too_large(name: str) -> InputError:
    message = f"{name} unpacks to more than {LONGEST // 1_000_000} MB or {MOST_MEMBERS} files"
    return InputError(message, hint="cut out the part that matters, as text", code="too_large")


def _locked(name: str) -> InputError:
    return InputError(f"{name} is locked with a password", hint="save it without one", code="locked_file")
