"""What is set, and where it was set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from vockit.profile import Profile
from vockit.request import Request
from vockit.settings import (
    AnnotationSettings,
    InputSettings,
    ReportSettings,
    RunSettings,
    settings_of,
)

Group = TypeVar("Group")
FROM_FILES = "from_files"
"""The field of a settings class that has the names of what configuration files set."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """Values of options and sections of the profile, each with its source.

    What no source sets is not in it, and has its default.
    """

    options: Mapping[str, Any] = field(default_factory=dict)
    """Name of the setting to value."""
    profile: Profile = field(default_factory=Profile)
    sources: Mapping[str, Path | str] = field(default_factory=dict)
    """Option or section to the file, variable or flag that set it."""

    def over(self, other: Configuration) -> Configuration:
        """Both, where this one wins. Sections are taken whole."""
        sections = {
            section.name: getattr(self.profile, section.name)
            for section in fields(Profile)
            if section.name in self.sources
        }
        return Configuration(
            {**other.options, **self.options},
            replace(other.profile, **sections),
            {**other.sources, **self.sources},
        )

    def settings(self, group: type[Group], **defaults: Any) -> Group:
        """The settings of a class; ``defaults`` are those that a command has of its own."""
        values = dict(defaults)
        for setting in settings_of(group):
            if setting.name in self.options:
                value = self.options[setting.name]
                values[setting.field] = not value if setting.turns_off else value
        if FROM_FILES in get_type_hints(group):
            values[FROM_FILES] = frozenset(
                name for name, source in self.sources.items() if isinstance(source, Path)
            )
        return group(**values)

    def request(
        self, inputs: Sequence[str] = (), reports: Sequence[str] = (), *, jobs: int | None = 1
    ) -> Request:
        """The request for these inputs and reports; ``jobs`` is the number unless one is set."""
        return Request(
            inputs,
            reports,
            reporting=self.settings(ReportSettings),
            reading=self.settings(InputSettings),
            annotation=self.settings(AnnotationSettings),
            running=self.settings(RunSettings, jobs=jobs),
            profile=self.profile,
        )
