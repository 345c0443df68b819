"""One pasted text brought to plain text, step by step."""

from __future__ import annotations

import re

from vockit.language.pasted.blanks import with_blanks
from vockit.language.pasted.characters import plain_characters
from vockit.language.pasted.edits import Edited
from vockit.language.pasted.encodings import plain_encoding
from vockit.language.pasted.markup import plain_markup

_ROUNDS = 6
_MAY_GO_ON = re.compile(
    r"&[#A-Za-z]|<[A-Za-z/!]|[^\t\n\r -%'-;=-\[\]-_a-~&<]|''|[?\"](?=[tTsrvldm])"
)
"""Most texts are plain after one round: what is left has nothing of which a step is made."""


def plain(read: str) -> Edited:
    """A text as its writer meant it, with the places of its characters in the text as read.

    What one step leaves may be another's business ("&amp;#39;"), so they are taken again until
    nothing changes. A plain text stays as it is, so ``plain(plain(text).text).text`` is
    ``plain(text).text``.
    """
    text = Edited.of(read)
    for _ in range(_ROUNDS):
        before = text
        text = plain_characters(plain_encoding(plain_markup(text)))
        if text is before or not _MAY_GO_ON.search(text.text):
            break
    for _ in range(_ROUNDS):
        before = text
        text = with_blanks(text)
        if text is before:
            break
    return text
