"""Running over the pieces: here, one after the other, or on the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ledger.errors import InputError, MissingExtraError, RefusedError, StorageError
from ledger.partials.counting import partial_of
from ledger.partials.files import INSTALL, Piece
from ledger.partials.partial import Partial, Wanted
from ledger.version import __version__

if TYPE_CHECKING:
    from distributed import Client

RETRIES: Final = 3
PATIENCE: Final = 30

Done = Callable[[int], None]


def run(pieces: Sequence[Piece], wanted: Wanted, *, cluster: str | None = None, done: Done = lambda _: None) -> Partial:
    """The sums of all pieces; `done` is told how many are counted. The same bits with a cluster and without.

    `cluster` is the address of a Dask scheduler, tcp://... or tls://... Raises StorageError where none answers or
    workers die again and again, RefusedError where they have another version of this program.
    """
    total = Partial()
    for number, part in enumerate(_here(pieces, wanted) if cluster is None else _there(pieces, wanted, cluster), 1):
        total += part
        done(number)
    return total


def _here(pieces: Sequence[Piece], wanted: Wanted) -> Iterator[Partial]:
    return (partial_of(piece, wanted) for piece in pieces)


def _there(pieces: Sequence[Piece], wanted: Wanted, address: str) -> Iterator[Partial]:
    from distributed import KilledWorker, as_completed

    with connected(address) as client:
        _same_version(client)
        work = client.map(partial_of, pieces, wanted=wanted, pure=False, retries=RETRIES)
        try:
            for future in as_completed(work):
                yield future.result()
        except KilledWorker as error:
            message = f"workers died while they counted: {str(error)[:200]}"
            raise StorageError(message, hint="give them more memory, or write smaller files") from None


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A client of the scheduler at that address."""
    try:
        from distributed import Client
    except ImportError:
        raise MissingExtraError("a cluster needs the package distributed", hint=INSTALL) from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"no scheduler answers at {address[:100]}: {str(error)[:120]}"
        raise StorageError(message, hint="start one: dask scheduler") from None
    except TypeError as error:
        if not address.startswith("tls://"):
            raise
        message = f"no certificates are set to reach {address[:100]}: {str(error)[:120]}"
        raise InputError(
            message, hint="set DASK_DISTRIBUTED__COMM__TLS__CA_FILE, and CLIENT__CERT and CLIENT__KEY"
        ) from error
    try:
        with client.as_current():
            yield client
    finally:
        client.close()


def _same_version(client: Client) -> None:
    """Wait for a worker; others may come later. Another version may score otherwise."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise StorageError("the cluster has no workers", hint="start one: dask worker tcp://HOST:8786") from None
    workers = client.run(_version)
    if others := sorted({version for version in workers.values() if version != __version__}):
        message = f"workers have forecast-ledger {others[0]}, here it is {__version__}"
        raise RefusedError(message, hint="install the same version everywhere")


def _version() -> str:
    return __version__
