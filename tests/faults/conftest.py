"""The writers' starter and a prepared file, made once for all faults."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import killing
import pytest


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared file, to be copied."""
    path = tmp_path_factory.mktemp("origin") / "crm.db"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CRMCLI_DB", "CRMCLI_AS", "CRMCLI_TODAY"):
            patch.delenv(name, raising=False)
        for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(path.parent))
        patch.setenv("CRMCLI_LANG", "en")
        killing.prepare(path)
    return path


@pytest.fixture(scope="module")
def starter(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[killing.Starter]:
    """The process that forks writers."""
    if not hasattr(os, "fork"):
        pytest.skip("needs fork and SIGKILL")
    made = killing.Starter(origin, tmp_path_factory.mktemp("starter"))
    yield made
    made.stop()
