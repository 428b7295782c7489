"""Laws of Metaculus' download: lists as Python writes them, rows that are cut, ends that are withdrawals."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ledger.importers import Wishes
from ledger.importers._cells import Cells
from ledger.importers._metaculus import read_list
from ledger.importers._metaculus_said import IS_BOT, Download
from ledger.importers._package import problems_of
from ledger.importers.metaculus import mended
from ledger.services.clock import Clock
from tests.downloads import FORECAST, forecast

NOW = datetime(2026, 11, 1, tzinfo=UTC)
START = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1)
SHARES = st.lists(st.none() | st.floats(0, 1), min_size=1)
GAPS = st.lists(st.tuples(st.integers(1, 50), st.integers(0, 3)), min_size=1, max_size=6)
"""Of each forecast: the hours for which it stood, and the hours until the next."""


@given(NAMES)
def test_a_list_of_names_is_read_as_python_writes_it(names):
    assert read_list(repr(names), "options") == names


@given(SHARES)
def test_a_list_of_numbers_is_read_as_python_writes_it(shares):
    assert read_list(repr(shares), "shares") == [None if share is None else repr(share) for share in shares]


@given(
    p=st.floats(0.01, 0.99),
    whole=st.booleans(),
    later=st.booleans(),
    who=st.text(st.characters(categories=["L"]), min_size=1),
)
def test_what_the_export_leaves_out_of_a_row_is_put_back(p, whole, later, who):
    """An aggregate without its cell `Is Bot`, a row of an open question without its last cell, or both."""
    row = forecast(p, forecaster_username=who, is_bot="", end_time="2026-02-01 10:00:00+00:00" if later else "")
    cells = list(row.values())
    cut = [cell for name, cell in row.items() if whole or name != IS_BOT]
    assert mended(cut, list(FORECAST)) == cells
    assert mended(cut[:-1], list(FORECAST)) == cells


@given(GAPS, st.booleans(), st.randoms(use_true_random=False))
def test_a_forecast_is_taken_back_where_nothing_follows_its_end_at_once(gaps, ends, random):
    spans, at = [], START
    for hours, gap in gaps:
        spans.append((at, at + timedelta(hours=hours)))
        at += timedelta(hours=hours + gap)
    expected = [end for (_, end), (_, gap) in zip(spans[:-1], gaps[:-1], strict=True) if gap]
    expected += [spans[-1][1]] if ends else []
    spans[-1] = (spans[-1][0], spans[-1][1] if ends else None)
    random.shuffle(spans)
    download = Download(Cells(Wishes(), Clock(now=NOW, zone_name="UTC")), problems_of(["a", "b"]), None)
    download.spans[0, 0].extend(spans)
    found = [datetime.fromisoformat(made[1]) for _, _, made in download.batch("metaculus").withdrawals]
    assert found == expected
