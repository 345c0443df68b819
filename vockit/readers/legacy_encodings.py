"""Which encoding from before Unicode a file is in, told by the words that it makes.

charset-normalizer compares letter frequencies, for which short comments have too few accents: of
one line in Mac Roman, EUC-KR or Big5 it makes Western symbols. So the encodings that spreadsheets
and old systems write are compared first by what stands where: a capital or a symbol inside a word,
a closing quote before a letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

WESTERN = "cp1252"

_LATIN = (WESTERN, "mac_roman", "cp1250", "iso8859_2", "cp1254", "cp850", "cp852")
"""Of equal ones the first is taken."""
_RUN = re.compile(rb"[\x80-\xff]+")
_ISOLATED = 0.5
"""Share of bytes above ASCII that stand alone, from which on the script is Latin."""
_MOST = 1 << 16
"""Bytes that are looked at."""
_JAPANESE = ("cp932", "euc_jp")
_CLEAR = 0.8

_WESTERN_ALPHABETS = (
    "äöüß", "àâçèéêëîïôùûœæ", "áéíñóúü", "áâãàçéêíóôõú", "àèéìòù", "åäöé", "åæøé", "áæéíðóöþúý",
    "éëïóöü",
)  # fmt: skip
_OTHER_ALPHABETS = ("ąćęłńóśźż", "áčďéěíňóřšťúůýžäľĺŕô", "áéíóöőúüű", "çğıöşüâî", "ăâîşţ", "čćđšž")
"""The letters above ASCII of the languages that are told apart, one language each."""
_USUAL = frozenset("".join(_WESTERN_ALPHABETS)) - frozenset("ðþ")
_LESS_USUAL = frozenset("".join(_OTHER_ALPHABETS)) - _USUAL - frozenset("ţ")
_ONE_LANGUAGE = 0.2
"""What it counts where one language has all the letters."""

_CURRENCY = frozenset("€£¥¢")
_BEFORE_WORDS = frozenset("“‘„‚«¿¡‹")
_AFTER_WORDS = frozenset("”’»›…")
_BETWEEN_BLANKS = frozenset("–—•·«»")
_AFTER_DIGITS = frozenset("°ºª½¼²³%€£")
_MARKS = frozenset("™®©§\xa0\xad")


def find_legacy(sample: bytes) -> str:
    """The encoding of bytes that are not UTF-8; cp1252 unless they are clearly in another."""
    lines = [line for line in sample.splitlines() if not line.isascii()]
    data = b"\n".join(lines)[:_MOST]
    data = data[: data.rfind(b"\n")] if len(data) == _MOST and b"\n" in data else data
    runs = [len(run) for run in _RUN.findall(data)]
    if runs.count(1) >= _ISOLATED * sum(runs):
        return _latin(data)
    return _east_asian(data) or _by_letter_frequency(data)


def _latin(data: bytes) -> str:
    return max(_LATIN, key=lambda encoding: _plausible(data.decode(encoding, "replace")))


def _plausible(text: str) -> float:
    """How well the letters and signs above ASCII go together and stand where they do."""
    found = [
        _in_place(text[at - 1 : at], one, text[at + 1 : at + 2])
        for at, one in enumerate(text)
        if one > "\x7f"
    ]
    if not found:
        return 0.0
    letters = Counter(one for one in text.lower() if one > "\x7f" and one.isalpha())
    known = max(
        sum(letters[one] for one in alphabet)
        for alphabet in (*_WESTERN_ALPHABETS, *_OTHER_ALPHABETS)
    )
    share = known / letters.total() if letters else 1.0
    return round(sum(found) / len(found) + _ONE_LANGUAGE * share, 3)


def _in_place(last: str, one: str, following: str) -> float:
    if one == "�" or "\x80" <= one < "\xa0":
        return -2
    if one.isalpha() and one not in "ªº":
        return _letter_in_place(last, one, following)
    return 1 if _sign_in_place(last, one, following) else -1


def _letter_in_place(last: str, one: str, following: str) -> float:
    if not one.islower() and last.islower():
        return -1
    if one.islower() and last.isupper() and following.isupper():
        return -0.5
    small = one.lower()
    usual = 1.0 if small in _USUAL else 0.97 if small in _LESS_USUAL else 0.3
    return usual if last.isalpha() or following.isalpha() else 0.2 * usual


def _sign_in_place(last: str, one: str, following: str) -> bool:
    return (
        one in _MARKS
        or (one == "’" and last.isalpha())
        or (one in _CURRENCY and (last.isdigit() or following.isdigit() or last in "( "))
        or (one in _AFTER_DIGITS and last.isdigit())
        or (one in _BETWEEN_BLANKS and not last.isalpha() and not following.isalpha())
        or (one in _BEFORE_WORDS and not last.isalnum() and not following.isspace())
        or (one in _AFTER_WORDS and last.strip() != "" and not following.isalnum())
    )


def _east_asian(data: bytes) -> str | None:
    decoded = dict(_decoded(data, (*_JAPANESE, "cp949", "gb18030", "big5hkscs")))
    if _share(decoded.get("cp949", ""), "가", "힣") >= _CLEAR:
        return "cp949"
    kana = [(_share(decoded.get(encoding, ""), "぀", "ヿ"), encoding) for encoding in _JAPANESE]
    if max(kana)[0] >= 0.25:
        return max(kana)[1]
    common = [
        (_share_of_lead_bytes(data, 0xB0, 0xD7), "gb18030"),
        (_share_of_lead_bytes(data, 0xA4, 0xC6), "big5hkscs"),
    ]
    share, encoding = max((one for one in common if one[1] in decoded), default=(0.0, ""))
    return encoding if share >= _CLEAR else None


def _decoded(data: bytes, encodings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for encoding in encodings:
        try:
            yield encoding, data.decode(encoding)
        except UnicodeDecodeError:
            continue


def _share(text: str, first: str, last: str) -> float:
    """Share of the letters above ASCII that lie in a block of Unicode."""
    letters = [one for one in text if one > "\x7f" and one.isalpha()]
    return sum(first <= one <= last for one in letters) / len(letters) if letters else 0.0


def _share_of_lead_bytes(data: bytes, first: int, last: int) -> float:
    """Share of two-byte characters, punctuation aside, whose first byte is that of usual ones."""
    leads = []
    at = 0
    while at < len(data):
        if data[at] < 0x80:
            at += 1
            continue
        if not 0xA1 <= data[at] <= 0xA3:
            leads.append(data[at])
        at += 2
    return sum(first <= lead <= last for lead in leads) / len(leads) if leads else 0.0


def _by_letter_frequency(data: bytes) -> str:
    """Another encoding where it makes words of a language and cp1252 more of a mess, or fails."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most files do without

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        return WESTERN
    makes_words = best.coherence >= 0.2
    try:
        data.decode(WESTERN)
    except UnicodeDecodeError:
        return best.encoding if makes_words or best.multi_byte_usage > 0.1 else WESTERN
    western = next((match for match in matches if WESTERN in match.could_be_from_charset), None)
    as_clean = western is not None and western.chaos <= best.chaos + 0.02
    return best.encoding if makes_words and not as_clean else WESTERN
