"""Files packed into one, as XLSX and ODS are: bytes that come while what is packed is made.

Made by PKWARE's APPNOTE 6.3. The same files give the same bytes at any time: each has the first day that there is in
such a folder. The library that comes with Python cannot write an unpacked file into something that cannot be turned
back in the form that ODS asks of its first one.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from struct import Struct
from typing import Final

_LOCAL: Final = Struct("<4s5H3L2H")
_SIZES: Final = Struct("<4s3L")
_ENTRY: Final = Struct("<4s6H3L5H2L")
_END: Final = Struct("<4s4H2LH")
_VERSION: Final = 20
_SIZES_BEHIND: Final = 0x8
"""The flag that says that the sizes stand behind the file: they were not known before it."""
_FIRST_DAY: Final = 0x21
_LEVEL: Final = 6
_RAW: Final = -15
"""Without the frame of zlib, as it stands in such a folder."""


@dataclass(slots=True)
class _File:
    """One of the files: what is known of it so far."""

    name: bytes
    start: int
    flags: int
    method: int
    crc: int = 0
    packed: int = 0
    size: int = 0

    @property
    def _said(self) -> tuple[int, ...]:
        return self.flags, self.method, 0, _FIRST_DAY

    def local(self) -> bytes:
        """What stands before it."""
        sizes = (0, 0, 0) if self.flags & _SIZES_BEHIND else (self.crc, self.packed, self.size)
        return _LOCAL.pack(b"PK\x03\x04", _VERSION, *self._said, *sizes, len(self.name), 0) + self.name

    def sizes(self) -> bytes:
        """What stands behind it."""
        return _SIZES.pack(b"PK\x07\x08", self.crc, self.packed, self.size)

    def entry(self) -> bytes:
        """Its row in the table of contents."""
        sizes = (self.crc, self.packed, self.size)
        rest = (len(self.name), 0, 0, 0, 0, 0, self.start)
        return _ENTRY.pack(b"PK\x01\x02", _VERSION, _VERSION, *self._said, *sizes, *rest) + self.name


class PackedFolder:
    """A folder in the making. All bytes that its methods return, in that order, are the folder."""

    def __init__(self) -> None:
        self._files: list[_File] = []
        self._length = 0
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)

    def whole(self, name: str, body: bytes, *, is_plain: bool = False) -> bytes:
        """A small file; `is_plain`: it stands there as it is."""
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
        packed = body if is_plain else packer.compress(body) + packer.flush()
        file = _File(name.encode(), self._length, 0, 0 if is_plain else zlib.DEFLATED)
        file.crc, file.packed, file.size = zlib.crc32(body), len(packed), len(body)
        self._files.append(file)
        return self._sent(file.local() + packed)

    def begin(self, name: str) -> bytes:
        """A file that comes in parts (`more`) until it is finished (`finish`)."""
        file = _File(name.encode(), self._length, _SIZES_BEHIND, zlib.DEFLATED)
        self._files.append(file)
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
        return self._sent(file.local())

    def more(self, body: bytes) -> bytes:
        """The next part. Often nothing comes of it yet."""
        file = self._files[-1]
        file.crc, file.size = zlib.crc32(body, file.crc), file.size + len(body)
        return self._of_file(self._packer.compress(body))

    def finish(self) -> bytes:
        """The file has no more parts."""
        return self._of_file(self._packer.flush()) + self._sent(self._files[-1].sizes())

    def end(self) -> bytes:
        """The table of contents, which stands at the end."""
        start, entries = self._length, b"".join(file.entry() for file in self._files)
        count = len(self._files)
        return entries + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0)

    def _of_file(self, packed: bytes) -> bytes:
        self._files[-1].packed += len(packed)
        return self._sent(packed)

    def _sent(self, some: bytes) -> bytes:
        self._length += len(some)
        return some
