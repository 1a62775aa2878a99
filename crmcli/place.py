"""Where the program's own data and the user's files are."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path


@cache
def data_dir() -> Path:
    """The shipped data: beside the package in a checkout, inside it when installed."""
    inside = Path(__file__).parent / "data"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "data"


def user_data_dir() -> Path:
    """The user's own folder for a file without a name and for packs of their own."""
    return _user_folder("user_data_dir", "XDG_DATA_HOME", ".local/share")


def user_state_dir() -> Path:
    """What this machine remembers of its user: who works here today."""
    return _user_folder("user_state_dir", "XDG_STATE_HOME", ".local/state")


def user_config_dir() -> Path:
    """What the user has written for the program: where the day's counts are pushed to."""
    return _user_folder("user_config_dir", "XDG_CONFIG_HOME", ".config")


def _user_folder(kind: str, variable: str, usual: str) -> Path:
    """As platformdirs has it; on Linux without loading it, which takes 8 ms of every run."""
    if sys.platform.startswith("linux"):
        home = os.environ.get(variable, "").strip()
        return (Path(home) if home else Path.home() / usual) / "crmcli"
    import platformdirs

    return Path(getattr(platformdirs, kind)("crmcli", appauthor=False))
