"""YAML as records: each mapping of the list that a file holds, its scalars as they are written, with its line."""

from collections.abc import Iterator
from typing import Any, Final

from ledger.core.dates import shown
from ledger.errors import InputError, MissingExtraError
from ledger.importers._records import Record
from ledger.importers._table import decoded

NULL: Final = "tag:yaml.org,2002:null"
LONGEST: Final = 10_000_000
DEEPEST: Final = 100
_HINT: Final = "mend the file there"


def read_yaml(data: bytes, *, under: str) -> tuple[list[tuple[int, Record]], tuple[str, ...]]:
    r"""The mappings of the list under a key, each with its line, and the names of the other keys beside it.

    Scalars are text, so that no word becomes a number, a day or a truth; null is None. Raises an `InputError` with line
    and column for what is no YAML, names a key twice or stands for another part of the file, MissingExtraError
    without PyYAML.

    >>> read_yaml(b"predictions:\n  - id: 07\n    on: 2026-01-02", under="predictions")
    ([(2, {'id': '07', 'on': '2026-01-02'})], ())
    """
    root = _composed(decoded(data))
    whole = _plain(root) if root is not None else None
    if not isinstance(whole, dict) or not isinstance(whole.get(under), list):
        raise InputError(f"no list under the key {shown(under)}", hint=f"write {under}: and a list", code="bad_file")
    nodes = next(value for key, value in _pairs(root) if key == under).value
    for node, record in zip(nodes, whole[under], strict=True):
        if not isinstance(record, dict):
            raise _wrong("the list holds something that is no mapping", node.start_mark)
    lines = [node.start_mark.line + 1 for node in nodes]
    return list(zip(lines, whole[under], strict=True)), tuple(key for key in whole if key != under)


def _composed(text: str) -> Any:
    try:
        import yaml
    except ImportError as error:
        message = "a tracker is YAML, which needs the package PyYAML"
        raise MissingExtraError(message, hint="pip install 'forecast-ledger[yaml]'") from error
    try:
        _refuse_tricks(text)
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _wrong(f"no YAML: {error.problem}", error.problem_mark) from None
    except yaml.YAMLError as error:
        raise InputError(f"no YAML: {shown(str(error))}", hint=_HINT, code="bad_file") from None


def _refuse_tricks(text: str) -> None:
    """An `InputError` for what a reader of YAML would take for ever over, or unfold to more than a machine holds."""
    import yaml

    if len(text) > LONGEST:
        message = f"the YAML is too long to be a tracker: more than {LONGEST // 1_000_000} million characters"
        raise InputError(message, hint="split it", code="bad_file")
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _wrong("a part that stands for another (*) is not read", event.start_mark)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _wrong("nested too deeply to be a tracker", event.start_mark)


def _plain(node: Any) -> Any:
    if node.id == "mapping":
        table: dict[str, Any] = {}
        for key, value in _pairs(node):
            if key in table:
                raise _wrong(f"the key {shown(key)} stands twice", value.start_mark)
            table[key] = _plain(value)
        return table
    if node.id == "sequence":
        return [_plain(one) for one in node.value]
    return None if node.tag == NULL else str(node.value)


def _pairs(node: Any) -> Iterator[tuple[str, Any]]:
    for key, value in node.value:
        if key.id != "scalar":
            raise _wrong("a key that is no word", key.start_mark)
        yield str(key.value), value


def _wrong(what: str, mark: Any) -> InputError:
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    return InputError(f"{place}{what}", hint=_HINT, code="bad_file")
