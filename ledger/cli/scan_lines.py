"""What a scan found, as a table and as JSON."""

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from ledger.cli.answer import answer
from ledger.cli.tables import Column, table
from ledger.cli.text import cut, percent, printable, short_percent
from ledger.cli.writing import tell

if TYPE_CHECKING:
    from ledger.services.scanning import Scan
    from ledger.sources.drafting import Candidate

QUOTE: Final = 120
COLUMNS: Final = (
    Column(title="#", right=True),
    Column(title="line", right=True),
    Column(title="deadline"),
    Column(title="p"),
    Column(title="quote", flexible=True),
)
WHO: Final = Column(title="who", spare=2)
GIVEN: Final = "as given"
HERE: Final = Column(title="here", spare=1)


def answer_list(scan: "Scan", *, every: bool) -> None:
    """Print the candidates; those that were rejected before only with `every`."""
    shown = [one for one in scan.candidates if every or scan.of(one).judgement != "rejected"]
    answer("scan.list", [as_row(scan, one) for one in shown], lines(scan, shown), summary=summary(scan, shown))
    if shown:
        dated = "" if scan.reader.model else ", all dated ones: --add --yes"
        tell(f"Nothing recorded. Record: fcl scan … --add{dated}")
    else:
        tell("Nothing recorded.")


def as_row(scan: "Scan", candidate: "Candidate") -> dict[str, Any]:
    """A candidate with what is known of it, for JSON."""
    known = scan.of(candidate)
    said = {one.name: getattr(candidate, one.name) for one in fields(candidate)}
    return {
        **said,
        "judgement": known.judgement,
        "judged_because": known.reason,
        "same": known.same,
        "near": known.near,
    }


def summary(scan: "Scan", shown: "list[Candidate]") -> dict[str, Any]:
    """What is said of the scan as a whole."""
    reader = scan.reader
    return {
        "place": scan.place, "title": scan.document.title, "sha256": scan.document.sha256,
        "text_sha256": scan.document.text_sha256, "sentences": scan.sentences, "flagged": len(scan.candidates),
        "hidden": len(scan.candidates) - len(shown), "source": scan.source, "made": scan.made,
        "made_basis": scan.made_basis, "proposer": reader.name, "version": reader.version, "model": reader.model,
        "dropped": reader.dropped,
    }  # fmt: skip


def lines(scan: "Scan", shown: "list[Candidate]") -> Iterator[str]:
    """The head and the table."""
    yield head(scan, shown)
    if shown:
        columns, rows = _table(scan, shown)
        yield from table(columns, rows)


def head(scan: "Scan", shown: "list[Candidate]") -> str:
    """How many candidates there are, and since when they speak."""
    undated = sum(one.deadline is None for one in shown)
    hidden = len(scan.candidates) - len(shown)
    parts = [
        f"{len(shown)} candidate{'s' if len(shown) != 1 else ''}" if shown else "no candidates",
        *([f"{undated} without a date"] if undated else []),
        *([f"{hidden} rejected before (--all)"] if hidden else []),
    ]
    name = "standard input" if scan.place == "-" else scan.place
    return f"{printable(name)}  {', '.join(parts)}{said_when(scan)}"


def said_when(scan: "Scan") -> str:
    """The day of making and how it is known, where it was not typed."""
    if scan.made is None:
        return "; when it was said is not known: give --made"
    return "" if scan.made_basis == GIVEN else f"; said {printable(scan.made)}: {printable(scan.made_basis or '')}"


def _table(scan: "Scan", shown: "list[Candidate]") -> tuple[list[Column], list[list[str]]]:
    named = any(one.speaker_basis != GIVEN for one in shown)
    known = any(scan.of(one).same or scan.of(one).near for one in shown)
    columns = [*COLUMNS, *([WHO] if named else []), *([HERE] if known else [])]
    rows = [
        [
            str(one.number), str(one.line), one.deadline or "?", chance(one),
            f'"{cut(printable(" ".join(one.quote.split())), QUOTE)}"',
            *([who(one)] if named else []), *([here(scan, one)] if known else []),
        ]
        for one in shown
    ]  # fmt: skip
    return columns, rows


def chance(candidate: "Candidate") -> str:
    """How likely, and where the number comes from."""
    if candidate.likelihood_basis == "stated":
        return f"{short_percent(candidate.probability)} (stated)"
    span = f"{percent(candidate.low)}-{percent(candidate.high)}"
    if candidate.likelihood_basis == "words":
        return f'{span} (words: "{candidate.words}")'
    return f"{span} (stated)" if candidate.low else "-"


def who(candidate: "Candidate") -> str:
    """The speaker, and how they come to speak where it is not their own text."""
    name = candidate.speaker or "?"
    return name if candidate.attribution == "own" else f"{name} ({candidate.attribution})"


def series_remark(candidate: "Candidate") -> tuple[str, ...]:
    """What to write for a series to be recorded as one."""
    if candidate.kind != "series":
        return ()
    rule = f'every = "{candidate.every}"' if candidate.every else "every with a rule of RFC 5545"
    return (f'as a series: write {rule}, starting = "2027-01", and {{period}} in the claim',)


def here(scan: "Scan", candidate: "Candidate") -> str:
    """The questions of the ledger that quote the same words, or claim nearly the same."""
    known = scan.of(candidate)
    return " ".join([*known.same, *(f"~{one.id[:4]}" for one in known.near)]) or "-"
