"""Calibration in JSON: the rows by the names of the contract, and beside them everything that is concluded."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ledger.calibration.summary import Statistic
    from ledger.calibration.table import CalibrationRow
    from ledger.services.calibrate import Calibration
    from ledger.services.conclude import Concluded, Conclusions
    from ledger.services.from_files import CalibrationOfFiles


def rows_of(found: "Conclusions | CalibrationOfFiles") -> list[dict[str, Any]]:
    """A row for each bin, of the whole or of each group."""
    from ledger.services.effective import with_effective

    return [
        {**plain_row(row), "bins": one.table.bins, "group": one.table.group, **_effective(one.table, row, wider)}
        for one in tables_of(found)
        for row, wider in zip(one.table.rows, with_effective(one.table.rows, one.table.effective), strict=True)
    ]


def _effective(table: "Calibration", row: "CalibrationRow", wider: "CalibrationRow") -> dict[str, Any]:
    """Of how many independent forecasts the bin is worth, and the interval of so many."""
    return {
        "effective_n": table.effective.get(row.bin, row.n),
        "effective_low": wider.interval_low,
        "effective_high": wider.interval_high,
    }


def tables_of(found: "Conclusions | CalibrationOfFiles") -> "tuple[Concluded, ...]":
    """What is shown: the groups where they were asked for, else the whole."""
    return (found.whole,) if found.by == "none" else found.groups


def plain_row(row: "CalibrationRow") -> dict[str, Any]:
    """One row as a mapping of exact values."""
    from dataclasses import fields

    return {field.name: getattr(row, field.name) for field in fields(row)}


def summary_of(found: "Conclusions") -> dict[str, Any]:
    """What the whole table counts, leaves out and concludes, by which rules; and the same of each group."""
    table = found.whole.table
    return {
        **concluded(found.whole),
        "bins": table.bins,
        "interval": table.interval,
        "level": table.level,
        "timing": table.timing,
        "dialect": table.dialect,
        "reading": table.reading,
        "scale": table.scale,
        "fold": table.choice.fold,
        "include": sorted(table.choice.include),
        "retrospective": table.choice.view.retrospective,
        "seed": found.whole.summary.seed,
        "by": found.by,
        "as_of": table.as_of,
        "day": table.day,
        "in_words": found.in_words,
        "with_other_readings": found.otherwise,
        "groups": [{"group": one.table.group, **concluded(one)} for one in found.groups],
    }


def concluded(one: "Concluded") -> dict[str, Any]:
    """What one table counts, leaves out and concludes."""
    table, summary = one.table, one.summary
    return {
        "n": table.n,
        "questions": summary.questions,
        "clusters": summary.clusters,
        "excluded": table.excluded,
        "not_in_scale": table.count.not_in_scale,
        "overdue": table.overdue,
        "forecasters": table.count.speakers,
        "intervals_by": "cluster" if table.count.kin and summary.clusters < table.n else "forecast",
        "resamples": summary.resamples,
        "verdict": summary.verdict.word,
        "remarks": summary.remarks,
        "statistics": [statistic_row(statistic, table.n) for statistic in summary.statistics],
    }


def statistic_row(one: "Statistic", n: int) -> dict[str, Any]:
    """One statistic by the names of the export table `summary`."""
    return {
        "metric": one.metric,
        "value": None if one.value is None else float(one.value),
        "error": one.error,
        "error_method": one.error_method,
        "interval_low": one.interval_low,
        "interval_high": one.interval_high,
        "p_value": one.p_value,
        "null_mean": one.null_mean,
        "null_high": one.null_high,
        "n": n,
        "note": one.note,
    }
