"""Asking for a person field by field in the order of the paper form; Enter skips, a wrong answer is asked again."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.core.text import width
from crmcli.errors import Failure
from crmcli.features.member import entry
from crmcli.features.member.field import FIELDS
from crmcli.features.member.pastedfound import label_of
from crmcli.features.member.rules import unguarded_age
from crmcli.features.member.store import member_no
from crmcli.language import _, said
from crmcli.ui.ask import read_line

if TYPE_CHECKING:
    from crmcli.packs.model import Pack
    from crmcli.session import Session

Texts = dict[str, str]

#: What a field of the sheet asks for, where that is not just the field of its name.
_ASKS: dict[str, tuple[str, ...]] = {
    "applied_on": ("date",),
    "phone": ("mobile", "phone2"),
    "source": ("source", "salesperson", "introduced_by"),
    "gift": ("gift", "bonus"),
}
_GUARDIAN = ("guardian", "guardian_phone", "guardian_consent_on")
_LISTS = ("id_type", "interest", "source", "industry", "occupation", "consent", "card_type")
#: A member's own record keeps one source, an application all that are ticked.
_SEVERAL = ("interest", "source", "consent")
_NUMBERS = re.compile(r"[0-9]+(?:[\s,，、]+[0-9]+)*")

NO_SUCH_NUMBER = N_("{value} is no number of the list; give 1 to {last}, or a word")


class Question(NamedTuple):
    """A field to ask for. `read` gives the text that is kept, or refuses; `when` says whether it is asked at all."""

    key: str
    label: str
    read: Callable[[str], str]
    choices: tuple[str, ...] = ()
    several: bool = False
    required: bool = False
    when: Callable[[Texts], bool] = lambda texts: True


def paper_order(pack: Pack) -> list[str]:
    """The fields in the order of the application's cells, then those the pack counts besides, then the note."""
    from crmcli.features.form.choose import form_of

    printed = [name for cell in form_of("application").cells for name in cell.fields()]
    asked = [key for name in printed for key in _ASKS.get(name, (name,))]
    more = [key for key in FIELDS if key in pack.weights]
    return list(dict.fromkeys([*asked, *more, *_GUARDIAN, "note"]))


def questions(session: Session, fields: Iterable[str], texts: Texts) -> list[Question]:
    """The questions for those of the fields that can be asked for."""
    others = _beside(session)
    fields = list(fields)
    several = _SEVERAL if "card_type" in fields else tuple(key for key in _SEVERAL if key != "source")
    found = []
    for key in fields:
        if key in FIELDS or key in others:
            read = others.get(key) or _reader(session, key, texts)
            choices = tuple(code.name for code in session.pack.codes.get(key, ())) if key in _LISTS else ()
            when = _condition(session, key)
            found.append(Question(key, _(label_of(key)), read, choices, key in several, key == "name", when))
    return found


def ask_each(asked: Sequence[Question], texts: Texts) -> None:
    """Asks for what is not in the texts yet and puts it there."""
    for question in asked:
        if question.key not in texts and question.when(texts):
            answer = ask_one(question)
            if answer is not None:
                texts[question.key] = answer


def ask_one(question: Question) -> str | None:
    """The answer to one question; None where it was skipped."""
    for line in _numbered(question.choices):
        print(f"  {line}", file=sys.stderr)
    while True:
        answer = read_line(_("{question}: ").format(question=question.label)).strip()
        if not answer and not question.required:
            return None
        try:
            if answer:
                return question.read(_chosen(question, answer))
        except Refused as refused:
            print(said(refused), file=sys.stderr)
        except Failure as failure:
            print("\n  ".join([failure.sentence(), *failure.lines]), file=sys.stderr)


def _numbered(choices: Sequence[str]) -> list[str]:
    """The choices with their numbers, in lines that break between two of them."""
    from shutil import get_terminal_size

    room = get_terminal_size().columns - 4
    lines: list[str] = []
    for number, choice in enumerate(choices, 1):
        shown = f"{number} {choice}"
        if lines and width(lines[-1]) + width(shown) + 2 <= room:
            lines[-1] += f"  {shown}"
        else:
            lines.append(shown)
    return lines


def _chosen(question: Question, answer: str) -> str:
    """Numbers of the list as its words."""
    if not question.choices or not _NUMBERS.fullmatch(answer):
        return answer
    numbers = [int(number) for number in re.findall("[0-9]+", answer)]
    if (len(numbers) > 1 and not question.several) or not all(0 < n <= len(question.choices) for n in numbers):
        raise Refused(NO_SUCH_NUMBER, value=answer, last=len(question.choices))
    return "、".join(question.choices[number - 1] for number in numbers)


def _reader(session: Session, key: str, texts: Texts) -> Callable[[str], str]:
    """Refuses what the field cannot take. A member named is kept by number, so that nobody is asked twice."""

    def read(answer: str) -> str:
        values = FIELDS[key].read(answer, entry.reading_of(session, _id_type(session, texts)))
        return member_no(values[key]) if key == "introduced_by" else answer

    return read


def _id_type(session: Session, texts: Mapping[str, str]) -> str | None:
    code = session.pack.code("id_type", texts["id_type"]) if "id_type" in texts else None
    return code.code if code else None


def _beside(session: Session) -> dict[str, Callable[[str], str]]:
    """How the fields of an application are checked that are no member's."""
    from crmcli.core.money import parse_amount
    from crmcli.features.application.field import read_card_type
    from crmcli.features.purchase.entry import day_given

    def checked(read: Callable[[str], object]) -> Callable[[str], str]:
        def check(answer: str) -> str:
            read(answer)
            return answer

        return check

    amount = checked(parse_amount)
    return {
        "date": checked(lambda text: day_given(session, text)),
        "card_type": checked(lambda text: read_card_type(session.pack, text)),
        "amount": amount,
        "joining_amount": amount,
        "gift": checked(str),
        "bonus": amount,
        "salesperson": checked(str),
    }


def _condition(session: Session, key: str) -> Callable[[Texts], bool]:
    """Some are asked only where another answer calls for them."""
    if key in _GUARDIAN:
        return lambda texts: _is_child(session, texts)
    source = {"salesperson": "salesperson", "introduced_by": "friend"}.get(key)
    code = session.pack.code("source", source) if source else None
    if code is not None:
        name = code.name
        return lambda texts: name in texts.get("source", "")
    return lambda texts: True


def _is_child(session: Session, texts: Texts) -> bool:
    """Whether birthday or ID tell somebody who needs a guardian's consent."""
    values: dict[str, Any] = {}
    for key in ("birthday", "id_no"):
        if key in texts:
            values |= FIELDS[key].read(texts[key], entry.reading_of(session, _id_type(session, texts)))
    born = values.pop("_id_birthday", None)
    if born is not None and not values.get("birthday"):
        values |= {"birthday": born.isoformat(), "birthday_calendar": "solar", "birthday_leap": 0}
    return unguarded_age(values, session.today) is not None
