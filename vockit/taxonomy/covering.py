"""Whether one rule matches wherever another does, decided from the rules themselves.

The answer is careful: True is certain, False means that nothing of the kind is known.
"""

from __future__ import annotations

from vockit.language import lemma, word_forms
from vockit.taxonomy.model import Atom, Expression, Near, Phrase, Together, TokenPattern


def covers(wide: Expression, narrow: Expression) -> bool:
    """Whether every clause in which ``narrow`` matches is one in which ``wide`` does."""
    if isinstance(wide, TokenPattern) or isinstance(narrow, TokenPattern):
        return wide == narrow
    if isinstance(wide, Together):
        return all(covers(part, narrow) for part in wide.parts)
    if isinstance(narrow, Together):
        return any(covers(wide, part) for part in narrow.parts)
    if isinstance(wide, Phrase):
        sides = (narrow,) if isinstance(narrow, Phrase) else (narrow.left, narrow.right)
        return any(_places(wide, side) for side in sides)
    if isinstance(narrow, Near):
        return _near_covers_near(wide, narrow)
    return _near_covers_phrase(wide, narrow)


def _places(wide: Phrase, narrow: Phrase) -> list[int]:
    """Where in ``narrow`` the tokens of ``wide`` stand."""
    size = len(wide.atoms)
    return [
        start
        for start in range(len(narrow.atoms) - size + 1)
        if all(map(_atom_covers, wide.atoms, narrow.atoms[start : start + size]))
    ]


def _near_covers_phrase(wide: Near, narrow: Phrase) -> bool:
    lefts, rights = _places(wide.left, narrow), _places(wide.right, narrow)
    after_left, after_right = len(wide.left.atoms) - 1, len(wide.right.atoms) - 1
    return any(
        1 <= right - (left + after_left) <= wide.distance
        or 1 <= left - (right + after_right) <= wide.distance
        for left in lefts
        for right in rights
    )


def _near_covers_near(wide: Near, narrow: Near) -> bool:
    size = len(wide.left.atoms) + len(wide.right.atoms)
    # A side that is longer in the narrow rule can push the words of the wide one apart.
    furthest = narrow.distance + len(narrow.left.atoms) + len(narrow.right.atoms) - size
    if wide.distance < furthest:
        return False
    return any(
        bool(_places(wide.left, one)) and bool(_places(wide.right, other))
        for one, other in ((narrow.left, narrow.right), (narrow.right, narrow.left))
    )


def _atom_covers(wide: Atom, narrow: Atom) -> bool:
    if wide == narrow:
        return True
    match wide.kind, narrow.kind:
        case "lemma", "exact":
            return lemma(narrow.text) == wide.text
        case "prefix", "lemma":
            forms = word_forms(narrow.text)
            return bool(forms) and all(form.startswith(wide.text) for form in forms)
        case "prefix", _:
            return narrow.text.startswith(wide.text)
    return False
