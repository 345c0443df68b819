"""All that can be set: frozen dataclasses that can be pickled, with an ``Option`` a field.

A new option is a field of one of these classes, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from vockit.settings.annotation import AnnotationSettings, SentimentProfile
from vockit.settings.option import Option, Setting, settings_of
from vockit.settings.reading import Dedupe, InputSettings
from vockit.settings.reporting import Conditions, ReportChoice, ReportSettings
from vockit.settings.running import GeneralSettings, RunSettings
from vockit.settings.writing import Level, OutputSettings, RowSettings

__all__ = [
    "GROUPS",
    "AnnotationSettings",
    "Conditions",
    "Dedupe",
    "GeneralSettings",
    "InputSettings",
    "Level",
    "Option",
    "OutputSettings",
    "ReportChoice",
    "ReportSettings",
    "RowSettings",
    "RunSettings",
    "SentimentProfile",
    "Setting",
    "settings_by_name",
    "settings_of",
]

GROUPS: Final[tuple[type[Any], ...]] = (
    InputSettings,
    AnnotationSettings,
    ReportChoice,
    ReportSettings,
    Conditions,
    RowSettings,
    OutputSettings,
    RunSettings,
    GeneralSettings,
)


@cache
def settings_by_name() -> Mapping[str, Setting]:
    """Every setting by its key in ``vockit.toml``, sorted."""
    named = {setting.name: setting for group in GROUPS for setting in settings_of(group)}
    return dict(sorted(named.items()))
