"""Where the program's own data and the user's files are."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def data_dir() -> Path:
    """The shipped data: beside the package in a checkout, inside it when installed."""
    inside = Path(__file__).parent / "data"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "data"


def user_data_dir() -> Path:
    """The user's own folder for a file without a name and for packs of their own."""
    import platformdirs

    return Path(platformdirs.user_data_dir("crmcli", appauthor=False))


def user_state_dir() -> Path:
    """What this machine remembers of its user: who works here today."""
    import platformdirs

    return Path(platformdirs.user_state_dir("crmcli", appauthor=False))
