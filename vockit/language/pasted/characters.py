"""Characters that look like others or like nothing: invisible ones, quotes, wide letters, accents.

Curly quotes, en and em dashes and the ellipsis are not here: tokenizer and scorer know them.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from vockit.language.pasted.edits import Edited

_NOTHING = (
    *range(0x00, 0x09),
    *range(0x0E, 0x1C),
    *range(0x7F, 0x80),
    *(0x81, 0x8D, 0x8F, 0x90, 0x9D),
    *(0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),
    *range(0x180B, 0x180F),
    *range(0x200B, 0x200D),
    *range(0x200E, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFFF9, 0xFFFC),
    0xFEFF,
)
"""Control characters, and what has no width: byte order mark, soft hyphen, joiners, directions."""
_APOSTROPHES = "`´ʹʻʼʽʾʿˈˊˋ˴՚׳᾽᾿῾‘‚‛′‵❛❜Ꞌꞌ＇"
_MAPPED = {
    **dict.fromkeys(map(chr, _NOTHING), ""),
    **{
        chr(code): bytes([code]).decode("cp1252")
        for code in range(0x80, 0xA0)
        if code not in {0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D}
    },
    **dict.fromkeys("«»‟″〝〞❝❞＂", '"'),
    **dict.fromkeys("‹›", "'"),
    **dict.fromkeys("‐‑⁃−﹘﹣－", "-"),
    **dict.fromkeys("‒", "–"),
    **dict.fromkeys("―⸺⸻", "—"),
    **dict.fromkeys("。｡．", "."),
    **dict.fromkeys("、､", ","),
    **{"⁉": "!?", "⁈": "?!", "‼": "!!", "⁇": "??"},
    **{"\ufffc": " ", "\x85": "\n", "\x0b": "\n", "\x0c": "\n\n"},
    **{"\u2028": "\n", "\u2029": "\n\n"},
}
"""What stands for one character. Windows' quotes in the place of control characters are among them,
as HTML 5 has it."""
_ALIKE = (
    *range(0xFB00, 0xFB07),
    *range(0xFF01, 0xFF5F),
    *range(0x1D400, 0x1D800),
)
"""Ligatures, full-width letters and marks, and letters of formulas, which people use as bold."""
_MAPPED |= {
    chr(code): alike
    for code in _ALIKE
    if chr(code) not in _MAPPED
    and chr(code) not in _APOSTROPHES
    and (alike := normalize("NFKC", chr(code))) != chr(code)
}

_JOINERS = frozenset(map(chr, (0x200D, *range(0xFE00, 0xFE10))))
_COMBINING = frozenset(map(chr, (*range(0x0300, 0x0370), *range(0x1100, 0x1200))))

ALWAYS = frozenset(_MAPPED) | frozenset(_APOSTROPHES) | _COMBINING | frozenset("\u200d\ufffd")
"""Characters for which a text is looked at, but what ``vockit.language.pasted`` has elsewhere."""

_ODD = re.compile(r"[^\t\n\r -~]")
_ODD_ASCII = re.compile(r"[^\t\n\r -_a-~]|''|[?,;\"](?=[tTsrvldm])|\r(?!\n|$)")
_JOINER = re.compile("\u200d+|[\ufe00-\ufe0f]+")
_EMOJI_BEFORE = re.compile(
    "[\u00a9\u00ae\u2000-\u3300\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
_EMOJI_BEHIND = re.compile("[\u2000-\u3300\U0001f000-\U0001faff]")
_COMPOSED = re.compile("[^\\s\u0300-\u036f][\u0300-\u036f]+|[\u1100-\u11ff]+")
_APOSTROPHE = re.compile(rf"[{_APOSTROPHES}]|''")
_MARK_BEFORE_ENDING = re.compile(r"[?,;\ufffd\"](?=(?:t|T|s|re|ve|ll|d|m)\b)")
_RETURN = re.compile(r"\r(?!\n|$)")
_LOST = re.compile("\ufffd+")


def plain_characters(text: Edited) -> Edited:
    """Characters by those that they look like; accents composed, as Unicode's NFC has them."""
    if text.text.isascii():
        if not _ODD_ASCII.search(text.text):
            return text
        text = text.replaced(_ODD, lambda found: _MAPPED.get(found[0], found[0]))
    else:
        text = _plain_beyond_ascii(text)
    if "\r" in text.text:
        text = text.replaced(_RETURN, lambda _: "\n")
    text = text.replaced(_APOSTROPHE, _straight_in_words)
    return text.replaced(_MARK_BEFORE_ENDING, _found_again)


def _plain_beyond_ascii(text: Edited) -> Edited:
    odd = frozenset(_ODD.findall(text.text))
    if odd & _MAPPED.keys():
        text = text.replaced(_ODD, lambda found: _MAPPED.get(found[0], found[0]))
    if odd & _JOINERS:
        text = text.replaced(_JOINER, _kept_in_emoji)
    if odd & _COMBINING:
        text = text.replaced(_COMPOSED, lambda found: normalize("NFC", found[0]))
    if "\ufffd" in odd:
        text = text.replaced(_MARK_BEFORE_ENDING, _found_again)
        text = text.replaced(_LOST, _kept_in_words)
    return text


def _around(found: re.Match[str]) -> tuple[str, str]:
    """The characters before and behind, "" where there is none."""
    text, (start, end) = found.string, found.span()
    return text[start - 1 : start] if start else "", text[end : end + 1]


def _kept_in_emoji(found: re.Match[str]) -> str:
    """Emoji are put together by joiners and selectors: a cook is a woman and a pan."""
    before, behind = _around(found)
    if found[0][0] != "\u200d":
        return "" if before.isascii() and not before.isdigit() else found[0]
    is_inside = _EMOJI_BEFORE.match(before) and _EMOJI_BEHIND.match(behind)
    return found[0] if is_inside else ""


def _straight_in_words(found: re.Match[str]) -> str:
    before, behind = _around(found)
    return "'" if before.isalpha() and behind.isalpha() else found[0]


def _found_again(found: re.Match[str]) -> str:
    """An apostrophe that was lost on the way, or missed: "don\ufffdt", "don?t", "don,t"."""
    before, start = found.string[: found.start()][-3:].lower(), found[0]
    behind = found.string[found.end()].lower()
    if not before[-1:].isalpha():
        return start
    is_not = behind == "t" and before[-1] == "n" and before[-2:-1].isalpha()
    is_i = start == "?" and before[-1] == "i" and not before[-2:-1].isalpha() and behind != "s"
    is_it = start == "?" and before.endswith("it") and not before[:-2].isalpha() and behind == "s"
    return "'" if is_not or is_i or is_it or start == "\ufffd" else start


def _kept_in_words(found: re.Match[str]) -> str:
    before, behind = _around(found)
    return found[0] if before.isalnum() and behind.isalnum() else ""
