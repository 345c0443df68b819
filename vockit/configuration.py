"""``vockit.toml``: options and the organisation's profile, read, checked and named where wrong.

Top-level keys are options, named as their long flags with underscores. Sections are the profile::

    top = 5
    taxonomy = ["service", "themes.toml"]

    [priorities]            # theme = how much it counts, any scale
    "delivery" = 5

    [standards]             # theme = "10 min", "2 days", or words
    "support/waiting" = "answer within 10 min"

    [[promises]]            # text, and themes or phrases where a verbatim touches on it
    text = "Delivered the next day"
    themes = ["delivery/late"]

    [economics]             # customers, value_per_year, affected_share; the rest has defaults
    [economics.fixes]       # theme = what mending it costs

    [journey]
    stages = ["choose", "buy", "receive", "use"]

    [brands]
    own = "Acme"
    control = ["Apex"]
    aliases = { Acme = ["acme.com", "@acme"] }

    [targets]               # SERVQUAL dimension = 1 to 7, or { expectation, weight }
    reliability = { expectation = 6.5, weight = 0.4 }

    [events]                # name = { date, expected, control }
    "new app" = { date = 2024-03-01, expected = ["app/crash"] }

    [questions]             # text column = what its question asks for: improve, praise or open
    "What could we do better?" = "improve"
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from vockit.annotation.durations import durations
from vockit.errors import ProfileError
from vockit.profile import ASKS, Asks, Brands, Economics, Event, Profile, Promise, Standard, Target
from vockit.taxonomy.facets import DIMENSIONS

FILE_NAME = "vockit.toml"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What one or several configuration files say, and which file said it."""

    options: Mapping[str, Any] = field(default_factory=dict)
    """Long flag with underscores to value."""
    profile: Profile = field(default_factory=Profile)
    sources: Mapping[str, Path] = field(default_factory=dict)
    """Option or section to the file that it is from."""

    def over(self, other: Configuration) -> Configuration:
        """This configuration, and what only the other one says. Sections are taken whole."""
        sections = {name: getattr(self.profile, name) for name in SECTIONS if name in self.sources}
        return Configuration(
            {**other.options, **self.options},
            replace(other.profile, **sections),
            {**other.sources, **self.sources},
        )


def user_file(environment: Mapping[str, str]) -> Path:
    """The user's own ``vockit.toml``, in the configuration folder of the platform."""
    if os.name == "nt" and environment.get("APPDATA"):
        return Path(environment["APPDATA"]) / "vockit" / FILE_NAME
    base = environment.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "vockit" / FILE_NAME


def load_configuration(
    option_names: Collection[str],
    environment: Mapping[str, str],
    *,
    named: Path | None = None,
    folder: Path = Path(),
) -> Configuration:
    """What is in force: the file that was named, or else the one in the folder, over the user's.

    Raises ``ProfileError`` where a file is not valid, or a named one does not exist.
    """
    found = Configuration()
    for path in (user_file(environment), named or folder / FILE_NAME):
        if path is named or path.is_file():
            found = read_configuration(path, option_names).over(found)
    return found


def read_configuration(path: Path, option_names: Collection[str]) -> Configuration:
    """One file, checked. Raises ``ProfileError``: file, key or line, and how to mend it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise ProfileError(
            f"{path}: no such file; `vockit config show` says where to look"
        ) from error
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except OSError as error:
        raise ProfileError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{path}: not valid TOML: {_where(str(error), text)}") from error
    return _checked(path, content, option_names)


def check_themes(profile: Profile, themes: Collection[str], file: Path | str = FILE_NAME) -> None:
    """Raise ``ProfileError`` for the first theme of the profile that the taxonomy does not have."""
    named: list[tuple[str, Iterable[str]]] = [
        ("[priorities]", profile.priorities),
        ("[standards]", (standard.theme for standard in profile.standards)),
        *((f"[[promises]] {promise.text!r}", promise.themes) for promise in profile.promises),
        ("[economics.fixes]", profile.economics.fixes if profile.economics else ()),
        *((f"[events] {event.name!r}", event.expected) for event in profile.events),
    ]
    for section, names in named:
        for name in names:
            if name not in themes:
                hint = _nearest(name, themes) or "`vockit themes list` names them all"
                raise ProfileError(f"{file}: {section}: no theme {name!r} in the taxonomy; {hint}")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a file a value stands, and how to say that it is wrong."""

    file: Path
    keys: tuple[str, ...] = ()

    def at(self, key: str) -> _Place:
        return _Place(self.file, (*self.keys, key))

    def fail(self, what: str) -> NoReturn:
        where = ".".join(key if re.fullmatch(r"[\w-]+", key) else f'"{key}"' for key in self.keys)
        raise ProfileError(f"{self.file}: {where}: {what}" if where else f"{self.file}: {what}")

    def table(self, value: Any, known: Iterable[str] | None = None) -> Mapping[str, Any]:
        """A table; with ``known``, one that has no other keys."""
        if not isinstance(value, dict):
            self.fail(f"a table is wanted, not {_said(value)}")
        for key in value if known is not None else ():
            known = tuple(known or ())
            if key not in known:
                hint = _nearest(key, known) or f"known: {', '.join(known)}"
                self.fail(f"unknown key {key!r}; {hint}")
        table: Mapping[str, Any] = value
        return table

    def text(self, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            self.fail(f"text is wanted, not {_said(value)}")
        return value.strip()

    def texts(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            return (self.text(value),)
        if not isinstance(value, list):
            self.fail(f"a list of texts is wanted, not {_said(value)}")
        return tuple(self.text(part) for part in value)

    def number(self, value: Any, low: float = 0.0, high: float = float("inf")) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fail(f"a number is wanted, not {_said(value)}")
        if not low <= value <= high:
            limits = f"from {low:g} to {high:g}" if high < float("inf") else f"of {low:g} or more"
            self.fail(f"a number {limits} is wanted, not {value:g}")
        return float(value)

    def day(self, value: Any) -> date:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(self.text(value))
        except ValueError:
            self.fail(f"a date such as 2024-03-01 is wanted, not {value!r}")


def _priorities(value: Any, place: _Place) -> Mapping[str, float]:
    return {theme: place.at(theme).number(weight) for theme, weight in place.table(value).items()}


def _standards(value: Any, place: _Place) -> tuple[Standard, ...]:
    standards = []
    for theme, said in place.table(value).items():
        text = place.at(theme).text(said)
        limits = [seconds for _, seconds in durations(text)]
        standards.append(Standard(theme, text, max(limits, default=None)))
    return tuple(standards)


def _promises(value: Any, place: _Place) -> tuple[Promise, ...]:
    if not isinstance(value, list):
        place.fail("written as [[promises]], once for each promise")
    promises = []
    for number, entry in enumerate(value, 1):
        here = place.at(str(number))
        table = here.table(entry, ("text", "themes", "phrases", "weight"))
        if "text" not in table:
            here.fail("the key 'text' is missing: what is promised")
        themes = here.at("themes").texts(table.get("themes", []))
        phrases = here.at("phrases").texts(table.get("phrases", []))
        if not themes and not phrases:
            here.fail("needs themes or phrases, to know which verbatims touch on it")
        weight = here.at("weight").number(table.get("weight", 1.0))
        promises.append(Promise(here.at("text").text(table["text"]), themes, phrases, weight))
    return tuple(promises)


def _economics(value: Any, place: _Place) -> Economics:
    table = place.table(value, [field.name for field in fields(Economics)])
    for key in ("customers", "value_per_year", "affected_share"):
        if key not in table:
            place.fail(f"the key {key!r} is missing; the worth of a gap cannot be told without it")
    shares = {"affected_share", "margin", "effect"}
    figures: dict[str, Any] = {
        key: place.at(key).number(table[key], 0.0, 1.0 if key in shares else float("inf"))
        for key in table
        if key not in {"loyalty_drop", "fixes"}
    }
    if "loyalty_drop" in table:
        here, drop = place.at("loyalty_drop"), table["loyalty_drop"]
        parts = drop if isinstance(drop, list) else [drop] * 3
        if len(parts) != 3:
            here.fail("three numbers are wanted: [low, base, high]")
        low, base, high = (here.number(part, 0.0, 1.0) for part in parts)
        if not low <= base <= high:
            here.fail("[low, base, high] must not fall")
        figures["loyalty_drop"] = (low, base, high)
    here = place.at("fixes")
    fixes = here.table(table.get("fixes", {}))
    figures["fixes"] = {theme: here.at(theme).number(cost) for theme, cost in fixes.items()}
    return Economics(**figures)


def _journey(value: Any, place: _Place) -> tuple[str, ...]:
    table = place.table(value, ("stages",))
    stages = place.at("stages").texts(table.get("stages", []))
    if not stages:
        place.fail('the key \'stages\' is missing: stages = ["choose", "buy", "use"]')
    if len(set(stages)) < len(stages):
        place.at("stages").fail("a stage is named twice")
    return stages


def _brands(value: Any, place: _Place) -> Brands:
    table = place.table(value, ("own", "control", "aliases"))
    own = place.at("own").text(table["own"]) if "own" in table else None
    here = place.at("aliases")
    aliases = {
        brand: here.at(brand).texts(names)
        for brand, names in here.table(table.get("aliases", {})).items()
    }
    return Brands(own, place.at("control").texts(table.get("control", [])), aliases)


def _targets(value: Any, place: _Place) -> Mapping[str, Target]:
    targets = {}
    for dimension, said in place.table(value, DIMENSIONS).items():
        here = place.at(dimension)
        table = here.table(
            said if isinstance(said, dict) else {"expectation": said}, ("expectation", "weight")
        )
        expectation, weight = table.get("expectation"), table.get("weight")
        targets[dimension] = Target(
            None if expectation is None else here.at("expectation").number(expectation, 1, 7),
            None if weight is None else here.at("weight").number(weight),
        )
    return targets


def _events(value: Any, place: _Place) -> tuple[Event, ...]:
    events = []
    for name, said in place.table(value).items():
        here = place.at(name)
        table = here.table(
            said if isinstance(said, dict) else {"date": said}, ("date", "expected", "control")
        )
        if "date" not in table:
            here.fail("the key 'date' is missing")
        events.append(
            Event(
                name,
                here.at("date").day(table["date"]),
                here.at("expected").texts(table.get("expected", [])),
                here.at("control").texts(table.get("control", [])),
            )
        )
    return tuple(events)


def _questions(value: Any, place: _Place) -> Mapping[str, Asks]:
    questions: dict[str, Asks] = {}
    for column, wanted in place.table(value).items():
        here = place.at(column)
        name = here.text(wanted)
        asks = next((one for one in ASKS if one == name), None)
        if asks is None:
            here.fail(f"one of {', '.join(ASKS)} is wanted, not {name!r}")
        questions[column] = asks
    return questions


SECTIONS: Mapping[str, Callable[[Any, _Place], Any]] = {
    "priorities": _priorities,
    "standards": _standards,
    "promises": _promises,
    "economics": _economics,
    "journey": _journey,
    "brands": _brands,
    "targets": _targets,
    "events": _events,
    "questions": _questions,
}
"""The sections of the profile, each to what reads it."""


def _checked(
    path: Path, content: Mapping[str, Any], option_names: Collection[str]
) -> Configuration:
    place = _Place(path)
    options: dict[str, Any] = {}
    sections: dict[str, Any] = {}
    for key, value in content.items():
        if key in SECTIONS:
            sections[key] = SECTIONS[key](value, place.at(key))
        elif key in option_names and not isinstance(value, dict):
            options[key] = value
        else:
            kind = "section" if isinstance(value, dict) else "key"
            known = tuple(SECTIONS) if isinstance(value, dict) else (*option_names, *SECTIONS)
            hint = _nearest(key.replace("-", "_"), known) or (
                f"sections are {', '.join(SECTIONS)}; options are named as their long flags"
            )
            place.fail(f"unknown {kind} {key!r}; {hint}")
    return Configuration(options, Profile(**sections), dict.fromkeys((*options, *sections), path))


def _where(message: str, text: str) -> str:
    """The line that the parser names, put first."""
    if message.endswith(" (at end of document)"):
        what = message.removesuffix(" (at end of document)")
        return f"line {max(1, len(text.splitlines()))}, at its end: {what}"
    found = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", message)
    return f"line {found[2]}, column {found[3]}: {found[1]}" if found else message


def _nearest(name: str, known: Iterable[str]) -> str:
    close: Sequence[str] = difflib.get_close_matches(name, list(known), 1, 0.5)
    return f"did you mean {close[0]!r}?" if close else ""


def _said(value: Any) -> str:
    kinds = {dict: "a table", list: "a list", bool: str(value).lower()}
    return kinds.get(type(value), repr(value))
