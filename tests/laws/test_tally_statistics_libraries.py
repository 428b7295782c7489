"""The statistics of a tally beside those of other libraries, on one random set with ties."""

import warnings

import numpy as np
import pytest

from ledger.calibration.auc import auc
from ledger.calibration.corp import corp
from ledger.calibration.cox import cox, shift_in_the_large
from ledger.calibration.means import mean_score
from ledger.calibration.tally import Tally

_DRAWN = np.random.default_rng(20)
P = _DRAWN.integers(1, 100, 400) / 100
Y = (_DRAWN.random(400) < P**1.5).astype(int)
TALLY = Tally.from_arrays(observed=Y, predicted=P)


def test_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    assert mean_score(TALLY).value == pytest.approx(metrics.brier_score_loss(Y, P), abs=1e-12)
    assert mean_score(TALLY, rule="log").value == pytest.approx(metrics.log_loss(Y, P), abs=1e-12)
    assert auc(TALLY) == pytest.approx(metrics.roc_auc_score(Y, P), abs=1e-12)


def test_model_diagnostics() -> None:
    scoring = pytest.importorskip("model_diagnostics.scoring")
    for rule, function in (("brier", scoring.SquaredError()), ("log", scoring.LogLoss())):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            (row,) = scoring.decompose(y_obs=Y, y_pred=P, scoring_function=function).to_dicts()
        split = corp(TALLY, rule=rule)
        assert split is not None
        ours = (split.miscalibration, split.discrimination, split.uncertainty, split.score)
        theirs = (row["miscalibration"], row["discrimination"], row["uncertainty"], row["score"])
        assert ours == pytest.approx(theirs, abs=1e-12)


def test_statsmodels() -> None:
    models = pytest.importorskip("statsmodels.api")
    log_odds = np.log(P / (1 - P))
    fit = models.Logit(Y, models.add_constant(log_odds)).fit(disp=0, method="newton", tol=1e-13)
    line = cox(TALLY)
    assert line is not None
    ours = (line.intercept, line.slope, line.intercept_error, line.slope_error)
    assert ours == pytest.approx((*fit.params, *fit.bse), abs=1e-8)
    assert (line.slope_low, line.slope_high) == pytest.approx(tuple(fit.conf_int()[1]), abs=1e-8)
    family = models.families.Binomial()
    alone = models.GLM(Y, np.ones(len(Y)), family=family, offset=log_odds).fit(tol=1e-13)
    shift = shift_in_the_large(TALLY)
    assert shift is not None
    assert (shift.value, shift.error) == pytest.approx((alone.params[0], alone.bse[0]), abs=1e-7)
