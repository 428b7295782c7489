"""A ledger with a little of everything, hostile words among it, and its report."""

import re

from tests.journeys.calibrating import HEADER, line
from tests.program import Fcl

NOW = ("--now", "2026-11-20T12:00:00Z")
EVIL = "<script>document.title='owned'</script>\"'& $x^2$ \u202e"
TITLE = "Rain & budgets"
OF_TWO = ("forecaster:Bob,<b>Mallory</b>",)
SAID = ("10%", "30%", "50%", "70%", "90%")


def reported(home):
    """The program with that ledger, its site, and one file of two forecasters."""
    fcl = filled(home)
    fcl.site, fcl.one = fcl.home / "site", fcl.home / "one.html"
    fcl.ok(*NOW, "report", "-o", fcl.site, "--title", TITLE)
    fcl.ok(*NOW, "report", *OF_TWO, "--single", "-o", fcl.one)
    return fcl


def filled(home):
    fcl = Fcl(home)
    outcomes = ["yes" if number * 7 % 10 < 2 * (number % 5) + 1 else "no" for number in range(12)]
    rows = [line(f"q{number}", "Ann", SAID[number % 5], outcomes[number]) for number in range(12)]
    fcl.ok("import", "csv", "-", stdin="\n".join([HEADER, *rows]) + "\n")
    fcl.evil = fcl.add(
        EVIL, "70%", "--by", "2027-06-30", "--made", "2026-11-01", "-f", "<b>Mallory</b>", "-t", "<i>",
        "--criteria", f"<img src=x onerror=alert(1)>{'x' * 300}", "--quote", "</blockquote><script>alert(2)</script>",
        "--source", "https://example.org/?a=1&b=<script>",
    )  # fmt: skip
    fcl.moved = fcl.add("The budget passes", "40%", "--by", "2026-12-01", "--made", "2026-05-01", "-f", "Ann")
    fcl.ok("update", fcl.moved, "60%", "--made", "2026-06-01", "-m", "secret remark", "-f", "Ann")
    fcl.judged = fcl.add("It rains in Ghent", "80%", "--by", "2026-10-01", "--made", "2026-09-01", "-f", "Bob")
    evidence = ("--evidence", "javascript:alert(3)", "--evidence", "https://example.org/rain")
    fcl.ok("resolve", fcl.judged, "yes", "--on", "2026-10-01", *evidence)
    fcl.late = fcl.add("The road opens", "20%", "--by", "2026-09-01", "--made", "2026-08-01", "-f", "Bob")
    fcl.ok("update", fcl.late, "30%", "--made", "2026-08-02", "-f", "Dee")
    monthly = ("--every", "FREQ=MONTHLY;BYMONTHDAY=-1", "--starting", "2026-08", "--until", "2026-10-31")
    fcl.ok("add", "Frost in {period}", "30%", *monthly, "--made", "2026-08-01")
    fcl.ok("expand")
    of_every_kind(fcl)
    fcl.sealed = fcl.json("add", "They will be bought", "73%", "--by", "2027", "--commit")["id"]
    return fcl


def of_every_kind(fcl):
    """Questions of every type, decided, withdrawn, annulled and waiting for another; all by Cy."""
    cy = ("-f", "Cy", "--made", "2026-01-05", "--by", "2026-06-30")
    shares = fcl.add("Who wins", *cy, "--type", "categorical", "--options", "Red,Blue", "--shares", "Red=60% Blue=40%")
    number = fcl.add("How many come", *cy, "--type", "numeric", "--unit", "thousand", "--dist", "normal(150,40)")
    day = fcl.add("When it opens", *cy, "--type", "date", "--interval", "2026-03-01..2026-12-01@80%")
    for id_, outcome in ((shares, "Blue"), (number, "170"), (day, "2026-05-01")):
        fcl.ok("resolve", id_, outcome, "--on", "2026-06-30")
    void, gone, base = (fcl.add(claim, "50%", *cy) for claim in ("It is void", f"It is {'x' * 200}", "It is signed"))
    fcl.ok("annul", void, "-m", "no source")
    fcl.ok("withdraw", gone)
    fcl.add("Trade rises", "70%", *cy, "--if", f"{base}=yes")
    fcl.add("Something comes", "--no-number", "-f", "Cy", "--made", "2026-01-05")


def text_of(page):
    """The words of a page, as whoever reads it sees them."""
    import html

    return html.unescape(re.sub(r"<[^>]*>", " ", page))
