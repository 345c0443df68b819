"""Texts that were encoded twice on their way, as in ``wasnâ€™t`` and ``CafÃ©``.

ftfy undoes it, and knows when not to. It takes its time, so only cells are passed to it in which a
letter that begins such a sequence stands before a sign that goes on with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LEAD = "\u00c2-\u00f4"
_FOLLOWING = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SUSPECT = re.compile(f"[{_LEAD}][{_FOLLOWING}]|√[^\x00-\x7f]|‚Ä|├[^\x00-\x7f]|ΓÇ")
"""What UTF-8 looks like in Windows' and Latin encodings, in Mac Roman and in that of DOS."""
_WINDOWS_BYTES = re.compile(rb"\xc3(?:[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]|\x84[\xc2\xc3\xe2])")
_OTHER_BYTES = (
    re.compile(rb"\xe2\x88\x9a[\xc2\xc3\xe2]"),
    re.compile(rb"\xe2\x94\x9c[\xc2-\xe2]"),
    re.compile(rb"\xce\x93\xc3\x87"),
)
"""The same in UTF-8, roughly: a few bytes that are looked for faster than characters are."""


def suspect_patterns(sample: bytes) -> tuple[re.Pattern[bytes], ...]:
    """What to look for in a file that begins so; Mac Roman and DOS only where they occur in it."""
    return (_WINDOWS_BYTES, *(one for one in _OTHER_BYTES if one.search(sample)))


def has_suspects(data: bytes, size: int, patterns: Sequence[re.Pattern[bytes]]) -> bool:
    """Whether the first bytes of some UTF-8 may hold text that was encoded twice."""
    return any(pattern.search(data, 0, size) is not None for pattern in patterns)


def mended(cells: Sequence[str]) -> tuple[Sequence[str], int]:
    """The cells as they were before they were encoded twice, and how many have changed."""
    suspects = [
        place for place, cell in enumerate(cells) if not cell.isascii() and _SUSPECT.search(cell)
    ]
    if not suspects:
        return cells, 0
    from ftfy import fix_encoding  # noqa: PLC0415 - most files do without

    found = list(cells)
    changed = 0
    for place in suspects:
        found[place] = fix_encoding(cells[place])
        changed += found[place] != cells[place]
    return found, changed
