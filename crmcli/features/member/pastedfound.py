"""What a pasted text gave, field by field: the name and the phones settled once all of it is read."""

from __future__ import annotations

import re
from typing import NamedTuple

from crmcli.core.findings import N_, Finding
from crmcli.core.text import fold
from crmcli.features.member.field import FIELDS

PHONES = ("mobile", "phone2")
#: Fields of which several values may stand side by side.
_SEVERAL = ("interest", "consent", "source")
_LANDLINE = re.compile(r"\(?0(?!0)")

TWICE = N_("{field} stands there twice: {values}")
SEVERAL_NAMES = N_("the name may be any of {values}; give it first, or write 姓名： before it")


class Pasted(NamedTuple):
    """What was made of a text: texts by field, what is left out as nothing is kept of it, what was not understood,
    and what may mean two things.
    """

    texts: dict[str, str]
    left_out: list[str]
    unknown: list[str]
    doubts: list[Finding]


class Found:
    """What has been found so far. `names` look like one, `phones` are numbers with the field a label named."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.phones: list[tuple[str, str]] = []
        self.names: list[str] = []
        self.left_out: list[str] = []
        self.unknown: list[str] = []
        self.doubts: list[Finding] = []
        self.wechat_is_phone = False

    def sure(self, key: str, text: str, *, labelled: bool = False) -> None:
        """A value nobody can take for another field's; a phone with the label it had."""
        if key in PHONES:
            self.phones.append((key if labelled else "", text))
        else:
            self.put(key, text)

    def put(self, key: str, text: str) -> None:
        """A field's text; a second one that differs is a doubt."""
        kept = self.texts.get(key)
        if kept is None or fold(kept) == fold(text):
            self.texts[key] = text
        elif key in _SEVERAL:
            self.texts[key] = f"{kept}、{text}"
        else:
            self.doubts.append(
                Finding(TWICE, {"key": key, "field": Finding(label_of(key), {}), "values": [kept, text]})
            )

    def finished(self) -> Pasted:
        """Settles what more than one word says: the name, the phones."""
        self._settle_phones()
        names = [name for name in dict.fromkeys(self.names) if fold(name) != fold(self.texts.get("name", ""))]
        if "name" in self.texts:
            self.unknown += names
        elif len(names) == 1:
            self.texts["name"] = names[0]
        elif names:
            self.doubts.append(Finding(SEVERAL_NAMES, {"key": "name", "values": names}))
        if self.wechat_is_phone and self.texts.get("mobile"):
            self.texts.setdefault("wechat", re.sub(r"[^0-9]", "", self.texts["mobile"])[-11:])
        return Pasted(self.texts, self.left_out, self.unknown, self.doubts)

    def _settle_phones(self) -> None:
        """A number named mobile is it, else the first that is one; the next is the second phone."""
        numbers: dict[str, tuple[str, str]] = {}
        for key, text in self.phones:
            numbers.setdefault(re.sub(r"[^0-9]", "", text)[-11:], (key, text))
        waiting = list(numbers.values())
        for place in PHONES:
            best = [one for one in waiting if one[0] == place] or [one for one in waiting if _may_be(place, *one)]
            if best:
                self.texts[place] = best[0][1]
                waiting.remove(best[0])
        self.unknown += [text for _key, text in waiting]


def _may_be(place: str, key: str, text: str) -> bool:
    """Whether a number may stand there: one without a label is a mobile where it looks like one."""
    return place == "phone2" or key == "mobile" or (not key and not _LANDLINE.match(text))


def label_of(key: str) -> str:
    """What a person calls a field of a member or of an application."""
    from crmcli.features.application.field import LABELS

    return FIELDS[key].label if key in FIELDS else LABELS.get(key, key)
