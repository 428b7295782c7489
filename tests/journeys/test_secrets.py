"""Passwords in the URL of a ledger: never told, by no scheme, with no option."""

import itertools

import pytest

SECRET, CODED = "s3cr3t/word", "s3cr3t%2Fword"
URLS = (
    f"mysql://me:{CODED}@h/x", f"ftp://me:{CODED}@h/x?password={CODED}", f"postgresql://me:{CODED}@h:port/x",
    f"postgresql://me:{CODED}@127.0.0.1:1/x", f"postgresql://me@127.0.0.1:1/x?password={CODED}",
    f"postgresql+psycopg://me:{CODED}@127.0.0.1:1/x?connect_timeout=1&password={CODED}",
    f"POSTGRES://me:{CODED}@127.0.0.1:1/x", f"postgresql://me:{CODED}@[::1/x", f"sqlite://me:{CODED}@h/x.db",
    f"mysql://h/x?passwd={CODED}", f"postgresql+nothing://me:{CODED}@h/x", f"mysql://me:{SECRET}@h/x",
    f"postgresql://me:{SECRET}@h/x", "mysql://me:a/s3cr3t@h/x", "postgresql://me:a/s3cr3t@h/x",
    "mysql://me:a?s3cr3t@h/x", "postgresql://me:1?s3cr3t@h/x", "mysql://me:a#s3cr3t@h/x", "mysql://me:a@s3cr3t@h/x",
    "postgresql://me:a@s3cr3t@127.0.0.1:1/x",
)  # fmt: skip
WORDS = (("list",), ("--debug", "list"), ("--json", "--debug", "db", "status"), ("-v", "verify"))


@pytest.mark.parametrize(("url", "words"), list(itertools.product(URLS, WORDS)), ids=lambda one: ascii(one)[:50])
def test_a_secret_is_never_told(fcl, url, words):
    for named in ((("-L", url), {}), ((), {"FORECAST_LEDGER_DB": url})):
        for name, value in named[1].items():
            fcl.patch.setenv(name, value)
        answer = fcl(*named[0], *words)
        assert answer.code in {2, 6, 7}, answer
        assert answer.err
        assert "s3cr3t" not in answer.out + answer.err
    assert [file for file in fcl.home.rglob("*") if file.is_file() and b"s3cr3t" in file.read_bytes()] == []
