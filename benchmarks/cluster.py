"""100,000,000 forecasts in 20 Parquet files: counted by 2 Dask workers against a bare numpy kernel over the same files.

The opponent reads the same columns and adds up the same numbers, in one process; both cores decode. With
intervals, both draw each question 1,000 times, the opponent from numpy's own generator.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from measure import Peak, Ratio, Taken, taken_by

from ledger.partials.files import pieces_of
from ledger.partials.partial import Partial, Wanted
from ledger.partials.running import connected, run

FILES = 20
ROWS = 5_000_000
QUESTIONS = 50_000
FORECASTERS = 1_000
RUNS = 3
PLACES = 2_000_002
WITH_INTERVALS = Wanted(rules=("brier",))


def measure() -> Iterator[Ratio | Peak]:
    from distributed import LocalCluster

    folder = Path(tempfile.mkdtemp(prefix="fcl-bench-"))
    for number in range(FILES):
        _write(folder / f"part-{number:03d}.parquet", number)
    pieces = pieces_of(str(folder))
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as workers:
        address = workers.scheduler_address
        here, there = run(pieces, Wanted()), run(pieces, Wanted(), cluster=address)
        assert here == there, "a cluster gives other bits"
        _check(here, folder)
        ours, theirs = [], []
        for _ in range(RUNS):
            ours.append(_taken_there(lambda: run(pieces, Wanted(), cluster=address), address))
            theirs.append(taken_by(lambda: _bare(sorted(folder.iterdir()))))
        with connected(address) as client:
            most = max(client.run(_peak).values())
        spread = [_taken_there(lambda: run(pieces, WITH_INTERVALS, cluster=address), address)]
        bare = [taken_by(lambda: _bare_intervals(sorted(folder.iterdir())))]
        with connected(address) as client:
            most_spread = max(client.run(_peak).values())
    shutil.rmtree(folder)
    yield Ratio(
        what=f"{FILES * ROWS:,} forecasts in Parquet, 2 Dask workers",
        opponent="a bare numpy kernel over the same files",
        ours=ours,
        theirs=theirs,
        bar=1.3,
        at_most=True,
    )
    yield Peak(what="memory of a worker that counts them", megabytes=most, bar=1000)
    yield Ratio(
        what=f"{FILES * ROWS:,} forecasts with an interval of their mean score, 2 Dask workers",
        opponent="a bare numpy kernel over the same files",
        ours=spread,
        theirs=bare,
        bar=1.3,
        at_most=True,
    )
    yield Peak(what="memory of a worker that makes intervals", megabytes=most_spread, bar=1000)


def _write(path: Path, number: int) -> None:
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    random = np.random.default_rng(number)
    p = (random.integers(1, 100, ROWS) * 10_000).astype(np.int32)
    happened = (random.random(ROWS) < p / 1e6).astype(np.int32) * 1_000_000

    def named(name: str, most: int) -> pa.DictionaryArray:
        codes = pa.array(random.integers(0, most, ROWS).astype(np.int32))
        return pa.DictionaryArray.from_arrays(codes, pa.array([f"{name} {one}" for one in range(most)]))

    columns = {"question": named("question", QUESTIONS), "forecaster": named("forecaster", FORECASTERS)}
    parquet.write_table(pa.table({**columns, "p_ppm": p, "y_ppm": happened}), path, compression="zstd")


def _bare(paths: list[Path]) -> object:
    import numpy as np
    from pyarrow import parquet

    total = np.zeros(PLACES, dtype=np.int64)
    for path in paths:
        table = parquet.read_table(path, columns=["p_ppm", "y_ppm"])
        p, y = table["p_ppm"].to_numpy(), table["y_ppm"].to_numpy()
        total += np.bincount(2 * p + (y > 0), minlength=PLACES)
    return total


def _bare_intervals(paths: list[Path]) -> list[float]:
    """Replicates of the sum of Brier scores and of the number of forecasts."""
    import numpy as np
    from pyarrow import parquet

    sums, counts = np.zeros(QUESTIONS), np.zeros(QUESTIONS)
    for path in paths:
        table = parquet.read_table(path, columns=["question", "p_ppm", "y_ppm"])
        codes = table["question"].combine_chunks().indices.to_numpy()
        p, y = table["p_ppm"].to_numpy() / 1e6, table["y_ppm"].to_numpy() / 1e6
        sums += np.bincount(codes, (p - y) ** 2, QUESTIONS)
        counts += np.bincount(codes, minlength=QUESTIONS)
    random = np.random.default_rng(1)
    drawn = (random.poisson(1, QUESTIONS) for _ in range(WITH_INTERVALS.replicates))
    return [float((often @ sums) / (often @ counts)) for often in drawn]


def _check(found: Partial, folder: Path) -> None:
    total = _bare(sorted(folder.iterdir()))
    for (_, p_ppm, y_ppm), n in found.counts.items():
        assert total[2 * p_ppm + (y_ppm > 0)] == n, "the bare kernel counts otherwise"


def _taken_there(work: Callable[[], object], address: str) -> Taken:
    """With the processor time of the workers, which go on living."""
    with connected(address) as client:
        before = sum(client.run(process_time).values())
        taken = taken_by(work)
        return Taken(taken.clock, taken.processor + sum(client.run(process_time).values()) - before)


def _peak() -> float:
    status = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in status if line.startswith("VmHWM"))) * 1024 / 1e6
