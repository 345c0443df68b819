"""Blanks that people forget after a mark: "bad!Never again", "slow.rude", "10/10.Great".

"stayed.There" and "good,bad" are not here: the tokenizer takes them apart, and clauses may end
between their words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from vockit.language.pasted.edits import Edited
from vockit.language.pasted.words import LETTERS, is_word

_HINT = re.compile(rf"[.!?;:,)](?=[{LETTERS}0-9])|[:;](?=-?[)(])")
_MARKS = frozenset(".!?;:,)…")
_FACE = re.compile(r"[:;]-?(?:[)(]+|[DPp](?![A-Za-z0-9]))")
_SIGN = re.compile(rf"[|•·●▪►~*+=<>_\]}}\"”»–-](?=[{LETTERS}])")
_BULLETS = frozenset("-–~|•·●▪►")
_CLOSERS = frozenset(']}"”»')
_LINK = r"://|^\W*www\.|^\W*(?:https?|mailto|tel|ftp):|[@#]\w|\w\.[a-z]{2,}(?:[/?]\S|:\d)"
_NO_PROSE = re.compile(rf"{_LINK}|:\w+:|\\", re.IGNORECASE)
"""Links, addresses, handles, paths, names of emoji."""
_NO_WORDS = re.compile(rf"{_LINK}|\\", re.IGNORECASE)
_LONGEST = 80
"""Characters on each side that are looked at: words are shorter."""
_WORD_BEFORE = re.compile(rf"(?:[{LETTERS}]+['’])?[{LETTERS}0-9]+(?=[\"'”’)\]*]*$)")
_WORD_AFTER = re.compile(rf"[{LETTERS}]+(?:['’][{LETTERS}]+)?|[0-9]+")
_ENDINGS = frozenset(
    (
        *("com", "net", "org", "edu", "gov", "info", "biz", "io", "co", "uk", "de", "fr", "eu"),
        *("app", "shop", "store", "online", "site", "tv", "me", "us", "ca", "au", "ie", "nl"),
        *("js", "py", "ai", "exe", "pdf", "doc", "docx", "xls", "txt", "csv", "jpg", "png", "zip"),
        *("mp", "cloud", "blog", "world", "travel", "live", "news", "tech", "club", "dev", "page"),
    )
)
"""What names of sites and files end in."""


def with_blanks(text: Edited) -> Edited:
    """A blank wherever it is missing after a mark, but not in links, numbers, times, short forms.

    A face that is made of marks is a word of its own: "great:)" is "great :)".
    """
    places = {
        place
        for found in _HINT.finditer(text.text)
        # Posts are full of these links.
        if not text.text.startswith("//t.co", found.start() - 3)
        for place in _places(text.text, found.start())
    }
    for found in _SIGN.finditer(text.text):
        places.update(_places_at_sign(text.text, found.start()))
    return text.with_blanks(sorted(places)) if places else text


def _chunk(text: str, mark: int) -> tuple[int, str]:
    """Where the chunk around a mark begins, and what is behind the mark in it."""
    first = next(
        (
            place + 1
            for place in range(mark - 1, max(mark - _LONGEST, 0) - 1, -1)
            if text[place].isspace()
        ),
        max(mark - _LONGEST, 0),
    )
    after = text[mark + 1 : mark + 1 + _LONGEST].split(None, 1)
    return first, after[0] if after and not text[mark + 1].isspace() else ""


def _places_at_sign(text: str, sign: int) -> Iterator[int]:
    """Where blanks are missing around a sign between two words, or behind a bullet."""
    before = text[sign - 1 : sign] if sign else ""
    if not (before.isalpha() or (not before.strip() and text[sign] in _BULLETS)):
        return
    first, rest = _chunk(text, sign)
    word = _WORD_AFTER.match(rest)
    if word is None or len(word[0]) < 2 or not is_word(word[0]):
        return
    if not before.isalpha():
        if len(word[0]) > 2:
            yield sign + 1
        return
    known = _WORD_BEFORE.search(text[first:sign])
    is_between = known is not None and len(known[0]) > 1 and is_word(known[0])
    if text[sign] in "-–" or not is_between or _NO_WORDS.search(f"{text[first : sign + 1]}{rest}"):
        return
    if text[sign] not in _CLOSERS:
        yield sign
    yield sign + 1


def _places(text: str, mark: int) -> Iterator[int]:
    """Where blanks are missing around a mark that ends something."""
    first, rest = _chunk(text, mark)
    before = text[first:mark]
    if _NO_PROSE.search(f"{before}{text[mark]}{rest}"):
        return
    face = _FACE.match(text, mark)
    so_far = text[max(mark - 4 * _LONGEST, 0) : mark]
    if face and before and so_far.count("(") <= so_far.count(")"):
        yield mark
        if text[face.end() : face.end() + 1].isalpha():
            yield face.end()
        return
    word = _WORD_AFTER.match(rest)
    if word is None:
        return
    if before.isdigit() and text[mark] in ".)" and not text[:first].rpartition("\n")[2].strip():
        # The number of a line: "1.rude".
        if len(before) < 3 and is_word(word[0]):
            yield mark + 1
        return
    while before[-1:] in _MARKS and before:
        before = before[:-1]
    marks = text[first + len(before) : mark + 1]
    known = _WORD_BEFORE.search(before)
    if _RULES.get(_kind(marks), _after_end)(known[0] if known else "", word[0], marks):
        yield mark + 1


def _kind(marks: str) -> str:
    return marks if len(marks) == 1 else "." if not marks.strip(".") else "!"


def _after_stop(before: str, after: str, marks: str) -> bool:
    if len(marks) > 1 or after[0].isdigit():
        return False
    if not before:
        return after.istitle() and is_word(after)
    if before.isdigit():
        return after[0].isupper() and (after[1:].islower() or after == "I")
    if before[-1].islower() and after[0].isupper():
        return False
    if len(before) > 1 and before.isupper() and after.istitle():
        return is_word(after)
    is_one_case = before.islower() == after.islower() or (len(before) > 1 and after[1:].islower())
    return is_one_case and is_word(before) and is_word(after) and after.lower() not in _ENDINGS


def _after_end(before: str, after: str, _: str) -> bool:
    if after[0].isdigit():
        return len(before) > 1 and before.isalpha()
    if after[0].isupper() and (len(before) != 1 or before.isdigit()):
        return len(after) > 1 or after in {"I", "A"}
    return (not before or before.isdigit() or is_word(before)) and is_word(after)


def _after_colon(before: str, after: str, _: str) -> bool:
    return len(before) > 1 and before.isalpha() and (len(after) > 1 or after in "IAa0123456789")


def _after_comma(before: str, after: str, _: str) -> bool:
    return before[-1:].isdigit() and after[0].isalpha() and len(after) > 1


def _after_bracket(before: str, after: str, _: str) -> bool:
    return len(before) > 2 and len(after) > 2 and after.isalpha() and is_word(after)


_RULES: dict[str, Callable[[str, str, str], bool]] = {
    ".": _after_stop,
    ":": _after_colon,
    ";": _after_colon,
    ",": _after_comma,
    ")": _after_bracket,
}
