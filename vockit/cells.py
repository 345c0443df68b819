"""What a cell says: one spelling for each value, and whether it says nothing.

Readers, ``--where``, ``--by`` and outputs all go through here, so that what one of them prints is
what another one takes.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from vockit.verbatims import is_missing

_EXACT_INTEGERS = 2**53
"""Up to here a float holds every integer; above, its digits are no longer those of an id."""

_INVISIBLE: Final = (
    "\x00\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
    "\u2800\u3164\ufe0f\ufeff\uffa0\ufffc"
)
"""Characters that show nothing and are no white space to Python."""
_SPACES: Final = "".join(map(chr, (*range(0x21), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B))))
_EDGES: Final = _SPACES + "\u2028\u2029\u202f\u205f\u3000" + _INVISIBLE
_EDGE: Final = frozenset(_EDGES)

_WORDS: Final = """
    * na n/a n.a. n.a n\\a n-a n_a <na> (na) [na] #na #n/a na/na nan -nan +nan nat <nan> <nat>
    1.#ind -1.#ind 1.#qnan -1.#qnan 1.#nan nil <nil> null <null> (null) [null] \\n dbnull
    none <none> (none) [none] undefined (blank) [blank] <blank> (empty) [empty] <empty>
    (missing) [missing] <missing> #missing (leer) (vide) (vuoto) [deleted] [removed]
    #div/0! #name? #null! #num! #ref! #value! #n/a! #spill! #calc! #field! #blocked! #connect!
    #unknown! #busy! #getting_data #error! #external! #python! #timeout!
    #nv #bezug! #wert! #zahl! #überlauf! #kalk! #feld!
    #valeur! #nombre! #nul! #nom? #n/d #n/d! #¡ref! #¡valor! #¡num! #¡nulo! #¿nombre? #¡div/0!
    #rif! #valore! #nullo! #nome? #valor! #núm! #nulo! #n/b #verw! #waarde! #getal! #leeg! #naam?
    #deel/0! #adr! #arg! #liczba! #zero! #nazwa? #dziel/0! #saknas! #referens! #värdefel!
    #ogiltigt! #skärning! #namn? #division/0! #н/д #ссылка! #знач! #число! #пусто! #имя? #дел/0!
    #yok #başv! #değer! #sayı! #boş! #ad? #sayı/0!
"""
_MISSING: Final = frozenset(_WORDS.split()) | {"not available", "not applicable", "no data"}
"""What R, SQL, Python, Java, Excel in several languages and Reddit write for "not there"."""
_LONGEST: Final = 24
"""Characters; a longer value is blank only where it is white space throughout."""
_FILLERS: Final = frozenset("-‐‑‒–—―−_.…·•?/\\~,;:'\"`|=")
"""One of them, repeated or not, stands where a form had to be filled in."""
_LIBRE_OFFICE_ERROR: Final = re.compile(r"err:5\d\d")


def as_text(value: Any) -> str:
    """The value as a user would write it.

    No ``None``, no ``nan``, no ``5.0`` for five; ``true`` and ``false``; ISO dates, and no time
    where it is midnight; JSON for nested values.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if type(value) is int:
        return str(value)
    convert = next((how for kind, how in _CONVERSIONS if isinstance(value, kind)), _other)
    return convert(value)


def as_texts(values: Sequence[Any]) -> Sequence[str]:
    """``as_text`` of every value; a column that is all text is returned as it is."""
    if set(map(type, values)) <= {str}:
        return values
    return [as_text(value) for value in values]


def is_blank(value: str) -> bool:
    """Whether a cell says nothing: white space, a word for missing, an error, a lone filler.

    ``""``, ``NA``, ``N/A``, ``NULL``, ``nan``, ``None``, ``#REF!``, ``-``, ``...`` and ``?`` are
    blank; ``0``, ``No``, ``Nothing``, ``!!!`` and ``:-)`` are not.
    """
    if len(value) > _LONGEST:
        return value[0] in _EDGE and not value.strip(_EDGES)
    bare = value.strip(_EDGES)
    if not bare:
        return True
    if bare[0] in _FILLERS:
        return len(set(bare)) == 1 or bare.casefold() in _MISSING
    word = bare.casefold()
    return word in _MISSING or _LIBRE_OFFICE_ERROR.fullmatch(word) is not None


def tidy(value: str) -> str:
    """The value as groups are told apart by it: ``Acme`` and ``Acme `` are one, as are ü and u+¨.

    Composed letters (NFC), single blanks, nothing invisible at either end.
    """
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)
    return " ".join(value.strip(_EDGES).split())


def group_name(value: Any) -> str:
    """The group that a cell puts its record in: a brand, a channel, a segment. "" for none."""
    text = as_text(value)
    if text.isascii() and text.isalnum():
        # Most names are of one word: they need no more than a look at the list.
        return "" if text.casefold() in _MISSING else text
    return "" if is_blank(text) else tidy(text)


def _number(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT_INTEGERS else repr(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=as_text)


def _moment(value: datetime) -> str:
    return "" if is_missing(value) else value.isoformat().removesuffix("T00:00:00")


def _duration(value: timedelta) -> str:
    """Hours, minutes and seconds, as in 30:00:00."""
    if is_missing(value):
        return ""
    sign, seconds = ("-", -value) if value < timedelta() else ("", value)
    minutes, rest = divmod(seconds, timedelta(minutes=1))
    return f"{sign}{minutes // 60}:{minutes % 60:02}:{rest.total_seconds():09.6f}".removesuffix(
        ".000000"
    )


def _other(value: Any) -> str:
    return "" if is_missing(value) else str(value)


# The first kind that fits: a bool is an int, a datetime is a date.
_CONVERSIONS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "true" if value else "false"),
    (float, _number),
    (datetime, _moment),
    (date, date.isoformat),
    (time, time.isoformat),
    (timedelta, _duration),
    (bytes, lambda value: value.decode("utf-8", "backslashreplace")),
    (list, _json),
    (tuple, _json),
    (dict, _json),
)
