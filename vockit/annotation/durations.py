"""Durations that customers state, as seconds: "for 45 minutes", "3 weeks", "half an hour"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNITS = {
    "s": 1,
    "min": 60,
    "h": 3_600,
    "d": 86_400,
    "w": 604_800,
    "f": 1_209_600,
    "mo": 2_592_000,
    "y": 31_536_000,
}
"""Seconds of a unit; a month counts 30 days, a year 365."""

_NUMBERS = {
    "half": 0.5,
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "couple": 2,
    "three": 3,
    "few": 3,
    "several": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
}
"""Words for numbers; "several" and "a few" count as three, the least that they can mean."""

_WORDS = "|".join(word for word in _NUMBERS if word not in {"half", "a", "an", "couple"})
_DURATION = re.compile(
    rf"""(?<![\w$£€.,])(?:
        (?P<figure>\d{{1,4}}(?:[.,]\d{{1,2}})?)\+?(?:\s*(?:-|–|to)\s*(?P<upto>\d{{1,4}}))?
      | (?:a\s+)?(?P<couple>couple)(?:\s+of)?
      | (?P<half>half)(?:\s+an?|\s+of\s+an?)?
      | (?:a\s+|the\s+(?:past|last)\s+)?(?P<word>{_WORDS})
      | (?:for|over|about|almost|nearly|than|took|takes|wait(?:ed|ing)?|within|after|under|only|
           around|like|another|whole|full|good|least)\s+(?:an?\s+(?:whole|full|good|solid)\s+|an?\s+)
    )(?:\s+|-)?(?P<and_half>and\s+a\s+half\s+)?(?:(?:whole|full|long|straight|business|working)\s+)?
    (?P<unit>sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|(?<![a-z])h|days?|nights?|weeks?|wks?|
      fortnights?|months?|y(?:ea)?rs?)\b(?!\s*-?\s*old\b)""",
    re.VERBOSE,
)
"""In lower case, which takes half the time of a pattern that ignores case."""
_LIKE_ASCII = str.maketrans("ſıİ\N{KELVIN SIGN}", "siik")
"""Letters that equal an ASCII letter where case is ignored, but not in lower case."""


def durations(text: str) -> Iterator[tuple[int, int]]:
    """(place of its first character, seconds) of every duration in a text, in order.

    Of a range ("2-3 weeks") the longer end counts. Ages ("3 years old") and prices ("$90 a month")
    are none.
    """
    lower = (text if text.isascii() else text.translate(_LIKE_ASCII)).lower()
    for found in _DURATION.finditer(lower):
        yield found.start(), round(_amount(found) * _seconds(found["unit"]))


def _amount(found: re.Match[str]) -> float:
    if found["upto"]:
        return float(found["upto"])
    if found["figure"]:
        amount = float(found["figure"].replace(",", "."))
    elif found["word"]:
        amount = _NUMBERS[found["word"]]
    else:
        amount = 2 if found["couple"] else 0.5 if found["half"] else 1
    return amount + (0.5 if found["and_half"] else 0)


def _seconds(unit: str) -> int:
    if unit.startswith("mo"):
        return _UNITS["mo"]
    if unit.startswith("mi"):
        return _UNITS["min"]
    if unit.startswith("n"):
        return _UNITS["d"]
    return _UNITS[unit[0]]
