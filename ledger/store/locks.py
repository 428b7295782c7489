"""Writers queue on a side file beside the ledger, so that none is refused because another is busy.

Never the ledger's own file: closing a descriptor on it would drop SQLite's own locks.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ledger.errors import StorageError

try:
    import fcntl
except ImportError:  # not a POSIX system: SQLite's own lock and its busy timeout must do
    fcntl = None  # type: ignore[assignment]

WAIT_SECONDS: Final = float(os.environ.get("FORECAST_LEDGER_LOCK_TIMEOUT", "20"))
PAUSE_SECONDS: Final = 0.005


def lock_path(ledger: Path) -> Path:
    """The side file that writers of this ledger queue on.

    >>> lock_path(Path("a.db")).name
    'a.db.lock'
    """
    return ledger.with_name(ledger.name + ".lock")


@contextmanager
def queued(ledger: Path) -> Iterator[None]:
    """Hold the ledger's write lock; StorageError when it is not free within the waiting time."""
    if fcntl is None:
        yield
        return
    descriptor = _opened(lock_path(ledger))
    try:
        _wait(descriptor, ledger)
        yield
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        message = f"cannot write beside the ledger: {path}: {error.strerror}"
        raise StorageError(message, hint="check the folder's permissions and free space", code="read_only") from error


def _wait(descriptor: int, ledger: Path) -> None:
    since = time.monotonic()
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = time.monotonic() - since
            if waited > WAIT_SECONDS:
                message = f"the ledger is locked by another program: {ledger}"
                raise StorageError(message, hint="try again when it is done", code="locked") from None
            # Who has waited longer looks more often: whoever has just written does not come first again and again.
            time.sleep(PAUSE_SECONDS / (1 + waited))
        else:
            return
