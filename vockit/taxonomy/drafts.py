"""What one file says of themes and cues, before files are merged and facets inherited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vockit.errors import TaxonomyError
from vockit.taxonomy.facets import FACET_VALUES
from vockit.taxonomy.model import Theme


@dataclass(frozen=True, slots=True)
class ThemeDraft:
    """A theme with the facets that its own file gives it, and where that is written."""

    theme: Theme
    where: str


@dataclass(frozen=True, slots=True)
class TaxonomyDraft:
    """The themes and valences of one file, as they stand in it."""

    file: str
    themes: tuple[ThemeDraft, ...]
    valence: Mapping[str, float] = field(default_factory=dict)
    name: str | None = None
    """What the file calls itself."""


def place(file: str, line: int | None, kind: str, name: str) -> str:
    """How an error message opens: ``themes.toml, line 7, theme delivery/late``."""
    return f"{file}, line {line}, {kind} {name}" if line else f"{file}, {kind} {name}"


def checked_name(name: str, where: str) -> str:
    """The name of a theme or cue, if its parts between ``/`` can be names."""
    if any(not part or part != part.strip() for part in name.split("/")):
        raise TaxonomyError(
            f"{where}: {name!r} has an empty part or a space beside /; write `delivery/late`"
        )
    if "|" in name or not name.isprintable():
        raise TaxonomyError(f"{where}: {name!r} has a | or a control character; leave it out")
    if name.startswith("("):
        raise TaxonomyError(f"{where}: names in parentheses, as {name!r}, are kept for reports")
    return name


def checked_facet(facet: str, value: str, where: str) -> str:
    """The value of a facet, if it is one of those allowed."""
    allowed = FACET_VALUES[facet]
    if allowed is not None and value not in allowed:
        raise TaxonomyError(
            f"{where}: unknown {facet} {value!r}; {facet} is one of {', '.join(allowed)}"
        )
    return value


def default_label(name: str) -> str:
    """``delivery/late-parcel`` is called *Late parcel* where its author gives no label."""
    words = name.rsplit("/", maxsplit=1)[-1].replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
