"""Taxonomies and cue lexica written in TOML."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from vockit.errors import TaxonomyError
from vockit.naming import hint_for
from vockit.taxonomy.drafts import (
    TaxonomyDraft,
    ThemeDraft,
    checked_facet,
    checked_name,
    default_label,
    place,
)
from vockit.taxonomy.facets import FACET_VALUES
from vockit.taxonomy.model import Cue, Rule, Theme
from vockit.taxonomy.phrases import parse_rule
from vockit.taxonomy.token_patterns import token_pattern_rule

STRONGEST_VALENCE: Final = 4.0
"""VADER's scale of valences runs from -4 to 4."""

_RULES: Final = ("phrases", "unless")
_TEXTS: Final = ("examples", "counter_examples")
_THEME_KEYS: Final = ("label", *FACET_VALUES, *_RULES, *_TEXTS)
_CUE_KEYS: Final = (*_RULES, *_TEXTS)


def read_taxonomy_toml(text: str, file: str) -> TaxonomyDraft:
    """The themes and valences of a TOML file; ``file`` is its name in messages."""
    document = _Document(file, text, tuple(text.splitlines()))
    content = document.parse()
    name = content.pop("name", None)
    if name is not None and not (isinstance(name, str) and name.strip() and name.isprintable()):
        raise TaxonomyError(f'{document.at("name")}: name is text: name = "…"')
    tables = document.sections(content, ("themes", "valence"))
    themes = tuple(
        _theme(document.entry("theme", theme, table)) for theme, table in tables["themes"].items()
    )
    return TaxonomyDraft(file, themes, _valence(document, tables["valence"]), name)


def read_cues_toml(text: str, file: str) -> tuple[Cue, ...]:
    """The cues of a TOML file; ``file`` is its name in messages."""
    document = _Document(file, text, tuple(text.splitlines()))
    cues = document.sections(document.parse(), ("cues",))["cues"]
    return tuple(_cue(document.entry("cue", name, table)) for name, table in cues.items())


@dataclass(frozen=True, slots=True)
class _Document:
    file: str
    text: str
    lines: tuple[str, ...]

    def parse(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise TaxonomyError(f"{self.file}: not valid TOML: {error}{self._hint()}") from None

    def sections(
        self, content: Mapping[str, Any], known: Sequence[str]
    ) -> dict[str, dict[str, Any]]:
        """The tables of the known sections, empty where the file lacks them; it has no others."""
        for key, value in content.items():
            if key not in known:
                raise TaxonomyError(
                    f"{self.at(key)}: unknown section {key!r}; {hint_for(key, known)}"
                )
            if not isinstance(value, dict):
                raise TaxonomyError(f"{self.at(key)}: {key} is a table; open it with [{key}]")
        return {section: content.get(section, {}) for section in known}

    def entry(self, kind: str, name: str, table: Any) -> _Entry:
        headers = (f"[{kind}s.{quote}{name}{quote}]" for quote in ('"', "'", ""))
        header = self.line_of(*headers, f'"{name}"', name)
        return _Entry(self, kind, name, table, header)

    def at(self, key: str) -> str:
        """The file and the line of a top-level key."""
        for number, line in enumerate(self.lines, start=1):
            if line.lstrip().startswith((f"[{key}", key, f'"{key}"')):
                return f"{self.file}, line {number}"
        return self.file

    def line_of(self, *needles: str, after: int = 0) -> int | None:
        """The 1-based line that first holds one of the needles, earlier needles preferred."""
        for needle in needles:
            if needle in self.text:
                for number in range(after, len(self.lines)):
                    if needle in self.lines[number]:
                        return number + 1
        return None

    def _hint(self) -> str:
        unquoted = re.search(r"^\s*\[(themes|cues)\.([^\"'\]\s]*/[^\"'\]]*)\]", self.text, re.M)
        if unquoted is None:
            return ""
        return f'; names with a / need quotes: [{unquoted[1]}."{unquoted[2]}"]'


@dataclass(frozen=True, slots=True)
class _Entry:
    """The table of one theme or cue."""

    document: _Document
    kind: str
    name: str
    table: Any
    header: int | None
    """The line that opens it."""

    def where(self, key: str = "") -> str:
        """The place of the entry, or of one of its keys."""
        return self._place(key) if key else self._place()

    def where_text(self, text: str) -> str:
        """The place of a text that the entry holds."""
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return self._place(f'"{escaped}"', f"'{text}'", escaped, text)

    def _place(self, *needles: str) -> str:
        line = self.header
        if line is not None:
            line = self.document.line_of(*needles, after=line) or line
        return place(self.document.file, line, self.kind, self.name)

    def check_keys(self, known: Sequence[str]) -> None:
        if not isinstance(self.table, Mapping):
            raise TaxonomyError(
                f'{self.where()}: it is not a table; write [{self.kind}s."{self.name}"]'
            )
        checked_name(self.name, self.where())
        for key, value in self.table.items():
            if key in known:
                continue
            if isinstance(value, Mapping):
                raise TaxonomyError(
                    f"{self.where()}: a {self.kind} below another is written with a /: "
                    f'[{self.kind}s."{self.name}/{key}"]'
                )
            raise TaxonomyError(f"{self.where(key)}: unknown key {key!r}; {hint_for(key, known)}")

    def text(self, key: str) -> str | None:
        value = self.table.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise TaxonomyError(f'{self.where(key)}: {key} is text: {key} = "…"')
        return value.strip()

    def list_of(self, key: str) -> list[Any]:
        value = self.table.get(key, [])
        if not isinstance(value, list):
            raise TaxonomyError(f'{self.where(key)}: {key} is a list: {key} = ["…", "…"]')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.list_of(key)
        for value in values:
            if not isinstance(value, str) or not value.strip():
                raise TaxonomyError(f"{self.where(key)}: {key} holds texts, not {value!r}")
        return tuple(values)

    def rules(self, key: str) -> tuple[Rule, ...]:
        return tuple(self._rule(key, value) for value in self.list_of(key))

    def _rule(self, key: str, value: object) -> Rule:
        if isinstance(value, str):
            try:
                return parse_rule(value)
            except TaxonomyError as fault:
                raise TaxonomyError(f"{self.where_text(value)}: {fault}") from None
        if isinstance(value, list) and all(isinstance(token, Mapping) for token in value):
            return token_pattern_rule(value, self.where(key))
        raise TaxonomyError(
            f"{self.where(key)}: {key} holds phrases or lists of token patterns, not {value!r}"
        )


def _theme(entry: _Entry) -> ThemeDraft:
    entry.check_keys(_THEME_KEYS)
    facets = {}
    for facet in FACET_VALUES:
        value = entry.text(facet)
        if value is not None:
            facets[facet] = checked_facet(facet, value, entry.where(facet))
    theme = Theme(
        entry.name,
        entry.text("label") or default_label(entry.name),
        **facets,
        phrases=entry.rules("phrases"),
        unless=entry.rules("unless"),
        examples=entry.texts("examples"),
        counter_examples=entry.texts("counter_examples"),
    )
    return ThemeDraft(theme, entry.where())


def _cue(entry: _Entry) -> Cue:
    entry.check_keys(_CUE_KEYS)
    facet, _, value = entry.name.partition("/")
    if facet in FACET_VALUES:
        if not value:
            raise TaxonomyError(f"{entry.where()}: it sets no {facet}; name one after a /")
        checked_facet(facet, value, entry.where())
    return Cue(
        entry.name,
        phrases=entry.rules("phrases"),
        unless=entry.rules("unless"),
        examples=entry.texts("examples"),
        counter_examples=entry.texts("counter_examples"),
    )


def _valence(document: _Document, table: Mapping[str, Any]) -> dict[str, float]:
    valences = {}
    header = document.line_of("[valence]") or 0
    for words, value in table.items():
        line = document.line_of(f'"{words}"', words, after=header)
        where = place(document.file, line, "valence of", repr(words))
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TaxonomyError(f"{where}: it is a number from -4 to 4, not {value!r}")
        if not math.fabs(value) <= STRONGEST_VALENCE:
            raise TaxonomyError(
                f"{where}: {value} is outside -4 to 4, the scale of VADER's lexicon"
            )
        valences[words] = float(value)
    return valences
