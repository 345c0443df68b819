"""Masks over what identifies a person: e-mail addresses, phone and card numbers.

A mask is as long as what it hides, so that offsets into the text stay right. Time is linear in the
text: every pattern starts once a run of its characters and never gives back what it took.
"""

from __future__ import annotations

import re

MASK = "*"

_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""What a page puts between characters for no eye to see."""
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d-"
_NAME = rf"[\w.%+{_HIDDEN}{_DASHES}]"
_MARK = r"['’ʼ`´&/=!#$^*{|}~?]"
"""What may stand inside the name of an address, but not at its ends: ``o'brien``."""
_EMAIL = re.compile(
    rf"(?<!{_NAME})(?<!{_NAME}{_MARK}){_NAME}++(?:{_MARK}{_NAME}++)*+[@＠]"
    rf"(?:[\w{_HIDDEN}{_DASHES}]++\.)+[\w{_HIDDEN}{_DASHES}]+"
)
_NAMED = re.compile(rf"[@＠](?<={_NAME}.)")
"""It opens with what it looks for, so that the search skips there; a tweet's @handle is none."""
_BETWEEN = rf"[^\S\r\n]|[.()·•_{_HIDDEN}{_DASHES}]"
_NUMBER = re.compile(rf"\d(?<!\d\d)(?:(?:{_BETWEEN}){{0,3}}\d){{6,}}")
"""Seven digits and more, each at most three separators from the next, whatever blanks and dashes.

It opens with a digit and not with what is before it, so that the search skips to digits.
"""
_FEWEST_DIGITS = 7
"""What ``_NUMBER`` needs."""
_NO_DIGITS = bytes(code for code in range(128) if not chr(code).isdecimal())
_IN_DATES = f"[.{_DASHES}]"
_DATE = (
    rf"(?:(?:19|20)\d\d(?:{_IN_DATES}\d\d?){{0,2}}"
    rf"|\d\d?{_IN_DATES}\d\d?{_IN_DATES}(?:19|20)?\d\d)"
)
_DATES = re.compile(rf"{_DATE}(?:(?:[^\S\r\n]|{_IN_DATES}){{1,3}}(?:{_DATE}|\d\d?))*")
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
    return "".join(char if char in "@＠." else MASK for char in match[0])


def _masked_number(match: re.Match[str]) -> str:
    number = match[0]
    if len(number) <= _LONGEST_DATES and _DATES.fullmatch(number):
        return number
    return "".join(MASK if char.isdecimal() else char for char in number)
