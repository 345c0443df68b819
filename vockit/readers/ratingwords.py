"""Words that rate: "very dissatisfied" to "very satisfied", yes and no, good and bad, thumbs.

A word or phrase has a level: its sign is praise or complaint, its size how much. Which levels a
question offers is its ladder, and a rating is the step of that ladder: so "good" is the fourth of
five where there is "very good", and the third of four between "fair" and "excellent".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

_LONGEST = 60
_MOST_WORDS = 8

_DEGREES: Final = {
    3.0: "extremely completely totally absolutely exceptionally entirely vollkommen völlig extrem "
    "äußerst totalement extrêmement complètement totalmente extremadamente completamente "
    "extremamente estremamente helemaal volledig uiterst sangat-sangat",
    2.0: "very really highly strongly definitely fully much far sehr voll très tout-à-fait muy "
    "muito molto zeer heel erg sangat sekali 매우 아주 vollständig stark pienamente fortemente "
    "fortement plenamente",
    0.7: "moderately mostly fairly quite rather generally reasonably ziemlich überwiegend assez "
    "bastante abbastanza tamelijk redelijk cukup",
    0.5: "somewhat partly partially eher plutôt algo um-pouco un-po' enigszins agak teilweise",
    0.3: "slightly a-little a-bit leicht etwas légèrement un-poco ligeramente ligeiramente beetje",
}
_BASES: Final = {
    3.0: "excellent outstanding exceptional superb amazing perfect awesome fantastic wonderful "
    "brilliant ausgezeichnet hervorragend perfekt parfait excelente perfecto perfeito eccellente "
    "ottimo perfetto uitstekend 최고 🤩 😍",
    2.0: "great love loved 😀 😃 😄 😁 super",
    1.0: "satisfied satisfying agree likely easy good happy positive helpful useful pleased "
    "recommend recommended better exceeded exceeds promoter like liked up above "
    "zufrieden gut wahrscheinlich einfach leicht einverstanden stimme zufriedenstellend "
    "satisfait satisfaite bon bonne bien probable facile d'accord "
    "satisfecho satisfecha contento contenta bueno buena fácil acuerdo "
    "satisfeito satisfeita bom boa fácil provável concordo "
    "soddisfatto soddisfatta buono buona bene facile probabile accordo "
    "tevreden goed makkelijk waarschijnlijk eens puas baik bagus mudah setuju 🙂 😊 👍 ✅ "
    "yes true y t oui ja sí si sim sì ya 예 네 はい 是 vrai wahr verdadero verdadeiro vero waar",
    0.0: "neutral average ok okay fair mixed so-so as-expected undecided unsure indifferent "
    "acceptable "
    "adequate satisfactory passive same met meets neutre neutro neutra neutraal moyen moyenne "
    "regular normal medio mittel mittelmäßig durchschnittlich befriedigend teils-teils gemiddeld "
    "biasa netral 보통 😐 😑 😶",
    -1.0: "dissatisfied unsatisfied unsatisfying disagree unlikely difficult hard bad poor unhappy "
    "negative unhelpful useless displeased disappointed worse below detractor dislike disliked "
    "down unzufrieden schlecht unwahrscheinlich schwierig schwer ausreichend "
    "insatisfait insatisfaite mécontent mauvais mauvaise mal médiocre improbable difficile "
    "insatisfecho insatisfecha malo mala difícil desacuerdo insatisfeito insatisfeita ruim mau má "
    "improvável discordo insoddisfatto insoddisfatta cattivo scarso improbabile disaccordo "
    "ontevreden slecht moeilijk onwaarschijnlijk oneens buruk jelek sulit 🙁 ☹ 😞 😟 😕 👎 ❌ "
    "no false n f non nein nee não nao tidak 아니오 아니요 いいえ 否 faux falsch falso onwaar",
    -2.0: "mangelhaft 😠 😡 😢",
    -3.0: "terrible awful horrible worst dreadful abysmal appalling ungenügend furchtbar "
    "schrecklich horrible péssimo pessimo verschrikkelijk 최악 🤬 😭",
}
_NEGATORS: Final = (
    "not nicht pas no não nao non niet tidak kurang ne peu poco pouco wenig weinig didn't don't "
    "wouldn't did-not do-not would-not"
)
_NOT_AT_ALL: Final = (
    "at-all überhaupt du-tout nada per-niente helemaal-niet gar sama-sekali de-modo-alguno affatto"
)
_NEITHER: Final = "neither nor weder noch ni né nem noch-noch"
_FILLERS: Final = (
    "so too the a i am would will with comment expected as expectations expectation "
    "than about de en zu ich bin wir sind je suis mee thumbs thumb und and et y "
    "e o or oder ou of l'attente vote it this"
)
_PHRASES: Final = {
    2.0: "매우만족 매우만족함 매우좋음 매우좋다 매우그렇다 非常满意 很满意 十分满意 非常滿意 "
    "とても満足 大変満足 非常に満足 大満足 とても良い 非常に良い 非常好 很好",
    1.0: "만족 만족함 만족한다 좋음 좋다 그렇다 满意 滿意 満足 良い よい 好 upvote upvoted",
    0.5: "약간만족 やや満足 比较满意 比較滿意",
    0.0: "보통 보통이다 그저그렇다 一般 普通 ふつう どちらともいえない どちらでもない 中立 不确定",
    -0.5: "약간불만족 やや不満 不太满意",
    -1.0: "불만족 불만 불만족함 나쁨 나쁘다 그렇지않다 不满意 不滿意 不満 悪い 差 不好 "
    "downvote downvoted",
    -2.0: "매우불만족 매우불만 매우불만족함 매우나쁨 전혀그렇지않다 非常不满意 很不满意 十分不满意 "
    "非常不滿意 "
    "とても不満 大変不満 非常に不満 非常に悪い 很差 非常差",
}
"""Where words are written without blanks between them; blanks are left out."""
_NUMBERS: Final = (
    "zero one two three four five six seven eight nine ten",
    "null eins zwei drei vier fünf sechs sieben acht neun zehn",
    "zéro un deux trois quatre cinq six sept huit neuf dix",
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez",
    "zero um dois três quatro cinco seis sete oito nove dez",
    "zero uno due tre quattro cinque sei sette otto nove dieci",
    "nul één twee drie vier vijf zes zeven acht negen tien",
    "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
)

_LADDERS: Final = (
    (-1.0, 1.0),
    (-1.0, 0.0, 1.0),
    (-1.0, 0.0, 1.0, 3.0),
    (-2.0, -1.0, 0.0, 1.0, 2.0),
    (-1.0, 0.0, 1.0, 2.0, 3.0),
    (-2.0, -1.0, 0.0, 1.0, 3.0),
    (-3.0, -1.0, 0.0, 1.0, 3.0),
    (-3.0, -1.0, 0.0, 1.0, 2.0),
    (-3.0, -1.0, 0.0, 2.0, 3.0),
    (-2.0, -0.5, 0.0, 0.5, 2.0),
    (-2.0, -0.7, 0.0, 0.7, 2.0),
    (-3.0, -0.5, 0.0, 0.5, 3.0),
    (-2.0, -1.0, 0.7, 2.0),
    (-2.0, -1.0, 0.5, 2.0),
    (-2.0, -1.0, 0.5, 2.0, 3.0),
    (-2.0, -1.0, 0.7, 2.0, 3.0),
    (-2.0, -1.0, 0.3, 0.7, 2.0),
    (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0),
    (-2.0, -1.0, 0.0, 1.0, 2.0, 3.0),
    (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0),
    (-2.0, -1.0, -0.7, 0.0, 0.7, 1.0, 2.0),
    (-3.0, -0.7, -0.3, 0.0, 0.3, 0.7, 3.0),
    (-3.0, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0),
    (-3.0, -2.0, -0.5, 0.0, 0.5, 2.0, 3.0),
    (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0),
)
"""The ladders of usual questions, the shortest first."""

_DROPPED: Final = frozenset({"Mn", "Sk", "Cf"})
"""Accents, signs for emoji variants, shades of skin."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s.,;:!?()\[\]{}\"'’|/–—=*-]+")


@dataclass(frozen=True, slots=True)
class Ladder:
    """The levels that a question offers, the worst first."""

    levels: tuple[float, ...]

    @property
    def low(self) -> float:
        """The first step: 0 of two, else 1."""
        return 0.0 if len(self.levels) == 2 else 1.0

    @property
    def high(self) -> float:
        """The last step."""
        return self.low + len(self.levels) - 1

    def step(self, text: str) -> float | None:
        """The step that a text names; None where it names none."""
        level = word_level(text)
        return self.low + self.levels.index(level) if level in self.levels else None


def ladder_of(levels: Iterable[float]) -> Ladder:
    """The shortest usual ladder that has all these levels, else these, and their opposites."""
    present = set(levels)
    for ladder in _LADDERS:
        if present <= set(ladder):
            return Ladder(ladder)
    return Ladder(tuple(sorted(present | {-level for level in present})))


def find_ladder(texts: Sequence[str]) -> Ladder | None:
    """The ladder of a column that rates with words; None where it rates with numbers."""
    levels: list[float] = []
    numbers = 0
    for text in dict.fromkeys(texts):
        level = word_level(text)
        if level is not None:
            levels.append(level)
        elif any(map(str.isdigit, text)):
            numbers += 1
    return ladder_of(levels) if len(levels) > numbers else None


def word_level(text: str) -> float | None:
    """How good the words say it is, from -3 to 3; None where they are no words of a scale.

    Every word must be one that scales are made of: a comment is none.
    """
    if len(text) > _LONGEST:
        return None
    plain = _plain(text)
    words = _joined(_WORD.findall(plain))
    if not words or len(words) > _MOST_WORDS:
        return None
    if (level := _phrases().get("".join(words))) is not None:
        return level
    return _level(words)


def number_of_word(word: str) -> int | None:
    """5 for "five", in several languages."""
    return _numbers().get(_plain(word))


@dataclass(slots=True)
class _Sense:
    """What the words of a phrase say together."""

    base: float | None = None
    degree: float | None = None
    """The strongest of them."""
    negated: bool = False
    before_not: float | None = None
    """How strong what is negated is denied, as in "sangat tidak puas", very not satisfied."""
    at_all: bool = False
    neither: bool = False

    def add(self, kind: _Kind, *, alone: bool) -> None:
        """Take in the next word. A lone "no" is an answer, with others it negates."""
        if kind.negates and not alone:
            self.negated, self.before_not = True, self.degree
        elif kind.base is not None and self.base is None:
            self.base = kind.base
        if kind.degree is not None:
            self.degree = max(kind.degree, self.degree or 0.0)
        self.at_all |= kind.at_all
        self.neither |= kind.neither

    def level(self) -> float | None:
        """From -3 to 3."""
        if self.neither:
            return 0.0
        if self.base is None:
            # As in "Extremely" and "Not at all", without what.
            return -2.0 if self.at_all and self.negated else self.degree
        if self.base == 0 or not (self.negated or self.at_all):
            return _strengthened(self.base, self.degree)
        if self.base < 0:
            # "Not bad" is a little good.
            return 0.5
        # "Not very good" is as "not good".
        return -2.0 if self.at_all else -(self.before_not or min(self.degree or 1.0, 1.0))


def _level(words: list[str]) -> float | None:
    sense = _Sense()
    for word in words:
        kind = _words().get(word)
        if kind is None:
            return None
        sense.add(kind, alone=len(words) == 1)
    return sense.level()


def _strengthened(base: float, degree: float | None) -> float:
    if degree is None or base == 0 or abs(base) > 2:
        return base
    sign = 1.0 if base > 0 else -1.0
    return sign * max(degree, abs(base) if abs(base) > 1 else 0.0)


@dataclass(frozen=True, slots=True)
class _Kind:
    base: float | None = None
    degree: float | None = None
    negates: bool = False
    at_all: bool = False
    neither: bool = False


def _listed(words: str) -> Iterable[str]:
    return (_plain(word) for word in words.split())


@cache
def _words() -> Mapping[str, _Kind]:
    kinds: dict[str, _Kind] = {word: _Kind() for word in _listed(_FILLERS)}
    for degree, listed in _DEGREES.items():
        kinds |= {word: _Kind(degree=degree) for word in _listed(listed)}
    for base, listed in _BASES.items():
        kinds |= {word: _Kind(base=base) for word in _listed(listed)}
    for word in _listed(_NEGATORS):
        known = kinds.get(word, _Kind())
        kinds[word] = _Kind(base=known.base, negates=True)
    kinds |= {word: _Kind(at_all=True) for word in _listed(_NOT_AT_ALL)}
    kinds |= {word: _Kind(neither=True) for word in _listed(_NEITHER)}
    return kinds


@cache
def _phrases() -> Mapping[str, float]:
    return {word: level for level, listed in _PHRASES.items() for word in _listed(listed)}


@cache
def _numbers() -> Mapping[str, int]:
    return {_plain(word): number for words in _NUMBERS for number, word in enumerate(words.split())}


@cache
def _together() -> frozenset[str]:
    """The words of lists that stand for two or three, written with a hyphen."""
    lists = (*_DEGREES.values(), *_BASES.values(), _NOT_AT_ALL, _NEGATORS, _NEITHER)
    return frozenset(word for one in lists for word in _listed(one) if "-" in word)


def _joined(words: list[str]) -> list[str]:
    """The words, "at all" and the like as one."""
    joined: list[str] = []
    at = 0
    while at < len(words):
        many = next((many for many in (3, 2) if "-".join(words[at : at + many]) in _together()), 1)
        joined.append("-".join(words[at : at + many]))
        at += many
    return joined


def _plain(text: str) -> str:
    """In lower case, without accents and signs for emoji variants, apostrophes alike."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    kept = "".join(one for one in decomposed if unicodedata.category(one) not in _DROPPED)
    return unicodedata.normalize("NFC", kept)
