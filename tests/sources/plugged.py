"""Models registered with the package `llm` as a plugin registers them: they say what a test gives them to say."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pytest

llm = pytest.importorskip("llm", reason="the extra [llm] is not installed")

SECRET = "sk-live-0123456789"


class Spoken(llm.Model):
    """Says what it is given, or does what it is given to do."""

    model_id = "test-spoken"
    can_stream = True

    def __init__(self, say: Callable[[], Iterable[str]]) -> None:
        self.say = say
        self.heard = []

    def execute(self, prompt, stream, response, conversation=None):
        self.heard.append((prompt.system, prompt.prompt))
        yield from self.say()


class Keyed(Spoken):
    """Has no key, and says so with more than anybody should see."""

    model_id = "test-keyed"
    needs_key = "somewhere"

    def execute(self, prompt, stream, response, conversation=None):
        raise llm.NeedsKeyException(f"no key but {SECRET}")


@contextmanager
def registered(*models: Spoken) -> Iterator[None]:
    """The models as those of a plugin."""
    from llm.plugins import load_plugins, pm

    class Plugin:
        @llm.hookimpl
        def register_models(self, register):
            for model in models:
                register(model, aliases=(f"{model.model_id}-alias",))

    load_plugins()
    name = pm.register(Plugin())
    try:
        yield
    finally:
        pm.unregister(name=name)
