"""The configuration file: a TOML file of few known keys, read and written."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from ledger.errors import InputError, StorageError
from ledger.registry import unknown_name

BARE: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


class Setting(NamedTuple):
    """A known key: what it is for, its default as people would write it, and what refuses a bad value."""

    about: str
    default: str | None
    check: Callable[[str], object]


def _name(value: str) -> None:
    if not value.strip() or len(value) > 200:
        raise InputError("a user's name has 1 to 200 characters", hint='fcl config set user "J. Doe"')


def _place(value: str) -> None:
    if not value.strip():
        raise InputError("the ledger is a file or a URL", hint="fcl config set ledger ~/forecasts.db")


def _zone(value: str) -> None:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise InputError(f"no time zone is called {value[:60]!r}", hint="give an IANA name: Europe/Berlin") from None


def _bins(value: str) -> None:
    from ledger.calibration.bins import scheme_for
    from ledger.calibration.tally import Tally

    scheme_for(value, Tally())


def _interval(value: str) -> None:
    from ledger.calibration.intervals import interval_named

    interval_named(value)


def read_level(value: object) -> Decimal:
    """The level of an interval, a number between 0 and 1; InputError for anything else.

    >>> read_level("0.9")
    Decimal('0.9')
    """
    text = str(value)
    try:
        level = Decimal(text) if len(text) <= 20 else Decimal(0)
    except ArithmeticError:
        level = Decimal(0)
    if not (level.is_finite() and 0 < level < 1):
        raise InputError(
            f"{text[:60]!r} is no level of an interval", hint="give a number between 0 and 1, such as 0.95"
        )
    return level


def _scale(value: str) -> None:
    from ledger.core.words import scale_named

    scale_named(value)


def _rules(value: str) -> None:
    from ledger.core.lint.judging import rules

    rules(off=value.split(","))


SETTINGS: Final[Mapping[str, Setting]] = {
    "user": Setting(about="who writes", default=None, check=_name),
    "ledger": Setting(about="the ledger's file or URL", default=None, check=_place),
    "timezone": Setting(about="time zone of new ledgers", default=None, check=_zone),
    "score.bins": Setting(about="bins of calibration", default="centred11", check=_bins),
    "score.interval": Setting(about="interval of a frequency", default="wilson", check=_interval),
    "score.level": Setting(about="level of intervals", default="0.95", check=read_level),
    "lint.off": Setting(about="rules of fcl lint to leave out", default=None, check=_rules),
    "words.scale": Setting(about="scale of words such as likely", default="survey", check=_scale),
}

NUMBERS: Final = frozenset({"score.bins", "score.level"})
"""Settings that may stand in the file without quotation marks."""

LISTS: Final = frozenset({"lint.off"})
"""Settings that may stand in the file as a list of texts, and are typed with commas between."""


def config_path() -> Path:
    """Where the configuration lies, whether it is there or not."""
    from ledger.store.places import folder

    return folder("config") / "config.toml"


def read_config(path: Path | None = None) -> dict[str, Any]:
    """The configuration as nested tables, empty where there is none; InputError where it is no TOML."""
    path = path or config_path()
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        message = f"cannot read the configuration {path}: {error.strerror}"
        raise StorageError(message, hint="check its permissions, or use --no-config") from error
    import tomllib

    try:
        return tomllib.loads(raw.decode(), parse_float=Decimal)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"the configuration {path} is no TOML: {error}"
        raise InputError(message, hint="mend it, or use --no-config") from None


def known(key: str) -> Setting:
    """The setting of a key; InputError with the close ones where there is none."""
    if key not in SETTINGS:
        raise unknown_name("setting", key, known=SETTINGS)
    return SETTINGS[key]


def value_of(config: Mapping[str, Any], key: str) -> str | None:
    """What the configuration says about a dotted key, as text; None where it says nothing.

    >>> value_of({"score": {"level": Decimal("0.9")}}, "score.level")
    '0.9'
    >>> value_of({"lint": {"off": ["L102", "hedge"]}}, "lint.off")
    'L102,hedge'
    """
    found = _found(config, key)
    if key in LISTS and isinstance(found, list):
        return ",".join(map(str, found))
    return None if found is None else str(found)


def checked(config: Mapping[str, Any], key: str) -> str | None:
    """What the configuration says about a known key; InputError naming file and key where that is no value of it."""
    text = value_of(config, key)
    if text is None:
        return None
    if wrong := problem_of(config, key):
        message = f"the configuration {config_path()} has {key} = {printed(config, key)[:80]}: {wrong}"
        raise InputError(message, hint=f"mend it: fcl config set {key} VALUE, or use --no-config")
    return text


def problem_of(config: Mapping[str, Any], key: str) -> str | None:
    """What is wrong with what the configuration says about a known key, None where nothing is.

    >>> problem_of({"user": 3}, "user")
    'it is a text, in quotation marks'
    """
    value = _found(config, key)
    number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    listed = key in LISTS and isinstance(value, list) and all(isinstance(one, str) for one in value)
    if not isinstance(value, str) and not listed and not (number and key in NUMBERS):
        return None if value is None else "it is a text, in quotation marks"
    try:
        SETTINGS[key].check(value_of(config, key) or "")
    except InputError as error:
        return f"{error.message} ({error.hint})" if error.hint else error.message
    return None


def printed(config: Mapping[str, Any], key: str) -> str:
    """A value as the file has it; empty where it says nothing."""
    value = _found(config, key)
    return "" if value is None else _value(value)


def unknown_keys(config: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """The dotted keys of a configuration that are no settings.

    >>> list(unknown_keys({"user": "me", "colour": "no", "score": {"bin": "10"}}))
    ['colour', 'score.bin']
    """
    for name, value in config.items():
        key = f"{above}{name}"
        if isinstance(value, Mapping) and any(one.startswith(f"{key}.") for one in SETTINGS):
            yield from unknown_keys(value, f"{key}.")
        elif key not in SETTINGS:
            yield key


def unknown_warning(key: str) -> str:
    """What to say about a key of the file that is no setting."""
    from difflib import get_close_matches

    close = get_close_matches(key[:60], SETTINGS, n=1)
    return f"the configuration has {key[:60]!r}, which is no setting" + (f": is it {close[0]}?" if close else "")


def _found(config: Mapping[str, Any], key: str) -> Any:
    found: Any = config
    for part in key.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def with_value(config: Mapping[str, Any], key: str, value: str) -> dict[str, Any]:
    """The configuration with another value of a dotted key; without the key where the value is empty.

    >>> with_value({"user": "me", "score": {"bins": "10"}}, "score.bins", "stated")
    {'user': 'me', 'score': {'bins': 'stated'}}
    >>> with_value({"user": "me"}, "user", "")
    {}
    """
    first, _, rest = key.partition(".")
    changed = dict(config)
    if rest:
        inner = changed.get(first)
        changed[first] = with_value(inner if isinstance(inner, Mapping) else {}, rest, value)
    elif value:
        changed[first] = value
    else:
        changed.pop(first, None)
    return changed


def write_config(config: Mapping[str, Any], path: Path | None = None) -> None:
    """Write the configuration whole: the old one stays until the new one is complete."""
    path = path or config_path()
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished.write_text(toml_text(config), encoding="utf-8")
        unfinished.replace(path.resolve())
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        message = f"cannot write the configuration {path}: {error.strerror}"
        raise StorageError(message, hint="check its permissions") from error


def toml_text(config: Mapping[str, Any], name: str = "") -> str:
    """A configuration as TOML: values first, then its tables.

    >>> print(toml_text({"user": "J. Doe", "score": {"bins": "10"}}), end="")
    user = "J. Doe"
    <BLANKLINE>
    [score]
    bins = "10"
    """
    plain = {key: value for key, value in config.items() if not isinstance(value, Mapping)}
    lines = [f"[{name}]"] if name and (plain or not config) else []
    lines += [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    inner = [
        toml_text(value, f"{name}.{_key(key)}" if name else _key(key))
        for key, value in config.items()
        if isinstance(value, Mapping)
    ]
    return "\n".join([*(["\n".join(lines) + "\n"] if lines else []), *inner])


def _key(key: str) -> str:
    return key if key and set(key) <= BARE else _quoted(key)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items()) + "}"
    return _number(value)


def _number(value: Any) -> str:
    text = str(value).lower().replace("infinity", "inf")
    # TOML tells a float from an integer by its point or exponent.
    whole = isinstance(value, Decimal) and value.is_finite() and not set(text) & set(".e")
    return f"{text}.0" if whole else text
