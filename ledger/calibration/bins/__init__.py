"""Ways to sort probabilities into bins by name, on integers, so that 30 % never lands beside 20 %: one in each file."""

from collections.abc import Callable

from ledger.calibration.bins.centred import CENTRED
from ledger.calibration.bins.scheme import Bins, EdgedBins
from ledger.calibration.tally import Tally
from ledger.errors import InputError
from ledger.registry import Registry

__all__ = ["BINS", "CENTRED", "FITTED", "MOST", "Bins", "EdgedBins", "bins_named", "scheme_for"]

MOST = 1000

BINS: Registry[Bins] = Registry(
    "scheme of bins",
    {
        "centred11": "ledger.calibration.bins.centred:CENTRED",
        "stated": "ledger.calibration.bins.stated:STATED",
        "metaculus21": "ledger.calibration.bins.metaculus:METACULUS",
        "fatebook": "ledger.calibration.bins.fatebook:FATEBOOK",
        "predictionbook": "ledger.calibration.bins.predictionbook:PREDICTIONBOOK",
        "manifold": "ledger.calibration.bins.manifold:MANIFOLD",
    },
)
"""Schemes that are the same for every tally."""

FITTED: Registry[Callable[[Tally], Bins]] = Registry(
    "scheme of bins", {"corp": "ledger.calibration.bins.corp:corp_bins"}
)
"""Schemes that are made from a tally; `quantile:N` is one more."""

_QUANTILE = "quantile:"


def bins_named(name: str) -> Bins:
    """The scheme of that name in `BINS`, or N equal ones, N from 1 to 1000.

    An `InputError` for anything else, and for schemes that are made from a tally.

    >>> bins_named("10").place(300_000)
    3
    >>> bins_named("quintiles")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: no bins are called 'quintiles'
    """
    if name in BINS:
        return BINS[name]
    if count := _count(name):
        from ledger.calibration.bins.equal import equal_bins

        return equal_bins(count)
    if name in FITTED or _count(name.removeprefix(_QUANTILE)):
        raise InputError(f"{name} bins are made from forecasts, and there are none here")
    raise InputError(f"no bins are called {name[:60]!r}", hint=_hint(name))


def scheme_for(name: str, tally: Tally) -> Bins:
    """The scheme of that name for a tally: one of `bins_named`, `corp`, or `quantile:N` with N from 1 to 1000.

    An `InputError` for anything else.

    >>> scheme_for("quantile:2", Tally({(200_000, 0): 1, (700_000, 0): 1})).place(650_000)
    0
    """
    if name in FITTED:
        return FITTED[name](tally)
    if name.startswith(_QUANTILE) and (count := _count(name.removeprefix(_QUANTILE))):
        from ledger.calibration.bins.quantile import quantile_bins

        return quantile_bins(tally, count)
    return bins_named(name)


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) and int(text) <= MOST:
        return int(text)
    return 0


def _hint(name: str) -> str:
    from difflib import get_close_matches

    known = (*BINS, *FITTED, f"{_QUANTILE}10")
    close = get_close_matches(name[:60].casefold(), known, n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]}?"
    return f"{', '.join(BINS)}, {', '.join(FITTED)}, {_QUANTILE}N, or a number of equal bins from 1 to {MOST}"
