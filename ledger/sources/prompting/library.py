"""Language models as the package `llm` knows them: one face, and clear words for what goes wrong."""

from collections.abc import Callable, Iterable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Final, Protocol

from ledger.errors import InputError, LedgerError, MissingExtraError, StorageError

SECONDS: Final = 300.0
LONGEST_ANSWER: Final = 100_000


class LanguageModel(Protocol):
    """Something that answers; `id` is its name as kept in the ledger."""

    id: str

    def answer(self, task: str, question: str) -> str:
        """What it says to the question under the task."""


class Configured:
    """A model that the user has set up with the package `llm`, asked with a limit of time and length.

    Nothing that the package or a server says is shown: it may hold the user's key.
    """

    def __init__(self, model: Any, *, seconds: float = SECONDS) -> None:
        self.id = str(model.model_id)
        self._model = model
        self._seconds = seconds

    def answer(self, task: str, question: str) -> str:
        """The model's words, cut at 100,000 letters; InputError where it has no key, StorageError where it fails."""
        said: SimpleQueue[str | BaseException] = SimpleQueue()
        # A thread that is not waited for: a server that never answers must not hold the program.
        Thread(target=_ask, args=(self._model, task, question, said.put), daemon=True).start()
        try:
            answer = said.get(timeout=self._seconds)
        except Empty:
            message = f"the model {self.id!r} has not answered within {self._seconds:.0f} seconds"
            raise StorageError(message, hint="try it again, or another with --model", code="model") from None
        if isinstance(answer, BaseException):
            raise self._failure(answer) from None
        return answer

    def _failure(self, error: BaseException) -> LedgerError:
        if type(error).__name__ == "NeedsKeyException":
            key = getattr(self._model, "needs_key", None) or "NAME"
            return InputError(f"the model {self.id!r} has no key", hint=f"llm keys set {key}", code="model")
        status = getattr(error, "status_code", None)
        told = f"{type(error).__name__}, status {status}" if isinstance(status, int) else type(error).__name__
        message = f"the model {self.id!r} did not answer: {told}"
        return StorageError(message, hint=f"llm -m {self.id} hello says what is wrong", code="model")


def configured(name: str | None = None) -> Configured:
    """The model of this name or alias, else the user's default one.

    Raises MissingExtraError where the package is not installed, InputError where it knows no such model.
    """
    try:
        import llm
    except ImportError as error:
        message = "a language model needs the package llm"
        raise MissingExtraError(message, hint="pip install 'forecast-ledger[llm]'") from error
    try:
        return Configured(llm.get_model(name))
    except llm.UnknownModelError:
        called = f"no model is called {name[:60]!r}" if name else "the default model is not installed"
        raise InputError(called, hint="llm models lists those there are", code="model") from None
    except Exception as error:  # noqa: BLE001 - plugins are loaded here, and raise what they like
        message = f"the package llm does not work as it is set up: {type(error).__name__}"
        raise StorageError(message, hint="llm models says what is wrong", code="model") from None


def _ask(model: Any, task: str, question: str, put: Callable[[str | BaseException], None]) -> None:
    try:
        put(_bounded(model.prompt(question, system=task)))
    except BaseException as error:  # noqa: BLE001 - plugins raise what they like, and somebody waits for a word
        put(error)


def _bounded(pieces: Iterable[str]) -> str:
    said: list[str] = []
    room = LONGEST_ANSWER
    for piece in pieces:
        said.append(piece[:room])
        room -= len(piece)
        if room <= 0:
            break
    return "".join(said)
