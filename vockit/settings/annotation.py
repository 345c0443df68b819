"""How texts are annotated: what is looked for in them, and how sentiment is scored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from vockit.profile import Profile
from vockit.settings.option import Option

SentimentProfile = Literal["cx", "stock"]
Language = Literal["en", "any"]

ANNOTATION: Final = "Themes and sentiment"


@dataclass(frozen=True, slots=True)
class AnnotationSettings:
    """What an ``Annotator`` is built from."""

    taxonomy: Annotated[
        tuple[str, ...],
        Option(
            "A pack, or a TOML or CSV file of your own. May be repeated.", ANNOTATION, "NAME|FILE"
        ),
    ] = ("service",)
    sentiment: Annotated[
        SentimentProfile,
        Option(
            "cx is tuned to how customers write; stock is vaderSentiment, to the last digit.",
            ANNOTATION,
        ),
    ] = "cx"
    language: Annotated[
        Language,
        Option(
            "en leaves out comments that are not English, and counts them; any reads all as if "
            "they were.",
            ANNOTATION,
        ),
    ] = "en"
    profile: Profile = field(default_factory=Profile)
