"""Words of probability: several scales side by side, and scores under another one."""

import json

import pytest


@pytest.fixture
def worded(fcl):
    """Five predictions in words, one of them with a stated number as well, all settled."""
    said = (("likely", "yes"), ("likely", "no"), ("highly likely", "yes"), ("will", "no"))
    for number, (phrase, outcome) in enumerate(said):
        key = fcl.add(f"Claim {number}", "--words", phrase, "--by", "2026-01-10", "--made", "2026-01-01")
        fcl.ok("resolve", key, outcome, "--known-on", "2026-01-11")
    key = fcl.add("Stated", "90%", "--words", "likely", "--by", "2026-01-10", "--made", "2026-01-01")
    fcl.ok("resolve", key, "yes", "--known-on", "2026-01-11")
    return fcl


def brier(fcl, *options):
    [row] = fcl.json("score", "--rule", "brier", *options)
    return row["n"], float(row["value"])


def test_a_phrase_is_shown_by_every_scale_that_has_it(fcl):
    rows = fcl.json("words", "likely")
    assert [(row["scale"], row["p"], row["low"], row["high"]) for row in rows] == [
        ("survey", "0.73", "0.63", "0.8"),
        ("icd203", "0.675", "0.55", "0.8"),
        ("ipcc", "0.83", "0.66", "1"),
        ("phia", "0.65", "0.55", "0.75"),
        ("kent", "0.75", "0.63", "0.87"),
    ]
    assert "ipcc       83%  66%  100%  likely" in fcl.ok("words", "likely").out.splitlines()


def test_the_scales_are_listed_and_each_can_be_printed(fcl):
    scales = fcl.json("words")
    assert [row["scale"] for row in scales] == ["survey", "icd203", "ipcc", "phia", "kent"]
    for row in scales:
        assert len(fcl.json("words", "--scale", row["scale"])) == row["phrases"]
    assert "doubtful" in fcl.ok("words", "--scale", "kent").out


def test_words_need_no_quotation_marks_and_no_ledger(fcl):
    [row] = fcl.json("words", "more", "likely", "than", "not", "--scale", "ipcc")
    assert (row["phrase"], row["p"]) == ("more likely than not", "0.75")
    assert not fcl.ledger.exists()


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["not", "likely"], "no scale has the phrase 'not likely'", 'no phrase is turned round by a "not"'),
        (["likly"], "no scale has the phrase 'likly'", "did you mean 'likely'"),
        (["will", "--scale", "phia"], "the phia scale has no phrase 'will'", "give a number instead, such as 70%"),
        (["--scale", "nato"], "no scale of words is called 'nato'", "there is survey, icd203, ipcc, phia, kent"),
    ],
)  # fmt: skip
def test_what_no_scale_has_is_refused(fcl, words, message, hint):
    answer = fcl("words", *words)
    assert answer.code == 2
    assert f"error: {message}\n" in answer.err
    assert f"hint: {hint}" in answer.err


def test_a_forecast_in_words_is_read_by_the_scale_that_was_asked_for(fcl):
    key = fcl.add("Ice melts", "--words", "likely", "--scale", "ipcc", "--made", "2026-01-01")
    [forecast] = fcl.json("show", key)["predictions"][0]["forecasts"]
    told = (forecast["p"], forecast["low"], forecast["high"], forecast["scale"], forecast["phrase"])
    assert told == ("0.83", "0.66", "1", "ipcc", "likely")
    refused = fcl("add", "Ice melts", "--words", "not likely", "--scale", "ipcc")
    assert (refused.code, "the ipcc scale has no phrase 'not likely'" in refused.err) == (2, True)
    known = fcl.add("Ice melts", "--words", "probably not", "--scale", "kent", "--made", "2026-01-01")
    assert fcl.json("show", known)["predictions"][0]["p"] == "0.3"


def test_another_scale_maps_every_phrase_anew_and_never_a_stated_number(worded):
    kent = (0.25**2 + 0.75**2 + 0.07**2 + 0.1**2) / 4
    assert brier(worded, "--scale", "kent") == (4, pytest.approx(kent))
    ipcc = (0.17**2 + 0.83**2 + 0.1**2) / 3
    assert brier(worded, "--scale", "ipcc") == (3, pytest.approx(ipcc))
    assert brier(worded, "--scale", "ipcc:low") == (3, pytest.approx((0.34**2 + 0.66**2 + 0.1**2) / 3))


def test_phrases_that_the_scale_does_not_have_are_left_out_by_name(worded):
    answer = worded.ok("score", "--scale", "icd203").out
    assert "left out: 2 in words that this scale does not have\n" in answer
    assert "icd203 has no: highly likely (1), will (1)\n" in answer
    assert worded.ok("score").out.count("has no") == 0


@pytest.mark.parametrize("command", ["score", "calibration"])
def test_programs_read_which_phrases_were_left_out(worded, command):
    summary = json.loads(worded.ok("--json", command, "--scale", "phia").out)["summary"]
    assert summary["excluded"] == {"not_in_scale": 1}
    assert summary["not_in_scale"] == {"will": 1}


@pytest.mark.parametrize("timing", ["each", "first", "at:2d", "time-weighted"])
def test_phrases_are_left_out_under_every_timing(worded, timing):
    answer = worded.ok("score", "--scale", "phia", "--timing", timing).out
    assert "phia has no: will (1)" in answer


def test_a_table_under_each_scale_is_printed_beside_the_others(worded):
    answer = worded.ok("score", "--robust").out
    for scale in ("survey", "icd203", "ipcc", "phia", "kent"):
        for end in ("low", "mid", "high"):
            assert f"scale {scale}:{end}" in answer
