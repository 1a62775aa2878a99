"""Whether a file stands where two programs cannot safely share it.

SQLite's write-ahead log needs memory that all programs share, which a network drive does
not give (sqlite.org/wal.html); a synchronised folder copies the file while it changes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

#: File systems that lie on another machine, as Linux and macOS name them. 9p: Windows' own disks seen from WSL.
NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "davfs", "fuse.sshfs", "fuse.davfs", "9p", "afs")
)
#: Folders that a synchronising program makes, in lower case.
SYNCHRONISED = ("onedrive", "dropbox", "icloud", "google drive", "nutstore", "坚果云", "baidusyncdisk", "wps云盘")
#: What Windows' GetDriveType gives for a network drive.
_REMOTE = 4


def is_network(path: Path) -> bool:
    """Whether a file lies on a network drive; False where that cannot be told."""
    place = path.absolute()
    if sys.platform == "win32":
        import ctypes

        if str(place).startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == _REMOTE)
    return file_system(os.path.realpath(place), _mounts()) in NETWORK


def is_synchronised(path: Path) -> bool:
    """Whether a folder above a file looks like one of a synchronising program."""
    return any(word in part.lower() for part in path.absolute().parent.parts for word in SYNCHRONISED)


def file_system(place: str, mounts: str) -> str | None:
    """The kind of file system a place lies on, from the lines of /proc/mounts: the longest mount point above it."""
    found: tuple[int, str] | None = None
    for line in mounts.splitlines():
        words = line.split()
        if len(words) < 3:
            continue
        point = words[1].replace("\\040", " ").rstrip("/")
        if (place == point or place.startswith(point + "/")) and (found is None or len(point) >= found[0]):
            found = (len(point), words[2])
    return found[1] if found else None


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text("utf-8", errors="replace")
    except OSError:
        return _mac_mounts()


def _mac_mounts() -> str:
    """The lines of `mount`, brought into the shape of /proc/mounts."""
    import re
    import subprocess

    try:
        text = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    found = re.findall(r"^(\S+) on (.+) \((\w+)", text, re.MULTILINE)
    return "\n".join(f"{device} {point.replace(' ', chr(92) + '040')} {kind}" for device, point, kind in found)
