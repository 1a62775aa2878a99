"""A pasted text taken apart: 姓名：王小明 电话：199…, or just values. What may be two things is said, not guessed.

`member add -` and `member apply -` read by it; the fields' own readers check what it found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding
from crmcli.core.keyboard import undo_input_method
from crmcli.features.importing.synonym import COMPUTED, IGNORED
from crmcli.features.importing.ticks import answers
from crmcli.features.member.field import FIELDS
from crmcli.features.member.pastedfound import PHONES, Found, Pasted
from crmcli.features.member.pastedhead import Heads, Piece
from crmcli.features.member.pastedword import (
    AROUND,
    PART,
    POLITE,
    first_of,
    first_word,
    joined,
    lacks_calendar,
    name_and_rest,
    sure_words,
    word_of,
)

if TYPE_CHECKING:
    from crmcli.packs.model import Pack

_SURE = ("email", "id_no", "birthday", *PHONES)
_TICKS = re.compile("[☑√✓✔■□☐]")
_SAME_NUMBER = re.compile("[(（]?(?:手机|电话)?(?:与|和)?(?:微信同号|微信同手机号?|手机同微信|同微信|微信同)[)）]?")
_AS_PHONE = ("同手机", "同手机号", "同电话", "同上", "手机号", "同号")
#: What comes along from a chat or a file and nobody sees.
_UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u200e\u2060\xad"))
#: The number of a line in a list.
_NUMBERED = re.compile(r"^\s*[0-9]{1,2}\s*[.、)）]\s*(?=[^0-9\s])")
_IN_BRACKETS = re.compile("[(（]([^()（）]*)[)）]")

SEVERAL_PEOPLE = N_("{count} rows of people were pasted; take them over with crmcli import members FILE")


def read_pasted(text: str, pack: Pack, more: Iterable[str] = ()) -> Pasted:
    """Takes a text apart. `more` are fields beside the member's own that are taken, such as an application's."""
    taker = _Taker(pack, {*FIELDS, *more})
    lines = [line for line in undone(text) if line.strip(AROUND)]
    table = taker.heads.is_head_row(_cells(lines[0])) if len(lines) > 1 else False
    if table and len(lines) > 2 and all(len(_cells(line)) > 1 for line in lines[2:]):
        taker.found.doubts.append(Finding(SEVERAL_PEOPLE, {"count": len(lines) - 1}))
    elif table and len(_cells(lines[0])) == len(_cells(lines[1])):
        taker.take_row(_cells(lines[0]), _cells(lines[1]))
        taker.take_lines(lines[2:])
    else:
        taker.take_lines(lines)
    return taker.found.finished()


def undone(text: str) -> list[str]:
    """The lines as an English keyboard would have given them."""
    lines = [_NUMBERED.sub("", line) for line in text.translate(_UNSEEN).splitlines()]
    return [undo_input_method(["--", line])[1] if line.strip() else "" for line in lines]


def _cells(line: str) -> list[str]:
    """The cells of a row copied from a table; without tabs, the words."""
    cells = line.split("\t") if "\t" in line.strip() else PART.split(line.strip(AROUND))
    return [cell.strip() for cell in cells]


class _Taker:
    """What has been found so far."""

    def __init__(self, pack: Pack, fields: set[str]) -> None:
        self.pack = pack
        self.fields = fields
        self.heads = Heads()
        self.found = Found()

    def take_row(self, heads: list[str], cells: list[str]) -> None:
        """A row under the heads of a table."""
        for head, cell in zip(heads, cells, strict=True):
            if head in ("男", "女"):
                self.found.put("gender", head) if cell else None
            elif cell:
                self.labelled(Piece(self.heads.bare(head), head, cell))

    def take_lines(self, lines: list[str]) -> None:
        """Lines with labels, without, or mixed; a label at a line's end is of what begins the next one."""
        waiting: Piece | None = None
        for line in lines:
            for piece in self._pieces(line):
                if waiting is not None and not piece.head:
                    piece = waiting._replace(text=piece.text)
                waiting = piece if piece.head and not piece.text.strip(AROUND) else None
                if waiting is None:
                    self.labelled(piece) if piece.head else self.loose(piece.text)

    def _pieces(self, line: str) -> list[Piece]:
        """A line's pieces; one that is a label and nothing else is that, also without a colon."""
        word = line.strip(AROUND)
        return [Piece(key, word, "")] if (key := self.heads.bare(word)) else self.heads.pieces(line)

    def labelled(self, piece: Piece) -> None:
        """A value with its label."""
        key, text = piece.key, piece.text.strip(AROUND)
        if _TICKS.search(text):
            text = "、".join(answers(text))
        if not text:
            return
        if key == "date" and key not in self.fields:
            key = "joined_on"
        if key == "passport":
            self.found.put("id_type", "护照")
            key = "id_no"
        if key in (IGNORED, COMPUTED, "no"):
            own, rest = first_word(text)
            self.found.left_out.append(f"{piece.head}：{own}")
            self.loose(rest)
        elif key is None or key not in self.fields:
            self.found.unknown.append(f"{piece.head}：{text}")
        else:
            text = f"农历{text}" if key == "birthday" and lacks_calendar(piece.head, text) else text
            self.loose(self._own(key, text))

    def _own(self, key: str, text: str) -> str:
        """Takes the label's own value out of a text and gives the rest, which is of other fields."""
        if key == "note":
            self.found.put(key, " ".join(text.split()))
            return ""
        if key == "wechat" and text in _AS_PHONE:
            self.found.wechat_is_phone = True
            return ""
        if key in _SURE:
            return self._own_sure(key, text)
        if key == "guardian_phone":
            numbers, rest = first_of("mobile", text)
            self.found.put(key, numbers[0] if numbers else text)
            return ", ".join([*numbers[1:], rest]) if numbers else ""
        if key == "gender" or FIELDS.get(key) is None or key.endswith("_on") or key == "wechat":
            own, rest = first_word(text)
            self.found.put(key, own)
            return rest
        if key == "name":
            return self._own_name(text)
        found, text = sure_words(text, but="birthday")
        for word in found:
            self.found.sure(word.key, word.text)
        words = PART.split(text.strip(AROUND))
        tail = []
        while len(words) > 1 and [word.key for word in word_of(words[-1], self.pack)] == ["gender"]:
            tail.append(words.pop())
        own = text.strip(AROUND)
        for last in tail:
            own = own.removesuffix(last).strip(AROUND)
        self.found.put(key, " ".join(own.split()))
        return " ".join(tail)

    def _own_sure(self, key: str, text: str) -> str:
        words, rest = first_of(key, text)
        if _SAME_NUMBER.search(rest):
            self.found.wechat_is_phone, rest = True, _SAME_NUMBER.sub(" ", rest)
        if not words:
            whole = key == "birthday" or key in PHONES
            own, rest = (text, "") if whole else first_word(text)
            words = [own]
        for own in words:
            self.found.sure(key, own, labelled=True)
        return rest

    def _own_name(self, text: str) -> str:
        found, text = sure_words(text)
        for word in found:
            self.found.sure(word.key, word.text)
        text = _IN_BRACKETS.sub(r" , \1 ", text)
        own, rest = name_and_rest(text.strip(AROUND))
        told = word_of(own, self.pack)
        name = next((word.text for word in told if word.key == "name"), own)
        self.found.put("name", name)
        for word in told:
            if word.key == "gender":
                self.found.put("gender", word.text)
        return rest

    def loose(self, text: str) -> None:
        """Values without a label, or with one that has no sign behind it."""
        if _SAME_NUMBER.search(text):
            self.found.wechat_is_phone, text = True, _SAME_NUMBER.sub(" , ", text)
        words = [word for word in PART.split(text.strip(AROUND)) if word]
        for piece in self._by_bare_heads(words):
            if piece.head:
                self.labelled(piece)
            else:
                self._loose_words(piece.text)

    def _by_bare_heads(self, words: list[str]) -> Iterator[Piece]:
        """The words cut at those that are labels; a label is followed by something that is none."""
        heads = {
            place: key
            for place, word in enumerate(words[:-1])
            if (key := self.heads.bare(word)) and not self.heads.bare(words[place + 1])
        }
        first = min(heads, default=len(words))
        if first:
            yield Piece(None, "", " ".join(words[:first]))
        places = [*sorted(heads), len(words)]
        for start, end in pairwise(places):
            yield Piece(heads[start], words[start], " ".join(words[start + 1 : end]))

    def _loose_words(self, text: str) -> None:
        found, rest = sure_words(text)
        for word in found:
            self.found.sure(word.key, word.text)
        for one in joined(PART.split(_IN_BRACKETS.sub(r" , \1 ", rest)), self.pack):
            self._loose_word(one)

    def _loose_word(self, text: str) -> None:
        text = text.strip(AROUND + "()（）:：")
        if not text or text in POLITE:
            return
        told = word_of(text, self.pack)
        sure = [word for word in told if word.key != "name"]
        glued = self.heads.glued(text) if not sure or sure[0].key in ("address", "employer") else None
        if glued:
            self.labelled(Piece(glued[0], text[: len(text) - len(glued[1])], glued[1]))
        elif not told and "/" in text:
            for part in text.split("/"):
                self._loose_word(part)
        elif not told:
            self.found.unknown.append(text)
        for word in [] if glued else told:
            if word.key == "name":
                self.found.names.append(word.text)
            elif word.key == "age":
                self.found.left_out.append(word.text)
            elif word.key in self.fields:
                self.found.put(word.key, word.text)
            else:
                self.found.unknown.append(word.text)
