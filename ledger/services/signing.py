"""Signatures of anchors, made and checked by OpenSSH: `ssh-keygen -Y`, in a namespace of our own.

Format: OpenSSH, PROTOCOL.sshsig. A signature says that whoever holds the key saw these lines, not when.
"""

import base64
import shutil
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from ledger.core.anchor import NAMESPACE
from ledger.core.dates import shown
from ledger.errors import DamageError, InputError, MissingExtraError

PROGRAM: Final = "ssh-keygen"
START: Final = len("SSHSIG") + 4
MAKE_KEY: Final = "give an SSH key, such as ~/.ssh/id_ed25519; ssh-keygen -t ed25519 makes one"


def sign(text: str, key: Path) -> str:
    """The signature of a text, armoured; the passphrase of a key is asked for on the terminal.

    Raises InputError for what is no key that can sign, MissingExtraError without ssh-keygen.
    """
    done = _run(["-Y", "sign", "-n", NAMESPACE, "-f", str(key)], text.encode())
    if done.returncode:
        message = f"cannot sign with {key}: {_said(done)}"
        raise InputError(message, hint=MAKE_KEY, code="bad_key")
    return done.stdout.decode("ascii")


def fingerprint(signature: str) -> str:
    """The fingerprint of the key that made a signature, as `ssh-keygen -l` writes it."""
    content = base64.b64decode("".join(line for line in signature.splitlines() if not line.startswith("---")))
    length = int.from_bytes(content[START : START + 4], "big")
    key = content[START + 4 : START + 4 + length]
    return f"SHA256:{base64.b64encode(sha256(key).digest()).decode().rstrip('=')}"


def check(content: bytes, signature: Path, signers: Path) -> str:
    """Who of the allowed signers made the signature of this content.

    Raises InputError for files that are not there, DamageError where the signature is not theirs, or not of this.
    """
    for file, hint in (
        (signature, "fcl anchor -o FILE --sign KEY makes one"),
        (signers, "see allowed_signers in man ssh-keygen"),
    ):
        if not file.is_file():
            raise InputError(f"there is no file {file}", hint=hint, code="bad_file")
    found = _run(["-Y", "find-principals", "-s", str(signature), "-f", str(signers)], b"")
    if found.returncode:
        message = f"{signature} was made by nobody in {signers}: {_said(found)}"
        raise DamageError(message, hint="ask for the file of whoever signed it", code="bad_signature")
    who = found.stdout.decode("utf-8", "replace").splitlines()[0]
    asked = ["-Y", "verify", "-n", NAMESPACE, "-f", str(signers), "-I", who, "-s", str(signature)]
    done = _run(asked, content)
    if done.returncode:
        message = f"{signature} is not a signature of these anchors by {shown(who)}: {_said(done)}"
        raise DamageError(message, hint="the file, or its signature, was changed", code="bad_signature")
    return who


def _run(words: Sequence[str], content: bytes) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which(PROGRAM)
    if program is None:
        message = f"signatures need {PROGRAM}, which is not installed"
        raise MissingExtraError(message, hint="apt install openssh-client, or see https://www.openssh.com")
    # No shell is between: every word is one argument, whatever is in it.
    return subprocess.run([program, *words], input=content, capture_output=True, check=False)  # noqa: S603 - as said


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """What ssh-keygen said last, in one line."""
    lines = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip()[:200] if lines else f"exit {done.returncode}"
