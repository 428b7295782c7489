"""A cluster of real workers: the same bits with none, one or two of them, and with one killed in the middle."""

import json
import os
import signal

import pytest
from distributed import Client, LocalCluster

from ledger.book.files import scores_of_files
from ledger.errors import InputError, RefusedError, StorageError
from ledger.partials import running
from tests.laws.test_partials import written
from tests.program import Fcl

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::UserWarning")

ROWS = [
    (f"q{number % 211}", f"model {number % 3}", number * 7919 % 99 * 10_000 + 10_000, number * 31 % 7 // 4 * 1_000_000)
    for number in range(3_000)
]
ASKED = {"rules": ["brier", "log"], "by": "forecaster", "replicates": 40}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return written(tmp_path_factory.mktemp("cluster") / "data", ROWS, files=24)


@pytest.fixture(scope="module")
def alone(data):
    return scores_of_files(data, **ASKED)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
        local_directory=str(tmp_path_factory.mktemp("workers")), silence_logs=50,
    ) as workers:  # fmt: skip
        yield workers


def test_two_workers_give_the_same_bits_as_none(data, alone, cluster):
    assert scores_of_files(data, cluster=cluster.scheduler_address, **ASKED) == alone


def test_one_worker_gives_them_too(data, alone, tmp_path):
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
        local_directory=str(tmp_path), silence_logs=50,
    ) as workers:  # fmt: skip
        assert scores_of_files(data, cluster=workers.scheduler_address, **ASKED) == alone


def test_workers_with_another_version_are_refused(data, cluster, monkeypatch):
    monkeypatch.setattr(running, "__version__", "9.9.9")
    with pytest.raises(RefusedError, match=r"here it is 9\.9\.9"):
        scores_of_files(data, cluster=cluster.scheduler_address, **ASKED)


def test_a_killed_worker_changes_nothing(data, alone, cluster):
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    assert len(pids) == 2
    killed = []

    def kill_one(done, total):
        if done == 2 and not killed:
            os.kill(pids[0], signal.SIGKILL)
            killed.append(done)
        assert total == 24

    assert scores_of_files(data, cluster=cluster.scheduler_address, done=kill_one, **ASKED) == alone
    assert killed


def test_the_command_line_says_the_same(tmp_path, data, cluster):
    fcl = Fcl(tmp_path)
    here = fcl("score", "--from", data, "--json")
    there = fcl("score", "--from", data, "--cluster", cluster.scheduler_address, "--json")
    assert here.code == there.code == 0
    assert json.loads(here.out) == json.loads(there.out)


def test_what_a_worker_refuses_is_told_here(tmp_path, cluster):
    folder = written(tmp_path / "bad", [("a", "Ann", 2_000_000, 0)])
    with pytest.raises(InputError, match="p_ppm is 2000000"):
        scores_of_files(folder, cluster=cluster.scheduler_address, replicates=0)


def test_no_scheduler_is_told(data, monkeypatch):
    monkeypatch.setattr(running, "PATIENCE", 0.2)
    with pytest.raises(StorageError, match=r"no scheduler answers at tcp://127\.0\.0\.1:1"):
        scores_of_files(data, cluster="tcp://127.0.0.1:1")


def test_a_cluster_behind_certificates_wants_some(data, monkeypatch):
    for name in [name for name in os.environ if name.startswith("DASK_")]:
        monkeypatch.delenv(name)
    with pytest.raises(InputError, match=r"no certificates are set to reach tls://127\.0\.0\.1:1"):
        scores_of_files(data, cluster="tls://127.0.0.1:1")
