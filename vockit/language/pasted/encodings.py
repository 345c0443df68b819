"""Text whose encoding was guessed wrongly once: "donâ€™t" for "don’t"."""

from __future__ import annotations

import re

from vockit.language.pasted.edits import Edited

_FIRST = "ÂÃÄÅÎÏÐÑâãðïв‚√¬"
"""What the first byte of a character in UTF-8 becomes in Windows-1252, Latin-1, Mac Roman and
Windows-1251."""
_SECOND = (
    "\u0080-\u00bf\u00c4-\u00f5\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02da\u02dc"
    "\u0402\u2013-\u203a\u20ac\u2122\ue000-\uf8ff"
)
_RUN = re.compile("[^\\x00-\\x7f]{2,}")
_GARBLED = re.compile(f"[{_FIRST}][{_SECOND}]")
_CUT_QUOTE = re.compile("(?<=[A-Za-z])â€(?=[a-z])|â€\\ufffd?")
_CUT_BLANK = re.compile(r"Â(?=\s|$)")
FIRST = frozenset(_FIRST)


def plain_encoding(text: Edited) -> Edited:
    """Runs of characters that are garbled, by ``ftfy``, and quotes of which a byte is lost.

    ftfy leaves alone what makes sense as it is: "NÃO" and "Ångström" stay.
    """
    if text.text.isascii():
        return text
    if _GARBLED.search(text.text):
        text = text.replaced(_RUN, _fixed)
        text = text.replaced(_CUT_QUOTE, _quote)
    return text.replaced(_CUT_BLANK, lambda _: "")


def _fixed(found: re.Match[str]) -> str:
    if not _GARBLED.search(found[0]):
        return found[0]
    # Few texts need it, and it takes a while to import.
    from ftfy import fix_encoding  # noqa: PLC0415

    return fix_encoding(found[0])


def _quote(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()], found.string[found.end() :]
    return "'" if before[-1:].isalpha() and after[:1].isalpha() else '"'
