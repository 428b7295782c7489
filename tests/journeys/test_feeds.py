"""Feeds: what happened to predictions as readers of news take it."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

import ledger
from ledger.exporters.atom import feed

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
MADE = {"made": "2026-01-02"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with ledger.open(tmp_path / "ledger.db", actor="me", zone="Europe/Berlin", now=lambda: NOW) as opened:
        yield opened


def entries(content):
    return [
        {child.tag.rpartition("}")[2]: child.text or child.attrib for child in entry}
        for entry in ET.fromstring(content).findall("a:entry", ATOM)
    ]


def ids(book, **more):
    return {one["id"].partition("/")[2] for one in entries(book.feed(**more))}


def test_what_was_added_settled_and_came_due_is_told_as_of_its_entry(book):
    rain = book.add("It rains", "70%", by="2026-07-15", tags=["weather"], **MADE)
    late = book.add("Late", "50%", by="2026-04-01", **MADE)
    rain = book.resolve(rain.id, "yes", known_on="2026-04-30", evidence=["KMI"])
    found = {one["id"]: one for one in entries(book.feed())}
    root = f"tag:forecast-ledger,2026:{book.state()['ledger']['id']}"
    assert set(found) == {
        f"{root}/{rain.id}/added", f"{root}/{rain.id}/settled/1", f"{root}/{late.id}/added",
        f"{root}/{late.id}/due/2026-04-01",
    }  # fmt: skip
    settled = found[f"{root}/{rain.id}/settled/1"]
    assert settled["title"] == "Settled, yes: It rains"
    assert settled["updated"] == rain.resolutions[0].recorded_at
    assert settled["category"] == {"term": "weather"}
    assert "\nme: 70%\n" in settled["content"]
    assert "\noutcome: yes, known on 2026-04-30\nevidence: KMI\n" in settled["content"]
    assert found[f"{root}/{rain.id}/added"]["updated"] == rain.recorded_at
    # It was recorded after its day.
    assert found[f"{root}/{late.id}/due/2026-04-01"]["updated"] == late.recorded_at
    document = ET.fromstring(book.feed(title="<b>"))
    assert document.findtext("a:updated", namespaces=ATOM) == max(one["updated"] for one in found.values())
    assert (document.findtext("a:title", namespaces=ATOM), document.findtext("a:id", namespaces=ATOM)) == ("<b>", root)


def test_a_day_comes_when_it_begins_in_the_zone_of_the_ledger(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with ledger.open(tmp_path / "l.db", zone="Europe/Berlin", now=lambda: datetime(2036, 7, 15, 1, tzinfo=UTC)) as book:
        rain = book.add("It rains", "70%", by="2036-07-15", **MADE)
        assert [one["updated"] for one in entries(book.feed()) if "/due/" in one["id"]] == ["2036-07-14T22:00:00Z"]
        book.edit(rain.id, by="2036-07-16")
        assert not any("/due/" in one for one in ids(book))


def test_what_is_taken_back_is_no_news_and_what_is_decided_again_is(book):
    rain = book.add("It rains", "70%", by="2026-07-15", **MADE)
    book.resolve(rain.id, "yes", known_on="2026-04-30")
    book.resolve(rain.id, "no", known_on="2026-04-30", amend=True)
    assert ids(book) == {f"{rain.id}/added", f"{rain.id}/settled/2"}
    book.undo()
    assert ids(book) == {f"{rain.id}/added", f"{rain.id}/settled/1"}
    book.reopen(rain.id, note="vote annulled")
    assert ids(book) == {f"{rain.id}/added"}
    moved = book.edit(rain.id, by="2026-08-15")
    (added,) = entries(book.feed())
    assert added["updated"] == moved.rewordings[-1].recorded_at
    assert "deadline: 2026-08-15" in added["content"]


def test_only_the_newest_are_told_and_only_what_may_be(book):
    made = [book.add(f"Claim {number}", "50%", by="2030", **MADE) for number in range(4)]
    book.resolve(made[0].id, "yes", known_on="2026-04-30")
    with book.snapshot() as snapshot:
        first = entries(feed(snapshot, limit=1))
        every = entries(feed(snapshot, limit=0))
        shown = entries(feed(snapshot, shows=lambda one: one.id == made[1].id, page="predictions/{}.html".format))
    assert [one["title"] for one in first] == ["Settled, yes: Claim 0"]
    assert len(every) == 5
    assert [one["link"] for one in shown] == [{"rel": "alternate", "href": f"predictions/{made[1].id}.html"}]
