"""Texts for a person made whole before anything is written: from a pasted text, from answers; shown and agreed to."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Finding, Refused
from crmcli.errors import Failure
from crmcli.features.member import entry
from crmcli.features.member.field import FIELDS, GENDERS
from crmcli.features.member.options import STANDARD_INPUT
from crmcli.features.member.pastedfound import SEVERAL_NAMES, TWICE, Pasted, label_of
from crmcli.language import _, listed
from crmcli.ui.ask import choose_one, confirm, read_line

if TYPE_CHECKING:
    from crmcli.session import Session

Texts = dict[str, str]

_CODED = ("interest", "source", "industry", "occupation", "consent", "id_type")
_AMOUNTS = ("amount", "joining_amount", "bonus")

NOT_UNDERSTOOD = N_(
    "Not understood: {values}. Put a label before it, such as 备注：, or take it into the note with --yes."
)
NOTHING = N_("Nothing was pasted: give a text such as 姓名：王小明 电话：19900005678 on standard input.")
NO_TERMINAL = N_("--ask asks in a terminal; elsewhere give every field as an option.")


class Completed(NamedTuple):
    """Texts by field, and what is worth telling of how they were come by."""

    texts: Texts
    said: list[str]


def completed(
    session: Session, texts: Texts, *, ask: bool, fields: Sequence[str] = (), more: Sequence[str] = ()
) -> Completed:
    """The texts with what a pasted text says, where the name is -, and with the answers, where asking is wanted.

    What is given as an option wins. `fields` are asked for; `more` are fields beside the member's own.
    """
    if ask and not session.interactive:
        raise Failure("usage", NO_TERMINAL, field="--ask")
    told: list[str] = []
    pasted = texts.get("name") == STANDARD_INPUT
    if pasted:
        del texts["name"]
        texts, told = _with_paste(session, texts, more)
    if ask:
        from crmcli.features.member.asking import ask_each, questions

        print(_("Enter skips a field."), file=sys.stderr)
        ask_each(questions(session, fields, texts), texts)
    if (pasted or ask) and session.interactive:
        _show(session, texts, told)
        if not confirm(session, _("Write it?")):
            raise Failure("interrupted", N_("Nothing was written."))
    return Completed(texts, told)


def _with_paste(session: Session, texts: Texts, more: Sequence[str]) -> tuple[Texts, list[str]]:
    from crmcli.features.member.pasted import read_pasted

    text = _standard_input(session)
    pasted = read_pasted(text, session.pack, more)
    if not any(pasted):
        raise Failure("usage", NOTHING, field="name")
    found, unknown = _settled(session, pasted, texts)
    _settle_introducer(session, found, unknown)
    found |= texts
    told = [_("left out: {words}").format(words=listed(pasted.left_out))] if pasted.left_out else []
    if unknown:
        if not session.interactive and not session.shared.yes:
            raise Failure("usage", NOT_UNDERSTOOD, field="name", value=listed(unknown), values=unknown)
        found["note"] = "；".join([*filter(None, [found.get("note")]), *unknown])
        told.append(_("not understood, put into the note: {words}").format(words=listed(unknown)))
    entry.read_fields({key: text for key, text in found.items() if key in FIELDS}, entry.reading_of(session))
    return found, told


def _standard_input(session: Session) -> str:
    if not session.interactive:
        return sys.stdin.read()
    print(_("Paste the text, then an empty line:"), file=sys.stderr)
    lines: list[str] = []
    while not lines or lines[-1]:
        try:
            lines.append(read_line("> ").strip())
        except EOFError:
            break
        if lines == [""]:
            lines.clear()
    return "\n".join(lines)


def _settled(session: Session, pasted: Pasted, given: Texts) -> tuple[Texts, list[str]]:
    """The fields once a person has said which of two values it is; elsewhere that is refused."""
    texts, unknown = dict(pasted.texts), list(pasted.unknown)
    for doubt in pasted.doubts:
        key, values = doubt.facts.get("key"), list(doubt.facts.get("values", ()))
        if doubt.message not in (TWICE, SEVERAL_NAMES) or (not session.interactive and key not in given):
            raise _doubtful(doubt, key)
        if key in given:
            continue
        chosen = choose_one(session, _("{field}: which one?").format(field=_(label_of(str(key)))), values, str)
        if chosen is None:
            raise Failure("interrupted", N_("Nothing was written."))
        texts[str(key)] = chosen
        unknown += [value for value in values if value != chosen]
    return texts, unknown


def _doubtful(doubt: Finding, key: object) -> Failure:
    failure = Failure("usage", doubt.message, field=str(key or "name"))
    failure.finding = doubt
    return failure


def _settle_introducer(session: Session, texts: Texts, unknown: list[str]) -> None:
    """An introducer the file does not know by that name is no more than a word beside the source."""
    from crmcli.features.member.find import find_ids

    name = texts.get("introduced_by")
    if name is None or len(find_ids(session.db, name, session.operator_id)) == 1:
        return
    del texts["introduced_by"]
    friend = session.pack.code("source", "friend")
    if friend and texts.get("source") in (None, friend.name):
        texts["source"] = f"{friend.name}({name})"
    else:
        unknown.append(f"{_(label_of('introduced_by'))}：{name}")


def _show(session: Session, texts: Texts, told: Sequence[str]) -> None:
    """What was taken for what, on standard error."""
    from crmcli.ui.table import field_lines

    order = [*FIELDS, *(key for key in texts if key not in FIELDS)]
    pairs = [(_(label_of(key)), understood(session, key, texts)) for key in order if key in texts]
    with redirect_stdout(sys.stderr):
        field_lines(pairs, indent=2)
    for line in told:
        print(f"! {line}", file=sys.stderr)


def understood(session: Session, key: str, texts: Texts) -> str:
    """A field's text as it is going to be kept, in words."""
    from crmcli.features.member.card import code_name
    from crmcli.features.member.present import birthday_words

    text = texts[key]
    if key in _AMOUNTS or key == "card_type":
        return _beside(session, key, text)
    if key not in FIELDS or key in ("introduced_by", "owner", "store"):
        return text
    try:
        values = entry.read_fields(
            {part: texts[part] for part in ("id_type", key) if part in texts}, entry.reading_of(session)
        )
    except (Refused, Failure):
        return text
    if key == "birthday":
        return birthday_words(values)
    if key == "gender":
        return _(GENDERS[values["gender"]])
    words = str(values.get(key) or "").split("\n")
    detail = f"({values['source_detail']})" if values.get("source_detail") else ""
    return listed(code_name(session, key, word) or "" for word in words) + detail if key in _CODED else words[0]


def _beside(session: Session, key: str, text: str) -> str:
    from crmcli.core.money import parse_amount, show_yuan
    from crmcli.features.member.card import code_name

    if key == "card_type":
        from crmcli.features.application.field import read_card_type

        return code_name(session, key, read_card_type(session.pack, text)) or text
    return show_yuan(parse_amount(text))
