"""Which texts of a batch may be other than plain, found for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vockit.arrays import Bools, Ints
from vockit.language.pasted.characters import ALWAYS
from vockit.language.pasted.encodings import FIRST

_NOT_ASCII = 0x80
_ANY, _ENTITY, _TAG, _STOP, _COMMA, _END, _COLON, _QUOTE, _SIGN, _CODED, _RETURN, _LONG = range(
    1, 13
)
"""What a byte of UTF-8 may be the sign of; the first byte of a longer character is ``_LONG``."""
_MARKS = (
    *((ord(mark), _ANY) for mark in (*ALWAYS, "\\") if mark.isascii()),
    *((ord(mark), _END) for mark in "!?)"),
    *((ord(mark), _COLON) for mark in ":;"),
    *((ord("'"), _QUOTE), (ord("%"), _CODED), (ord("\r"), _RETURN)),
    *((ord(mark), _SIGN) for mark in '"|~*+=>_]}-'),
    *((ord("&"), _ENTITY), (ord("<"), _TAG), (ord("."), _STOP), (ord(","), _COMMA)),
    *((byte, _LONG) for byte in range(0xC2, 0xF5)),
)
_KIND = np.array([dict(_MARKS).get(byte, 0) for byte in range(0x100)], dtype=np.uint8)
_IS_MARK = bytes((_KIND != 0).tolist())

_OTHER, _LOWER, _UPPER, _DIGIT, _SPACE = range(5)
_FORM = np.array(
    [
        (_UPPER * char.isupper() or _LOWER * char.isalpha() or _DIGIT * char.isdigit())
        or _SPACE * char.isspace()
        for char in map(chr, range(_NOT_ASCII))
    ]
    # The first and the last byte of a longer character: it may be a letter.
    + [_LOWER] * _NOT_ASCII,
    dtype=np.uint8,
)

_MAY_BE = np.zeros((0x100, 5), dtype=np.bool_)
"""By a mark's first byte and the form of what is behind it: whether it may be suspect."""
for _kind, _forms in (
    (_ANY, (_OTHER, _LOWER, _UPPER, _DIGIT, _SPACE)),
    (_LONG, (_LOWER,)),
    (_ENTITY, (_OTHER, _LOWER, _UPPER)),
    (_TAG, (_OTHER, _LOWER, _UPPER)),
    (_STOP, (_LOWER, _UPPER)),
    (_COMMA, (_LOWER, _UPPER)),
    (_END, (_LOWER, _UPPER, _DIGIT)),
    (_COLON, (_OTHER, _LOWER, _UPPER, _DIGIT)),
    (_QUOTE, (_OTHER,)),
    (_SIGN, (_LOWER, _UPPER, _DIGIT)),
    (_CODED, (_DIGIT,)),
    (_RETURN, (_OTHER, _LOWER, _UPPER, _DIGIT, _SPACE)),
):
    for _form in _forms:
        _MAY_BE[_kind == _KIND, _form] = True

_LAST = 0x1D800
"""The first code point about which nothing is known; the same holds of all above."""
_IS_ALWAYS, _IS_GARBLED, _IS_SELECTOR, _IS_SIGN, _IS_DASH = range(1, 6)
_LONG_KIND = np.zeros(_LAST + 1, dtype=np.uint8)
_LONG_KIND[[ord(mark) for mark in FIRST]] = _IS_GARBLED
_LONG_KIND[[ord(mark) for mark in ALWAYS]] = _IS_ALWAYS
_LONG_KIND[0xFE00:0xFE10] = _IS_SELECTOR
_LONG_KIND[[ord(mark) for mark in "•·●▪►”"]] = _IS_SIGN
_LONG_KIND[ord("–")] = _IS_DASH


def suspects(texts: Sequence[str]) -> list[int]:
    """The numbers of the texts that have something in them for which it is worth to look closer.

    A text that is left out is plain; one that is not may be.
    """
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    # Between line ends each byte has one before it and some behind it.
    joined = b"\n".join((b"", *encoded, b"\n\n\n"))
    at = np.flatnonzero(np.frombuffer(joined.translate(_IS_MARK), np.bool_))
    raw = np.frombuffer(joined, np.uint8)
    # Most marks have a blank behind them, which most of them should.
    at = at[_MAY_BE[raw[at], _FORM[raw[at + 1]]]]
    at = at[_is_suspect(raw, at)]
    ends = np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)) + 1)
    numbers: list[int] = np.unique(np.searchsorted(ends, at, side="right")).tolist()
    return numbers


def _is_suspect(raw: NDArray[np.uint8], at: Ints) -> Bools:
    """Which of the marks stand where they should not."""
    mark, before, behind = raw[at], raw[at - 1], raw[at + 1]
    kind = _KIND[mark]
    precedes, follows = _FORM[before], _FORM[behind]
    after_letter = (precedes == _LOWER) | (precedes == _UPPER)
    before_letter = (follows == _LOWER) | (follows == _UPPER)
    result = kind == _ANY
    result |= (kind == _ENTITY) & (before_letter | (behind == ord("#")))
    result |= (kind == _TAG) & (before_letter | (behind == ord("/")) | (behind == ord("!")))
    # "stayed.There" and "good,bad" are the tokenizer's.
    is_split = (precedes == _LOWER) & (follows == _UPPER) | (before == ord("."))
    is_short_link = raw[at - 2 + (at == 1)] == ord("/")
    result |= (kind == _STOP) & before_letter & ~is_split & ~is_short_link
    is_before_t = (behind == ord("t")) | (behind == ord("T"))
    is_for_apostrophe = ((before == ord("n")) | (before == ord("N"))) & is_before_t
    is_glued = before_letter & ~after_letter & (precedes != _SPACE)
    result |= (kind == _COMMA) & (is_glued | is_for_apostrophe)
    is_before_word = before_letter | (follows == _DIGIT) & (precedes != _DIGIT)
    result |= (kind == _END) & is_before_word
    is_face = (behind == ord(")")) | (behind == ord("(")) | (behind == ord("-"))
    result |= (kind == _COLON) & (is_before_word | is_face) & (precedes != _SPACE)
    result |= (kind == _QUOTE) & after_letter & (behind == mark)
    is_bullet = (mark == ord("-")) | (mark == ord("~")) | (mark == ord("|"))
    is_alone = after_letter & (mark != ord("-")) | (precedes == _SPACE) & is_bullet
    result |= (kind == _SIGN) & (before_letter & is_alone | (mark == ord("=")))
    result |= (kind == _CODED) & (
        (behind == ord("2")) | (behind == ord("3")) | (behind == ord("0"))
    )
    result |= (kind == _RETURN) & (behind != ord("\n"))
    long = np.flatnonzero(kind == _LONG)
    result[long] = _is_long_suspect(raw, at[long])
    return np.asarray(result)


def _is_long_suspect(raw: NDArray[np.uint8], at: Ints) -> Bools:
    """Which characters, of which these are the first bytes, are no plain text."""
    bytes_ = raw[at + np.arange(4)[:, None]].astype(np.int64)
    first, second, third, fourth = bytes_ & 0x3F
    is_two, is_three = bytes_[0] < 0xE0, bytes_[0] < 0xF0
    point = np.where(
        is_two,
        (first & 0x1F) << 6 | second,
        np.where(
            is_three,
            (first & 0x0F) << 12 | second << 6 | third,
            (first & 0x07) << 18 | second << 12 | third << 6 | fourth,
        ),
    )
    behind = raw[at + np.where(is_two, 2, np.where(is_three, 3, 4))]
    kind = _LONG_KIND[np.minimum(point, _LAST)]
    before, follows = raw[at - 1], _FORM[behind]
    is_followed = (behind >= _NOT_ASCII) | (follows == _SPACE)
    is_before_letter = ((follows == _LOWER) | (follows == _UPPER)) & (behind < _NOT_ASCII)
    return np.asarray(
        (kind == _IS_ALWAYS)
        | (kind == _IS_GARBLED) & is_followed
        | (kind == _IS_SELECTOR) & (before < _NOT_ASCII)
        | (kind == _IS_SIGN) & is_before_letter
        | (kind == _IS_DASH) & is_before_letter & (_FORM[before] == _SPACE)
    )
