"""A message cut into parts a service takes, by its bytes in UTF-8, at the ends of lines."""

from __future__ import annotations

from collections.abc import Iterator

#: No message has more parts.
_MOST = 999


def split(text: str, limit: int, title: str = "") -> list[str]:
    """Parts of at most `limit` bytes. Where there are several each begins with the title and its number, such as
    `due list 2/3`; a line longer than a part is cut between two characters.
    """
    if len(text.encode()) <= limit:
        return [text]
    room = limit - len(f"{title} {_MOST}/{_MOST}\n".encode())
    if room < 4:
        raise ValueError("a part has no room for a character")
    parts = list(_pieces(text, room))
    return [f"{title} {number}/{len(parts)}\n{part}" for number, part in enumerate(parts, 1)]


def _pieces(text: str, room: int) -> Iterator[str]:
    kept: list[str] = []
    size = 0
    for line in text.splitlines(keepends=True):
        for piece in _cut(line, room):
            length = len(piece.encode())
            if kept and size + length > room:
                yield "".join(kept)
                kept, size = [], 0
            kept.append(piece)
            size += length
    if kept:
        yield "".join(kept)


def _cut(line: str, room: int) -> Iterator[str]:
    """A line as it is, or in pieces that fit, none of which ends within a character."""
    data = line.encode()
    while len(data) > room:
        end = room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        yield data[:end].decode()
        data = data[end:]
    yield data.decode()
