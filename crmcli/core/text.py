"""Names and texts: the form shown, the form searched, and the room they take in a terminal."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from crmcli.core.findings import Refused
from crmcli.core.keyboard import undo_input_method
from crmcli.core.pattern import pattern

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["HAN", "fold", "normal_name", "pad", "simplified", "undo_input_method", "width", "wrap"]

LONGEST_NAME = 60

# For use inside [...]: ideographs of every extension, radicals, 々 and 〇.
HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# What is typed for the dot in 阿卜杜拉·买买提.
_DOTS = "·•・‧･⋅∙.．"

_UNSEEN = pattern(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
# Hangul fillers and the empty braille cell print as blanks too.
_BLANKS = pattern("[\\s\u115f\u1160\u2800\u3164\uffa0]+")
_BLANKS_AND_SELECTORS = pattern("[\\s\u115f\u1160\u2800\u3164\uffa0\ufe00-\ufe0f]+")
# Other spellings of the same sign. ①, ㎡ and （） are signs of their own and stay as they were written.
_SAME_SIGN = pattern(
    "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff65-\uff9f\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]+"
)
_BETWEEN_HAN = pattern(f"(?<=[{HAN}·]) (?=[{HAN}·])")
_DOT_BETWEEN_HAN = pattern(f"(?<=[{HAN}]) ?[{_DOTS}] ?(?=[{HAN}])")
_FOLDED_DOT = pattern(f"(?<=[{HAN}])[{_DOTS}]+(?=[{HAN}])")

# Blanks, and what nobody sees.
_ASCII_UNSEEN = dict.fromkeys([*range(33), 127])

_CLOSING = frozenset("，。、；：！？）》〉」』】〕％,.;:!?)]}”’…")
_OPENING = frozenset("（《〈「『【〔([{“‘￥")


def normal_name(text: str) -> str:
    """The name as it is kept and shown: what a person sees, without what nobody sees.

    Control and zero-width characters go; every kind of blank is a space, doubled ones are one, none
    stands between two Han characters or at an end; a dot between Han characters is ``·``; full-width
    letters and digits and compatibility ideographs become the usual ones. Punctuation stays as typed.

    Raises Refused unless 1 to 60 characters are left.
    """
    if _is_plain_han(text) and len(text) <= LONGEST_NAME:
        return text
    name = _UNSEEN.sub("", text)
    name = _SAME_SIGN.sub(lambda run: unicodedata.normalize("NFKC", run.group()), name)
    name = _BLANKS.sub(" ", unicodedata.normalize("NFC", name)).strip()
    name = _BETWEEN_HAN.sub("", _DOT_BETWEEN_HAN.sub("·", name))
    if not name:
        raise Refused("A name is missing; give 1 to {limit} characters", limit=LONGEST_NAME)
    if len(name) > LONGEST_NAME:
        raise Refused(
            "{value} has {count} characters; a name has at most {limit}",
            value=name,
            count=len(name),
            limit=LONGEST_NAME,
        )
    return name


def _is_plain_han(text: str) -> bool:
    """Whether it is nothing but common ideographs, as nearly every name is: of these each is its own usual form."""
    return bool(text) and min(text) >= "\u4e00" and max(text) <= "\u9fff"


def fold(text: str) -> str:
    """The form two texts are compared in: NFKC, no case, no blanks, nothing unseen, one kind of dot."""
    if text.isascii():
        return text.translate(_ASCII_UNSEEN).lower()
    if _is_plain_han(text):
        return text
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    folded = unicodedata.normalize("NFKC", _BLANKS_AND_SELECTORS.sub("", folded))
    return _FOLDED_DOT.sub("·", folded)


def simplified(text: str) -> str:
    """The folded text in simplified characters, for search keys."""
    folded = fold(text)
    # Most names hold no traditional character, and a conversion costs as much as all the rest.
    if folded.isascii() or True not in map(_is_traditional, folded):
        return folded
    return fold(_converter().convert(folded))


@functools.cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # 9 ms, and only what is written needs it

    return OpenCC("t2s")


@functools.cache
def _is_traditional(character: str) -> bool:
    return not character.isascii() and str(_converter().convert(character)) != character


@functools.cache
def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Me", "Mn") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("F", "W") else 1


def width(text: str) -> int:
    """Terminal cells of a line: wide and full-width 2, combining, zero-width and control 0, all else 1."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_cells, text))


def pad(text: str, cells: int, align: Literal["left", "right"] = "left") -> str:
    """The text filled with spaces to that many terminal cells; a wider text is given back whole."""
    room = " " * max(0, cells - width(text))
    return text + room if align == "left" else room + text


def wrap(text: str, cells: int) -> list[str]:
    """The text in lines of at most that many cells, at least one line, nothing but blanks left out.

    A line breaks between Han characters, at blanks and, where a word alone is wider than the room,
    inside it; closing punctuation stays with what it closes where there is room. Only a single
    character wider than ``cells`` gets a line that is too wide.
    """
    if text.isprintable() and width(text) <= cells:
        return [text]
    return [piece for line in text.splitlines() or [""] for piece in _wrap_line(line, cells)]


def _wrap_line(text: str, cells: int) -> list[str]:
    lines: list[str] = []
    line = ""
    used = 0
    for piece in _pieces(text, cells):
        need = width(piece)
        if line and used + need > cells:
            lines.append(line.rstrip())
            line, used = "", 0
        if not line and lines and piece.isspace():
            continue
        line += piece
        used += need
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _pieces(text: str, cells: int) -> Iterator[str]:
    """What is kept together: words, blanks, Han characters with their punctuation; cut where too wide."""
    piece = base = ""
    used = 0
    for character in text:
        need = _cells(character)
        if piece and need and (_may_break(base, character) or used + need > cells):
            yield piece
            piece, used = "", 0
        piece += character
        used += need
        base = character if need else base
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return before.isspace() != after.isspace()
    if after in _CLOSING or before in _OPENING:
        return False
    return _cells(before or after) == 2 or _cells(after) == 2
