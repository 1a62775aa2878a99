"""What the house and its pack say on a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import FieldMissing
from crmcli.features.pack.choose import pack_given, packs_listed
from crmcli.forms.document import Fault, Faults
from crmcli.forms.model import GAP, Field, Form, Option
from crmcli.language import _
from crmcli.storage.packcopy import own_packs

if TYPE_CHECKING:
    from crmcli.packs.model import Code, Pack
    from crmcli.session import Session


def pack_meant(session: Session, text: str | None) -> Pack:
    """The pack of that name, the file's, or without a file the only one there is; of several it is asked for."""
    if text is None and not session.path.exists():
        text = _asked(session)
    return pack_given(session, text)


def packs_meant(session: Session) -> list[Pack]:
    """The file's pack; without a file all there are."""
    if session.path.exists():
        return [session.pack]
    from crmcli.packs.load import available, load

    return [load(name, own_packs()) for name, _title, _whose in available(own_packs())]


def _asked(session: Session) -> str:
    from crmcli.packs.load import available
    from crmcli.ui.ask import required

    known = available(own_packs())
    if len(known) == 1:
        return known[0][0]
    if not session.interactive:
        raise FieldMissing("--pack", _("Pack"), f"--pack {packs_listed()}")
    return required(session, None, "--pack", _("Trade, one of {packs}").format(packs=packs_listed()))


def context_of(session: Session, form: Form, pack: Pack) -> dict[str, Any]:
    """The words that stand on every sheet of a form."""
    kept = session.settings.get("organisation") if session.path.exists() else None
    words: dict[str, Any] = {"organisation": kept or pack.title}
    said = pack.forms.get(form.name)
    for name, sentences in said.words.items() if said else ():
        words[name] = list(sentences) if len(sentences) > 1 else sentences[0]
    return words


def with_pack(form: Form, pack: Pack) -> Form:
    """The form with the option lists its pack has for it."""
    said = pack.forms.get(form.name)
    if said is None:
        return form
    return form.with_options({name: _options(form.fields.get(name), codes) for name, codes in said.options.items()})


def word_faults(pack: Pack, forms: Mapping[str, Form], names: Sequence[str]) -> list[Fault]:
    """What a pack says on sheets or fields that are not there; of sheets in `names` only."""
    faults = Faults(f"{pack.name}/forms.toml")
    for sheet, said in pack.forms.items():
        if sheet not in names:
            message = N_("{where}: there is no sheet {value}; there are {choices}")
            faults.note(f"forms.{sheet}", message, value=sheet, choices=list(names))
            continue
        form = forms.get(sheet)
        if form is None:
            continue
        for key, kind, given in (("", "words", said.words), ("options.", "options", said.options)):
            known = [field.name for field in form.fields.values() if field.kind == kind]
            for name in given:
                if name not in known:
                    message = N_("{where}: there is no field {value}; there are {choices}")
                    faults.note(f"forms.{sheet}.{key}{name}", message, value=name, choices=known)
    return faults.found


def _options(field: Field | None, codes: Sequence[Code]) -> list[Option]:
    """A pack's entries as options; one to write beside is written where the sheet's own would be."""
    writes = {option.code: option.write for option in field.options} if field else {}
    return [Option(code.code, code.name, writes.get(code.code) if GAP in code.name else None) for code in codes]
