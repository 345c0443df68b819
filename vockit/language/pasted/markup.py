"""HTML and escapes in comments: entities as characters, tags as line ends or nothing."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

from vockit.language.pasted.edits import Edited
from vockit.language.pasted.words import LETTERS, is_word

_LOOSE = ("amp", "nbsp", "lt", "gt", "quot", "apos")
"""Entities that people also write without the semicolon."""
_ENTITY = re.compile(
    r"&(?:amp;)*(?P<name>#[0-9]{1,7}(?:;|(?![0-9]))|#[xX][0-9A-Fa-f]{1,6};"
    rf"|[A-Za-z][A-Za-z0-9]{{1,31}};|(?:{'|'.join(_LOOSE)})(?![A-Za-z0-9=;]))"
)
"""With any number of "amp;" before it, which exports add each time that they escape a text."""
_BREAKS = "br|li|tr|dd|dt|option"
_PARAGRAPHS = (
    "p|div|ul|ol|dl|table|tbody|thead|tfoot|h[1-6]|hr|blockquote|pre|section|article|header|footer"
    "|form|html|body|head|title|center|main|nav|aside|figure|figcaption"
)
_CELLS = "td|th|img|input|button|select|iframe|svg|video|audio|source"
_INLINE = (
    "a|b|i|u|s|em|strong|span|font|small|big|sub|sup|del|ins|mark|code|tt|kbd|abbr|cite|q|strike"
    "|label|wbr|o:p|link|meta|col|colgroup|bdi|bdo|time|var|samp|dfn"
)
_TAG = re.compile(
    r"<!--.{0,4000}?-->|<!doctype[^<>]{0,200}>|<(?P<dropped>script|style)\b[^<>]*>.{0,4000}?</(?P=dropped)\s*>"
    rf"|</?(?:(?P<paragraph>{_PARAGRAPHS})|(?P<break>{_BREAKS})|(?P<cell>{_CELLS})|(?:{_INLINE}))"
    r"(?:\s[^<>]{0,2000})?\s*/?>",
    re.IGNORECASE | re.DOTALL,
)
_LETTERS_BEFORE = re.compile(rf"[{LETTERS}]+$")
_LETTERS_AFTER = re.compile(rf"[{LETTERS}]+")
_ESCAPE = re.compile(
    r"(?<!\\)\\(?:u(?P<code>[0-9A-Fa-f]{4})|(?P<quote>['\"])|(?P<space>r\\n|[nrt]))"
)
_PERCENT = re.compile(r"%(?P<code>20|2[1267C]|3[ABF]|0[AD])")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2}){2,}")
_PATH = re.compile(r"\b[A-Za-z]:\\|(?<!\S)\\\\\w")


def plain_markup(text: Edited) -> Edited:
    """Escapes, entities and tags as what they stand for, also those of links and of mail.

    Only names that HTML has are tags, so "<3", "<name>" and "a < b" stay. A paragraph is a blank
    line, a line break a line end, a cell a blank; other tags are nothing.
    """
    if "\\" in text.text and not _PATH.search(text.text):
        text = text.replaced(_ESCAPE, _unescaped)
    if "%" in text.text and "://" not in text.text:
        text = text.replaced(_PERCENT, lambda found: chr(int(found["code"], 16)))
    if "=" in text.text:
        text = text.replaced(_QUOTED, _decoded)
    if "&" in text.text:
        text = text.replaced(_ENTITY, _character)
    if "<" in text.text:
        text = text.replaced(_TAG, _space)
    return text


def _unescaped(found: re.Match[str]) -> str:
    if found["code"]:
        return chr(int(found["code"], 16))
    return found["quote"] or ("\t" if found["space"] == "t" else "\n")


def _decoded(found: re.Match[str]) -> str:
    """Bytes as mail writes them: "=E2=80=99" for an apostrophe."""
    try:
        return bytes.fromhex(found[0].replace("=", "")).decode("utf-8")
    except ValueError:
        return found[0]


def _character(found: re.Match[str]) -> str:
    name = found["name"].removesuffix(";")
    is_known = name.startswith("#") or f"{name};" in html5
    return unescape(f"&{name};") if is_known else f"&{found['name']}"


def _space(found: re.Match[str]) -> str:
    if found["paragraph"]:
        return "\n\n"
    if found["break"]:
        return "\n"
    return " " if found["cell"] or found["dropped"] or _parts_words(found) else ""


def _parts_words(found: re.Match[str]) -> bool:
    """Whether a tag stands between two words, and not within one: "<b>slow</b>till"."""
    before = _LETTERS_BEFORE.search(found.string, max(found.start() - 40, 0), found.start())
    after = _LETTERS_AFTER.match(found.string, found.end())
    return bool(
        before
        and after
        and min(len(before[0]), len(after[0])) > 2
        and is_word(before[0])
        and is_word(after[0])
    )
