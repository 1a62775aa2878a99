"""On which line of a TOML text a value stands.

The standard parser keeps no lines. This reads the shape people write packs in (a header or
a key per line, an inline table per line of a list) and falls back to the entry around it.
"""

from __future__ import annotations

import re

Route = tuple[str | int, ...]

HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\- \"]+?)\s*\]")
KEY = re.compile(r"\s*\"?([\w-]+)\"?\s*=\s*(.*)")
INNER = re.compile(r"[{,]\s*\"?([\w-]+)\"?\s*=")


def line_of(text: str, route: Route) -> int | None:
    """The line (from 1) of a value, else of the nearest entry that holds it, else None."""
    lines = _lines(text)
    for length in range(len(route), 0, -1):
        if route[:length] in lines:
            return lines[route[:length]]
    return None


def _lines(text: str) -> dict[Route, int]:
    found: dict[Route, int] = {}
    counts: dict[tuple[str, ...], int] = {}
    table: Route = ()
    listed: Route = ()
    index = -1
    quoted = False
    for number, line in enumerate(text.splitlines(), 1):
        inside, quoted = quoted, quoted ^ (line.count('"""') % 2 == 1)
        if inside:
            continue
        if line.lstrip().startswith("{") and listed:
            index += 1
            found[(*listed, index)] = number
            found |= {(*listed, index, key): number for key in INNER.findall(line)}
        elif header := HEADER.match(line):
            table = _table(header[1], header[2], counts)
            found[table] = number
            found.setdefault(table[:-1], number)  # a list stands where its first entry does
        elif key := KEY.match(line):
            listed, index = (*table, key[1]), -1
            found[listed] = number
    return found


def _table(bracket: str, dotted: str, counts: dict[tuple[str, ...], int]) -> Route:
    """The route a header opens; a [[header]] is one entry more of its list and empties the lists below."""
    names = tuple(part.strip(' "') for part in dotted.split("."))
    if bracket == "[[":
        for below in [known for known in counts if known[: len(names)] == names and known != names]:
            del counts[below]
        counts[names] = counts.get(names, -1) + 1
    route: list[str | int] = []
    for depth, name in enumerate(names, 1):
        route.append(name)
        if names[:depth] in counts:
            route.append(counts[names[:depth]])
    return tuple(route)
