"""A ledger in which most came out: what tables of results are made of."""

from tests.program import Fcl


def settled(home):
    """Five of ten said at 70% came true, and a few that do not count."""
    fcl = Fcl(home)
    known = ("--known-on", "2026-10-31", "--evidence", "seen")
    by = ("--by", "2026-10-31", "--made", "2026-01-02")
    for number in range(10):
        id_ = fcl.add(f"Claim {number}", "70%", *by, "-f", "Ann" if number < 8 else "Bob", "-t", "ten")
        fcl.ok("resolve", id_, "yes" if number % 2 else "no", *known)
    for outcome in ("ambiguous", "annul"):
        id_ = fcl.add(f"Unclear: {outcome}", "70%", *by)
        fcl.ok(*(("annul", id_) if outcome == "annul" else ("resolve", id_, outcome, *known)))
    early = fcl.add("Early", "90%", "--by", "2028", "--made", "2026-01-02")
    fcl.ok("resolve", early, "yes", *known)
    fcl.add("Open", "10%", *by)
    wrong = fcl.add("Certain", "100%", "--certain", *by, "-f", "Cass")
    fcl.ok("resolve", wrong, "no", *known)
    return fcl
