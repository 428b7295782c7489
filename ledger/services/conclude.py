"""Conclude: calibration tables with their summaries, and what else could be read into them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ledger.core.query import Term
from ledger.services.calibrate import PLAIN, Calibration, Choice, calibrate_by, calibrated
from ledger.services.effective import effective_counts
from ledger.services.summary import QUICKLY, Inference, Summary, summary_of
from ledger.services.tallying import turned
from ledger.store.kinship import Entrants, alone, kin_of
from ledger.store.otherwise import read_otherwise, said_in_words
from ledger.store.snapshot import Snapshot

FEW = 100
"""Up to so many forecasts are always read one by one."""

LEAST = 50_000
"""So many draws each group may take, however many groups: enough for a verdict over fewer than 100 questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """A table with its summary."""

    table: Calibration
    summary: Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusions:
    """The whole table, its groups where they were asked for, and what could be read otherwise.

    `in_words` of the forecasts that count were given their number by a scale of words; `otherwise` of them have a
    deadline with another reading, `readings` names these.
    """

    whole: Concluded
    by: str
    groups: tuple[Concluded, ...]
    in_words: int
    otherwise: int
    readings: tuple[str, ...]


def conclude(
    snapshot: Snapshot,
    terms: Sequence[Term] = (),
    choice: Choice = PLAIN,
    *,
    by: str = "none",
    inference: Inference = QUICKLY,
) -> Conclusions:
    """The calibration of what matches, whole and by groups, with statistics that know clusters and nulls.

    An `InputError` for names that are none.
    """
    entrants = entrants_of(snapshot, terms, choice)
    whole = with_kin(calibrated(snapshot, terms, choice), entrants)
    otherwise, readings = read_otherwise(entrants)
    groups = () if by == "none" else calibrate_by(snapshot, terms, choice, by=by)
    shared = replace(inference, budget=max(inference.budget // max(len(groups), 1), LEAST))
    return Conclusions(
        whole=concluded(whole, inference),
        by=by,
        groups=tuple(concluded(one, shared) for one in groups),
        in_words=said_in_words(entrants),
        otherwise=otherwise,
        readings=readings,
    )


def concluded(table: Calibration, inference: Inference = QUICKLY) -> Concluded:
    """A table with its summary; what goes together in a bin widens its interval."""
    choice = table.choice
    return Concluded(
        table=widened(table), summary=summary_of(table.count, bins=choice.bins, level=choice.level, inference=inference)
    )


def widened(table: Calibration) -> Calibration:
    """The table with the effective counts of its bins, where it is known what goes together."""
    return replace(table, effective=effective_counts(table))


def entrants_of(snapshot: Snapshot, terms: Sequence[Term], choice: Choice) -> Entrants:
    """The forecasts that count in such a table, as the store asks for them."""
    return Entrants(snapshot=snapshot, terms=terms, include=choice.include, retrospective=choice.view.retrospective)


def with_kin(table: Calibration, entrants: Entrants) -> Calibration:
    """The table with its forecasts one by one, but where they are many and each is alone: nothing joins them then."""
    count = table.count
    if count.kin is not None or (table.n > FEW and alone(entrants, table.n)):
        return table
    kin = kin_of(entrants)
    return replace(table, count=replace(count, kin=tuple(map(turned, kin) if table.choice.fold else kin)))
