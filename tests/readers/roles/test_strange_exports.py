"""Made-up exports in the shapes of many systems and languages, with the roles a person sees."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.readers.files import csv_bytes
from tests.readers.test_exports import settings_of
from vockit.readers.inspection import inspect_inputs
from vockit.readers.roles import find_roles
from vockit.schema import ROLES
from vockit.settings import InputSettings

EXPORTS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("strange_exports.toml").read_text(encoding="utf-8")
)
SIDES = ("improve", "praise")
RECORDS = 60
PROSE = (
    "The delivery was late and nobody answered the phone.",
    "Lovely staff, very helpful and quick.",
    "My refund never came, I am furious about it.",
    "App keeps crashing whenever I try to pay.",
    "Great value, would buy again without thinking.",
    "Waited forty minutes on hold and then got cut off.",
    "The room was clean but the walls are thin.",
    "Easy to set up, had it running in ten minutes.",
    "Price went up again with no warning at all.",
    "Support fixed it in one call, thank you.",
)
SHORT = ("Never again", "Brilliant service", "Not worth it", "Fast and easy", "Five Stars", "So so")
PEOPLE = ("Ann B.", "Carl Doe", "Eve K", "Lukas M.", "Marie D.", "Kim Lee", "Ola N.", "Tom H.")
NEW_YEAR = datetime(2025, 1, 1, tzinfo=UTC)


class Made:
    """Values of a kind, the same in each run."""

    def __init__(self, name: str) -> None:
        self.chance = random.Random(name)

    def column(self, kind: str) -> list[str]:
        kind, blank = kind.removesuffix(" or blank"), kind.endswith(" or blank")
        values = [self.value(kind, number) for number in range(RECORDS)]
        return [self.chance.choice(["", value]) for value in values] if blank else values

    def value(self, kind: str, number: int) -> str:
        word, _, rest = kind.partition(" ")
        makers: dict[str, Callable[[], str]] = {
            "prose": lambda: " ".join(self.chance.sample(PROSE, self.chance.choice([1, 1, 2]))),
            "short": lambda: self.chance.choice(SHORT) + self.chance.choice(["", "!", " really"]),
            "person": lambda: f"{self.chance.choice(PEOPLE)}{self.chance.choice(['', number])}",
            "code": lambda: f"{self.chance.randrange(2**32):08x}-{number}",
            "mail": lambda: f"u{number}@example.com",
            "link": lambda: f"https://example.com/p/{number}",
            "blank": lambda: "",
            "upvotes": lambda: str(int(self.chance.paretovariate(0.6)) - 1),
            "date": lambda: self.day().strftime(rest or "%Y-%m-%d"),
            "series": lambda: rest.replace("#", str(number)),
            "boxes": lambda: ", ".join(self.chance.sample(rest.split(", "), 2)),
            "number": lambda: self.step(rest, number),
        }
        if word in makers:
            return makers[word]()
        low, _, high = kind.partition("-")
        if low.isdigit() and high.isdigit():
            return str(self.chance.randint(int(low), int(high)))
        return self.chance.choice(kind.split(" | "))

    @staticmethod
    def step(rest: str, number: int) -> str:
        first, step = map(int, rest.split(" + "))
        return str(first + number * step)

    def day(self) -> datetime:
        return NEW_YEAR + timedelta(hours=self.chance.randrange(170 * 24))


def of_role(columns: dict[str, str], *roles: str) -> list[str]:
    said = {name: kind.partition(": ") for name, kind in columns.items()}
    return [name for name, (role, colon, _) in said.items() if colon and role in roles]


@pytest.mark.parametrize("name", EXPORTS)
def test_the_roles_that_a_person_sees(name: str) -> None:
    columns = EXPORTS[name]
    made = Made(name)
    values = {
        column: made.column(kind.rpartition(": ")[2] if ": " in kind else kind)
        for column, kind in columns.items()
    }
    found = find_roles(tuple(values), values, {})
    for role in ROLES:
        wanted = of_role(columns, role, *(SIDES if role == "text" else ()))
        assert list(found.columns[role]) == wanted, role
    asks = {column.name: column.asks for column in found.texts}
    for side in SIDES:
        assert [name for name, asked in asks.items() if asked == side] == of_role(columns, side)


@pytest.mark.parametrize("name", ["typeform", "german", "steamkaggle", "longform", "slots"])
def test_the_options_of_a_file_say_the_same_of_it(name: str, tmp_path: Path) -> None:
    made = Made(name)
    values = {
        column: made.column(kind.rpartition(": ")[2] if ": " in kind else kind)
        for column, kind in EXPORTS[name].items()
    }
    path = tmp_path / "in.csv"
    path.write_bytes(csv_bytes(tuple(values), list(zip(*values.values(), strict=True))))
    (found,) = inspect_inputs([str(path)], InputSettings())
    (again,) = inspect_inputs([str(path)], settings_of(found.options))
    assert (again.roles, again.questions) == (found.roles, found.questions)
    assert (again.dates, again.rating_scale) == (found.dates, found.rating_scale)
    assert again.options == found.options


def test_the_order_of_the_records_does_not_matter() -> None:
    columns = EXPORTS["trustpilot"]
    made = Made("order")
    values = {name: made.column(kind.rpartition(": ")[2]) for name, kind in columns.items()}
    turned = {name: cells[::-1] for name, cells in values.items()}
    assert find_roles(tuple(values), values, {}).columns == (
        find_roles(tuple(turned), turned, {}).columns
    )
