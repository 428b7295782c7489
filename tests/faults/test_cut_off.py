"""Programs killed, and power cut, at random moments: a small part of what the scripts beside this do at full size."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledgers import SERVER, needs_server

ROOT = Path(__file__).parents[2]


def run(script, *words):
    command = [sys.executable, "-m", f"tests.faults.{script}", *words]
    return subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False, timeout=500)


def can_trace():
    traced = shutil.which("strace") and subprocess.run(["strace", "-o", os.devnull, "true"], check=False)
    return bool(traced) and traced.returncode == 0


def killed(*words):
    done = run("kills", "--n", "25", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    kills = dict(re.findall(r"^(\w+) +(\d+) kills", done.stdout, re.MULTILINE))
    assert kills == {"write": "10", "import": "5", "upgrade": "5", "copy": "5"}


def test_programs_killed_while_they_write_import_upgrade_and_copy_leave_whole_ledgers():
    killed()


@needs_server
def test_so_do_programs_killed_while_they_write_to_a_server():
    assert SERVER
    killed("--server", "--seed", "2")


@pytest.mark.skipif(not can_trace(), reason="there is no strace here, or it may not trace")
def test_after_a_power_cut_all_that_was_acknowledged_is_there():
    done = run("power", "--n", "60", "--entries", "5")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("60 power cuts in ")
    assert done.stdout.endswith(" calls that wrote 5 entries: 0 lost, 0 damaged\n")


@pytest.mark.skipif(not can_trace(), reason="there is no strace here, or it may not trace")
def test_the_power_cuts_find_what_is_lost_without_syncing(tmp_path):
    code = (
        "from ledger.store import connect; "
        "connect.PRAGMAS = tuple(one.replace('EXTRA', 'OFF') for one in connect.PRAGMAS)\n"
    )
    (tmp_path / "sitecustomize.py").write_text(f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}")
    path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
    words = [sys.executable, "-m", "tests.faults.power", "--n", "200", "--entries", "5"]
    done = subprocess.run(
        words, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert re.match("damaged|lost", done.stderr)
