"""Quotes: in their paragraph, linked to their page, and never laid at the door of who rejects them."""

import json

import pytest

from ledger.store.tables import ATTRIBUTIONS

URL = "https://example.org/i42"
TEXT = """\
An interview with J. Doe
I think we will ship it by the end of 2027. It is going to be great.
Critics say that wages will keep rising for a decade. But that is implausible.
"""
SHIP = "we will ship it by the end of 2027"
RISE = "wages will keep rising for a decade"


@pytest.fixture
def source(fcl):
    (fcl.home / "a.txt").write_text(TEXT, encoding="utf-8")
    return fcl.json("source", "add", "a.txt", "--url", URL, "--author", "J. Doe")["id"]


def said(fcl, source, quote, *words, who="J. Doe"):
    given = ("--by", "2027", "--made", "2026-11-01", "-f", who, "--source", source, "--quote", quote)
    return fcl.add(f"So: {quote}", "70%", *given, *words)


def quote_of(fcl, id_, *words):
    return fcl.json("show", id_, *words)["predictions"][0]["forecasts"][0]["quote"]


def test_a_quote_is_shown_in_its_paragraph(fcl, source):
    id_ = said(fcl, source, SHIP)
    assert "[[" not in fcl.ok("show", id_).out
    shown = fcl.ok("show", id_, "--context").out
    assert "     line 2:\n       I think [[we will ship it by the end of 2027]]. It is going to be great.\n" in shown


def test_on_a_terminal_with_colours_the_words_are_bold(fcl, source):
    id_ = said(fcl, source, SHIP)
    shown = fcl.ok("--color", "always", "show", id_, "--context").out
    assert f"I think \x1b[1m{SHIP}\x1b[0m. It is" in shown


def test_as_json_the_context_is_there_only_when_asked_for(fcl, source):
    id_ = said(fcl, source, SHIP)
    assert "context" not in quote_of(fcl, id_)
    assert quote_of(fcl, id_, "--context")["context"] == {
        "before": "I think ", "words": SHIP, "after": ". It is going to be great.", "line": 2, "place": None,
    }  # fmt: skip


def test_a_quote_without_a_text_has_no_context(fcl):
    id_ = said(fcl, "https://example.org/other", "it will rain")
    assert quote_of(fcl, id_, "--context")["context"] is None
    assert "its paragraph is not in the ledger" in fcl.ok("show", id_, "--context").out


def test_hostile_text_around_a_quote_is_shown_harmless(fcl):
    (fcl.home / "a.txt").write_text("a\x1b[31m\u202ebefore it will rain\x9b2J after\x07", encoding="utf-8")
    source = fcl.json("source", "add", "a.txt")["id"]
    shown = fcl.ok("--color", "always", "show", said(fcl, source, "it will rain"), "--context").out
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown
    assert "\x9b" not in shown
    assert "\\x1b[31m\\u202ebefore \x1b[1mit will rain\x1b[0m\\x9b2J after\\x07" in shown


def test_a_quote_keeps_the_time_at_which_it_was_said(fcl):
    cues = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nHello.\n\n00:01:05.000 --> 00:01:09.000\nWe will ship it in May.\n"
    (fcl.home / "talk.vtt").write_text(cues, encoding="utf-8")
    source = fcl.json("source", "add", "talk.vtt")["id"]
    id_ = said(fcl, source, "We will ship it in May")
    place = quote_of(fcl, id_)["place"]
    assert place.startswith("00:01:05")
    assert place in fcl.ok("source", "show", source).out
    assert quote_of(fcl, id_, "--context")["context"]["place"] == place


def test_a_quote_is_linked_to_its_words_in_the_page(fcl, source):
    id_ = said(fcl, source, SHIP)
    link = f"{URL}#:~:text=I%20think-,we%20will%20ship%20it%20by%20the%20end%20of%202027,-.%20It%20is%20going%20to"
    assert quote_of(fcl, id_)["link"] == link
    assert f"     {link}\n" in fcl.ok("show", id_).out
    for what in ("predictions", "forecasts"):
        header, row = fcl.ok("export", what).out.splitlines()
        assert header.endswith(",quote_link,as_of")
        assert f',"{link}",' in row


def test_what_was_redacted_is_not_in_its_link(fcl, source):
    id_ = said(fcl, source, SHIP)
    fcl.ok("redact", "quote", id_, "-m", "takedown", "-y")
    assert quote_of(fcl, id_)["link"] is None
    assert "text=" not in fcl.ok("export", "predictions").out


def test_a_view_that_the_author_rejects_is_no_forecast_of_theirs(fcl, source):
    words = ("--by", "2036", "-f", "j. doe", "--source", source, "--quote", RISE)
    refused = fcl("add", "Wages rise until 2036", "70%", *words)
    message, hint = refused.err.splitlines()
    assert refused.code == 4
    assert message == "error: 'J. Doe' rejects this view: it is no forecast of theirs"
    assert hint == "hint: say -f NAME for who holds it, or --attribution own if they do"
    assert fcl.json("list") == []
    fcl.ok("add", "Wages rise until 2036", "70%", *words, "--attribution", "rejected")


def test_speaker_author_and_reporter_are_three(fcl, source):
    id_ = said(fcl, source, RISE, "--reporter", "J. Doe", "--attribution", "reported", who="Critics")
    shown = fcl.ok("show", id_).out
    assert "reported by J. Doe" in shown
    assert "(reported)" in shown
    (row,) = json.loads(fcl.ok("export", "forecasts", "-O", "json").out)
    assert (row["forecaster"], row["reporter"], row["attribution"]) == ("Critics", "J. Doe", "reported")
    assert quote_of(fcl, id_)["attribution"] == "reported"
    assert "(reported)" in fcl.ok("source", "show", source).out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--quote", "it rains", "--attribution", "heard"),
            f"error: nothing is attributed as 'heard'\nhint: there is {', '.join(ATTRIBUTIONS)}\n",
        ),
        (("--attribution", "own"), "error: no quote to attribute\nhint: add --quote\n"),
    ],
)
def test_an_attribution_is_one_of_six_and_of_a_quote(fcl, source, words, message):
    refused = fcl("add", "It rains", "70%", *words)
    assert (refused.code, refused.err) == (2, message)


def test_a_file_of_predictions_may_say_who_reports_them(fcl, source):
    (fcl.home / "p.toml").write_text(
        f'claim = "It ships"\nprobability = "70%"\nquote = "{SHIP}"\nsource = "{source}"\nreporter = "A. Roe"\n'
        'attribution = "quoted"\n',
        encoding="utf-8",
    )
    (added,) = fcl.json("add", "--from", "p.toml")
    forecast = added["predictions"][0]["forecasts"][0]
    assert (forecast["reporter"], forecast["quote"]["attribution"]) == ("A. Roe", "quoted")
