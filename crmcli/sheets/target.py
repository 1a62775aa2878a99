"""Files put in place whole: a reader sees the old one or the new one, never half."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from crmcli.core.findings import N_, Refused

# By these a later start finds what a power cut left behind.
TEMPORARY_PREFIX = ".crmcli-"
_TRIES = 99

NO_FOLDER = N_("there is no folder {folder}: create it, or name another one")
NOT_WRITABLE = N_(
    "nothing can be written into the folder {folder}: name another one, or ask for the right to write there"
)
IS_FOLDER = N_("{file} is a folder: name a file in it")
ALL_HELD = N_("{file} is open in another program: close it there and try again")


def replace_atomically(path: Path, write: Callable[[Path], object]) -> Path:
    """Lets ``write`` fill a private file beside ``path`` and puts it in its place; gives where it came to be.

    A target that another program holds open is left alone and "NAME (2).xlsx"
    (or the next free number) written instead. The mode of a file replaced is kept,
    a new one is its owner's alone. What fails leaves nothing behind. Raises
    ``Refused`` where the folder is missing or closed, and whatever ``write`` raises.
    """
    path = Path(os.path.realpath(path))
    if path.is_dir():
        raise Refused(IS_FOLDER, file=path.name)
    temporary = _private_file(path)
    try:
        write(temporary)
        _settle(temporary, path)
        return _put(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def replace_together(folder: Path, names: Sequence[str], write: Callable[[int, Path], object]) -> list[Path]:
    """Several files of one folder as `replace_atomically` does one: where any cannot be written, none is changed.

    ``write`` gets the place of a name among ``names`` and the file to fill.
    """
    folder = Path(os.path.realpath(folder))
    waiting: list[tuple[Path, Path]] = []
    try:
        for number, name in enumerate(names):
            temporary = _private_file(folder / name)
            waiting.append((temporary, folder / name))
            write(number, temporary)
            _settle(temporary, folder / name)
        return [_put(temporary, path) for temporary, path in waiting]
    finally:
        for temporary, _path in waiting:
            with suppress(FileNotFoundError):
                temporary.unlink()


def _private_file(path: Path) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, suffix=path.suffix, dir=path.parent)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused(NO_FOLDER, folder=path.parent) from error
    except PermissionError as error:
        raise Refused(NOT_WRITABLE, folder=path.parent) from error
    os.close(handle)
    return Path(name)


def _settle(temporary: Path, path: Path) -> None:
    """On the disk for good before it takes the other's place."""
    with temporary.open("rb+") as stream:
        os.fsync(stream.fileno())
    with suppress(FileNotFoundError, PermissionError):
        shutil.copymode(path, temporary)


def _put(temporary: Path, path: Path) -> Path:
    for target in _candidates(path):
        with suppress(PermissionError):
            temporary.replace(target)
            _settle_folder(path.parent)
            return target
    raise Refused(ALL_HELD, file=path.name)


def _candidates(path: Path) -> Iterator[Path]:
    """The target itself, then the free names beside it."""
    yield path
    for number in range(2, _TRIES):
        beside = path.with_name(f"{path.stem} ({number}){path.suffix}")
        if not beside.exists():
            yield beside


def _settle_folder(folder: Path) -> None:
    """Renames last once the folder is written out; Windows does so by itself and opens none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
