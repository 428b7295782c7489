"""Passwords stay where they were typed: in no answer, no error, no traceback, no file."""

import pytest

from tests.ledgers import needs_server, schema
from tests.program import Fcl

SECRET = "s3kr3t"
NOBODY = "127.0.0.1:1"
FORMS = [
    f"postgresql://me:{SECRET}@{NOBODY}/x",
    f"postgres://me:{SECRET}@{NOBODY}/x",
    f"POSTGRESQL://me:{SECRET}@{NOBODY}/x",
    f"postgresql+psycopg://me:{SECRET}@{NOBODY}/x",
    f"postgresql+psycopg2://me:{SECRET}@{NOBODY}/x",
    f"postgresql://me:%73{SECRET}@{NOBODY}/x",
    f"postgresql://:{SECRET}@{NOBODY}/x",
    f"postgresql://me:a@b:{SECRET}@{NOBODY}/x",
    f"postgresql://me:{SECRET}@/x?host=/nowhere",
    f"postgresql://{NOBODY}/x?user=me&password={SECRET}",
    f"postgresql://{NOBODY}/x?password={SECRET}&password={SECRET}",
    f"postgresql://{NOBODY}/x?sslpassword={SECRET}",
    f"postgresql://{NOBODY}/x&password={SECRET}",
    f"postgresql://{NOBODY}/x;password={SECRET}",
    f"postgresql://{NOBODY};password={SECRET}/x",
    f"postgresql://me:{SECRET}@{NOBODY}/x?password={SECRET}&port=no",
    f"postgresql://h:{SECRET}/x",
    f"postgresql://me:{SECRET}@h:port/x",
    f"postgresql:/me:{SECRET}@h/x",
    f"postgresql:me:{SECRET}@h/x",
    f"host=h user=me password={SECRET} dbname=x",
    f"password={SECRET} host=h",
    f"mysql://me:{SECRET}@h/x",
    f"mysql://h/x?password={SECRET}",
    f"nosuch+driver://me:{SECRET}@h/x",
    f"http://me:{SECRET}@h/x?password={SECRET}",
    f"sqlite://me:{SECRET}@h/x",
]
COMMANDS = [
    ("list",),
    ("add", "x", "50%", "--by", "2030"),
    ("db", "init"),
    ("db", "status"),
    ("db", "upgrade"),
    ("verify",),
    ("--debug", "list"),
    ("--json", "--debug", "db", "upgrade"),
]


def everywhere(fcl, answer):
    """All that was said, and all that lies in the home now, names of files too."""
    files = list(fcl.home.rglob("*"))
    return answer.out + answer.err + "".join(map(str, files)) + "".join(
        path.read_bytes().decode("latin-1") for path in files if path.is_file()
    )  # fmt: skip


@pytest.mark.parametrize("url", FORMS)
def test_a_password_in_a_url_is_never_told(tmp_path, url):
    fcl = Fcl(tmp_path)
    for words in COMMANDS:
        for answer in (fcl("-L", url, *words), Fcl(tmp_path, FORECAST_LEDGER_DB=url)(*words)):
            assert answer.code in {2, 6}, (words, answer)
            assert SECRET not in everywhere(fcl, answer), (words, answer)


@pytest.mark.parametrize("url", FORMS)
def test_a_password_in_the_url_of_a_copy_is_never_told(tmp_path, url):
    fcl = Fcl(tmp_path)
    fcl.add("It rains in Ghent", "70%", "--by", "2030")
    for words in (("-", url), (url, "-"), (url, tmp_path / "new.db")):
        answer = fcl("--debug", "db", "copy", *words)
        assert answer.code == 6, (words, answer)
        assert SECRET not in everywhere(fcl, answer), (words, answer)
    assert not (tmp_path / "new.db").exists()


def test_a_password_in_the_environment_is_never_told(tmp_path):
    fcl = Fcl(tmp_path, PGPASSWORD=SECRET, PGUSER="me", FORECAST_LEDGER_DB=f"postgresql://{NOBODY}/x")
    for words in COMMANDS:
        answer = fcl(*words)
        assert answer.code == 6
        assert SECRET not in everywhere(fcl, answer)


def test_a_configuration_takes_no_password_and_shows_none(tmp_path):
    fcl = Fcl(tmp_path)
    for url in (f"postgresql://me:{SECRET}@h/x", f"postgresql://h/x?password={SECRET}"):
        answer = fcl("config", "set", "ledger", url)
        assert answer.code == 2
        assert answer.err == (
            "error: a password in the configuration can be read by whoever reads that file\n"
            "hint: put it into the file that PGPASSFILE names: ~/.pgpass\n"
        )
        assert SECRET not in everywhere(fcl, answer)
        file = tmp_path / "config" / "forecast-ledger" / "config.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'ledger = "{url}"\n')
        for words in (("config", "list"), ("config", "get", "ledger"), ("--json", "config", "list")):
            said = fcl(*words)
            assert said.code == 0
            assert "postgresql://" in said.out
            assert SECRET not in said.out + said.err
        file.unlink()


@needs_server
def test_a_password_that_opens_a_ledger_is_never_told(tmp_path):
    """The server of the tests trusts everybody, whatever the password."""
    with schema() as place:
        url = place.replace("ledger@", f"ledger:{SECRET}@") + f"&password={SECRET}"
        fcl = Fcl(tmp_path, FORECAST_LEDGER_DB=url)
        for words in (
            ("add", "It rains in Ghent", "70%", "--by", "2030"),
            ("list",),
            ("--json", "list"),
            ("db", "status"),
            ("db", "init"),
            ("db", "upgrade"),
            ("db", "backup", tmp_path / "x"),
            ("db", "restore", tmp_path / "x"),
            ("db", "grant", "nobody at all"),
            ("--json", "db", "copy", "-", tmp_path / "copy.db"),
            ("verify",),
        ):
            answer = fcl("-v", "-y", "--debug", *words)
            assert SECRET not in everywhere(fcl, answer), (words, answer)
        assert (tmp_path / "copy.db").exists()
