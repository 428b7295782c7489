"""Seeds of one's own: every kind of prediction in a TOML file, and files that cannot be what they say."""

from pathlib import Path

import pytest

import ledger
from ledger.errors import InputError, LedgerError
from ledger.services.seed_texts import question_id
from tests.program import Fcl

SOURCE = '[source]\nkey = "s"\ntitle = "A text"\n'
LAB = """
[[question]]
key = "lab"
claim = "The lab that is first."
type = "categorical"
options = ["Google", "Meta, Inc.", "other"]
"""
SAID = """
[[question.forecast]]
forecaster = "Ann"
made = "2026-01-02"
basis = "stated"
"""


@pytest.fixture
def sown(tmp_path: Path):
    """A ledger filled from seeds written for the test."""

    def sow(text: str) -> Fcl:
        folder = tmp_path / "seeds"
        folder.mkdir()
        (folder / "one.toml").write_text(SOURCE + text, encoding="utf-8")
        fcl = Fcl(tmp_path)
        with ledger.open(fcl.ledger, actor="tester") as book:
            book.demo(folder)
        return fcl

    return sow


def _question(key: str, *lines: str) -> str:
    return "\n".join(["\n[[question]]", f'key = "{key}"', f'claim = "Claim {key}."', *lines, ""])


def _dated(key: str, *lines: str) -> str:
    return _question(key, 'made = "2026-01-02"', *lines)


def _prediction(fcl: Fcl, key: str):
    (one,) = fcl.json("show", question_id(key))["predictions"]
    return one["prediction"]


def test_options_are_a_list_of_names_that_may_hold_commas(sown):
    shown = sown(LAB + SAID + "shares = 'Google=50% \"Meta, Inc.\"=30% other=20%'\n").json("show", question_id("lab"))
    assert [option["label"] if isinstance(option, dict) else option for option in shown["options"]] == [
        "Google",
        "Meta, Inc.",
        "other",
    ]
    assert shown["predictions"][0]["prediction"]["shares"] == {"Google": "0.5", "Meta, Inc.": "0.3", "other": "0.2"}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ('quantiles = "10%=50 50%=140 90%=300"', "quantiles"),
        ('interval = "100..400@80%"', "interval"),
        ('distribution = "normal(150,40)"', "normal"),
        ('cdf = "100=25% 200=75%"', "cdf"),
    ],
)
def test_a_number_is_said_in_four_forms(said, kind, sown):
    fcl = sown(_question("n", 'type = "numeric"', 'unit = "USD bn"', 'bounds = "0..1000"') + SAID + said + "\n")
    shown = fcl.json("show", question_id("n"))
    assert (shown["unit"], shown["lower"], shown["upper"]) == ("USD bn", "0", "1000")
    assert _prediction(fcl, "n")["kind"] == kind


def test_what_refers_to_others_comes_in_an_entry_after_them_in_whatever_order_it_is_written(sown):
    fcl = sown(_dated("both", 'all_of = ["b", "a"]') + _dated("b", 'condition = "a=yes"') + _dated("a"))
    entries = [entry for entry in fcl.json("log") if entry["action"] == "add"]
    assert len(entries) == 3
    assert fcl.json("show", question_id("both"))["parts"] == [question_id("b"), question_id("a")]
    assert fcl.json("show", question_id("b"))["condition"] == {"question": question_id("a"), "outcome": "yes"}


def test_a_branch_can_hang_on_an_option(sown):
    fcl = sown(LAB + 'made = "2026-01-02"\n' + _dated("b", 'condition = "lab=meta, inc."'))
    assert fcl.json("show", question_id("b"))["condition"]["outcome"] == "Meta, Inc."


def test_any_of_some_parts_and_a_claim_made_before(sown):
    fcl = sown(_dated("a") + _dated("b") + _dated("any", 'any_of = ["a", "b"]', 'restates = "a"'))
    shown = fcl.json("show", question_id("any"))
    assert (shown["composite"], shown["restates"]) == ("any", question_id("a"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_dated("a", 'restates = "b"') + _dated("b", 'restates = "a"'), "a, b refer to each other in a circle"),
        (_dated("a", 'condition = "z=yes"'), "a refers to z, which is not in this text"),
        (_question("a"), "a has no forecast and so needs a day: made"),
        (_dated("a", 'kind = "x"'), "one.toml: text: a has the unknown key 'kind'"),
    ],
)
def test_a_file_that_cannot_be_recorded_is_refused_by_name(text, said, sown):
    with pytest.raises(InputError) as refused:
        sown(text)
    assert refused.value.message == f"the seed file one.toml cannot be read: {said}"
    assert refused.value.hint == "see the README beside it"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_dated("a") + _dated("b", 'condition = "a"'), "is no condition"),
        (_dated("a") + _dated("b", 'all_of = ["a"]'), "a bundle has two parts or more"),
        (_dated("a", 'unit = "km"'), "--unit does not go with a binary question"),
    ],
)
def test_what_the_program_refuses_is_refused_of_a_seed_too(text, said, sown):
    with pytest.raises(LedgerError) as refused:
        sown(text)
    assert said in refused.value.message
