"""Calibration and scores of Parquet files, without a ledger: on this machine, or on a Dask cluster.

`ledger.calibration_of_files("counted/")` and `ledger.scores_of_files("s3://...", cluster="tcp://scheduler:8786")`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Unpack

from ledger.book.choices import Binned
from ledger.book.tables import Level, _choice, _inference, _level

if TYPE_CHECKING:
    from ledger.services.from_files import CalibrationOfFiles, ScoresOfFiles


def calibration_of_files(
    address: str,
    *,
    cluster: str | None = None,
    by: str = "none",
    seed: int = 1,
    resamples: int | None = None,
    expected_error: bool = False,
    done: Callable[[int, int], None] = lambda _done, _total: None,
    **choices: Unpack[Binned],
) -> CalibrationOfFiles:
    """The calibration of the forecasts in Parquet files, at a path or URL, with columns `p_ppm` and `y_ppm`.

    Counted in this process, or by the workers of the Dask scheduler at `cluster`: the same bits. `by` is `none` or
    `forecaster`; `choices` as in `Binned`; `done` is told how many of how many files are
    counted. Raises NotFoundError where there are no files, InputError for columns and names that are none,
    StorageError where no scheduler answers.
    """
    from ledger.services.from_files import Files, calibration_of_files

    files = Files(address=address, cluster=cluster, done=done)
    inference = _inference(seed, resamples, expected_error=expected_error)
    return calibration_of_files(files, _choice(choices), by=by, inference=inference)


def scores_of_files(
    address: str,
    *,
    cluster: str | None = None,
    rules: Sequence[str] = (),
    by: str = "none",
    min_n: int = 1,
    level: Level = "0.95",
    replicates: int = 1000,
    seed: int = 1,
    done: Callable[[int, int], None] = lambda _done, _total: None,
) -> ScoresOfFiles:
    """The mean scores of the forecasts in Parquet files, with columns `p_ppm`, `y_ppm` and `question`.

    Intervals come from `replicates` draws of whole questions by hashed Poisson weights; with 0 there are none, and the
    column `question` is not read. What else is as in `calibration_of_files`.
    """
    from ledger.services.from_files import Files, scores_of_files
    from ledger.services.judging import STORED

    files = Files(address=address, cluster=cluster, done=done)
    return scores_of_files(
        files, rules=tuple(rules) or STORED, by=by, min_n=min_n, level=_level(level), replicates=replicates, seed=seed
    )
