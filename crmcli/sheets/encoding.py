"""Text files in the encodings that reach a Chinese desk: UTF-8, UTF-16, GBK."""

from __future__ import annotations

import codecs

from crmcli.core.findings import N_
from crmcli.sheets.grid import Unreadable
from crmcli.sheets.package import OTHER_PROGRAM

MIXED = N_(
    "line {line} of {file} is neither UTF-8 nor GBK text: "
    "open the file in Excel or WPS, look at that line and save it as .xlsx"
)
# So many bytes read as UTF-8 by accident in no GBK text: the file is UTF-8 with a damaged place.
_PROOF = 12


def decoded(data: bytes, file: str) -> str:
    """The text without its byte-order mark; refused where some of it fits no encoding, never guessed."""
    codec = _wide_codec(data)
    if codec:
        text = _strict(data, codec, file)
    elif data.startswith(codecs.BOM_UTF8):
        # Some programs write the mark and then GBK.
        text = _utf8_or_gbk(data[3:], file)
    else:
        text = _utf8_or_gbk(data, file)
    text = without_mark(text)
    if "\0" in text:
        raise Unreadable(OTHER_PROGRAM, file=file)
    return text


def without_mark(text: str) -> str:
    """The text without a byte-order mark, also one that was read as GBK: 锘 and the byte that followed."""
    text = text.removeprefix("\ufeff")
    if not text.startswith("锘"):
        return text
    spoiled = text[1:2].encode("gb18030", "replace")
    if len(spoiled) == 2 and spoiled[0] == 0xBF:
        # The mark's last byte and a letter became one character; the letter was the file's first.
        letter = chr(spoiled[1])
        return (letter if letter.isascii() and letter.isalnum() else "") + text[2:]
    return text[2:] if text[1:2] in ("?", "�") else text[1:]


def _wide_codec(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:2000]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd + even <= len(sample) // 20 or min(odd, even) > 0:
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def _utf8_or_gbk(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        if len(before) - len(before.decode("utf-8").encode("ascii", "ignore")) >= _PROOF:
            raise Unreadable(MIXED, file=file, line=_line(before)) from error
    return _strict(data, "gb18030", file)


def _strict(data: bytes, codec: str, file: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(MIXED, file=file, line=_line(data[: error.start])) from error


def _line(before: bytes) -> int:
    return max(before.count(b"\n"), before.count(b"\r")) + 1
