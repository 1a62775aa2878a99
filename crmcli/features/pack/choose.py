"""The pack meant: one named, or the one of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.errors import Failure, FieldMissing
from crmcli.language import _, listed
from crmcli.storage.packcopy import own_packs

if TYPE_CHECKING:
    from crmcli.packs.model import Pack
    from crmcli.session import Session


def pack_given(session: Session, text: str | None) -> Pack:
    """The pack of that name, else the file's."""
    if text is None and session.path.exists():
        return session.pack
    from crmcli.packs.load import load

    return load(pack_name(text), own_packs())


def pack_name(text: str | None, field: str = "PACK") -> str:
    """The name of the one pack a text means: its name or title, a part of either, pinyin.

    Raises Failure: usage where nothing is said, not-found or ambiguous with the names.
    """
    from crmcli.core.searchkey import choose
    from crmcli.packs.load import available

    known = available(own_packs())
    names = [name for name, _title, _origin in known]
    if text is None:
        raise FieldMissing(field, _("Pack"), listed(names))
    found = choose(text, known, lambda pack: pack[:2])
    if len(found) == 1:
        return found[0][0]
    message = (
        N_("{value} fits several packs: {names}.") if found else N_("There is no pack {value}; there are {names}.")
    )
    chosen = [name for name, _title, _origin in found] or names
    candidates = [{"name": name, "title": title} for name, title, _origin in (found or known)]
    kind = "ambiguous" if found else "not-found"
    raise Failure(kind, message, field=field, value=text, names=chosen, candidates=candidates)


def packs_listed() -> str:
    """The packs there are, each with its title, as a sentence names them."""
    from crmcli.packs.load import available

    known = available(own_packs())
    return listed([_("{name} ({title})").format(name=name, title=title) for name, title, _whose in known])


def pack_folder(session: Session, text: str | None) -> Path:
    """The folder of a pack: itself, or by the name; of the file's pack where nothing is said.

    A folder that is there wins over a name.
    """
    if text is not None and Path(text).expanduser().is_dir():
        return Path(text).expanduser().resolve()
    if text is not None and any(sign in text for sign in "/\\"):
        message = N_("There is no folder {value}.")
        raise Failure("not-found", message, field="PACK", value=text)
    from crmcli.packs.source import find

    name = session.settings["pack"] if text is None and session.path.exists() else pack_name(text)
    folder = find(name, own_packs())
    if folder is None:
        message = N_("The folder of the pack {value} is not there; the file goes by its own copy.")
        raise Failure("not-found", message, field="PACK", value=name)
    return folder
