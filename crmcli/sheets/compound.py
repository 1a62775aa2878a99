"""Compound files (the container of .xls, .doc and of every password-protected workbook): their streams."""

from __future__ import annotations

import struct
from array import array

from crmcli.sheets.grid import Unreadable
from crmcli.sheets.package import DAMAGED

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # this and above mark ends and free sectors
_ENTRY = 128


class Compound:
    """The streams of a compound file by name; sizes and chains are checked as they are followed."""

    def __init__(self, data: bytes, file: str) -> None:
        self.data, self.file = data, file
        if len(data) < 512:
            raise Unreadable(DAMAGED, file=file)
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            raise Unreadable(DAMAGED, file=file)
        self._size = 1 << shift
        self._fat = self._allocation()
        (first,) = struct.unpack_from("<I", data, 48)
        self._entries = self._directory(self._chained(first))

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def stream(self, name: str) -> bytes:
        """A stream's content; empty where there is none of that name."""
        if name not in self._entries:
            return b""
        first, size = self._entries[name]
        (threshold,) = struct.unpack_from("<I", self.data, 56)
        return (self._chained(first) if size >= threshold else self._small(first))[:size]

    def _allocation(self) -> array[int]:
        """Which sector follows which."""
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        (further,) = struct.unpack_from("<I", self.data, 68)
        seen = set()
        while further < _END and further not in seen:
            seen.add(further)
            block = struct.unpack(f"<{self._size // 4}I", self._sector(further))
            sectors.extend(block[:-1])
            further = block[-1]
        table = array("I")
        for sector in sectors:
            if sector < _END:
                table.frombytes(self._sector(sector))
        return table

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        sector = self.data[start : start + self._size]
        if not sector:
            raise Unreadable(DAMAGED, file=self.file)
        return sector.ljust(self._size, b"\0")

    def _chained(self, first: int) -> bytes:
        return b"".join(self._sector(number) for number in self._chain(first, self._fat))

    def _chain(self, first: int, table: array[int]) -> list[int]:
        chain: list[int] = []
        while first < _END:
            if first >= len(table) or len(chain) > len(table):
                raise Unreadable(DAMAGED, file=self.file)
            chain.append(first)
            first = table[first]
        return chain

    def _small(self, first: int) -> bytes:
        """A stream below the threshold lies in 64-byte pieces inside the root's stream."""
        (start,) = struct.unpack_from("<I", self.data, 60)
        table = array("I")
        table.frombytes(self._chained(start))
        inner = self._chained(self._entries["Root Entry"][0])
        return b"".join(inner[n * 64 : n * 64 + 64] for n in self._chain(first, table))

    def _directory(self, data: bytes) -> dict[str, tuple[int, int]]:
        entries: dict[str, tuple[int, int]] = {}
        for start in range(0, len(data) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", data, start + 64)
            if kind and 2 <= length <= 64:
                name = data[start : start + length - 2].decode("utf-16-le", "replace")
                first, size = struct.unpack_from("<II", data, start + 116)
                entries.setdefault("Root Entry" if kind == 5 else name, (first, size))
        return entries
