"""Texts as they come back: typeset anew, wrapped, with lines put in, words edited, marks of emphasis; seeded."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from ledger.sources.anchors import Anchor

ASCII = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "--", "…": "...", "\u00a0": " "})
LINES = (
    "Share this article with a friend.",
    "Related: ten charts of the year.",
    "Sign up for our letter.",
    "Photo: J. Doe",
)
WIDTH = 60
EDITED = 0.03


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or white space of the text as it was, with where it stood there; None for what was put in."""

    at: int | None
    text: str


Mutation = Callable[[list[Piece], random.Random], list[Piece]]


def pieces_of(text: str) -> list[Piece]:
    return [Piece(found.start(), found[0]) for found in re.finditer(r"\S+|\s+", text)]


def ascii_quotes(pieces: list[Piece], _: random.Random) -> list[Piece]:
    return [Piece(one.at, one.text.translate(ASCII)) for one in pieces]


def reflowed(pieces: list[Piece], _: random.Random) -> list[Piece]:
    made, width = [], 0
    for one in pieces:
        width += len(one.text)
        if not one.text.isspace():
            made.append(one)
        elif width > WIDTH or "\n\n" in one.text:
            made.append(Piece(one.at, "\n"))
            width = 0
        else:
            made.append(Piece(one.at, " " if "\n" not in one.text else "\n\n"))
    return made


def with_lines(pieces: list[Piece], chance: random.Random) -> list[Piece]:
    made = [Piece(None, "Skip to content\nMenu\n\n")]
    for one in pieces:
        made.append(one)
        if "\n" in one.text and chance.random() < 0.4:
            made.append(Piece(None, f"{chance.choice(LINES)}\n"))
    return made


def edited(pieces: list[Piece], chance: random.Random) -> list[Piece]:
    """Three words of a hundred are replaced, misspelt, left out or doubled by another."""
    changes = (
        lambda word: "thing",
        lambda word: word[:1] + word[2:] if len(word) > 3 else f"{word}s",
        lambda word: "",
        lambda word: f"{word} really",
    )
    return [
        Piece(one.at, chance.choice(changes)(one.text)) if one.text.strip() and chance.random() < EDITED else one
        for one in pieces
    ]


def emphasised(pieces: list[Piece], chance: random.Random) -> list[Piece]:
    """One word of ten stands between marks of Markdown."""
    made = []
    for one in pieces:
        mark = chance.choice(("*", "**", "_", "***"))
        word = one.text.strip() and chance.random() < 0.1
        made.append(Piece(one.at, f"{mark}{one.text}{mark}") if word else one)
    return made


def mixed(pieces: list[Piece], chance: random.Random) -> list[Piece]:
    return reflowed(with_lines(ascii_quotes(pieces, chance), chance), chance)


def all_together(pieces: list[Piece], chance: random.Random) -> list[Piece]:
    return emphasised(edited(mixed(pieces, chance), chance), chance)


MUTATIONS: dict[str, Mutation] = {
    "ASCII quotes": ascii_quotes,
    "reflowed": reflowed,
    "inserted lines": with_lines,
    "edited words": edited,
    "emphasis": emphasised,
    "a mixture": mixed,
    "all together": all_together,
}


@dataclass(frozen=True, slots=True)
class Mutated:
    """A text that came back, and where what stood at a place of the old one stands in it."""

    text: str
    places: dict[int, tuple[int, int]]

    def stands(self, anchor: Anchor) -> set[int]:
        """The places in this text of the letters of the words of a quote, their marks included."""
        assert anchor.start is not None
        assert anchor.end is not None
        ours = [place for at, place in self.places.items() if anchor.start <= at < anchor.end]
        return set().union(*(self.letters(*place) for place in ours))

    def letters(self, start: int, end: int) -> set[int]:
        """The places of a stretch that are no white space."""
        return {at for at in range(start, end) if not self.text[at].isspace()}


def mutated(text: str, name: str, seed: int) -> Mutated:
    places, made, length = {}, [], 0
    for one in MUTATIONS[name](pieces_of(text), random.Random(f"{seed} {name}")):
        if one.at is not None:
            places[one.at] = (length, length + len(one.text))
        made.append(one.text)
        length += len(one.text)
    return Mutated("".join(made), places)


def overlap(one: set[int], other: set[int]) -> float:
    """The share of letters of both that both have."""
    return len(one & other) / len(one | other)
