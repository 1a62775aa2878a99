"""`crmcli case …`: every kind of case, by the commands of `crmcli complaint …`."""

from __future__ import annotations

from crmcli.features.case import cli
from crmcli.ui.command import lazy_group

app = lazy_group(cli.__name__, cli.COMMANDS)
