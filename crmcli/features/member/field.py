"""The fields of a member: what each is called and how what the clerk gives becomes what is kept.

A field's reader takes the text and a Reading and gives the columns it fills. It
raises Refused where the text cannot be taken and notes findings where it can be
taken but is worth a word. The command line and the import read by the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Finding, Refused

if TYPE_CHECKING:
    from crmcli.packs.model import Pack

GENDERS = {"male": N_("male"), "female": N_("female")}
STANDINGS = {
    "prospect": N_("prospect"),
    "member": N_("member"),
    "left": N_("left"),
    "merged": N_("merged"),
    "erased": N_("erased"),
}
KINDS = {"person": N_("person"), "organisation": N_("organisation"), "unit": N_("unit")}
CLASSES = {"key": N_("key customer"), "ordinary": N_("ordinary customer")}
CALENDARS = {"solar": N_("solar"), "lunar": N_("lunar")}


class Reading:
    """What a reader needs besides the text, and what it noticed.

    `people`, `stores`, `members` turn a text into the id of a row of the staff, the
    stores, the members; they raise where the text fits none or several.
    """

    # no dataclass: every list loads this module, and defining one takes 6 ms
    __slots__ = ("area_code", "id_type", "members", "notes", "pack", "people", "stores", "today")

    def __init__(
        self,
        *,
        today: date,
        pack: Pack,
        people: Callable[[str], int],
        stores: Callable[[str], int],
        members: Callable[[str], int],
        id_type: str | None = None,
        area_code: str | None = None,
    ) -> None:
        self.today = today
        self.pack = pack
        self.people = people
        self.stores = stores
        self.members = members
        self.id_type = id_type
        self.area_code = area_code
        self.notes: list[Finding] = []


Values = dict[str, Any]


class Field(NamedTuple):
    """A field: contract key, head, reader."""

    key: str
    label: str
    read: Callable[[str, Reading], Values]


def _name(text: str, reading: Reading) -> Values:
    from crmcli.core.text import normal_name

    return {"name": normal_name(text)}


def _text(key: str) -> Callable[[str, Reading], Values]:
    def read(text: str, reading: Reading) -> Values:
        return {key: " ".join(text.split()) or None}

    return read


def _phone(key: str) -> Callable[[str, Reading], Values]:
    def read(text: str, reading: Reading) -> Values:
        from crmcli.core.mask import is_masked
        from crmcli.core.phone import parse_phone

        if is_masked(text):
            raise Refused(N_("{value} is masked; give the whole number"), value=text)
        phone = parse_phone(text, area_code=reading.area_code)
        if phone.kind == "short":
            raise Refused(N_("{value} is too short for a phone number"), value=text)
        if phone.kind == "service":
            # Taken, since customers do give their firm's hot line, but nobody is reached under it.
            reading.notes.append(Finding(N_("{number} is a firm's or a service's number"), {"number": phone.number}))
        if key == "guardian_phone":
            return {key: phone.number}
        return {key: phone.number, f"{key}_typed": text.strip()}

    return read


def _birthday(text: str, reading: Reading) -> Values:
    from crmcli.core.birthday import parse_birthday

    birthday = parse_birthday(text, reading.today)
    return birthday_columns(birthday)


def birthday_columns(birthday: Any) -> Values:
    """A Birthday as the three columns that keep it."""
    return {
        "birthday": birthday.text,
        "birthday_calendar": birthday.calendar,
        "birthday_leap": int(birthday.leap),
    }


def _gender(text: str, reading: Reading) -> Values:
    word = text.strip().lower()
    for code, words in _GENDER_WORDS.items():
        if word in words:
            return {"gender": code}
    raise Refused(N_("{value} is no gender; give male or female (男 or 女)"), value=text)


_GENDER_WORDS = {
    "male": {"male", "m", "男", "男性", "先生"},
    "female": {"female", "f", "女", "女性", "女士", "小姐"},
}


def _id_type(text: str, reading: Reading) -> Values:
    return {"id_type": code_of(reading.pack, "id_type", text, N_("{value} is no kind of ID; there are {names}"))}


def _id_no(text: str, reading: Reading) -> Values:
    from crmcli.core.identity import parse_id

    found = parse_id(text, reading.id_type, reading.today)
    reading.notes += found.notes
    values: Values = {"id_no": found.number, "id_type": found.id_type}
    if found.birthday is not None:
        values["_id_birthday"] = found.birthday
    if found.gender is not None:
        values["_id_gender"] = found.gender
    return values


def _email(text: str, reading: Reading) -> Values:
    import re

    word = text.strip()
    if not re.fullmatch(r"[^@\s,;]+@[^@\s,;.]+(\.[^@\s,;.]+)+", word):
        raise Refused(N_("{value} is no e-mail address; it looks like name@house.cn"), value=text)
    return {"email": word}


def _card(text: str, reading: Reading) -> Values:
    word = "".join(text.split()).upper()
    if not word or len(word) > 40:
        raise Refused(N_("{value} is no card number; give 1 to 40 characters"), value=text)
    return {"card_no": word}


def _coded(key: str) -> Callable[[str, Reading], Values]:
    """A value of a code list, else the words as they are: 其他 with free text."""

    def read(text: str, reading: Reading) -> Values:
        word = text.strip()
        return {key: free_code(reading.pack, key, word)}

    return read


def _several(key: str) -> Callable[[str, Reading], Values]:
    def read(text: str, reading: Reading) -> Values:
        words = [word for word in _split(text) if word]
        return {key: "\n".join(dict.fromkeys(free_code(reading.pack, key, word) for word in words)) or None}

    return read


def _split(text: str) -> list[str]:
    import re

    return [word.strip() for word in re.split(r"[、,，;；/|\n]+", text)]


def _source(text: str, reading: Reading) -> Values:
    word, detail = split_detail(text)
    return {"source": free_code(reading.pack, "source", word), "source_detail": detail}


def split_detail(text: str) -> tuple[str, str | None]:
    """A word and what stands in brackets behind it: 朋友介绍(张三)."""
    import re

    found = re.fullmatch(r"(.+?)[(（](.+)[)）]", text.strip())
    return (found.group(1), found.group(2)) if found else (text.strip(), None)


def free_code(pack: Pack, kind: str, word: str) -> str:
    """The code a word of a list stands for, else the word itself."""
    from crmcli.core.searchkey import choose

    found = choose(word, pack.codes.get(kind, ()), lambda code: (code.name, code.code))
    return found[0].code if len(found) == 1 else word


def code_of(pack: Pack, kind: str, word: str, message: str) -> str:
    """The code of a list that takes nothing else; Refused with the names where it fits none or several."""
    from crmcli.core.searchkey import choose

    codes = pack.codes.get(kind, ())
    found = choose(word, codes, lambda code: (code.name, code.code))
    if len(found) != 1:
        raise Refused(message, value=word, names=[code.name for code in (found or codes)])
    return found[0].code


def _owner_source(text: str, reading: Reading) -> Values:
    if not reading.pack.codes.get("owner_source"):
        raise Refused(N_("{value}: this trade does not say how a customer came to the owner"), value=text)
    message = N_("{value} is no source of ownership; there are {names}")
    return {"owner_source": code_of(reading.pack, "owner_source", text, message)}


def _fixed(key: str, words: Mapping[str, set[str]]) -> Callable[[str, Reading], Values]:
    def read(text: str, reading: Reading) -> Values:
        for code, spellings in words.items():
            if text.strip().lower() in spellings:
                return {key: code}
        raise Refused(N_("{value} is not one of {names}"), value=text, names=list(words))

    return read


def _day(key: str) -> Callable[[str, Reading], Values]:
    def read(text: str, reading: Reading) -> Values:
        from crmcli.core.day import parse_day

        return {key: parse_day(text, reading.today).isoformat()}

    return read


def _link(key: str, kind: str) -> Callable[[str, Reading], Values]:
    def read(text: str, reading: Reading) -> Values:
        return {key: getattr(reading, kind)(text)}

    return read


_CLASS_WORDS = {"key": {"key", "重点"}, "ordinary": {"ordinary", "非重点", "普通"}}

#: Every field, in the order of the paper form. `id_type` comes before `id_no`, which is read by it.
FIELDS: dict[str, Field] = {
    entry.key: entry
    for entry in (
        Field("name", N_("name"), _name),
        Field("card_no", N_("card no."), _card),
        Field("gender", N_("gender"), _gender),
        Field("birthday", N_("birthday"), _birthday),
        Field("mobile", N_("mobile"), _phone("mobile")),
        Field("phone2", N_("second phone"), _phone("phone2")),
        Field("wechat", N_("WeChat"), _text("wechat")),
        Field("email", N_("e-mail"), _email),
        Field("id_type", N_("kind of ID"), _id_type),
        Field("id_no", N_("ID number"), _id_no),
        Field("address", N_("address"), _text("address")),
        Field("employer", N_("employer"), _text("employer")),
        Field("industry", N_("industry"), _coded("industry")),
        Field("occupation", N_("occupation"), _coded("occupation")),
        Field("interest", N_("interests"), _several("interest")),
        Field("source", N_("heard of us by"), _source),
        Field("introduced_by", N_("introduced by"), _link("introduced_by", "members")),
        Field("store", N_("store"), _link("store_id", "stores")),
        Field("owner", N_("owner"), _link("owner_id", "people")),
        Field("owner_source", N_("source of ownership"), _owner_source),
        Field("class", N_("class"), _fixed("class", _CLASS_WORDS)),
        Field("consent", N_("agreed to"), _several("consent")),
        Field("guardian", N_("guardian"), _text("guardian")),
        Field("guardian_phone", N_("guardian's phone"), _phone("guardian_phone")),
        Field("guardian_consent_on", N_("guardian agreed on"), _day("guardian_consent_on")),
        Field("do_not_contact", N_("do not contact"), _text("do_not_contact")),
        Field("do_not_contact_until", N_("do not contact until"), _day("do_not_contact_until")),
        Field("joined_on", N_("joined on"), _day("joined_on")),
        Field("note", N_("note"), _text("note")),
    )
}
