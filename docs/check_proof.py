"""Check a proof that somebody's forecast stood in a ledger before an anchor: python check_proof.py PROOF ANCHOR.

PROOF is what `fcl prove` wrote; ANCHOR is a file of anchors that you have from somebody you trust, not from whoever
made the proof. Nothing but Python is needed. Exit 0: proved, and it says what; 1: refused, and it says why.

Hashes are SHA-256. A row is one of a table, a table one of an entry's, an entry one of the ledger's: three Merkle trees
(RFC 6962). On each path stand the neighbours, `left HEX` or `right HEX`, from which the next hash upwards is made.
What was committed first and revealed later is hashed with its salt: the ledger held nothing but that hash.
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


def check(fact, anchor, trusted):
    need(anchor in trusted, "it leads to an anchor that is not in your file")
    origin, size, root, *_ = anchor.split("\n")
    header, row, entry = fact["header"], fact["row"], fact["entry"]
    table = upwards(sha256(b"\x00", written(header)), fact["header_path"])
    need(not any(step.startswith("left") for step in fact["header_path"]), "the header does not stand first")
    need(table == upwards(sha256(b"\x00", written(row)), fact["row_path"]), "header and row are not of one table")
    need(upwards(table, fact["table_path"]).hex() == entry[9], "the table is not of this entry")
    top = upwards(sha256(b"\x00", sha256(b"\x02", written(entry))), fact["entry_path"])
    need(top == base64.b64decode(root), "not in the anchor")
    need(f"forecast-ledger/{entry[0]}" == origin, "another ledger")
    need(len(header) == len(row) + 1, "a row that is too short")
    return dict(zip(header[1:], row)), header[0], entry, (origin, size)


def check_opening(opening, trusted):
    commitment, table, entry, anchored = check(opening["fact"], opening["anchor"], trusted)
    need(table == "commitments", "what was revealed was never committed")
    salted = bytes.fromhex(opening["salt"]) + opening["body"].encode()
    digest = sha256(b"forecast-ledger/commitment/1\x00", salted).hex()
    need(digest == commitment["digest"], "what was revealed is not what was committed")
    need(json.loads(opening["body"])["question"] == commitment["question_id"], "it was committed of another question")
    return {**commitment, "committed": opening["body"]}, table, entry, anchored


def main(proof_file, anchor_file):
    with open(proof_file, encoding="utf-8") as proofs, open(anchor_file, encoding="utf-8") as anchors:
        proof, trusted = json.load(proofs), [f"{one}\n" for one in anchors.read().strip().split("\n\n")]
    need(proof["proof"] == "forecast-ledger/proof/1", "not a proof of this kind")
    need(proof["anchor"] in trusted, "it leads to an anchor that is not in your file")
    found = [check_opening(opening, trusted) for opening in proof.get("committed", [])]
    found += [check(fact, proof["anchor"], trusted) for fact in proof["facts"]]
    need({"forecasts", "commitments"} & {table for _, table, _, _ in found}, "there is no forecast in it")
    for of in ("question_id", "forecaster_id"):
        need(len({said[of] for said, _, _, _ in found if of in said}) == 1, f"it speaks of two: {of}")
    revealed = [entry[1] for _, table, entry, _ in found if table == "forecasts"]
    for said, table, entry, (origin, size) in found:
        told = [f"{name}: {json.dumps(value)}" for name, value in said.items() if value is not None]
        print(f"entry {entry[1]}, recorded {entry[2]} by {json.dumps(entry[4])}: {table}", *told, sep="\n    ")
        if table == "commitments":
            unless = "" if all(int(size) < number for number in revealed) else ", but not before it was revealed"
            print(f"proved: this was committed in {origin} as anchored with {size} entries{unless}")
    if proof["facts"]:
        print(f"proved: this is in {origin} as anchored with {size} entries")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print("usage: python check_proof.py PROOF ANCHOR", file=sys.stderr)
        sys.exit(2)
    try:
        main(*sys.argv[1:])
    except json.JSONDecodeError as error:
        sys.exit(f"refused: the proof is no JSON: {error}")
    except OSError as error:
        sys.exit(f"refused: {error.filename!r} cannot be read: {error.strerror}")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        sys.exit(f"refused: this cannot be read as a proof and an anchor: {error!r}")
