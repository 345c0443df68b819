"""Inputs as streams of bytes, decompressed and hashed on the way, with a sample to decide on."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import hashlib
import io
import lzma
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import zstandard

from vockit.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SAMPLE = 1 << 18
"""Bytes on which encoding, format and delimiter are decided."""

_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Source:
    """One input: a file, or standard input where ``path`` is None."""

    name: str
    path: Path | None
    found: bool = False
    """Whether it was found in a folder or by a pattern, not named."""
    member: str | None = None
    """The file in the zip archive ``path``, where it is one of several."""
    note: str = ""
    """What is to be said of how it was found."""

    @property
    def file(self) -> PurePath | None:
        """What its name tells the format by."""
        return self.path if self.member is None else PurePosixPath(self.member)

    @property
    def reopens(self) -> bool:
        """Whether it can be read twice; a named pipe, as of ``<(command)``, cannot."""
        return self.path is not None and self.path.is_file()


def _fill(buffer: WriteableBuffer, data: bytes | memoryview) -> int:
    memoryview(buffer)[: len(data)] = data
    return len(data)


class _HashingStream(io.RawIOBase):
    """Passes bytes on and keeps their hash."""

    def __init__(self, inner: BinaryIO) -> None:
        super().__init__()
        self._inner = inner
        self._hash = hashlib.blake2b(digest_size=16)
        self.ended = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._inner.read(size)
        self._hash.update(data)
        self.ended = size != 0 and not data
        return data

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        return _fill(buffer, self.read(memoryview(buffer).nbytes))

    def digest(self) -> str:
        return self._hash.hexdigest()


class _ReplayStream(io.RawIOBase):
    """The bytes already taken as a sample, then the rest."""

    def __init__(self, sample: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._sample = memoryview(sample)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer).nbytes
        if self._sample:
            count = _fill(buffer, self._sample[:room])
            self._sample = self._sample[count:]
            return count
        return _fill(buffer, self._rest.read(room))


class _ZstandardStream(io.RawIOBase):
    """Zstandard frames one after the other; a cut one raises, unlike in the package's reader."""

    def __init__(self, inner: io.RawIOBase) -> None:
        super().__init__()
        self._inner = inner
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._pending = memoryview(b"")
        self._begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        while not self._pending:
            data = self._frame.unused_data if self._frame.eof else b""
            data = data or self._inner.read(_BLOCK) or b""
            if not data:
                if self._begun and not self._frame.eof:
                    raise EOFError
                return 0
            if self._frame.eof:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            self._begun = True
            self._pending = memoryview(self._frame.decompress(data))
        count = _fill(buffer, self._pending[: memoryview(buffer).nbytes])
        self._pending = self._pending[count:]
        return count


_DECOMPRESSORS: Mapping[bytes, Callable[[Any], object]] = {
    b"\x1f\x8b": lambda raw: gzip.GzipFile(fileobj=raw),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
    b"\x28\xb5\x2f\xfd": lambda raw: io.BufferedReader(_ZstandardStream(raw), _BLOCK),
}


_DAMAGES = (
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    zstandard.ZstdError,
)


@dataclass(slots=True, eq=False)
class OpenedSource:
    """A source that is being read. ``stream`` starts at the first byte, decompressed."""

    source: Source
    stream: BinaryIO
    sample: bytes
    """The first bytes, decompressed: ``SAMPLE`` of them, or all there are."""
    whole: bool
    """Whether ``sample`` is all there is."""
    compressed: bool
    _raw: _HashingStream
    files: contextlib.ExitStack
    """What is to be closed in the end; standard input is left to its owner."""

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.source.name

    def digest(self) -> str | None:
        """Hash of all its bytes as they lie on disk, which reads what is left of them.

        None for standard input that has not been read to its end, for it may have none.
        """
        if self.source.path is None and not self._raw.ended:
            return None
        while self._raw.read(_BLOCK):
            pass
        return self._raw.digest()

    def close(self) -> None:
        """Give the files back."""
        self.files.close()


def open_source(source: Source, stdin: BinaryIO | None = None) -> OpenedSource:
    """Open one input. Compression is told by the first bytes, whatever the name says.

    Raises:
        InputError: the file cannot be opened or decompressed.
    """
    with reading(source.name), contextlib.ExitStack() as files:
        if source.path is not None:
            file = _open(source.path, source, files)
        elif stdin is not None:
            file = stdin
        else:
            raise InputError("standard input is closed: name a file instead of -")
        raw = _HashingStream(file)
        head = _read_up_to(cast(BinaryIO, raw), SAMPLE)
        replay = _ReplayStream(head, cast(BinaryIO, raw))
        make = next(
            (make for magic, make in _DECOMPRESSORS.items() if head.startswith(magic)), None
        )
        if make is None:
            inner = cast(BinaryIO, replay)
            sample = head
        else:
            unpacked = cast(BinaryIO, make(replay))
            sample = _read_up_to(unpacked, SAMPLE)
            inner = cast(BinaryIO, _ReplayStream(sample, unpacked))
        stream = io.BufferedReader(cast(io.RawIOBase, inner), _BLOCK)
        return OpenedSource(
            source, stream, sample, len(sample) < SAMPLE, make is not None, raw, files.pop_all()
        )


def _open(path: Path, source: Source, files: contextlib.ExitStack) -> BinaryIO:
    """The bytes of a file, those of one in an archive as it is unpacked."""
    if source.member is None:
        return files.enter_context(path.open("rb"))
    try:
        archive = files.enter_context(zipfile.ZipFile(path))
        return cast(BinaryIO, files.enter_context(archive.open(source.member)))
    except NotImplementedError as error:
        raise InputError(
            f"{source.name}: packed in a way that is not known ({error}); unpack it first"
        ) from error
    except RuntimeError as error:
        raise InputError(f"{source.name}: it has a password; unpack the archive first") from error


def seekable(opened: OpenedSource) -> BinaryIO:
    """The bytes for a format that jumps about in its file, held whole where that cannot be."""
    path = opened.source.path
    whole = opened.source.member is None and not opened.compressed
    if path is not None and opened.source.reopens and whole:
        return opened.files.enter_context(path.open("rb"))
    return io.BytesIO(opened.stream.read())


def path_of(opened: OpenedSource) -> str:
    """A file on disk with the bytes, for a library that opens files by itself.

    What is packed, or comes through a pipe, is copied to a file that lasts until the input is
    closed.
    """
    path = opened.source.path
    whole = opened.source.member is None and not opened.compressed
    if path is not None and opened.source.reopens and whole:
        return str(path.resolve())
    folder = opened.files.enter_context(tempfile.TemporaryDirectory(prefix="vockit-"))
    copy = Path(folder) / "input"
    with copy.open("wb") as file:
        shutil.copyfileobj(opened.stream, file)
    return str(copy)


def blocks(source: Source) -> Iterator[bytes]:
    """The decompressed bytes of a file, block by block, apart from any other reading of it."""
    opened = open_source(source)
    try:
        with reading(source.name):
            while block := opened.stream.read(_BLOCK):
                yield block
    finally:
        opened.close()


@contextlib.contextmanager
def reading(name: str) -> Iterator[None]:
    """Say in one line what is wrong with a file whose bytes cannot be had."""
    try:
        yield
    except EOFError as error:
        raise InputError(
            f"{name}: the compressed file ends too early; it was cut on its way, copy it again"
        ) from error
    except _DAMAGES as error:
        raise InputError(
            f"{name}: the compressed file is damaged ({error}); copy it again"
        ) from error
    except UnicodeError as error:
        raise InputError(f"{name}: not in the encoding taken; name it with --encoding") from error
    except PermissionError as error:
        raise InputError(f"{name}: no permission to read it; ask its owner for access") from error
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror or error})") from error


def _read_up_to(stream: BinaryIO, size: int) -> bytes:
    """So many bytes, or all there are: a pipe gives as many at a time as it happens to hold."""
    parts = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
