"""One request: what is read, how it is annotated, and what is reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vockit.errors import UsageError
from vockit.profile import Profile
from vockit.schema import QUESTION
from vockit.settings import AnnotationSettings, InputSettings, ReportSettings, RunSettings


@dataclass(frozen=True, slots=True)
class Request:
    """All that a run needs to know, the same from the command line and from Python.

    Its profile is that of its parts as well, wherever it is set. Raises ``UsageError`` where two
    of them differ.
    """

    inputs: Sequence[str] = ()
    """Files, folders, globs, or ``-``."""
    reports: Sequence[str] = ()
    """Names of gap reports; if there is none, all."""
    reporting: ReportSettings = field(default_factory=ReportSettings)
    reading: InputSettings = field(default_factory=InputSettings)
    annotation: AnnotationSettings = field(default_factory=AnnotationSettings)
    running: RunSettings = field(default_factory=lambda: RunSettings(jobs=1))
    profile: Profile = field(default_factory=Profile)

    def __post_init__(self) -> None:
        none = Profile()
        profiles = [self.profile, self.annotation.profile, self.reporting.profile]
        own = [profile for profile in profiles if profile != none]
        profile = own[0] if own else none
        if any(other != profile for other in own):
            raise UsageError("a request has one profile; this one has two that differ")
        questions = {**profile.questions, **self.reading.questions}
        # Unless the input has a column of that name.
        each_answer = self.reading.each_answer or self.reporting.by == QUESTION
        whole = {
            "inputs": _texts(self.inputs),
            "reports": _texts(self.reports),
            "profile": profile,
            "reading": replace(self.reading, questions=questions, each_answer=each_answer),
            "annotation": replace(self.annotation, profile=profile),
            "reporting": replace(self.reporting, profile=profile),
        }
        for name, value in whole.items():
            object.__setattr__(self, name, value)

    @property
    def counting(self) -> AnnotationSettings:
        """The annotation that the reports need: controls of the request are among the brands.

        Brands are followed by day only where they are the profile's own or its controls. With
        ``by`` controls are no brands, and every value of the column is followed.
        """
        if self.reporting.by is not None or not self.reporting.control:
            return self.annotation
        brands = self.profile.brands
        control = tuple(dict.fromkeys((*brands.control, *self.reporting.control)))
        profile = replace(self.profile, brands=replace(brands, control=control))
        return replace(self.annotation, profile=profile)


def _texts(texts: Sequence[str]) -> tuple[str, ...]:
    """One text is a sequence of itself, not of its letters."""
    return (texts,) if isinstance(texts, str) else tuple(texts)
