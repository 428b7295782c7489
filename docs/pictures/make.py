"""Write docs/gallery.md and its pictures anew, by the commands that it shows: python docs/pictures/make.py."""

import csv
import os
import random
import shlex
import sys
import tempfile
from contextlib import chdir
from datetime import date, timedelta
from pathlib import Path
from unittest import mock

from ledger.cli.main import run

ROOT = Path(__file__).parents[2]
TABLE = "docs/pictures/forecasts.csv"
NOW = "2026-11-20"
FIELDS = (
    "key", "claim", "forecaster", "p", "phrase", "type", "unit", "distribution", "by", "made", "outcome", "known_on",
)  # fmt: skip
START, END = date(2024, 1, 1), date(2026, 11, 20)

# Who, how many of the questions they answer, how far they exaggerate, how much they know.
PEOPLE = (("Ann", 0.8, 1.0, 0.95), ("Bo", 0.9, 2.2, 0.85), ("Chi", 0.5, 1.2, 0.1), ("Dee", 0.3, 1.0, 0.8))
PHRASES = (("almost certainly", 0.9), ("probably", 0.6), ("likely", 0.68), ("little chance", 0.1), ("unlikely", 0.25))
TOLD = (("35%", "2026-02-03"), ("60%", "2026-04-14"), ("45%", "2026-05-20"), ("90%", "2026-07-01"))
ID = "rh5v"
"""The question of which `TOLD` is the history: ids of what is imported follow from its key."""

PICTURES = (
    ("Are my 70%s 70%?", "reliability forecaster:bo", """\
Bo goes too far: what is called likely happens too seldom, what is called unlikely too often."""),
    ("The same without bins", "reliability forecaster:ann --bins corp", """\
The rising curve that fits Ann's forecasts best, and where it would run if all of them were right."""),
    ("Whatever the rule", "murphy forecaster:ann", """\
What it costs to act on Ann's forecasts at each threshold, beside who knows the base rate and nothing else."""),
    ("Am I getting better?", "scores forecaster:ann", """\
The mean score of all so far, and of the last 50 with its interval."""),
    ("Who is better, and is that known?", "leaderboard", """\
Everybody against the others on the same questions. Where intervals overlap nobody is said to be better."""),
    ("What is coming?", "timeline forecaster:ann by:2026-06..2027-02", """\
What is overdue stands left of today."""),
    ("Do I ever leave 50%?", "sharpness", """\
What came true upwards, what did not downwards."""),
    ("Are my ranges wide enough?", "pit", """\
Where outcomes lay in forecasts of numbers. Many at both ends: the ranges were too narrow."""),
    ("What did I know when?", "history {id}", """\
One question from the first word to the outcome."""),
    ("What did *probably* mean?", "phrases", """\
How often it happened when somebody said so, beside the number it was read as."""),
)  # fmt: skip

HEAD = f"""# Gallery

Every picture here is drawn by the command above it, from forecasts that nobody made: `docs/pictures/make.py` invents
them, and `make docs` draws all of it anew.

```console
$ export FORECAST_LEDGER_DB=gallery.db
$ fcl import csv {TABLE}
```

Colours are those of Okabe and Ito, which are told apart with every kind of colour vision, and nothing is told by colour
alone. An SVG keeps its letters as text, says to a screen reader what it shows, and has its caption within. Letters that
the font of matplotlib lacks, such as Chinese ones, come out in SVG and not in PNG and PDF. The same state of a ledger
gives the same bytes with the same version of matplotlib; `--now` is there so that tomorrow nothing more has fallen due.

In Python `book.plot("reliability")` is the picture with its `table`, `caption` and `alt`, and shows itself in a
notebook. What draws takes a table, and axes where there are some: `plot_reliability(table, ax=ax)` in
`ledger.charts.reliability`, and so on.
"""


def write(folder):
    """Everything under a folder: the table of forecasts, the pictures, and the page."""
    (folder / "docs/pictures").mkdir(parents=True, exist_ok=True)
    with (folder / TABLE).open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(invented())
    with tempfile.TemporaryDirectory() as home, chdir(folder), mock.patch.dict(os.environ, settings(home)):
        fcl("import", "csv", TABLE)
        for _, words, _ in PICTURES:
            fcl(*shlex.split(command(words))[1:])
    (folder / "docs/gallery.md").write_text(page(), encoding="utf-8")


def settings(home):
    return {"FORECAST_LEDGER_DB": f"{home}/gallery.db", "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home, "TZ": "UTC"}


def fcl(*words):
    if run([*words, "--quiet"]) != 0:
        sys.exit(f"this failed: fcl {shlex.join(words)}")


def command(words):
    name = f"{words.partition(' ')[0]}{'-corp' if 'corp' in words else ''}"
    return f"fcl --now {NOW} plot {words.format(id=ID)} -o docs/pictures/{name}.svg"


def page():
    return HEAD + "".join(section(*picture) for picture in PICTURES)


def section(title, words, said):
    shown = command(words)
    place = shown.rpartition(" ")[2].removeprefix("docs/")
    return f"\n## {title}\n\n{said}\n\n```console\n$ {shown}\n```\n\n![{title}]({place})\n"


def invented():
    """Two years and eleven months of questions, each with a chance that nobody knows."""
    dice = random.Random(20261120)  # noqa: S311 - invented forecasts are no secret
    for place in range(260):
        yield from yes_or_no(place, dice)
    for place in range(60):
        yield from number(place, dice)
    for p, made in TOLD:
        yield told(p, made)


def yes_or_no(place, dice):
    by = START + timedelta(days=int(dice.random() * 1200))
    chance = dice.random()
    outcome = "yes" if dice.random() < chance else "no"
    over = by < END and dice.random() < (0.97 if by.year < 2026 else 0.85)
    made = min(by, END) - timedelta(days=40)
    about = {"key": f"q{place}", "claim": f"Claim {place} comes true", "by": by, "made": made}
    about |= {"outcome": outcome, "known_on": by} if over else {}
    for who, share, reach, knows in PEOPLE:
        if dice.random() < share:
            belief = 0.5 + (chance - 0.5) * knows + (dice.random() - 0.5) * 0.2
            p = min(0.99, max(0.01, 0.5 + (belief - 0.5) * reach))
            phrase = min(PHRASES, key=lambda one: abs(one[1] - p))[0] if who == "Dee" else ""
            yield {**about, "forecaster": who, "p": "" if phrase else f"{p:.0%}", "phrase": phrase}


def number(place, dice):
    middle = 50 + dice.random() * 50
    outcome = middle + (sum(dice.random() for _ in range(6)) - 3) * 28
    day = date(2025, 1, 1) + timedelta(days=place * 9)
    yield {
        "key": f"n{place}", "claim": f"Price {place}", "type": "numeric", "unit": "EUR", "forecaster": "Ann", "by": day,
        "distribution": f"normal({middle:.0f},10)", "made": day - timedelta(days=30), "outcome": f"{outcome:.1f}",
        "known_on": day,
    }  # fmt: skip


def told(p, made):
    return {
        "key": "told", "claim": "The bridge opens before the end of 2026", "forecaster": "Ann", "p": p, "made": made,
        "by": "2026-12-31", "outcome": "yes", "known_on": "2026-09-12",
    }  # fmt: skip


if __name__ == "__main__":
    write(ROOT)
