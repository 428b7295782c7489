"""Calendars: the days of predictions as other programs read them, through every change."""

from datetime import UTC, date, datetime

import icalendar
import pytest

import ledger
from tests.journeys.test_json import valid
from tests.program import Fcl

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
MADE = {"made": "2026-01-02"}


def read(content):
    return icalendar.Calendar.from_ical(content)


def events(book, *query, **more):
    return {str(one["uid"]): one for one in read(book.calendar(query, **more)).walk("VEVENT")}


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with ledger.open(tmp_path / "ledger.db", actor="me", zone="Europe/Berlin", now=lambda: NOW) as opened:
        yield opened


def of(question, kind="deadline"):
    return f"{question.id}-{kind}@forecast-ledger"


def test_deadlines_and_reviews_have_alarms_at_nine_in_the_zone_of_the_ledger(book):
    rain = book.add("Rain, wind; hail", "70%", by="2026-07-15", review="2026-12-01", tags=["weather", "a"], **MADE)
    some = book.add("Some day", "20%", review="2026-06-01", **MADE)
    found = events(book)
    assert list(found) == [of(some, "review"), of(rain), of(rain, "review")]
    assert [one.decoded("dtstart") for one in found.values()] == [
        date(2026, 6, 1), date(2026, 7, 15), date(2026, 12, 1),
    ]  # fmt: skip
    alarms = [one.walk("VALARM")[0].decoded("trigger") for one in found.values()]
    assert [one.isoformat() for one in alarms] == [
        "2026-06-01T07:00:00+00:00", "2026-07-15T07:00:00+00:00", "2026-12-01T08:00:00+00:00",
    ]  # fmt: skip
    assert found[of(rain)]["summary"] == "Due: Rain, wind; hail"
    assert found[of(rain, "review")]["summary"] == "Review: Rain, wind; hail"
    assert "\nme: 70%\n" in found[of(rain)]["description"]
    assert {str(one) for one in found[of(rain)]["categories"].cats} == {"a", "weather"}
    assert b"TRIGGER;VALUE=DATE-TIME:20260715T070000Z\r\n" in book.calendar()


def test_a_day_keeps_its_identity_and_its_sequence_rises(book):
    rain = book.add("It rains", "70%", by="2036-07-15", **MADE)
    seen = []

    def look():
        (one,) = events(book).values()
        seen.append((int(one["sequence"]), str(one["status"]), one.decoded("dtstart").isoformat()))
        return one.decoded("dtstamp")

    look()
    book.update(rain.id, "80%", made="2026-02-01")
    assert look() == datetime.fromisoformat(book.show(rain.id).predictions[0].forecasts[-1].recorded_at)
    book.edit(rain.id, by="2036-08-15")
    look()
    book.resolve(rain.id, "yes", known_on="2026-04-30")
    look()
    book.undo()
    look()
    book.redo()
    look()
    assert [one[1:] for one in seen] == [
        ("CONFIRMED", "2036-07-15"), ("CONFIRMED", "2036-07-15"), ("CONFIRMED", "2036-08-15"),
        ("CANCELLED", "2036-08-15"), ("CONFIRMED", "2036-08-15"), ("CANCELLED", "2036-08-15"),
    ]  # fmt: skip
    assert [one[0] for one in seen] == [2, 2, 4, 5, 6, 7]
    assert [events(book, as_of=entry)[of(rain)]["sequence"] for entry in range(2, 8)] == [2, 2, 4, 5, 6, 7]
    assert events(book)[of(rain)]["summary"] == "yes: It rains"
    assert b"VALARM" not in book.calendar()


def test_what_is_overdue_stays_and_what_was_settled_after_its_day_goes(book):
    late = book.add("Late", "50%", by="2026-04-01", **MADE)
    done = book.add("Done", "50%", by="2026-04-02", **MADE)
    book.resolve(done.id, "no", known_on="2026-04-03")
    assert list(events(book)) == [of(late)]
    assert events(book, "tag:none") == {}
    assert read(book.calendar("tag:none"))["x-wr-calname"] == "Predictions"


def test_a_measurement_that_is_taken_back_raises_the_sequence_of_what_it_settled(book):
    hot = book.add("It gets hot", "50%", by="2026-07-15", metric="height", when="any >= 3", **MADE)
    book.observe("height", "4", on="2026-03-01", evidence="seen", apply=True)
    assert events(book)[of(hot)]["status"] == "CANCELLED"
    settled = int(events(book)[of(hot)]["sequence"])
    while book.show(hot.id).status != "open":
        book.undo()
    assert int(events(book)[of(hot)]["sequence"]) > settled


def test_the_same_state_and_day_give_the_same_bytes_whatever_came_later(book):
    one = book.add("It rains", "70%", by="2026-07-15", **MADE)
    before, feed = book.calendar(as_of=2), book.feed(as_of=2)
    assert book.calendar() == book.calendar()
    book.edit(one.id, by="2026-08-15")
    book.undo()
    book.resolve(one.id, "yes", known_on="2026-04-30")
    book.add("It snows", "70%", by="2026-07-16", **MADE)
    assert (book.calendar(as_of=2), book.feed(as_of=2)) == (before, feed)


def test_every_line_is_short_and_ends_as_it_should(book):
    book.add(
        "é\U0001f327" * 200 + " end", "50%", by="2027", criteria="x" * 500 + "\r\nline\n\n" + "\u202e" * 90, **MADE
    )
    content = book.calendar()
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    (one,) = events(book).values()
    assert one["summary"] == "Due: " + "é\U0001f327" * 200 + " end"


def test_the_program_writes_them(tmp_path):
    fcl = Fcl(tmp_path)
    one, _ = (fcl.add(f"Claim {number}", "50%", "--by", "2030", "--made", "2026-01-02") for number in (1, 2))
    file = tmp_path / "due.ics"
    said = fcl("export", "ics", "-o", file)
    assert (said.code, said.out, said.err) == (0, "", f"ics: 2 days written to {file}\n")
    # As bytes: line ends are part of a calendar.
    assert file.read_bytes().decode() == fcl.ok("export", "ics", "-O", "ics")
    assert len(read(file.read_bytes()).walk("VALARM")) == 2
    answer = valid(fcl.ok("--json", "export", "atom", f"id:{one}", "-o", tmp_path / "feed.atom"))
    assert answer["data"] == {"table": "atom", "file": str(tmp_path / "feed.atom"), "rows": 1}
    assert fcl("export", "atom", "-o", tmp_path / "feed.atom").err.startswith("atom: 2 entries written to ")
    assert (tmp_path / "feed.atom").read_bytes().decode() == fcl.ok("export", "atom")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("export", "ics", "--timing", "first"), "ics takes no --timing"),
        (("export", "atom", "-O", "ics"), "atom is written as atom"),
        (("export", "questions", "-O", "ics"), "a table is not written as ics"),
        (("--json", "export", "atom"), "atom is no JSON document"),
        (
            ("export", "ics", "-o", "out/due.xlsx"),
            "'out/due.xlsx' would be ics under the name of xlsx\nhint: -o out/due.ics\n",
        ),
        (("export", "atom", "-o", "feed.CSV"), "'feed.CSV' would be atom under the name of csv\nhint: -o feed.atom\n"),
        (
            ("export", "tally", "-o", "a.xlsx", "-O", "csv"),
            "would be csv under the name of xlsx\nhint: -o a.csv, or -O xlsx\n",
        ),
        (
            ("export", "tally", "-o", "a.ics", "-O", "csv"),
            "'a.ics' would be csv under the name of ics\nhint: -o a.csv\n",
        ),
    ],
)
def test_what_has_no_part_in_them_is_refused(tmp_path, words, message):
    fcl = Fcl(tmp_path)
    said = fcl(*words)
    assert (said.code, said.out) == (2, "")
    assert message in said.err
