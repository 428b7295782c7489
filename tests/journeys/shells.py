"""The program in a process of its own: on pipes, and on terminals of any size."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


PROGRAM = (sys.executable, "-c", "from ledger.cli.main import main; main()")


def start(fcl, *, words, stdout=subprocess.PIPE, **environment):
    return subprocess.run(
        [*PROGRAM, *map(str, words)],
        env={**fcl.environment, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


def on_terminal(fcl, *words, columns=80, rows=24, **environment):
    """What the program shows on a terminal of that size."""
    import fcntl
    import pty
    import struct
    import termios

    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    with subprocess.Popen(
        [*PROGRAM, *map(str, words)],
        env={**fcl.environment, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "TERM": "xterm", **environment},
        stdin=other,
        stdout=other,
        stderr=subprocess.PIPE,
    ):
        os.close(other)
        shown = b""
        while chunk := read_some(main):
            shown += chunk
    os.close(main)
    return shown.decode().replace("\r\n", "\n")


def read_some(terminal):
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""
