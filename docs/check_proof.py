"""Check a proof that somebody's forecast stood in a ledger before an anchor: python check_proof.py PROOF ANCHOR.

PROOF is what `fcl prove` wrote; ANCHOR is a file of anchors that you have from somebody you trust, not from whoever
made the proof. Nothing but Python is needed. Exit 0: proved, and it says what; 1: refused, and it says why.

Hashes are SHA-256. A row is one of a table, a table one of an entry's, an entry one of the ledger's: three Merkle trees
(RFC 6962). On each path stand the neighbours, `left HEX` or `right HEX`, from which the next hash upwards is made.
"""

import base64
import hashlib
import json
import sys


def need(true, words):
    if not true:
        sys.exit(f"refused: {words}")


def sha256(first, rest):
    return hashlib.sha256(first + rest).digest()


def written(values):
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def upwards(digest, path):
    for side, beside in (step.split(" ") for step in path):
        digest = sha256(
            b"\x01", {"left": bytes.fromhex(beside) + digest, "right": digest + bytes.fromhex(beside)}[side]
        )
    return digest


def check(fact, ledger, root):
    header, row, entry = fact["header"], fact["row"], fact["entry"]
    table = upwards(sha256(b"\x00", written(header)), fact["header_path"])
    need(not any(step.startswith("left") for step in fact["header_path"]), "the header does not stand first")
    need(table == upwards(sha256(b"\x00", written(row)), fact["row_path"]), "header and row are not of one table")
    need(upwards(table, fact["table_path"]).hex() == entry[9], "the table is not of this entry")
    need(upwards(sha256(b"\x00", sha256(b"\x02", written(entry))), fact["entry_path"]) == root, "not in the anchor")
    need(entry[0] == ledger and len(header) == len(row) + 1, "another ledger, or a row that is too short")
    return dict(zip(header[1:], row)), header[0], entry


def main(proof_file, anchor_file):
    with open(proof_file, encoding="utf-8") as proofs, open(anchor_file, encoding="utf-8") as anchors:
        proof, trusted = json.load(proofs), anchors.read().strip().split("\n\n")
    need(proof["proof"] == "forecast-ledger/proof/1", "not a proof of this kind")
    need(proof["anchor"] in [f"{one}\n" for one in trusted], "it leads to an anchor that is not in your file")
    origin, size, root, *_ = proof["anchor"].split("\n")
    found = [check(fact, origin.partition("/")[2], base64.b64decode(root)) for fact in proof["facts"]]
    need("forecasts" in {table for _, table, _ in found}, "there is no forecast in it")
    need(len({said["question_id"] for said, _, _ in found if "question_id" in said}) == 1, "it speaks of two questions")
    for said, table, entry in found:
        told = [f"{name}: {json.dumps(value)}" for name, value in said.items() if value is not None]
        print(f"entry {entry[1]}, recorded {entry[2]} by {json.dumps(entry[4])}: {table}", *told, sep="\n    ")
    print(f"proved: this is in {origin} as anchored with {size} entries")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        sys.exit(f"refused: this cannot be read as a proof and an anchor: {error!r}")
