"""Ticked options read back: ours, or as people type and tick them, before the word or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.core.text import fold
from crmcli.forms.literal import literal
from crmcli.forms.model import GAP, Field, Option
from crmcli.forms.option import TICKED, UNTICKED, bare, no_option, written_in

_BOX = f"[{UNTICKED}{TICKED}]"
_MARK = re.compile(rf"(?P<mark>{_BOX}|(?<![A-Za-z])[VvＶｖ](?![A-Za-z]))")
_BLANK = re.compile(r"\s+")
_PARTING = re.compile(r"[,，、;；/|／。.:：_()（）\[\]【】]+")
_WORD = re.compile(rf"[^\s,，、;；/|／。.:：_()（）\[\]【】{UNTICKED}{TICKED}]+")


class Ticks(NamedTuple):
    """The codes of the ticked options in the form's order, and what was written beside them."""

    codes: list[str]
    words: dict[str, str | None]


class _Piece(NamedTuple):
    """A piece of the text: an option by its number, a word that is none, a mark, or blanks and commas."""

    kind: str
    text: str
    option: int = -1


def read_ticks(field: Field, text: str) -> Ticks:
    """What is ticked in a text of options. Raises Refused where that cannot be told, or must not be."""
    strict = _strict(field, text)
    ticks = strict if strict is not None else _tolerant(field, text)
    if len(ticks.codes) > 1 and not field.several:
        message = N_("{value} are ticked and only one may be: leave one tick")
        raise Refused(message, value=[bare(one) for one in field.options if one.code in ticks.codes])
    return ticks


def _strict(field: Field, text: str) -> Ticks | None:
    """The text as we print it: every option in order behind its box."""
    whole, groups, blanks = "", 0, r"\s*"
    for option in field.options:
        before, gap, after = option.text.partition(GAP)
        whole += rf"{blanks}({_BOX})\s*{literal(before)}" + (
            rf"([^{UNTICKED}{TICKED}]*?){literal(after)}" if gap else ""
        )
        # what was written takes the blanks behind it
        blanks = "" if gap and not after else r"\s*"
    match = re.fullmatch(whole, text.strip())
    if match is None:
        return None
    codes, words = [], {}
    for option in field.options:
        groups += 1
        ticked = match[groups] in TICKED
        if ticked:
            codes.append(option.code)
        if option.write:
            groups += 1
            words[option.write] = written_in(match[groups]) if ticked else None
    return Ticks(codes, words)


def _tolerant(field: Field, text: str) -> Ticks:
    pieces = list(_pieces(field.options, text))
    items, beside = _items(field.options, pieces)
    marks = _marks(pieces, items)
    words = {
        option.write: written_in(beside.get(number)) for number, option in enumerate(field.options) if option.write
    }
    if all(mark is None for mark in marks):
        return _named(field, [pieces[place] for place in items], words)
    codes = []
    for place, ticked in zip(items, marks, strict=True):
        piece = pieces[place]
        if ticked and piece.option < 0:
            raise no_option(field, piece.text)
        if ticked:
            codes.append(field.options[piece.option].code)
    return _ordered(field, codes, words)


def _named(field: Field, items: list[_Piece], words: dict[str, str | None]) -> Ticks:
    """Words without any tick: those named are meant, unless it is the whole list as printed."""
    numbers = {item.option for item in items}
    if len(items) > 1 and (not field.several or len(numbers) == len(field.options)) and -1 not in numbers:
        return _ordered(field, [], words)
    for item in items:
        if item.option < 0:
            raise no_option(field, item.text)
    return _ordered(field, [field.options[item.option].code for item in items], words)


def _ordered(field: Field, codes: list[str], words: dict[str, str | None]) -> Ticks:
    kept = {option.write for option in field.options if option.code in codes}
    words = {name: word if name in kept else None for name, word in words.items()}
    return Ticks([option.code for option in field.options if option.code in codes], words)


def _pieces(options: tuple[Option, ...], text: str) -> Iterator[_Piece]:
    stems = [(literal(option.text.partition(GAP)[0].rstrip("：:（(")), number) for number, option in enumerate(options)]
    stems.sort(key=lambda stem: -len(stem[0]))
    patterns = [(re.compile(stem), number) for stem, number in stems]
    place = 0
    while place < len(text):
        found = next((hit for pattern, number in patterns if (hit := _at(pattern, text, place, number))), None)
        found = found or _plain(text, place)
        yield found
        place += len(found.text)


def _at(pattern: re.Pattern[str], text: str, place: int, number: int) -> _Piece | None:
    match = pattern.match(text, place)
    return _Piece("option", match[0], number) if match else None


def _plain(text: str, place: int) -> _Piece:
    for kind, pattern in (("mark", _MARK), ("blank", _BLANK), ("parting", _PARTING), ("word", _WORD)):
        match = pattern.match(text, place)
        if match:
            return _Piece(kind, match[0])
    return _Piece("parting", text[place])


def _items(options: tuple[Option, ...], pieces: list[_Piece]) -> tuple[list[int], dict[int, str]]:
    """Where the options and unknown words stand, and by option what was written beside it."""
    items: list[int] = []
    beside: dict[int, str] = {}
    writing = -1
    for place, piece in enumerate(pieces):
        if piece.kind == "option" and not (writing >= 0 and piece.option == writing):
            items.append(place)
            writing = piece.option if options[piece.option].write else -1
        elif piece.kind == "mark":
            writing = -1
        elif writing >= 0 and piece.kind in ("word", "blank", "parting"):
            beside[writing] = beside.get(writing, "") + piece.text
        elif piece.kind == "word":
            items.append(place)
    return items, {number: text.strip("（）()：: ,，、;；") for number, text in beside.items()}


def _marks(pieces: list[_Piece], items: list[int]) -> list[bool | None]:
    """For each item whether it is ticked; None where no mark is its own."""
    found: list[bool | None] = [None] * len(items)
    first = items[0] if items else len(pieces)
    in_front = any(piece.kind == "mark" for piece in pieces[:first])
    edges = [-1, *items, len(pieces)]
    for gap in range(len(edges) - 1):
        start, end = edges[gap] + 1, edges[gap + 1]
        for place in range(start, end):
            if pieces[place].kind == "mark":
                item = _owner(pieces, start, end, place, in_front) + gap - 1
                if 0 <= item < len(items):
                    found[item] = bool(found[item]) or _is_tick(pieces[place].text)
    return found


def _owner(pieces: list[_Piece], start: int, end: int, place: int, in_front: bool) -> int:
    """0 where a mark between two items belongs to the one before it, 1 to the one behind it."""
    if start == 0:
        return 1
    if end == len(pieces):
        return 0
    parts = [at for at in range(start, end) if pieces[at].kind in ("blank", "parting")]
    before = any(at < place for at in parts)
    behind = any(at > place for at in parts)
    if before != behind:
        return int(before)
    marks = [at for at in range(start, end) if pieces[at].kind == "mark"]
    if len(marks) > 1 and any(_is_tick(pieces[at].text) for at in marks) and not parts:
        raise Refused(
            N_("{value} may belong to either of two options: put the tick over the box of the one meant"),
            value="".join(pieces[at].text for at in range(max(0, start - 1), min(end + 1, len(pieces)))),
        )
    return int(in_front)


def _is_tick(mark: str) -> bool:
    return mark in TICKED or fold(mark) == "v"
