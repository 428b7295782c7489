"""Clusters of predictions: what shares its fate is one draw of the world, however many numbers it brought."""

from collections.abc import Sequence
from typing import Final, Protocol

Kinship = tuple[int, str | None, str | None]

FEW_CLUSTERS: Final = 10
"""Below so many clusters their spread says too little about its own size: no test is made."""


class Kindred(Protocol):
    """What is read of a forecast: the key of its question, and its series and source, None where it has none."""

    @property
    def question_key(self) -> int:
        """The key of its question."""

    @property
    def series(self) -> str | None:
        """Its series."""

    @property
    def source(self) -> str | None:
        """The text it was said in."""


def clusters_of(rows: Sequence[Kindred]) -> list[int]:
    """The cluster of each: forecasts on one question, of one series, or said in one text, belong together."""
    from ledger.calibration.clusters import joined

    return joined([kinship_of(one) for one in rows])


def kinship_of(one: Kindred) -> Kinship:
    """By what a forecast may share its fate with others: its question, series and source."""
    return one.question_key, one.series, one.source


class Kinships:
    """The kinships of a table, numbered as they come: a row keeps a number, and each kinship is held once."""

    def __init__(self) -> None:
        self._numbers: dict[Kinship, int] = {}
        self._kinships: list[Kinship] = []
        self._ids: list[str] = []

    def __len__(self) -> int:
        """How many there are."""
        return len(self._kinships)

    def number(self, one: Kindred, question: str) -> int:
        """The number of a forecast's kinship; `question` is the public id of its question."""
        kinship = kinship_of(one)
        number = self._numbers.setdefault(kinship, len(self._kinships))
        if number == len(self._kinships):
            self._kinships.append(kinship)
            self._ids.append(question)
        return number

    def questions(self, numbers: Sequence[int]) -> int:
        """On how many questions forecasts with these numbers are."""
        return len({self._kinships[number][0] for number in set(numbers)})

    def clusters(self, numbers: Sequence[int]) -> Sequence[int]:
        """The cluster of each forecast among these, as `clusters_of` has it but for how clusters are numbered."""
        from ledger.calibration.clusters import joined

        distinct = list(dict.fromkeys(numbers))
        kinships = [self._kinships[number] for number in distinct]
        if all(series is None and source is None for _, series, source in kinships):
            return numbers
        clusters = dict(zip(distinct, joined(kinships), strict=True))
        return [clusters[number] for number in numbers]

    def id(self, number: int) -> str:
        """The public id of the question of a kinship."""
        return self._ids[number]

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """The public id of the question of each."""
        return [self._ids[number] for number in numbers]
