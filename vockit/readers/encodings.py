"""Which encoding a file is in, and its text line by line without losing a byte.

Bytes that the encoding does not know come through as lone surrogates (PEP 383), so that only the
record that holds them is set aside.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO

from vockit.errors import UsageError
from vockit.readers.legacy_encodings import find_legacy
from vockit.readers.sources import SAMPLE, OpenedSource, blocks

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16", "utf-32")
_ASCII = bytes(range(128))
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")
_STRAY = re.compile("[\udc80-\udcff]")
_CUT_CHARACTER = re.compile(
    "[\udce0-\udcef][\udc80-\udcbf](?![\udc80-\udcff])"
    "|[\udcf0-\udcf4][\udc80-\udcbf]{1,2}(?![\udc80-\udcff])"
)
"""The first bytes of a character of UTF-8 of three or four, as lone surrogates."""
_BLOCK = 1 << 18
_NO_FILES = ("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape")
"""Codecs of Python that make text, but that no file of comments is in."""
_HALF = "\udcff"
"""What stands for a character that the end of the file has cut."""


def known_encoding(name: str) -> str:
    """The name as Python spells it.

    Raises:
        UsageError: there is no such encoding.
    """
    try:
        found = codecs.lookup(name)
        "".encode(name)
    except (LookupError, ValueError):
        # rot13, base64 and their like are codecs, too, but make no text.
        found = None
    if found is None or found.name.replace("-", "_") in _NO_FILES:
        raise UsageError(
            f"--encoding {name}: no such encoding; try utf-8, utf-16, cp1252 or latin-1"
        )
    return found.name


def find_encoding(sample: bytes, *, whole: bool, rest: Iterable[bytes] = ()) -> str:
    """The encoding of a file that starts with ``sample``.

    ``whole`` says that nothing follows; else the sample may be cut inside a character, which is no
    fault of it. ``rest`` is the file again from its start: where the sample is all ASCII, it is
    read as far as the first byte that is not.
    """
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    if wide := _wide_without_mark(sample):
        return wide
    if _ISO_2022_JP.search(sample):
        return "iso2022_jp"
    if sample.isascii():
        sample = _from_first_high_byte(rest)
        whole = len(sample) < SAMPLE
    return "utf-8" if _is_mostly_utf8(sample, whole=whole) else find_legacy(sample)


class Text:
    """An input's text in blocks, its line ends untouched, undecodable bytes as lone surrogates."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self.encoding = encoding
        self.clean = True
        """False once a byte has been read that the encoding does not know."""
        self.zeros = 0
        """NUL characters that were left out so far: no text has them, but cut files do."""
        self._stream = stream
        self.blocks = self._blocks(stream)

    def utf8(self) -> Iterator[bytes]:
        """The blocks as bytes, in place of ``blocks``; see ``decode_utf8``."""
        if not _is_utf8(self.encoding):
            for text in self.blocks:
                yield text.encode("utf-8", "surrogatepass")
            return
        block = self._stream.read(_BLOCK)
        if self.encoding == "utf-8-sig":
            block = block.removeprefix(codecs.BOM_UTF8)
        while block:
            if block := self._without_zeros(block):
                yield block
            block = self._stream.read(_BLOCK)

    def decode_utf8(self, data: bytes) -> str:
        """Whole lines of ``utf8`` as text; bytes that are in no encoding as lone surrogates."""
        return data.decode("utf-8", self._utf8_errors)

    def encode_utf8(self, text: str) -> bytes:
        """The bytes that ``decode_utf8`` made the text of."""
        return text.encode("utf-8", self._utf8_errors)

    @property
    def _utf8_errors(self) -> str:
        return "surrogateescape" if _is_utf8(self.encoding) else "surrogatepass"

    def _blocks(self, stream: BinaryIO) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self.encoding)()
        ended = False
        while not ended:
            data = stream.read(_BLOCK)
            ended = not data
            state = decoder.getstate()
            try:
                text = decoder.decode(data, final=ended)
            except UnicodeDecodeError:
                self.clean = False
                decoder.setstate(state)
                decoder.errors = error_handler(self.encoding)
                text = _HALF if ended else decoder.decode(data)
            if "\0" in text:
                self.zeros += text.count("\0")
                text = text.replace("\0", "")
            if text:
                yield text

    def _without_zeros(self, block: bytes) -> bytes:
        if b"\0" not in block:
            return block
        self.zeros += block.count(b"\0")
        return block.replace(b"\0", b"")


def open_text(opened: OpenedSource, encoding: str | None) -> Text:
    """The text of an input in the encoding that the user named, or else in the one found."""
    if encoding is None:
        again = blocks(opened.source) if opened.source.reopens and not opened.whole else ()
        found = find_encoding(opened.sample, whole=opened.whole, rest=again)
    else:
        found = known_encoding(encoding)
        if found == "utf-8" and opened.sample.startswith(codecs.BOM_UTF8):
            found = "utf-8-sig"
    return Text(opened.stream, found)


def line_blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    """The lines of a text, many at a time, each with the line end (LF, CRLF or CR) that it has."""
    parts: list[str] = []
    for text in texts:
        parts.append(text)
        # The last line goes on in the next block, and a CR there may be half of a CRLF.
        if "\n" in text or "\r" in text[:-1]:
            lines = list(io.StringIO("".join(parts), newline=""))
            parts = [] if lines[-1].endswith("\n") else [lines.pop()]
            yield lines
    if parts:
        yield list(io.StringIO("".join(parts), newline=""))


def _is_utf8(encoding: str) -> bool:
    return encoding in ("utf-8", "utf-8-sig")


def error_handler(encoding: str) -> str:
    """How undecodable bytes become lone surrogates in this encoding."""
    return "surrogatepass" if encoding.startswith(_WIDE) else "surrogateescape"


def sample_text(sample: bytes, encoding: str) -> str:
    """As much of the sample as is whole characters."""
    decoder = codecs.getincrementaldecoder(encoding)(error_handler(encoding))
    return decoder.decode(sample, final=False).replace("\0", "")


def is_decoded(text: str) -> bool:
    """Whether every byte of it was known to the encoding."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def legible(raw: str) -> str:
    """The text with its undecoded bytes written out, as in ``caf\\xe9``."""
    try:
        data = raw.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = raw.encode("utf-8", "surrogatepass")
    return data.decode("utf-8", "backslashreplace")


def _from_first_high_byte(parts: Iterable[bytes]) -> bytes:
    """A sample that starts at the first byte that is not ASCII; empty where all are."""
    found = b""
    for part in parts:
        found += part if found else part.lstrip(_ASCII)
        if len(found) >= SAMPLE:
            break
    return found


def _wide_without_mark(sample: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of Western text is zero.

    Of any other text, those of line ends and blanks are, and never at the other end of a character.
    """
    head = sample[: len(sample) // 2 * 2]
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[::2], head[1::2]
    half = len(even)
    if odd.count(0) > 0.4 * half and even.count(0) < 0.05 * half:
        return "utf-16-le"
    if even.count(0) > 0.4 * half and odd.count(0) < 0.05 * half:
        return "utf-16-be"
    for encoding, line_end, other in (
        ("utf-16-le", b"\n\0", b"\0\n"),
        ("utf-16-be", b"\0\n", b"\n\0"),
    ):
        units = [head[at : at + 2] for at in range(0, len(head), 2)]
        if units.count(line_end) > units.count(other) and _is_text(head, encoding):
            return encoding
    return None


def _is_text(data: bytes, encoding: str) -> bool:
    """Whether it decodes, and to hardly anything but letters, digits, marks and blanks."""
    with suppress(UnicodeDecodeError):
        text = codecs.getincrementaldecoder(encoding)().decode(data)
        odd = sum(not (one.isprintable() or one.isspace()) for one in text)
        return odd <= 0.01 * len(text)
    return False


def _is_mostly_utf8(sample: bytes, *, whole: bool) -> bool:
    """Whether it is UTF-8, apart from fewer stray bytes than there are characters of UTF-8.

    A character that has lost its last bytes, as a short field of a database cuts it, speaks for
    UTF-8, too: no other encoding has its first bytes side by side in a text.
    """
    with suppress(UnicodeDecodeError):
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=whole)
        return True
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    text = decoder.decode(sample, final=whole)
    stray = len(_STRAY.findall(_CUT_CHARACTER.sub("", text)))
    good = sum(one > "\x7f" and not "\udc80" <= one <= "\udcff" for one in text)
    return stray < good + len(_CUT_CHARACTER.findall(text))
