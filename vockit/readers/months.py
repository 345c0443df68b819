"""Names of months as exports write them, in the languages that they come in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

_SHORTEST = 3
"""Letters of a name that stand for all of it, where they do so in one way only: "sept", "févr"."""

_NAMES = (
    # English
    "january february march april may june july august september october november december",
    # German
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber mrz",
    # French
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    # Spanish
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    # Portuguese
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    # Italian
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    # Dutch
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mrt",
    # Indonesian
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "jan peb mar apr mei jun jul agt",
    # Swedish; Danish and Norwegian
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november desember",
    # Polish
    (
        "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad "
        "grudzień"
    ),
    (
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
        "listopada grudnia"
    ),
    # Turkish
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    # Romanian
    (
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie "
        "decembrie"
    ),
    # Hungarian
    (
        "január február március április május június július augusztus szeptember október november "
        "december"
    ),
    # Finnish
    (
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta "
        "syyskuuta lokakuuta marraskuuta joulukuuta"
    ),
    # Czech
    "ledna února března dubna května června července srpna září října listopadu prosince",
    # Greek
    (
        "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου "
        "Οκτωβρίου Νοεμβρίου Δεκεμβρίου"
    ),
    # Russian
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
)
"""The twelve months of each language, in order; fewer where only the first ones differ."""


def month_number(word: str) -> int | None:
    """1 to 12 for the name of a month, or for what is left of it ("Sept.", "Okt", "févr.")."""
    return _numbers().get(_plain(word.rstrip(".")))


@cache
def _numbers() -> Mapping[str, int]:
    full: dict[str, int] = {}
    short: dict[str, set[int]] = {}
    for names in _NAMES:
        for number, name in enumerate(names.split(), start=1):
            full[_plain(name)] = number
            for beginning in _beginnings(_plain(name)):
                short.setdefault(beginning, set()).add(number)
    clear = {beginning: min(numbers) for beginning, numbers in short.items() if len(numbers) == 1}
    return clear | full


def _beginnings(name: str) -> Iterator[str]:
    for length in range(_SHORTEST, len(name)):
        yield name[:length]


def _plain(word: str) -> str:
    """The word in lower case, without accents: many exports lose them."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    kept = "".join(one for one in decomposed if not unicodedata.combining(one))
    return kept.replace("ı", "i").replace("ł", "l")
