"""Language models that were never trained: they say what a test gives them to say."""

import json
from collections.abc import Callable, Iterable

from ledger.sources.document import Document, text_hash
from ledger.sources.proposers.model import Account, Model


class Fake:
    """A model that answers by a function of the question, or with one answer after the other, the last again."""

    def __init__(self, *answers: str | Callable[[str], str]) -> None:
        self.id = "fake-1"
        self.answers = answers
        self.asked: list[tuple[str, str]] = []

    def answer(self, task: str, question: str) -> str:
        said = self.answers[min(len(self.asked), len(self.answers) - 1)]
        self.asked.append((task, question))
        return said(question) if callable(said) else said


def document(text: str, **facts: str) -> Document:
    return Document(text=text, sha256=text_hash(text), canonicaliser="plain/1", media_type="text/plain", **facts)


def predictions(*found: object) -> str:
    """An answer in the form that was asked for."""
    return json.dumps({"predictions": found})


def proposed(text: str, *found: object, **facts: str) -> tuple[list[dict], Account]:
    """What a model's candidates come to, with their words, and the account."""
    return read(text, [predictions(*found)], **facts)


def read(text: str, answers: Iterable[str | Callable[[str], str]], **facts: str) -> tuple[list[dict], Account]:
    model = Model(Fake(*answers))
    found = model.propose(document(text, **facts))
    assert model.account is not None
    told = [
        {"words": text[one.start : one.end], "claim": one.claim, "speaker": one.speaker, "deadline": one.deadline}
        for one in found
    ]
    return told, model.account


def shown(question: str) -> str:
    """The text in a question, as somebody reads it who goes by the first and the last line with the mark."""
    mark = next(line for line in question.splitlines() if line.startswith("<<<"))
    return question.partition(f"{mark}\n")[2].rpartition(f"\n{mark}")[0]
