"""Every case that others published, in the suites: our answer lies within its tolerance."""

from itertools import chain

import pytest

from tests.conformance.suite import Case, Suite, all_suites
from tests.conftest import needs_shared

pytestmark = needs_shared

SUITES = all_suites()
CASES = list(chain.from_iterable(((suite, case) for case in suite.standing()) for suite in SUITES.values()))


@pytest.mark.parametrize(("suite", "case"), CASES, ids=[f"{suite.file}: {case['id']}" for suite, case in CASES])
def test_case(suite: Suite, case: Case) -> None:
    checks = list(suite.answer(case))
    assert checks
    missed = [check for check in checks if not check.holds]
    assert not missed


@pytest.mark.parametrize("suite", SUITES.values(), ids=list(SUITES))
def test_what_is_set_aside_is_there(suite: Suite) -> None:
    ids = {case["id"] for case in suite.cases()}
    assert {*suite.defects, *suite.left_out} <= ids
