"""Branches and bundles through the command line: what follows from other questions follows by itself."""

import json

import pytest

from tests.program import Fcl


@pytest.fixture
def fcl(tmp_path):
    made = Fcl(tmp_path)
    made.ok("db", "init")
    return made


def add(fcl, claim, *words):
    return fcl.add(claim, *words, "--by", "2027", "--made", "2026-01-02")


def states(fcl, *ids):
    return [fcl.ok("list", "--fields", "id,outcome", "--limit", "0").split(id_)[1].split()[0] for id_ in ids]


@pytest.fixture
def pair(fcl):
    condition = add(fcl, "It happens", "30%")
    return condition, add(fcl, "Then they catch up", "60%", "--if", f"{condition[:6]}=yes")


def test_a_branch_says_what_it_hangs_on(fcl, pair):
    condition, branch = pair

    shown = fcl.json("show", branch)
    assert shown["condition"] == {"question": condition, "outcome": "yes"}
    assert f"only if     {condition} comes out as yes" in fcl.ok("show", branch)


@pytest.mark.parametrize("outcome", ["no", "ambiguous", "annulled", "0.5"])
def test_a_branch_is_annulled_when_its_condition_fails_and_open_when_that_is_reopened(fcl, pair, outcome):
    condition, branch = pair

    answer = fcl.ok("resolve", condition, outcome, "--known-on", "2026-05-01")
    assert answer.splitlines()[-1] == f"  so {branch[:4]} is ANNULLED  Then they catch up"
    decision = fcl.json("show", branch)["resolutions"][-1]
    assert (decision["verdict"], decision["made_by"], decision["because"], decision["known_on"]) == (
        "annulled", "condition", [condition], "2026-05-01",
    )  # fmt: skip
    assert fcl.ok("reopen", condition).splitlines()[-1] == f"  so {branch[:4]} is open, 60%  Then they catch up"
    assert states(fcl, condition, branch) == ["open", "open"]
    fcl.ok("verify")


def test_a_branch_decided_first_waits_for_its_condition(fcl, pair):
    condition, branch = pair

    assert fcl.ok("resolve", branch, "yes", "--known-on", "2026-06-01").endswith("waits for its condition\n")
    shown = fcl.json("show", branch)
    assert (shown["status"], "waiting" in shown["flags"]) == ("open", True)
    assert fcl.json("score") == []
    assert fcl.ok("resolve", condition, "yes").splitlines()[-1] == f"  so {branch[:4]} is YES  Then they catch up"
    scores = {one["rule"]: one["value"] for one in fcl.json("show", branch)["scores"]}
    assert scores["brier"] == "0.16"
    assert fcl("resolve", branch, "no").code == 4


def test_a_branch_can_hang_on_an_option(fcl):
    best = add(fcl, "Best", "--options", "Google,OpenAI,other", "--shares", "Google=50% OpenAI=30% other=20%")
    here = add(fcl, "Google keeps it", "60%", "--if", f"{best}=google")
    there = add(fcl, "OpenAI keeps it", "60%", "--if", f"{best}=OpenAI")

    fcl.ok("resolve", best, "OpenAI")
    assert states(fcl, here, there) == ["annulled", "open"]


def test_a_branch_annulled_by_its_condition_is_nobodys_to_decide(fcl, pair):
    condition, branch = pair
    fcl.ok("resolve", condition, "no", "--known-on", "2026-05-01")

    answer = fcl("resolve", branch, "yes")
    assert answer.code == 4
    assert answer.err.splitlines() == [
        f"error: {branch[:4]} is annulled: its condition failed on 2026-05-01",
        "hint: reopen the condition, if it is not settled after all",
    ]
    assert fcl("reopen", branch).code == 4


@pytest.fixture
def bundle(fcl):
    parts = [add(fcl, f"Part {name}", "80%") for name in "abc"]
    return parts, add(fcl, "All of it", "40%", "--all-of", ",".join(parts))


def test_one_no_settles_all_of_even_beside_an_annulled_part(fcl, bundle):
    parts, whole = bundle

    fcl.ok("annul", parts[0])
    assert states(fcl, whole) == ["open"]
    assert fcl.ok("resolve", parts[1], "no", "--known-on", "2026-05-01").splitlines()[-1] == (
        f"  so {whole[:4]} is NO  All of it"
    )
    scores = {one["rule"]: one["value"] for one in fcl.json("show", whole)["scores"]}
    assert scores["brier"] == "0.16"
    assert [one["brier"] for one in rows(fcl)] == ["0.16", "0.64"]


def rows(fcl):
    table = json.loads(fcl.ok("export", "scores", "-O", "json", "--include", "early"))
    found = table["rows"] if isinstance(table, dict) else table
    return sorted(({"brier": str(one["value"])} for one in found if one["rule"] == "brier"), key=str)


def test_an_annulled_part_annuls_the_bundle_once_the_others_are_decided(fcl, bundle):
    parts, whole = bundle

    fcl.ok("annul", parts[0])
    fcl.ok("resolve", parts[1], "yes")
    assert states(fcl, whole) == ["open"]
    fcl.ok("resolve", parts[2], "yes")
    assert states(fcl, whole) == ["annulled"]


def test_any_of_is_settled_by_one_yes_and_follows_an_amendment(fcl):
    parts = [add(fcl, f"Part {name}", "20%") for name in "ab"]
    whole = add(fcl, "Any of it", "--any-of", ",".join(parts))

    fcl.ok("resolve", parts[0], "yes", "--happened", "2026-04-01", "--known-on", "2026-05-01")
    decision = fcl.json("show", whole)["resolutions"][-1]
    assert (decision["outcome"], decision["happened_on"], decision["because"]) == ("yes", "2026-04-01", [parts[0]])
    fcl.ok("resolve", parts[0], "no", "--amend", "--known-on", "2026-05-01")
    assert states(fcl, whole) == ["open"]
    fcl.ok("resolve", parts[1], "no")
    assert states(fcl, whole) == ["no"]
    fcl.ok("verify")


def test_a_bundle_is_settled_by_its_parts_alone(fcl, bundle):
    parts, whole = bundle

    answer = fcl("resolve", whole, "yes")
    assert answer.code == 4
    assert answer.err.splitlines() == [
        f"error: {whole[:4]} comes out as its parts do",
        f"hint: resolve the parts: {', '.join(one[:4] for one in parts)}",
    ]
    fcl.ok("annul", whole, "-m", "badly put together")
    fcl.ok("resolve", parts[0], "no")
    assert states(fcl, whole) == ["annulled"]


def test_a_bundle_of_bundles_under_a_condition_follows_all_the_way_and_undo_takes_it_back(fcl, bundle):
    parts, whole = bundle
    other = add(fcl, "Another", "50%")
    top = add(fcl, "Either", "--any-of", f"{whole},{other}")
    under = add(fcl, "Only then", "90%", "--if", f"{top}=no")
    fcl.ok("resolve", parts[0], "no")

    fcl.ok("resolve", other, "no")
    assert states(fcl, whole, top, under) == ["no", "no", "open"]
    fcl.ok("-y", "undo")
    assert states(fcl, whole, top, under) == ["no", "open", "open"]
    fcl.ok("resolve", other, "yes")
    assert states(fcl, whole, top, under) == ["no", "yes", "annulled"]
    fcl.ok("verify")


def test_what_was_then_is_shown_as_it_was(fcl, pair):
    condition, branch = pair
    fcl.ok("resolve", condition, "no")
    entries = json.loads(fcl.ok("--json", "list"))["ledger"]["entries"]
    fcl.ok("reopen", condition)

    assert fcl.json("--as-of", entries, "show", branch)["status"] == "annulled"
    assert fcl.json("--as-of", entries - 1, "show", branch)["status"] == "open"
    assert [one["id"] for one in fcl.json("--as-of", entries, "list", "status:annulled")] == [branch]
    assert fcl.json("list", "status:annulled") == []


@pytest.mark.parametrize(
    ("words", "code", "message", "hint"),
    [
        (("--if", "{a}"), 2, "'{a}' is no condition", "write ID=yes, ID=no or ID=OPTION"),
        (("--if", "{a}=maybe"), 2, "cannot read 'maybe' as an outcome", None),
        (("--if", "{a}=0.5"), 2, "a condition cannot be '0.5'", "write {a:4}=yes or =no"),
        (("--if", "{a}=ambiguous"), 2, "a condition cannot be 'ambiguous'", "write {a:4}=yes or =no"),
        (("--if", "{n}=5"), 2, "{n:4} is a numeric question: nothing can be conditional on it", None),
        (("--all-of", "{a}"), 2, "a bundle has two parts or more", "--all-of ID,ID"),
        (("--all-of", "{a},{a}"), 2, "{a:4} is named twice among the parts", "name each part once"),
        (("--all-of", "{a},{n}"), 2, "{n:4} is a numeric question and cannot be a part", None),
        (("--all-of", "{a},{b}", "--any-of", "{a},{b}"), 2, "a bundle is all of its parts or any of them", None),
        (("--all-of", "{a},zzz"), 3, "no prediction has an id that starts with 'zzz'", None),
        (("--type", "date", "--all-of", "{a},{b}"), 4, "a bundle is a yes/no question, not a date one", None),
    ],
)
def test_what_cannot_hang_together_is_refused_and_nothing_is_written(fcl, words, code, message, hint):
    ids = {
        "a": Short(add(fcl, "A", "50%")),
        "b": Short(add(fcl, "B", "50%")),
        "n": Short(add(fcl, "N", "--type", "numeric", "--interval", "1..2@50%")),
    }
    number = [] if "--type" in words or "of" in words[0] else ["50%"]

    answer = fcl("add", "C", *number, *(word.format(**ids) for word in words))

    assert (answer.code, answer.err.splitlines()[0]) == (code, f"error: {message.format(**ids)}")
    assert hint is None or answer.err.splitlines()[1] == f"hint: {hint.format(**ids)}"
    assert len(fcl.json("list")) == 3


class Short(str):
    """An id that can be told in its first characters: `{id:4}`."""

    __slots__ = ()

    def __format__(self, spec):
        return self[: int(spec)] if spec else str(self)


def test_a_circle_is_refused_and_named(fcl):
    first, second = add(fcl, "First", "50%"), add(fcl, "Second", "50%")
    third = add(fcl, "Third", "50%", "--if", f"{second}=yes")
    fcl.ok("edit", second, "--if", f"{first}=yes")

    answer = fcl("edit", first, "--all-of", f"{third},{second}")
    assert (answer.code, answer.err.splitlines()[0]) == (
        2,
        f"error: that goes round in a circle: {first[:4]} follows from {second[:4]} follows from {first[:4]}",
    )
    assert fcl("edit", first, "--if", f"{first}=yes").err == (
        f"error: {first} cannot be conditional on itself\nhint: name another question: --if ID=yes\n"
    )
    assert fcl("edit", first, "--any-of", f"{first},{second}").err.splitlines()[0] == (
        f"error: {first[:4]} cannot be a part of itself"
    )
    fcl.ok("verify")


def test_undoing_what_others_hang_on_is_refused_unless_they_go_along(fcl, pair):
    _, branch = pair

    assert fcl("-y", "undo", "2").code == 4
    fcl.ok("-y", "undo", "2", "--with-dependants")
    assert fcl.json("list") == []
    fcl.ok("redo")
    assert len(fcl.json("list")) == 2
    assert fcl.json("show", branch)["condition"] is not None


def test_parts_that_are_said_again_take_the_place_of_the_earlier_ones(fcl, bundle):
    parts, whole = bundle

    fcl.ok("edit", whole, "--any-of", f"{parts[1]},{parts[0]}")
    shown = fcl.json("show", whole)
    assert (shown["composite"], shown["parts"]) == ("any", [parts[1], parts[0]])
    fcl.ok("resolve", parts[2], "yes")
    assert states(fcl, whole) == ["open"]


def test_what_a_question_hangs_on_stands_once_it_is_decided(fcl, pair):
    condition, branch = pair
    fcl.ok("resolve", condition, "yes", "--known-on", "2026-05-01")
    fcl.ok("resolve", branch, "no", "--known-on", "2026-06-01")

    answer = fcl("edit", branch, "--if", f"{condition}=no")
    assert answer.code == 4
    assert answer.err.splitlines()[0] == f"error: {branch[:4]} is resolved since 2026-06-01: what it hangs on stands"
    assert states(fcl, branch) == ["no"]


def test_reopening_ones_own_verdict_does_not_reopen_what_follows_from_others(fcl, bundle):
    parts, whole = bundle
    fcl.ok("annul", whole)
    fcl.ok("resolve", parts[0], "no")

    assert "NO all the same, because of other questions" in fcl.ok("reopen", whole)
    assert states(fcl, whole) == ["no"]
