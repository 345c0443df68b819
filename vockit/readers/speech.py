"""The customer's words in a text: all else is blanked out, so that no place in it moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vockit.readers.quotedmail import not_of_writer, quotes_mail
from vockit.readers.speakers import SpeakerColumn, find_speakers
from vockit.readers.turns import has_turns, not_of_customer
from vockit.verbatims import PART_BREAK


@dataclass(frozen=True, slots=True)
class Speech:
    """What of a text column's texts may not be the customer's."""

    turns: bool
    """Turns of the company's agents."""
    mail: bool
    """Mail that is quoted below."""

    def __bool__(self) -> bool:
        return self.turns or self.mail

    def customers(self, text: str) -> str:
        """The text, blanked out where others speak: as long as it was, and never cut in a word."""
        spans = list(self._others(text))
        if not spans:
            return text
        parts = []
        at = 0
        for start, end in spans:
            parts += [text[at:start], blanks(end - start)]
            at = end
        return "".join((*parts, text[at:]))

    def _others(self, text: str) -> Iterator[tuple[int, int]]:
        if self.turns:
            yield from not_of_customer(text)
        elif self.mail:
            yield from not_of_writer(text)


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks in an input."""

    column: SpeakerColumn | None = None
    """The column that says so."""
    texts: Mapping[str, Speech] = field(default_factory=dict)
    """Text column to what in its texts may not be the customer's, where there is any."""

    def is_company(self, value: str) -> bool:
        """Whether the company speaks where the column has this value."""
        return self.column is not None and self.column.side(value) == "company"

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of it."""
        notes = []
        if self.column is not None:
            notes.append(
                f"speakers: column {self.column.column!r} tells customers from the company, whose "
                "replies are left out; --speakers all reads them, too"
            )
        for column, speech in self.texts.items():
            what = "agents have their turns" if speech.turns else "mail is quoted or signed"
            notes.append(
                f"speakers: in column {column!r} {what}; what is not the customer's is left out"
            )
        return tuple(notes)


def find_speaking(values: Mapping[str, Sequence[str]], texts: Sequence[str]) -> Speaking:
    """Who speaks in an input, by the first values of its columns; ``texts`` are those of texts."""
    speech = {column: find_speech(values[column]) for column in texts}
    some = {column: one for column, one in speech.items() if one}
    if any(one.turns for one in some.values()):
        # Then a column says who called, not whose the words are.
        return Speaking(None, some)
    return Speaking(find_speakers(values, texts), some)


def find_speech(texts: Sequence[str]) -> Speech:
    """What may not be the customer's in a column, by its first texts."""
    turns = has_turns(texts)
    return Speech(turns, not turns and quotes_mail(texts))


def blanks(length: int) -> str:
    """White space of that length which no clause crosses."""
    return PART_BREAK[:length] + " " * max(0, length - len(PART_BREAK))
