"""A taxonomy as a list, one row a theme."""

from __future__ import annotations

from dataclasses import dataclass

from vockit.taxonomy.model import Taxonomy


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """What ``themes list`` shows of a theme, its facets with those of its ancestors."""

    theme: str
    parent: str | None
    label: str
    stage: str | None
    dimension: str | None
    cause: str | None
    pole: str | None
    phrases: int
    """Number of rules of its own; a pure grouping has none."""


def theme_rows(taxonomy: Taxonomy) -> tuple[ThemeRow, ...]:
    """Every theme and grouping of a taxonomy, sorted by name."""
    return tuple(
        ThemeRow(
            theme.name,
            theme.name.rpartition("/")[0] or None,
            theme.label,
            theme.stage,
            theme.dimension,
            theme.cause,
            theme.pole,
            len(theme.phrases),
        )
        for theme in taxonomy.themes
    )
