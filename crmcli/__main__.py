"""`crmcli` and `python -m crmcli`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Runs the command line of this process; shell completion is answered first."""
    if "_CRMCLI_COMPLETE" in os.environ or sys.argv[1:2] in (["--install-completion"], ["--show-completion"]):
        from crmcli.complete import answer

        sys.exit(answer())
    from crmcli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
