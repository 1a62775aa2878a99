"""Our reader of compiled catalogs says what gettext's own says."""

from __future__ import annotations

from gettext import GNUTranslations

import pytest

from crmcli.messages import Messages
from crmcli.place import data_dir

FILE = data_dir() / "locale" / "zh_CN" / "LC_MESSAGES" / "crmcli.mo"


def test_every_message_reads_as_gettext_reads_it() -> None:
    ours = Messages.read(FILE)
    with FILE.open("rb") as stream:
        theirs = GNUTranslations(stream)
    plain = [id_ for id_ in theirs._catalog if isinstance(id_, str) and id_]  # type: ignore[attr-defined]
    plural = [id_[0] for id_ in theirs._catalog if isinstance(id_, tuple)]  # type: ignore[attr-defined]
    assert len(plain) > 500
    assert {id_: ours.find(id_) for id_ in plain} == {id_: theirs.gettext(id_) for id_ in plain}
    keys = {id_: _plural_key(id_) for id_ in plural}
    assert plural
    assert {id_: ours.find(key) for id_, key in keys.items()} == {id_: theirs.ngettext(id_, "", 5) for id_ in plural}


def _plural_key(one: str) -> str:
    """one\\0many, as the file holds it."""
    data = FILE.read_bytes()
    place = data.index(b"\0" + one.encode() + b"\0") + 1
    ends = data.index(b"\0", place + len(one.encode()) + 1)
    return data[place:ends].decode()


@pytest.mark.parametrize("message", ["no such message", "￿", "\0", "a"])
def test_what_is_not_there_is_not_found(message: str) -> None:
    assert Messages.read(FILE).find(message) is None


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a compiled catalog"):
        Messages(b"PK\x03\x04")
