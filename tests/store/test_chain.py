"""The chain: hashes that nothing later may change."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Text

from ledger.store import chain, connect, recomputing
from ledger.store.chain import encode, facts_hash, leaf_hash, plain_text, row_leaves, table_root, tree_root, written
from ledger.store.columns import metadata
from ledger.store.keys import first_key
from ledger.store.recomputing import recompute
from ledger.store.tables import JOURNAL
from ledger.store.written import facts_root
from tests.ledgers import Ledger, told

# The eight leaves and the roots of Certificate Transparency's own tests of RFC 6962 (google/certificate-transparency).
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# Entries of fixed content, hashed in November 2026. If one of these changes, every ledger there is breaks.
ENTRY = "dd6730f36f42c7ed2f34247a87a5cad83b1f18a9cab79edab6a604fc58e329b1"
FACTS = "d5286ad481b3a11448b2570bb90007810d3c35d5528a4fdc72e2781d18ce89f3"
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT


def rfc_6962_root(leaves):
    """The definition, word for word: split at the largest power of two that is smaller than the number of leaves."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + rfc_6962_root(leaves[:half]) + rfc_6962_root(leaves[half:])).digest()


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_roots_are_those_of_certificate_transparency(size):
    leaves = [sha256(b"\0" + bytes.fromhex(data)).digest() for data in LEAVES[:size]]
    assert tree_root(leaves).hex() == ROOTS[size]


@given(st.integers(0, 70), st.sampled_from([1, 2, 4, 8, 4096]))
def test_blocks_do_not_show_in_the_root(size, block):
    leaves = [leaf_hash([n]) for n in range(size)]
    kept, chain.BLOCK = chain.BLOCK, block
    try:
        assert tree_root(iter(leaves)) == rfc_6962_root(leaves)
    finally:
        chain.BLOCK = kept


@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=12))
def test_columns_give_the_leaves_of_plain_json(rows):
    leaves = [leaf_hash(row) for row in rows]
    assert leaves == [
        sha256(b"\0" + json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()).digest() for row in rows
    ]
    assert row_leaves([written(column) for column in zip(*rows, strict=True)]) == leaves


@given(TEXT, st.integers(1, 4))
def test_text_is_plain_exactly_where_json_only_puts_quotes(text, times):
    assert plain_text([text] * times) == (encode(text) == f'"{text}"')


@pytest.mark.parametrize("column", [["100%"], ["%s", "%d"], ["%", "%", "%"], [1, 1], [True, 1], [1, None]])
def test_forms_survive_their_own_marks(column):
    assert row_leaves([written(column)]) == [leaf_hash([value]) for value in column]


def test_an_entry_of_fixed_content_has_this_hash():
    public_ids = {"questions": {first_key(2) + 1: "k7qm3x9tbcdf"}, "forecasters": {first_key(2) + 1: "sdq7fdc5ch3n"}}
    said = {
        "question_id": [first_key(2) + 1] * 2,
        "forecaster_id": [first_key(2) + 1] * 2,
        "wording_id": [first_key(2) + 1] * 2,
        "probability": ["0.8", "0.125"],
        "p_ppm": [800_000, 125_000],
        "basis": ["stated", "words"],
        "phrase": [None, 'quite "likely" — 1/8\n'],
        "made_on": ["2026-11-18", "2026-11-19"],
        "zone": ["Europe/Berlin"] * 2,
        "note": [None, None],
    }
    root = facts_root(metadata.tables["forecasts"], list(said), list(said.values()), lambda table, _: public_ids[table])
    header = ["forecasts", "basis", "forecaster_id", "made_on", "p_ppm", "phrase", "probability", "question_id",
              "wording_id", "zone"]  # fmt: skip
    rows = [
        ["stated", "sdq7fdc5ch3n", "2026-11-18", 800_000, None, "0.8", "k7qm3x9tbcdf", "2/wordings/1", "Europe/Berlin"],
        ["words", "sdq7fdc5ch3n", "2026-11-19", 125_000, 'quite "likely" — 1/8\n', "0.125", "k7qm3x9tbcdf",
         "2/wordings/1", "Europe/Berlin"],
    ]  # fmt: skip
    assert root == rfc_6962_root([leaf_hash(header), *map(leaf_hash, rows)])
    assert facts_hash([root]) == FACTS
    entry = chain.entry_hash(
        ledger="mwwqntpk3xz4", entry=3, recorded_at="2026-11-20T12:00:00.000000Z", recorded_on="2026-11-20",
        actor="me", action="import", note="a note", engine_version="0.1.0", previous_hash="ab" * 32,
        facts_hash=FACTS,
    )  # fmt: skip
    assert entry == ENTRY


def test_facts_of_no_table_have_the_hash_of_nothing():
    assert facts_hash([]) == ROOTS[0]


def test_order_of_columns_and_empty_ones_do_not_matter():
    table = metadata.tables["notes"]
    known = {"questions": {1: "a", 2: "b"}}
    roots = {
        facts_root(table, names, columns, lambda name, _: known[name])
        for names, columns in (
            (["question_id", "text"], [[1, 2], ["x", "y"]]),
            (["text", "question_id"], [["x", "y"], [1, 2]]),
        )
    }
    assert roots == {table_root("notes", ["question_id", "text"], [[written(["a", "b"]), written(["x", "y"])]])}


def test_a_column_added_to_every_table_changes_no_old_hash(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    ledger = told(Ledger(str(tmp_path / "ledger.db")))
    before = [row[-1] for row in ledger.rows("entries")]
    ledger.close()
    grown = MetaData()
    for table in metadata.tables.values():
        copy = table.to_metadata(grown)
        if table in JOURNAL:
            ledger.run(f"ALTER TABLE {table.name} ADD COLUMN a_later_number INTEGER")
            ledger.run(f"ALTER TABLE {table.name} ADD COLUMN zz_later_word TEXT")
            copy.append_column(Column("a_later_number", Integer))
            copy.append_column(Column("zz_later_word", Text))
    later = tuple(grown.tables[table.name] for table in JOURNAL)
    monkeypatch.setattr(recomputing, "JOURNAL", later)
    engine = connect.make_engine(connect.database_url(ledger.place))
    with connect.reading(engine) as connection:
        found = recompute(connection)
    engine.dispose()
    assert (found.findings, found.entries, found.head) == ((), len(before), before[-1])
