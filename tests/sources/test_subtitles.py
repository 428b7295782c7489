"""SRT and WebVTT: cues put together into sentences, with times and speakers."""

import pytest

from ledger.sources.formats._cues import milliseconds
from ledger.sources.reading import read_document


def vtt(*cues: tuple[str, str], head: str = "WEBVTT"):
    timed = "".join(f"{start} --> 00:59.000 align:start\n{words}\n\n" for start, words in cues)
    return read_document(f"{head}\n\n{timed}".encode(), name="a.vtt")


def srt(*cues: tuple[str, str, str]):
    timed = (f"{number}\n{start} --> {end}\n{words}\n" for number, (start, end, words) in enumerate(cues, 1))
    return read_document("\n".join(timed).encode(), name="a.srt")


def said(found, kind: str = "time"):
    return [(one.value, found.text[one.start : one.end]) for one in found.places if one.kind == kind]


def test_cues_are_merged_until_a_sentence_ends():
    found = srt(
        ("00:00:01,000", "00:00:02,000", "It will rain\n<i>in</i> Ghent,"),
        ("00:00:02,000", "00:00:03,500", "I &amp; you {\\an8}say. And"),
        ("00:00:04,000", "00:00:05,000", "snow.”"),
        ("00:00:05,000", "00:00:06,000", "2030"),
    )

    assert found.text == "It will rain in Ghent, I & you say. And snow.”\n2030\n"
    assert said(found) == [
        ("00:00:01,000", "It will rain in Ghent,"), ("00:00:02,000", "I & you say. And"), ("00:00:04,000", "snow.”"),
        ("00:00:05,000", "2030"),
    ]  # fmt: skip


def test_a_pause_ends_a_line():
    found = srt(("00:00:01,000", "00:00:02,000", "so"), ("00:00:05,001", "00:00:06,000", "yes"))

    assert found.text == "so\nyes\n"


def test_captions_without_full_stops_end_somewhere():
    cues = [(f"00:{at // 60:02}:{at % 60:02},000", "00:50:00,000", f"in year {at} it will rain") for at in range(200)]
    found = srt(*cues)

    assert 1_500 < max(map(len, found.text.splitlines())) < 1_600


def test_empty_lines_within_a_cue_and_none_between_cues_do_no_harm():
    content = b"1\n00:00:01,0 --> 00:00:02,0\nIt will\n\nrain\n2\n00:00:02,0 --> 00:00:03,0 X1:0\nsoon, in\n\n\n2030\n"

    assert read_document(content, name="a.srt").text == "It will rain soon, in 2030\n"


def test_who_speaks_is_a_place_and_no_word():
    found = vtt(
        ("00:01.000", "<v.loud Ann Lee>It will rain.</v>"), ("00:02.000", "<v Ann Lee>Yes"),
        ("00:03.000", "<v Bob>no <c.x>never</c> <v Ann Lee>ever"),
    )  # fmt: skip

    assert found.text == "It will rain.\nYes\nno never\never\n"
    assert said(found, "speaker") == [
        ("Ann Lee", "It will rain."), ("Ann Lee", "Yes"), ("Bob", "no never"), ("Ann Lee", "ever"),
    ]  # fmt: skip


def test_remarks_styles_and_names_of_cues_are_no_words():
    head = "WEBVTT - A talk\nKind: captions\n\nNOTE 00:01.000 --> 00:02.000\nx\n\nSTYLE\n::cue { color: red }\n\nfirst"
    content = f"{head}\n01:00:01.500 --> 01:00:02.000 line:0\nIt will <00:01.200>rain &lt;b&gt;\n"

    found = read_document(content.encode(), name="a.vtt")

    assert (found.title, found.text) == ("A talk", "It will rain <b>\n")
    assert said(found) == [("01:00:01.500", "It will rain <b>")]


def test_rolling_captions_are_said_once():
    found = vtt(
        ("00:00.000", " \nso<00:00.320><c> today</c>"), ("00:02.000", "so today\n "),
        ("00:02.010", "so today\nwe<c> will</c>"), ("00:04.000", "we will\n"), ("00:04.010", "we will\nsee rain"),
        ("00:06.000", "see rain\n"), ("00:06.010", "see rain\nand snow"),
    )  # fmt: skip

    assert found.text == "so today we will see rain and snow\n"
    assert said(found)[0] == ("00:00.000", "so today")


def test_captions_that_grow_by_words_are_said_once():
    found = vtt(("00:01.000", "it"), ("00:02.000", "it will"), ("00:03.000", "it will rain"), ("00:04.000", "soon"))

    assert found.text == "it will rain soon\n"


def test_what_is_said_twice_now_and_then_stays():
    found = vtt(
        ("00:01.000", "No."), ("00:02.000", "No."), ("00:03.000", "It will rain."), ("00:04.000", "Why?"),
        ("00:05.000", "Because."),
    )  # fmt: skip

    assert found.text == "No.\nNo.\nIt will rain.\nWhy?\nBecause.\n"


def test_stamps_that_run_backwards_are_kept_and_told():
    once = vtt(("00:03.000", "a."), ("00:01.000", "b."), ("00:02.000", "c."))
    twice = srt(*[(f"00:00:0{at},000", "00:00:09,000", "a.") for at in (3, 1, 2, 1)])

    assert once.warnings == ("a.vtt: 1 stamp runs backwards, first at 00:01.000",)
    assert twice.warnings == ("a.srt: 2 stamps run backwards, first at 00:00:01,000",)
    assert once.text == "a.\nb.\nc.\n"


def test_times_that_cannot_be_read_are_told_by_their_lines():
    content = b"WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nsoon --> later\nb\n\n00:03.000 -->\nc\n"

    found = read_document(content, name="a.vtt")

    assert (found.text, found.warnings) == (
        "a\n", ("a.vtt: 2 cues have no times that can be read, first at line 6: left out",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [("00:00:01,5", 1_500), ("02:01:83.000", 7_343_000), ("100:00:00.001", 360_000_001), ("1:2", None), ("", None)],
)
def test_times_are_read_as_they_are_written(stamp, expected):
    assert milliseconds(stamp) == expected
