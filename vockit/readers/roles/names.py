"""What the name of a column alone says, where nothing else of a table is known yet."""

from __future__ import annotations

from vockit.readers.roles.words import words_of


def names_role(name: str) -> bool:
    """Whether a column of this name would be taken for a role by its name alone."""
    words = words_of(name)
    if not 0 < len(words) <= _LONGEST_NAME:
        return False
    return words.mean(*_NAMING) and words.all_mean(*_NAMING, *_BESIDE)


_LONGEST_NAME = 4
_NAMING = (
    "voice", "words", "title", "rating", "date", "written", "id", "person", "person_name",
    "channel", "channel_like", "brand", "business", "side",
)  # fmt: skip
_BESIDE = ("whole", "record", "name", "other", "started", "visited", "updated", "ended")


def names_text(name: str) -> bool:
    """Whether a column of this name would be taken for the text by its name alone."""
    words = words_of(name)
    if not 0 < len(words) <= _LONGEST_NAME:
        return False
    return words.mean("voice", "words") and words.all_mean("voice", "words", "person", *_BESIDE)
