"""What files of questions and of forecasts say, gathered into a batch: each question, person and forecast once."""

from collections.abc import Sequence

from ledger.errors import InputError
from ledger.importers._table import Problems
from ledger.store.batch import Asked, Batch, ForecastRow, Made, Said, Where, Withdrawal
from ledger.store.making import forecaster_name
from ledger.store.written import check_texts


class People:
    """The forecasters of a file in the order in which they are met; letter case does not make a new one.

    >>> people = People()
    >>> people("Ann Bee"), people("Bob"), people("ann  bee"), people.names
    (0, 1, 0, ['Ann Bee', 'Bob'])
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.places: dict[str, int] = {}

    def __call__(self, name: str) -> int:
        """The position of one; an `InputError` for a name that is none."""
        if name not in self.places:
            clean = forecaster_name(name, hint="write who said it")
            place = self.places.setdefault(clean.lower(), len(self.names))
            if place == len(self.names):
                self.names.append(clean)
            self.places[name] = place
        return self.places[name]


class Gathering:
    """Questions, forecasters and forecasts in the order in which they are met."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.questions: list[Asked] = []
        self.places: dict[str, int] = {}
        self.people = People()
        self.forecasts: list[ForecastRow] = []
        self.seen: dict[tuple[int, int, str], int] = {}

    def ask(self, question: Asked) -> int:
        """The position of a question."""
        place = self.places.setdefault(question.foreign_key, len(self.questions))
        if place == len(self.questions):
            self.questions.append(question)
        return place

    def hear(self, question: Asked, name: str, line: int, said: Said, made: Made, where: Where) -> tuple[int, int]:
        """One more forecast; the positions of its question and forecaster.

        An `InputError` where the same person has said something else at that time; the same again is passed over.
        """
        check_texts(filter(None, where))
        place, person = self.ask(question), self.person(name)
        first = self.seen.setdefault((place, person, made[3]), len(self.forecasts))
        if first == len(self.forecasts):
            self.forecasts.append((place, person, line, said, made, where))
        elif self.forecasts[first][3] != said:
            there = self.problems.place(self.forecasts[first][2])
            message = f"another forecast than in {there} of this question, forecaster and time"
            raise InputError(message, hint="leave one of them out")
        return place, person

    def person(self, name: str) -> int:
        """The position of a forecaster; an `InputError` for a name that is none."""
        return self.people(name)

    def batch(self, system: str, zone: str, withdrawals: Sequence[Withdrawal]) -> Batch:
        """All of it; in such files a key stays when its question is put into other words."""
        return Batch(
            system=system,
            zone=zone,
            questions=self.questions,
            forecasters=self.people.names,
            forecasts=self.forecasts,
            renames=True,
            withdrawals=withdrawals,
        )
