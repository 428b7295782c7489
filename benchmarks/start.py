"""How long a command takes from the shell, against Python alone and a bare SQLAlchemy script."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import Ratio, in_turns

BARE_SCRIPT = """
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, select
table = Table("wordings", MetaData(), Column("id", Integer, primary_key=True), Column("claim", Text))
engine = create_engine("sqlite:///{path}")
with engine.connect() as connection:
    print(connection.execute(select(table.c.claim).limit(1)).first())
"""


def measure() -> Iterator[Ratio]:
    home = Path(tempfile.mkdtemp(prefix="fcl-bench-"))
    path = home / "ledger.db"
    environment = {**os.environ, "HOME": str(home), "FORECAST_LEDGER_DB": str(path), "FORECAST_LEDGER_USER": "bench"}
    for variable in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        environment.pop(variable, None)
    fcl = Path(sys.executable).with_name("fcl")

    def run(*words: str) -> str:
        done = subprocess.run(words, env=environment, cwd=home, check=True, capture_output=True, text=True)
        return done.stdout

    for number in range(100):
        run(str(fcl), "add", f"Claim number {number}", "60%", "--by", "2030", "--quiet")
    some_id = run(str(fcl), "list", "--ids", "--limit", "1").split()[0]
    script = home / "bare.py"
    script.write_text(BARE_SCRIPT.format(path=path), encoding="utf-8")

    empty = in_turns(lambda: run(str(fcl), "--help"), lambda: run(sys.executable, "-c", "pass"), runs=15)
    yield Ratio(what="`fcl --help`", opponent="`python -c pass`", ours=empty[0], theirs=empty[1], bar=6, at_most=True)
    commands = {
        "`fcl add`": ("add", "One claim more", "60%", "--by", "2030"),
        "`fcl list`": ("list", "--limit", "50"),
        "`fcl show`": ("show", some_id),
        "`fcl due`": ("due",),
    }
    for name, words in commands.items():
        ours, theirs = in_turns(
            lambda words=words: run(str(fcl), *words), lambda: run(sys.executable, str(script)), runs=15
        )
        yield Ratio(
            what=name, opponent="script: SQLAlchemy Core, one select", ours=ours, theirs=theirs, bar=1.3, at_most=True
        )
