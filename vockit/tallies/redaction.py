"""Masks over what identifies a person: e-mail addresses, phone and card numbers.

A mask is as long as what it hides, so that offsets into the text stay right. Time is linear in the
text: every pattern starts once a run of its characters and never gives back what it took.
"""

from __future__ import annotations

import re

MASK = "*"

_EMAIL = re.compile(r"(?<![\w.%+-])[\w.%+-]++@(?:[\w-]++\.)+[\w-]+")
_NAMED = re.compile(r"@(?<=[\w.%+-]@)")
"""It opens with what it looks for, so that the search skips there; a tweet's @handle is none."""
_NUMBER = re.compile(r"\d(?<!\d\d)(?:[ .()-]{0,2}\d){6,}")
"""Seven digits and more, each at most two separators from the next.

It opens with a digit and not with what is before it, so that the search skips to digits.
"""
_FEWEST_DIGITS = 7
"""What ``_NUMBER`` needs."""
_NO_DIGITS = bytes(code for code in range(128) if not chr(code).isdecimal())
_DATE = r"(?:(?:19|20)\d\d(?:[.-]\d\d?){0,2}|\d\d?[.-]\d\d?[.-](?:19|20)?\d\d)"
_DATES = re.compile(rf"{_DATE}(?:[ .-]{{1,3}}(?:{_DATE}|\d\d?))*")
_LONGEST_DATES = 24
"""Characters of two dates with what is between them; it also bounds what a match can cost."""


def redacted(text: str) -> str:
    """The text with e-mail addresses and long numbers masked; dates and spans of years stay."""
    # Few texts hold any. What an address or a number needs at least is found in a fraction of the
    # time: an @ after a name, as many digits.
    if _NAMED.search(text):
        text = _EMAIL.sub(_masked_address, text)
    if text.isascii() and len(text.encode().translate(None, _NO_DIGITS)) < _FEWEST_DIGITS:
        return text
    return _NUMBER.sub(_masked_number, text)


def _masked_address(match: re.Match[str]) -> str:
    return "".join(char if char in "@." else MASK for char in match[0])


def _masked_number(match: re.Match[str]) -> str:
    number = match[0]
    if len(number) <= _LONGEST_DATES and _DATES.fullmatch(number):
        return number
    return "".join(MASK if char.isdecimal() else char for char in number)
