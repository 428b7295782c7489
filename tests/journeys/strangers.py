"""A ledger in which a stranger's words stand in every field that takes words."""

from tests.hostile import acting, worded
from tests.program import Fcl

DUE = ("--made", "2026-01-02", "--by", "2026-06-30")
MONTH_ENDS = ("--every", "FREQ=MONTHLY;BYMONTHDAY=-1", "--starting", "2026-01")


def filled(home, word: str) -> Fcl:
    """The word in claims, texts, names, tags, sources, options, units, evidence and remarks."""
    fcl = Fcl(home, TERM="dumb", FORECAST_LEDGER_USER=acting(word))
    (home / "talk.txt").write_text(f"They said {word} and no more.\n", encoding="utf-8", newline="")
    fcl.ok("source", "add", home / "talk.txt")
    for outcome in ("yes", "no"):
        id_ = _said(fcl, word, outcome)
        fcl.ok("resolve", id_, outcome, "--known-on", "2026-07-02", "--evidence", word, "-m", word)
    contested = _said(fcl, word, "both")
    for outcome in ("yes", "no"):
        fcl.ok("resolve", contested, outcome, "--known-on", "2026-07-02", "--judge", f"{outcome}{word}", "-m", word)
    _kinds(fcl, word)
    _related(fcl, word)
    return fcl


def _said(fcl: Fcl, word: str, name: str) -> str:
    texts = ("--criteria", word, "--fine-print", word, "--look-at", word, "--note", word, "-t", worded(word))
    quoted = ("--quote", word, "--source", f"https://x.example/{worded(word)}")
    id_ = fcl.add(f"{word} {name}", "70%", *DUE, *texts, *quoted, "-f", f"{word}a")
    fcl.ok("update", id_, "20%", "-f", f"{word}b", "--made", "2026-02-03", "-m", word)
    fcl.ok("note", id_, word)
    return id_


def _kinds(fcl: Fcl, word: str) -> None:
    short = " ".join(word.split())[:110]
    option = '"' + short.replace('"', "").replace("=", "") + '"'
    fcl.ok("add", f"leads {word}", "--options", f"{option},other", "--shares", f"{option}=60% other=40%", *DUE)
    fcl.ok("add", f"much {word}", "--type", "numeric", "--unit", short, "--interval", "1..4@80%", *DUE)
    fcl.ok("add", f"reaches {word}", "70%", *DUE, "--metric", "m", "--when", "any >= 24")
    fcl.ok("observe", "m", "20", "--on", "2026-03-01", "--source", short, "--evidence", word, "-m", word)
    fcl.ok("observe", "m", "25", "--on", "2026-03-01", "--source", f"c{short}", "--evidence", word, "--apply")
    fcl.ok("add", f"{word} {{period}}", "70%", *MONTH_ENDS, "--criteria", word, "-f", f"{word}a")


def _related(fcl: Fcl, word: str) -> None:
    who = ("-f", f"{word}a")
    earlier = fcl.add(f"said {word}", "70%", *DUE, *who)
    later = ("--made", "2026-03-02", "--by", "2026-12-31", "--restates", earlier)
    fcl.ok("add", f"said again {word}", "60%", *later, *who)
    other = fcl.add(f"part {word}", "5%", *DUE, *who)
    fcl.ok("add", f"both {word}", "99%", "--all-of", f"{earlier},{other}", *DUE, *who)
    fcl.ok("add", f"if {word}", "99%", "--if", f"{earlier}=yes", *DUE)
