"""A language model that misbehaves: nothing comes through that is not in the text."""

from hashlib import sha256

import pytest

from ledger.sources.prompting.answers import MOST
from ledger.sources.prompting.prompt import PROMPT_SHA256, QUESTION, TASK
from tests.sources.models import predictions, proposed, read

RATES = (
    "The bank met on Tuesday.\n"
    "“Rates will fall by 0.5 points before June 2027,” said Ann Roe of the bank.\n"
    "Inflation will not rise above 2,500 lira."
)
FALL = "Rates will fall by 0.5 points before June 2027"


def test_a_quote_of_the_text_is_proposed_in_its_place_with_what_the_text_bears_out():
    claim = "The bank's rates fall by 0.5 points before June 2027"
    found, account = proposed(
        RATES, {"quote": FALL, "claim": claim, "speaker": "Ann Roe", "deadline": "before June 2027"}
    )
    assert found == [{"words": FALL, "claim": claim, "speaker": "Ann Roe", "deadline": "before June 2027"}]
    assert (account.model, account.dropped, account.counts, account.warnings) == ("fake-1", 0, {}, ())


def test_the_account_keeps_the_answer_and_the_hash_of_the_prompt():
    answer = predictions({"quote": FALL})
    _, account = read(RATES, [answer])
    assert account.answer == answer
    assert account.prompt_sha256 == PROMPT_SHA256 == sha256(f"{TASK}\0{QUESTION}".encode()).hexdigest()


@pytest.mark.parametrize(
    "invented",
    [
        "Rates will fall by 0.75 points before June 2027",
        "Rates will rise by 0.5 points before June 2027",
        "It will snow on the moon",
        "Ates will fall by 0.5 points",
        "flation will not rise above",
        "Rates will fall by 0.5 points ... said Ann Roe",
    ],
)
def test_an_invented_quote_is_dropped_and_counted(invented):
    found, account = proposed(RATES, {"quote": invented}, {"quote": FALL})
    assert [one["words"] for one in found] == [FALL]
    assert (account.dropped, account.counts) == (1, {"not_found": 1})
    assert account.warnings == ("candidates dropped, their words not being in the text: 1",)


@pytest.mark.parametrize(
    "said", ["rates will fall by 0.5 points  before\nJUNE 2027", '"Rates will fall by 0.5 points before June 2027,"']
)
def test_a_quote_but_for_white_space_case_and_marks_is_that_of_the_text(said):
    found, account = proposed(RATES, {"quote": said})
    assert found[0]["words"].strip("“,”") == FALL
    assert account.dropped == 0


def test_words_that_are_no_quote_are_dropped():
    found, account = proposed(RATES, {"quote": "Rates will"}, {"quote": "”"}, {"quote": " "})
    assert found == []
    assert account.counts == {"too_short": 3}
    assert account.dropped == 3


def test_a_stretch_of_the_text_is_proposed_once():
    found, account = proposed(RATES, {"quote": FALL, "speaker": "Ann Roe"}, {"quote": FALL.lower()})
    assert [one["speaker"] for one in found] == ["Ann Roe"]
    assert (account.dropped, account.counts) == (1, {"repeated": 1})


def test_candidates_come_in_the_order_of_the_text():
    found, _ = proposed(RATES, {"quote": "Inflation will not rise above 2,500 lira"}, {"quote": FALL})
    assert [one["words"][:5] for one in found] == ["Rates", "Infla"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("speaker", "Jane Doe"),
        ("speaker", "An"),
        ("speaker", "Roe Ann"),
        ("deadline", "before June 2028"),
        ("deadline", "by 2027"),
        ("claim", "Rates fall by 5 points"),
        ("claim", "Rates fall by 0.5 points before July 2027"),
        ("claim", "Rates fall by half a point"),
        ("claim", "Ann Doe sees lower rates"),
        ("claim", "Rates fall within three years"),
        ("claim", "Inflation stays below 2.500 lira"),
    ],
)
def test_no_speaker_number_date_or_name_comes_from_the_model(name, hint):
    found, account = proposed(RATES, {"quote": FALL, name: hint})
    assert found == [{"words": FALL, "claim": None, "speaker": None, "deadline": None}]
    assert (account.dropped, account.counts) == (0, {"hints": 1})
    assert account.warnings == (
        "claims, speakers and deadlines left out, the text near the quote not bearing them out: 1",
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("speaker", "ann roe"),
        ("speaker", "Roe"),
        ("deadline", "June 2027"),
        ("claim", "Inflation stays below 2500 lira"),
        ("claim", "It falls, she says"),
    ],
)
def test_what_the_text_bears_out_stays(name, hint):
    found, account = proposed(RATES, {"quote": FALL, name: hint})
    assert found[0][name] == hint
    assert account.counts == {}


def test_words_far_from_the_quote_bear_nothing_out():
    text = f"Jane Doe writes about 1999.\n{'It was a long winter. ' * 100}\n{FALL}.\n"
    found, account = proposed(text, {"quote": FALL, "speaker": "Jane Doe", "deadline": "1999"})
    assert (found[0]["speaker"], found[0]["deadline"], account.counts) == (None, None, {"hints": 2})


def test_the_author_that_the_file_names_may_be_the_speaker():
    found, _ = proposed(RATES, {"quote": FALL, "speaker": "Jane Doe"}, author="Jane Doe")
    assert found[0]["speaker"] == "Jane Doe"


@pytest.mark.parametrize(
    ("hint", "kept"),
    [
        (7, None),
        (["Ann Roe"], None),
        ("Ann\x1b[31m Roe", None),
        ("Ann\n Roe", "Ann Roe"),
        ("Roe " * 100, None),
        ("", None),
    ],
)
def test_a_hint_is_one_line_of_text(hint, kept):
    found, account = proposed(RATES, {"quote": FALL, "speaker": hint})
    assert found[0]["speaker"] == kept
    assert account.counts == ({} if kept or hint == "" else {"hints": 1})


def test_what_has_not_the_form_is_dropped_and_what_is_unknown_ignored():
    found, account = proposed(
        RATES, "words", 7, None, [], {}, {"quote": 1}, {"quote": ""}, {"quote": "x" * 1001}, {"quote": FALL, "p": 0.9}
    )
    assert [one["words"] for one in found] == [FALL]
    assert (account.dropped, account.counts) == (8, {"malformed": 8, "keys": 1})
    assert account.warnings == (
        "candidates dropped, not in the form that was asked for: 8",
        "unknown keys ignored in the model's answer: 1",
    )


def test_more_than_forty_candidates_of_a_piece_are_dropped():
    text = "\n".join(f"It will rain on day {day}." for day in range(MOST + 5))
    found, account = proposed(text, *({"quote": line} for line in text.splitlines()))
    assert (len(found), account.dropped, account.counts) == (MOST, 5, {"beyond": 5})


@pytest.mark.parametrize(
    "form",
    [
        "```json\n{}\n```",
        "```\n{}\n```\n",
        "Here they are:\n```json\n{}\n```\nI hope this helps.",
        " {}\n",
    ],
)
def test_a_code_fence_is_tolerated(form):
    answer = predictions({"quote": FALL, "claim": "Rates fall, ``` says the bank"})
    found, account = read(RATES, [form.replace("{}", answer)])
    assert ([one["words"] for one in found], account.counts) == ([FALL], {})


def test_a_code_fence_that_is_never_closed_is_tolerated():
    found, account = read(RATES, [f"```json\n{predictions({'quote': FALL})}"])
    assert ([one["words"] for one in found], account.counts) == ([FALL], {})
