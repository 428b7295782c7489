"""The quotes of the shipped seeds, looked for in the seed texts as they lie there, JSON called .txt among them."""

import json

from tests.conftest import SHARED, needs_shared
from tests.program import Fcl

pytestmark = needs_shared


def test_every_quote_of_the_seeds_stands_in_its_file_where_it_was_recorded(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.ok("demo")
    answer = fcl.ok("--json", "source", "check", *sorted((SHARED / "seeds").glob("*.txt")))
    found = json.loads(answer)
    assert found["summary"] == {"same": 50, "moved": 0, "changed": 0, "lost": 0, "unchecked": 0}
    assert {quote["how"] for source in found["data"] for quote in source["quotes"]} == {"position"}
