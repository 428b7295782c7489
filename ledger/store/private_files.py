"""Files for their owner's eyes only, written whole and kept through a loss of power, or not at all."""

import os
from pathlib import Path

from ledger.errors import StorageError


def write_private(place: Path, text: str) -> None:
    """Write a new file that only its owner can read; a StorageError where it cannot be written or is there already."""
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        message = f"cannot write {place}: {error.strerror}"
        raise StorageError(message, hint="nothing was recorded; make room or change the rights") from error
