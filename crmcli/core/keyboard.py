"""What a Chinese input method does to a command line, undone before it is read."""

from __future__ import annotations

import re

from crmcli.core.pattern import pattern

# Typed, or made by an editor, in place of two hyphens.
_LONG_DASHES = "–—―⸺"
_DASH = f"[-{_LONG_DASHES}－‐‑‒−﹣]"
_LETTER = "[A-Za-zＡ-Ｚａ-ｚ]"
_OPTION = pattern(
    f"(?P<dashes>{_DASH}+)(?P<name>{_LETTER}(?:{_LETTER}|{_DASH}|[0-9０-９_＿])*)(?:[=＝](?P<value>.*))?",
    re.DOTALL,
)
_ANY_DASH = pattern(_DASH)

_HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
# Right in a Chinese sentence, so they become ASCII only where there is no sentence.
_SENTENCE = "，：；！？（）～"
_HALF_WIDTH_IN_TEXT = {code: half for code, half in _HALF_WIDTH.items() if chr(code) not in _SENTENCE}
_HALF_WIDTH_ALONE = _HALF_WIDTH | {ord("。"): "."}
_ALONE = pattern("[\x00-\x7f\uff01-\uff5e\u3000。]+")

_CLOSERS = {"“": "“”", "”": "“”", "‘": "‘’", "’": "‘’", "＂": "＂", "＇": "＇"}
#: A line without any of these is as an English keyboard would have given it.
_TOUCHED = frozenset([*_LONG_DASHES, *"‐‑‒−﹣。", *_CLOSERS, *map(chr, _HALF_WIDTH)])


def undo_input_method(arguments: list[str]) -> list[str]:
    """The arguments as an English keyboard would have given them. Exactly:

    - Curly or full-width quotes (“” ‘’ ＂ ＇) around a whole argument, or around the value in
      ``--option=value``, are taken off where no other such quote stands inside. A phrase the shell cut
      at its spaces is put together again with single spaces, from the argument that begins with the
      quote to the first one that ends with its partner; without such an end nothing is joined.
      What stood in quotes is never taken for an option.
    - An argument that is dashes, a letter, then only letters, digits, ``_`` and dashes, perhaps with
      ``=value``, is an option: a run of dashes in front with a long dash in it (— – ― ⸺) becomes
      ``--``, else each hyphen look-alike (－ ‐ ‑ ‒ − ﹣) becomes ``-``; the name becomes half-width,
      long dashes in it ``-``. After an argument ``--`` nothing is an option.
    - In all else, and in an option's value, U+FF01-FF5E and U+3000 become ASCII. Where other than
      ASCII, these and ``。`` stands in it (that is, in Chinese text) ``，：；！？（）～`` stay as they are;
      where not, ``。`` becomes ``.`` as well.
    """
    if all(_TOUCHED.isdisjoint(argument) for argument in arguments):
        return list(arguments)
    undone: list[str] = []
    options_end = False
    for argument, quoted in _unquoted(arguments):
        option = None if quoted or options_end else _OPTION.fullmatch(argument)
        undone.append(_option(option) if option else _half_width(argument))
        options_end = options_end or (undone[-1] == "--" and not quoted)
    return undone


def _option(match: re.Match[str]) -> str:
    dashes, name, value = match["dashes"], match["name"], match["value"]
    front = "--" if any(dash in _LONG_DASHES for dash in dashes) else "-" * len(dashes)
    option = front + _ANY_DASH.sub("-", name.translate(_HALF_WIDTH))
    return option if value is None else f"{option}={_half_width(value)}"


def _half_width(text: str) -> str:
    return text.translate(_HALF_WIDTH_ALONE if _ALONE.fullmatch(text) else _HALF_WIDTH_IN_TEXT)


def _unquoted(arguments: list[str]) -> list[tuple[str, bool]]:
    """Each argument without its quotes and whether it had any; phrases cut at their spaces rejoined."""
    found: list[tuple[str, bool]] = []
    position = 0
    while position < len(arguments):
        front, body = _split_option(arguments[position])
        closers = _CLOSERS.get(body[:1], "")
        count = _quoted_count(body, arguments[position + 1 :], closers) if closers else 0
        if count:
            phrase = " ".join([body, *arguments[position + 1 : position + count]])
            found.append((front + phrase[1:-1], not front))
        else:
            found.append((arguments[position], False))
        position += max(count, 1)
    return found


def _split_option(argument: str) -> tuple[str, str]:
    match = _OPTION.fullmatch(argument)
    if match is None or match["value"] is None:
        return "", argument
    return argument[: match.start("value")], match["value"]


def _quoted_count(first: str, others: list[str], closers: str) -> int:
    """Over how many arguments a quoted phrase stretches, 0 where it does not end properly."""
    rest = first[1:]
    for count, following in enumerate([*others, None], start=1):
        quote = next((place for place, character in enumerate(rest) if character in closers), None)
        if quote is not None:
            return count if quote == len(rest) - 1 else 0
        if following is None:
            return 0
        rest = following
    return 0
