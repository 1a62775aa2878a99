"""The labels in a pasted text: 姓名：, 联系电话=, a table's heads, a head without any sign behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from crmcli.core.text import HAN
from crmcli.features.importing.synonym import MEMBER, Vocabulary
from crmcli.features.member.pastedword import sure_places

#: Labels of an application, and of certificates, beside those of a members' list.
_MORE = {
    "passport": "护照 护照号 护照号码",
    "card_type": "会员卡类型 卡类型 卡种",
    "amount": "办理金额 办卡金额",
    "joining_amount": "入会金额 入会费",
    "gift": "赠送情况 赠品 礼品 小礼品",
    "bonus": "赠送金额",
    "date": "会员申请时间 申请时间 申请日期 办理日期 办理时间",
    "salesperson": "业务员",
    "wechat": MEMBER["wechat"] + " MSN QQ",
    "name": MEMBER["name"] + " 客户 会员 顾客",
}
#: Heads that are as likely a value where no colon follows.
_ONLY_WITH_COLON = frozenset(("gender_male", "gender_female", "class", "kind", "consent", "salesperson", "gift"))
_COLON = re.compile(r"[:：＝=]")
_RUN = re.compile(rf"[A-Za-z0-9{HAN}/_.()（）\[\]【】 \t　-]+$")
_WHOLE = re.compile(r"[^()（）\[\]【】]+(?:[(（\[【][^()（）\[\]【】]*[)）\]】])?")
_LONGEST_HEAD = 16
_SHORTEST_BARE = 2


class Piece(NamedTuple):
    """A stretch of a line: the label before it (its field, and as it stood), and what stands behind."""

    key: str | None
    head: str
    text: str


class Heads:
    """The labels known: those of a members' list and of an application."""

    def __init__(self) -> None:
        self._known = Vocabulary({**MEMBER, **_MORE})

    def key_of(self, head: str) -> str | None:
        """The field a label is of; - and = for what is not taken."""
        meant = self._known.meant(head)
        return meant.field if meant else None

    def pieces(self, line: str) -> list[Piece]:
        """A line cut at its labels that end in a colon; the first piece may have none."""
        line = self._with_colons(line)
        places = [place for colon in _COLON.finditer(line) if (place := self._head_before(line, colon.start()))]
        if not places:
            return [Piece(None, "", line)]
        first = places[0][0]
        found = [Piece(None, "", line[:first])] if line[:first].strip() else []
        for number, (start, end, key) in enumerate(places):
            following = places[number + 1][0] if number + 1 < len(places) else len(line)
            found.append(Piece(key, line[start:end].strip(), line[end + 1 : following]))
        return found

    def bare(self, word: str) -> str | None:
        """The field of a word that is a label without any sign behind it."""
        if len(word) < _SHORTEST_BARE or (word.isascii() and len(word) < _SHORTEST_BARE + 1):
            return None
        key = self.key_of(word)
        return None if key in _ONLY_WITH_COLON else key

    def glued(self, word: str) -> tuple[str, str] | None:
        """The field of a label and the value it stands before without a gap: 电话19900005678."""
        for size in range(min(len(word) - 1, _LONGEST_HEAD), _SHORTEST_BARE - 1, -1):
            head = word[:size]
            if not head.isascii() and (key := self.bare(head)):
                return key, word[size:]
        return None

    def is_head_row(self, words: list[str]) -> bool:
        """Whether words are the heads of a table."""
        return len(words) > 1 and all(self.bare(word) or word in ("男", "女") for word in words)

    def _with_colons(self, line: str) -> str:
        """The line with a colon between a label and what can be nothing but its value: 电话19900005678."""
        found = sorted((start, key) for key, start in sure_places(line))
        for start, key in reversed(found):
            before = line[:start].rstrip().removesuffix("是").removesuffix("为")
            place = self._head_before(line, len(before))
            if place and place[2] in ((key, "phone2") if key == "mobile" else (key,)):
                line = f"{line[: place[1]]}:{line[start:]}"
        return line

    def _head_before(self, line: str, colon: int) -> tuple[int, int, str | None] | None:
        """Where the label of a colon begins and ends, and its field; None where no label stands there."""
        run = _RUN.search(line[max(0, colon - _LONGEST_HEAD) : colon])
        head = run[0] if run else ""
        for start in range(len(head)):
            word = head[start:]
            if word[0].isspace() or not _WHOLE.fullmatch(word.strip()):
                continue
            if "-" in word and not word.isascii():
                continue
            if key := self.key_of(word):
                return colon - len(word), colon, key
        unknown = re.search(rf"[A-Za-z{HAN}][A-Za-z0-9{HAN}]*$", head.rstrip())
        if unknown is None or unknown[0][0].isdigit():
            return None
        return colon - len(head) + unknown.start(), colon, None
