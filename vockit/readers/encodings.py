"""Which encoding a file is in, and its text line by line without losing a byte.

Bytes that the encoding does not know come through as lone surrogates (PEP 383), so that only the
record that holds them is set aside.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO

from vockit.errors import UsageError
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
_BLOCK = 1 << 18
_WESTERN = "cp1252"
_HALF = "\udcff"
"""What stands for a character that the end of the file has cut."""


def known_encoding(name: str) -> str:
    """The name as Python spells it.

    Raises:
        UsageError: there is no such encoding.
    """
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise UsageError(
            f"--encoding {name}: no such encoding; try utf-8, utf-16, cp1252 or latin-1"
        ) from None


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
    if sample.isascii():
        sample = _from_first_high_byte(rest)
        whole = len(sample) < SAMPLE
    return "utf-8" if _is_mostly_utf8(sample, whole=whole) else _single_byte(sample)


class Text:
    """An input's text in blocks, its line ends untouched, undecodable bytes as lone surrogates."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self.encoding = encoding
        self.clean = True
        """False once a byte has been read that the encoding does not know."""
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
            if text:
                yield text


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
    return decoder.decode(sample, final=False)


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
    """UTF-16 without a byte order mark: every other byte of Western text is zero."""
    head = sample[: len(sample) // 2 * 2]
    if len(head) < 4:
        return None
    even, odd = head[::2], head[1::2]
    half = len(even)
    if odd.count(0) > 0.4 * half and even.count(0) < 0.05 * half:
        return "utf-16-le"
    if even.count(0) > 0.4 * half and odd.count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _is_mostly_utf8(sample: bytes, *, whole: bool) -> bool:
    """Whether it is UTF-8, apart from fewer stray bytes than there are sequences of UTF-8."""
    with suppress(UnicodeDecodeError):
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=whole)
        return True
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(sample, final=whole)
    high = [character for character in text if character > "\x7f"]
    stray = sum("\udc80" <= character <= "\udcff" for character in high)
    return stray < len(high) - stray


def _single_byte(sample: bytes) -> str:
    """The legacy encoding: Windows' Western one unless the bytes speak clearly for another.

    Western text has few accents, so a guess from them alone is unsteady. Another encoding is taken
    where it makes words of a language and cp1252 more of a mess, or where cp1252 cannot be it.
    """
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most files do without

    lines = [line for line in sample.splitlines() if not line.isascii()]
    matches = from_bytes(b"\n".join(lines)[: 1 << 16])
    best = matches.best()
    if best is None:
        return _WESTERN
    makes_words = best.coherence >= 0.2
    try:
        sample.decode(_WESTERN)
    except UnicodeDecodeError:
        return best.encoding if makes_words or best.multi_byte_usage > 0.1 else _WESTERN
    western = next((match for match in matches if _WESTERN in match.could_be_from_charset), None)
    as_clean = western is not None and western.chaos <= best.chaos + 0.02
    return best.encoding if makes_words and not as_clean else _WESTERN
