"""Models as the package `llm` knows them, registered as a plugin registers them: no key, no network."""

import threading

import pytest

from ledger.errors import InputError, LedgerError, StorageError
from ledger.sources.prompting.library import LONGEST_ANSWER, Configured, configured
from ledger.sources.proposers.model import Model
from tests.sources.models import document, predictions
from tests.sources.plugged import SECRET, Keyed, Spoken, registered


class StatusError(Exception):
    status_code = 401


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path))
    return tmp_path


def failure(say) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        Configured(Spoken(say)).answer("task", "question")
    return caught.value


def raising(error):
    def say():
        yield "beginning"
        raise error

    return say


def test_a_model_of_a_plugin_is_asked_by_its_alias_and_kept_by_its_name():
    model = Spoken(lambda: ['{"predictions": ', '[{"quote": "It will rain soon"}]}'])
    with registered(model):
        proposer = Model("test-spoken-alias")
    assert [(one.start, one.end) for one in proposer.propose(document("He said: It will rain soon."))] == [(9, 26)]
    assert proposer.account.model == "test-spoken"
    ((system, asked),) = model.heard
    assert system.startswith("You find predictions in a text")
    assert "He said: It will rain soon." in asked


def test_the_default_model_is_that_of_the_user(home):
    (home / "default_model.txt").write_text("test-spoken\n")
    with registered(Spoken(lambda: [predictions()])):
        assert configured().id == "test-spoken"


def test_a_model_that_nobody_knows_is_bad_input():
    with registered(), pytest.raises(InputError) as caught:
        configured("test-unknown")
    assert str(caught.value) == "no model is called 'test-unknown'"
    assert (caught.value.hint, caught.value.exit_code) == ("llm models lists those there are", 2)


def test_a_default_model_that_is_not_there_is_said_so(home):
    (home / "default_model.txt").write_text("test-gone")
    with pytest.raises(InputError, match=r"^the default model is not installed$"):
        configured()


def test_a_broken_configuration_is_one_line(home):
    (home / "aliases.json").write_text(f'{{"key": {SECRET}')
    with pytest.raises(StorageError) as caught:
        configured("test-spoken")
    assert str(caught.value) == "the package llm does not work as it is set up: JSONDecodeError"
    assert (caught.value.hint, caught.value.exit_code) == ("llm models says what is wrong", 6)


def test_a_model_without_its_key_says_how_to_give_it_one():
    with pytest.raises(InputError) as caught:
        Configured(Keyed(list)).answer("task", "question")
    assert str(caught.value) == "the model 'test-keyed' has no key"
    assert (caught.value.hint, caught.value.exit_code) == ("llm keys set somewhere", 2)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (StatusError(f"Incorrect API key provided: {SECRET}"), "StatusError, status 401"),
        (ConnectionError(f"https://user:{SECRET}@example.org refused"), "ConnectionError"),
        (SystemExit(SECRET), "SystemExit"),
    ],
)
def test_a_failure_is_one_line_with_nothing_of_what_was_said(error, told):
    failed = failure(raising(error))
    assert str(failed) == f"the model 'test-spoken' did not answer: {told}"
    assert (failed.hint, failed.exit_code) == ("llm -m test-spoken hello says what is wrong", 6)
    assert failed.__cause__ is None
    assert failed.__suppress_context__


def test_a_model_that_never_answers_is_not_waited_for():
    silent = threading.Event()
    try:
        with pytest.raises(StorageError) as caught:
            Configured(Spoken(lambda: [str(silent.wait(60))]), seconds=0.05).answer("task", "question")
    finally:
        silent.set()
    assert str(caught.value) == "the model 'test-spoken' has not answered within 0 seconds"
    assert (caught.value.hint, caught.value.exit_code) == ("try it again, or another with --model", 6)


def test_an_answer_without_end_is_cut():
    taken = []

    def endless():
        while True:
            taken.append("x" * 999)
            yield taken[-1]

    assert Configured(Spoken(endless)).answer("task", "question") == "x" * LONGEST_ANSWER
    assert len(taken) <= LONGEST_ANSWER // 999 + 2
