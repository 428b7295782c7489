"""How long a command takes from the shell, against Python alone, a bare SQLAlchemy script, and a small ledger.

The processor time is what to go by on a busy machine.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from measure import Ratio, in_turns
from reads import opened

BARE_SCRIPT = """
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, select
table = Table("wordings", MetaData(), Column("id", Integer, primary_key=True), Column("claim", Text))
engine = create_engine("sqlite:///{path}")
with engine.connect() as connection:
    print(connection.execute(select(table.c.claim).limit(1)).first())
"""


COMMANDS = {
    "add": ("add", "One claim more", "60%", "--by", "2030"),
    "list": ("list", "--limit", "50"),
    "show": ("show", "{id}"),
    "due": ("due",),
}
RUNS = 15
FEW, MANY = 100, 1_000_000


def measure() -> Iterator[Ratio]:
    home = Path(tempfile.mkdtemp(prefix="fcl-bench-"))
    few = opened(home / "few.db", FEW)
    fcl = str(Path(sys.executable).with_name("fcl"))
    empty = in_turns(
        lambda: run(home, few, fcl, "--help"), lambda: run(home, few, sys.executable, "-c", "pass"), runs=RUNS
    )
    yield Ratio(what="`fcl --help`", opponent="`python -c pass`", ours=empty[0], theirs=empty[1], bar=6, at_most=True)
    script = home / "bare.py"
    script.write_text(BARE_SCRIPT.format(path=few), encoding="utf-8")
    yield from (
        _ratio(
            f"`fcl {name}`",
            "script: SQLAlchemy Core, one select",
            on_few,
            lambda: run(home, few, sys.executable, script),
        )
        for name, on_few in commands(home, few).items()
    )
    many = opened(home / "many.db", MANY)
    on_many = commands(home, many)
    for name, on_few in commands(home, few).items():
        yield _ratio(f"`fcl {name}` among {MANY:,} predictions", f"among {FEW}", on_many[name], on_few)


def _ratio(what: str, opponent: str, ours: Callable[[], object], theirs: Callable[[], object]) -> Ratio:
    taken = in_turns(ours, theirs, runs=RUNS)
    return Ratio(what=what, opponent=opponent, ours=taken[0], theirs=taken[1], bar=1.3, at_most=True)


def commands(home: Path, place: Path) -> dict[str, Callable[[], str]]:
    """The daily commands on a ledger, by name."""
    fcl = str(Path(sys.executable).with_name("fcl"))
    id_ = run(home, place, fcl, "list", "--ids", "--limit", "1").split()[0]
    daily = {
        name: partial(run, home, place, fcl, *(word.format(id=id_) for word in words))
        for name, words in COMMANDS.items()
    }
    asked = {"_FCL_COMPLETE": "bash_complete", "COMP_WORDS": f"fcl show {id_[:3]}", "COMP_CWORD": "2"}
    return {**daily, "show <TAB>": partial(run, home, place, fcl, **asked)}


def run(home: Path, place: Path, *words: str | Path, **asked: str) -> str:
    """A command in a process of its own, at home there, with these variables: what it says."""
    environment = {**os.environ, "HOME": str(home), "FORECAST_LEDGER_DB": str(place), "FORECAST_LEDGER_USER": "bench"}
    environment |= asked
    for variable in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        environment.pop(variable, None)
    return subprocess.run(words, env=environment, cwd=home, check=True, capture_output=True, text=True).stdout
